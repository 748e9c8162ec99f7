"""Helpers of the store's tests: what a workspace holds, row for row; the same tests for files and team databases."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prospector.model import tables
from prospector.store.guards import APPEND_ONLY, guard_statements
from prospector.store.reads import Reader
from prospector.store.sqlite import driver

Rows = dict[str, list[tuple[Any, ...]]]
_CHAIN = ("id", "seq", "prev", "hash", "chain", "recorded_at")
_BOTH = {
    "test_concurrency",
    "test_many_rows",
    "test_parts",
    "test_random_acts",
    "test_tables_to_come",
    "test_undo",
    "test_verify",
}
"""Modules whose tests run on a file and on a team's database, unless they ask for the file itself."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what holds of every store on both kinds."""
    own = metafunc.definition.obj.__code__.co_varnames
    if (
        metafunc.module.__name__.rpartition(".")[2] in _BOTH
        and "place" in metafunc.fixturenames
        and "workspace_path" not in own
    ):
        slow = [pytest.mark.slow] if "random" in metafunc.module.__name__ else []
        metafunc.parametrize("place", ["file", pytest.param("team", marks=slow)], indirect=True)


class Raw:
    """A way into a workspace past the product, as its owner has one."""

    def __init__(self, place: Path | str) -> None:
        self.place = place

    @contextlib.contextmanager
    def connection(self) -> Iterator[Any]:
        """Give a connection of the driver, in autocommit mode."""
        if isinstance(self.place, Path):
            with contextlib.closing(driver().connect(self.place, isolation_level=None)) as connection:
                connection.execute("PRAGMA recursive_triggers=ON")
                yield connection
        else:
            import psycopg

            with psycopg.connect(self.place.replace("+psycopg", ""), autocommit=True) as connection:
                yield connection

    def guards(self) -> list[str]:
        """Return the statements that lay the guards."""
        if isinstance(self.place, Path):
            return guard_statements()
        from prospector.store.team_schema import guard_statements as of_team

        return of_team()

    def run(self, sql: str) -> int:
        """Run one statement; return how many rows it hit."""
        with self.connection() as connection:
            return int(connection.execute(sql).rowcount)

    def tamper(self, sql: str) -> None:
        """Guards out, statement, guards in."""
        with self.connection() as connection:
            for guard in self.guards():
                if guard.startswith("DROP"):
                    connection.execute(guard)
            if isinstance(self.place, str):
                connection.execute("SET session_replication_role = replica")  # references are not looked at either
            assert connection.execute(sql).rowcount != 0, "the statement must hit something"
            for guard in self.guards():
                connection.execute(guard)

    def reader(self) -> Reader:
        """Return a reader of its own."""
        if isinstance(self.place, Path):
            return Reader(self.place)
        from prospector.store.team import TeamDatabase

        return TeamDatabase(self.place).reader()


@pytest.fixture
def raw(place: Path | str) -> Raw:
    return Raw(place)


def ordinary_rows(reader: Reader) -> Rows:
    """Return every table but the logs, row for row."""
    names = {getattr(tables, name).__table__.name for name in tables.__all__}
    return {name: sorted(reader.rows(f'SELECT * FROM "{name}"'), key=repr) for name in sorted(names - set(APPEND_ONLY))}


def standing_touches(reader: Reader) -> list[dict[str, Any]]:
    """Return what holds of the log: the newest entry of each touch, unless withdrawn."""
    names = reader.columns("touch")
    rows = reader.rows(f"SELECT {', '.join(names)} FROM touch ORDER BY chain, seq")
    newest = {entry["root"]: entry for entry in (dict(zip(names, row, strict=True)) for row in rows)}
    standing = [entry for entry in newest.values() if entry["state"] == "stands"]
    content = [{key: value for key, value in entry.items() if key not in _CHAIN} for entry in standing]
    return sorted(content, key=json.dumps)


@pytest.fixture
def snapshot(raw: Raw) -> Callable[[], tuple[Rows, list[dict[str, Any]]]]:
    """Return a function that gives everything that can be compared before and after."""

    def taken() -> tuple[Rows, list[dict[str, Any]]]:
        with contextlib.closing(raw.reader()) as reader:
            return ordinary_rows(reader), standing_touches(reader)

    return taken
