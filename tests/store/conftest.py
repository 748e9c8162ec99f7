"""Helpers of the store's tests: what a workspace holds, row for row; the same tests for files and team databases."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from prospector.clock import Clock, stamp
from prospector.model import tables
from prospector.model.ids import new_id
from prospector.settings import Settings
from prospector.store.chain import entry_hash
from prospector.store.guards import APPEND_ONLY, guard_statements
from prospector.store.reads import Reader
from prospector.store.sqlite import driver
from prospector.store.store import open_store
from prospector.store.team_rights import add_member, init
from prospector.workspace import Workspace, open_workspace

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


class Team:
    """One database with two reps and a manager, and a company that each rep touched."""

    def __init__(self, server: Any, name: str) -> None:
        self.server, self.name = server, name
        self.owner = server.url(name)
        init(self.owner)
        for who, kind in (("robin", "rep"), ("kim", "rep"), ("alex", "manager")):
            add_member(self.owner, who, kind)
        with contextlib.ExitStack() as stack:
            robin, kim, alex = (stack.enter_context(self.opened(who)) for who in ("robin", "kim", "alex"))
            self.company = robin.naming.name("Acme GmbH", domain="acme.example").account_id
            robin.touches.log(self.company, "phone", "spoke", note="SECRET of robin", private=True)
            kim.touches.log(self.company, "mail", "sent", note="open of kim", override="asked for it")
            kim.naming.name("Bolt AB", domain="bolt.example")
            self.forbidden = kim.naming.name("Never Ltd", domain="never.example").account_id
            alex.never.suppress("domain", "never.example", "asked us not to")

    def url(self, who: str) -> str:
        return str(self.server.url(self.name, who))

    @contextlib.contextmanager
    def opened(self, who: str) -> Iterator[Workspace]:
        with contextlib.closing(open_workspace(self.url(who), Settings(cache="none"))) as workspace:
            yield workspace

    def run(self, who: str, sql: str, *values: Any) -> tuple[int, list[Any]]:
        """Run one statement as somebody, past the product; return how many rows it hit and what it gave."""
        import psycopg

        # Its own context does not close a connection whose commit is refused.
        with contextlib.closing(psycopg.connect(self.url(who).replace("+psycopg", ""))) as connection, connection:
            cursor = connection.execute(sql, values or None)
            return cursor.rowcount, cursor.fetchall() if cursor.description else []

    def forge(self, who: str, **changes: Any) -> None:
        """Add an entry to the log of touches that is right in everything but `changes`."""
        rows = self.run(who, "SELECT seq, hash FROM touch WHERE chain = %s ORDER BY seq DESC LIMIT 1", who)[1]
        seq, last = rows[0] if rows else (0, "")
        now, key = stamp(datetime.now(UTC)), new_id()
        entry = {"id": key, "root": key, "state": "stands", "chain": who, "seq": seq + 1, "prev": last,
                 "account_id": self.company, "rep": who, "channel": "phone", "outcome": "sent",
                 "reaction": "unknown", "person": "", "note": "",
                 "private": False, "at": now, "recorded_at": now}  # fmt: skip
        with contextlib.closing(open_store(self.owner, Clock(), "", create=False)) as store:
            entry = {name: entry.get(name, "") for name in store.reader.columns("touch")} | changes
        entry = (
            entry
            | {"hash": entry_hash("touch", entry)}
            | {name: changes[name] for name in ("hash",) if name in changes}
        )
        names = ", ".join(f'"{name}"' for name in entry)
        self.run(who, f"INSERT INTO public.touch ({names}) VALUES ({', '.join(['%s'] * len(entry))})", *entry.values())


@pytest.fixture(scope="module")
def team(server: Any) -> Iterator[Team]:
    """Give the team of this process: the server is shared by all that test at once."""
    name = f"team{secrets.token_hex(6)}"
    server.copy(name)
    yield Team(server, name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")
