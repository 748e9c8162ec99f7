"""Creating and upgrading the schema: the only user of Alembic, imported when a file is new or old."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Any

from prospector.store.guards import guard_statements
from prospector.store.sqlite import draft_of, driver, errors, unusable
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION

_ALEMBIC = threading.Lock()
"""Alembic keeps its environment in the process, so that two threads can't migrate at once."""


def create(path: Path) -> None:
    """Create a workspace file; it appears under its name only when it is complete.

    When another program made it at the same moment, that one is kept. Raises StoreUnusable when the folder is missing or
    can't be written.
    """
    with contextlib.suppress(FileExistsError), draft_of(path) as draft:
        upgrade(draft)


def upgrade(path: Path) -> None:
    """Bring the file to `SCHEMA_VERSION` in one transaction: all of it or nothing.

    Foreign keys are off meanwhile, because rebuilding a table with them on deletes what refers to it; they are checked
    before the commit. Raises StoreUnusable.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import StaticPool

    def open_file() -> Any:
        connection = driver().connect(str(path), isolation_level=None, check_same_thread=False)
        for pragma in (
            "PRAGMA busy_timeout=5000",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=OFF",
        ):
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", creator=open_file, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            run_migrations(connection)
            for statement in guard_statements():
                connection.exec_driver_sql(statement)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise unusable(path, ValueError("malformed: a reference points nowhere after the upgrade"))
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.exec_driver_sql("COMMIT")
    except SQLAlchemyError as error:
        raise unusable(path, error) from error
    except errors() as error:
        raise unusable(path, error) from error
    finally:
        engine.dispose()


def run_migrations(connection: Any) -> None:
    """Bring the database behind `connection` to the newest migration, inside its transaction, in either dialect."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)  # noqa: SLF001 - what alembic.command.upgrade calls itself

    with _ALEMBIC, EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
        environment.run_migrations()
