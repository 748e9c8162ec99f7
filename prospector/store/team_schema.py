"""Laying and upgrading the schema in a team's database; what only its owner can do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from prospector.errors import StoreUnusable
from prospector.store.guards import APPEND_ONLY
from prospector.store.schema import run_migrations
from prospector.store.team import TeamDatabase
from prospector.store.version import SCHEMA_VERSION

_TEXT = re.compile(r"\b(TEXT|VARCHAR\(\d+\))(?! COLLATE)")


def lay(database: TeamDatabase) -> int:
    """Bring the database to `SCHEMA_VERSION`, guards included, in one transaction; return the version it had (0: none).

    Raises StoreUnusable for one that holds tables of another program or was written by a newer Prospector, Refused for
    somebody who may not.
    """
    from sqlalchemy.exc import SQLAlchemyError

    engine = database.engine()
    try:
        with engine.begin() as connection:
            before = _version(database, connection)
            _lay(connection)
    except SQLAlchemyError as error:
        raise database.wrong(error) from error
    finally:
        engine.dispose()
    return before


def _version(database: TeamDatabase, connection: Any) -> int:
    ours, others = connection.exec_driver_sql(
        "SELECT to_regclass('public.alembic_version') IS NOT NULL, "
        "EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')"
    ).one()
    if not ours:
        if others:
            raise StoreUnusable(f"{database.shown} holds tables of another program: give an empty database")
        return 0
    version = int(connection.exec_driver_sql("SELECT version_num FROM public.alembic_version").scalar())
    if version > SCHEMA_VERSION:
        raise StoreUnusable(
            f"{database.shown} was written by a newer Prospector (schema {version}, this one knows {SCHEMA_VERSION}): "
            "update Prospector; nothing was changed"
        )
    return version


def _lay(connection: Any) -> None:
    from sqlalchemy import event

    def in_order(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> Any:  # noqa: FBT001
        # Text sorts by its code points in both stores: the same lists, the same pages, the same hashes.
        ddl = sql.lstrip().upper().startswith(("CREATE TABLE", "ALTER TABLE"))
        return (_TEXT.sub(r'\1 COLLATE "C"', sql) if ddl else sql), values

    event.listen(connection, "before_cursor_execute", in_order, retval=True)
    try:
        run_migrations(connection)
    finally:
        event.remove(connection, "before_cursor_execute", in_order)
    run_all(connection, guard_statements())


def run_all(connection: Any, statements: Iterable[str]) -> None:
    """Run statements that have no parameters."""
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))


def guard_statements() -> list[str]:
    """Return the SQL that lays all guards of the append-only logs anew; they fire whatever a session sets."""
    function = (
        "CREATE OR REPLACE FUNCTION public.prospector_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only: write a correction instead', TG_TABLE_NAME USING ERRCODE = 'PR001'; END $$"
    )
    statements = [function]
    for table in APPEND_ONLY:
        for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            name = f"{table}_keeps_{verb}"
            fires = f'BEFORE {verb.upper()} ON public."{table}" FOR EACH {each}'
            statements += [
                f'DROP TRIGGER IF EXISTS {name} ON public."{table}"',
                f"CREATE TRIGGER {name} {fires} EXECUTE FUNCTION public.prospector_keeps()",
                f'ALTER TABLE public."{table}" ENABLE ALWAYS TRIGGER {name}',
            ]
    return statements
