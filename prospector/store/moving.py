"""Moving a whole workspace between a file and a team's database: every row of every table, or nothing.

Both sides hold still meanwhile. The rows are compared one by one before the target is committed, so that the chains, the
journal and the undo of the one are those of the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospector.clock import Clock
from prospector.errors import Refused, StoreUnusable
from prospector.store.database import Place
from prospector.store.store import Store, open_store
from prospector.store.verify import verify

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

_PORTION = 5_000


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved."""

    tables: int
    rows: int
    without_login: tuple[str, ...]
    """Who wrote something and has no login in the team's database."""


def move(source: Place, target: Place, clock: Clock) -> Moved:
    """Copy the workspace at `source` to `target`, a file that must not exist or an empty team's database.

    Raises NotFound, StoreUnusable, Refused; then nothing is in the target.
    """
    with contextlib.closing(open_store(source, clock, "", create=False)) as store:
        _owned(store)
        if broken := verify(store):
            raise StoreUnusable(
                f"nothing was moved, because the logs of {store.database.shown} are not whole: {broken[0]}"
            )
        if isinstance(target, Path):
            return _into_file(store, target)
        return _into_team(store, target, clock)


def _into_file(store: Store, target: Path) -> Moved:
    from prospector.store.engine import make_engine
    from prospector.store.schema import upgrade
    from prospector.store.sqlite import draft_of

    if target.exists():
        raise StoreUnusable(f"{target} exists already, and nothing is overwritten: give another path")
    with draft_of(target) as draft:
        upgrade(draft)
        tables, rows = _copied(store, make_engine(draft))
        _settled(draft)
    return Moved(tables, rows, ())


def _into_team(store: Store, target: str, clock: Clock) -> Moved:
    with contextlib.closing(open_store(target, clock, "", create=False)) as other:
        _owned(other)
        if other.reader.value("SELECT 1 FROM action LIMIT 1") or other.reader.value("SELECT 1 FROM account LIMIT 1"):
            raise Refused(f"{other.database.shown} is not empty: a workspace is moved into an empty team's database")
        tables, rows = _copied(store, other.database.engine())
        if broken := verify(other):
            raise StoreUnusable(f"{other.database.shown} is not what was moved into it: {broken[0]}")
        missing = ()
        if other.reader.value("SELECT to_regclass('public.team_role')") is not None:
            found = other.reader.rows(
                "SELECT DISTINCT chain FROM action WHERE chain NOT IN (SELECT name FROM public.team_role) ORDER BY chain"
            )
            missing = tuple(name for (name,) in found)
    return Moved(tables, rows, missing)


def _owned(store: Store) -> None:
    if store.database.acting:
        raise Refused(
            f"only who owns {store.database.shown} moves a workspace: log in as the one who ran `prospect team init`"
        )


def _copied(store: Store, engine: Engine) -> tuple[int, int]:
    """Copy every table of `store` through `engine` and compare them; return how many tables and rows there are."""
    from sqlalchemy.exc import SQLAlchemyError

    there = store.database.engine()
    try:
        with there.begin() as source, engine.begin() as target:
            count = 0
            for table in (tables := _tables()):
                for portion in _portions(source, table):
                    target.execute(table.insert(), portion)
                    count += len(portion)
            for table in tables:
                _compare(table, _all(source, table), _all(target, table))
    except SQLAlchemyError as error:
        raise StoreUnusable(f"nothing was moved: {store.database.wrong(error).sentence}") from error
    finally:
        there.dispose()
        engine.dispose()
    return len(tables), count


def _tables() -> Sequence[Table]:
    from sqlmodel import SQLModel

    from prospector.model import tables

    ours = {getattr(tables, name).__table__.name for name in tables.__all__}
    return [table for table in SQLModel.metadata.sorted_tables if table.name in ours]


def _all(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    asked = table.select().order_by(*table.primary_key.columns).execution_options(yield_per=_PORTION)
    for row in connection.execute(asked).mappings():
        yield dict(row)


def _portions(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    for row in _all(connection, table):
        portion.append(row)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _compare(table: Table, ours: Iterator[dict[str, Any]], theirs: Iterator[dict[str, Any]]) -> None:
    for one, other in zip_longest(ours, theirs):
        if one != other:
            key = ", ".join(str((one or other or {}).get(column.name)) for column in table.primary_key.columns)
            raise StoreUnusable(f"nothing was moved: {table.name} {key} would not be the same on the other side")


def _settled(draft: Path) -> None:
    """Bring everything into the file itself, whose log does not move with it."""
    from prospector.store.sqlite import connect

    with contextlib.closing(connect(draft)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
