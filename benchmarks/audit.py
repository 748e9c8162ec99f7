"""The audit of a workspace beside the same aggregate in one hand-written SQL query: medians of three, in turn.

    python benchmarks/made_workspace.py big.db 100000 1000000
    python benchmarks/audit.py big.db [--team]

The query gives, by source and rep, names, those on lists and never touched, touches, attempts, reached, welcome, meetings, the
same within the last week, reactions, first and last touch, without what merged accounts brought along. The audit gives that
and everything else it shows. The bar is three times the query.

With `--team` the same rows are laid into a team's database on a throw-away server, and both are asked there too: once as its
owner and once as a manager. Processor time is then that of this process and of the server's processes that worked for it.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from runpy import run_path
from typing import Any

from prospector.settings import Settings
from prospector.workspace import open_workspace

MOST, ROUNDS = 3, 3
MANAGER = "measuring"

_STANDS = (
    "t.state = 'stands' AND (t.root NOT IN (SELECT root FROM touch WHERE CASE WHEN id <> root THEN 1 ELSE 0 END = 1) "
    "OR t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain))"
)
_REACHED = "t.outcome IN ('spoke', 'replied', 'meeting_set')"
_COUNTED = {
    "tries": "t.outcome <> 'replied'", "reached": _REACHED, "met": "t.outcome = 'meeting_set'",
    "welcome": f"{_REACHED} AND t.reaction NOT IN ('not_now', 'not_us', 'angry')",
    "tries_now": "t.at >= ? AND t.outcome <> 'replied'", "now": "t.at >= ?", "reached_now": f"t.at >= ? AND {_REACHED}",
    "met_now": "t.at >= ? AND t.outcome = 'meeting_set'", "phone": "t.channel = 'phone'", "mail": "t.channel = 'mail'",
    "curious": "t.reaction = 'curious'", "not_now": "t.reaction = 'not_now'", "not_us": "t.reaction = 'not_us'",
}  # fmt: skip
_EACH = ", ".join(f"SUM(CASE WHEN {what} THEN 1 ELSE 0 END) AS {name}" for name, what in _COUNTED.items())
BY_HAND = (
    "SELECT a.source, g.rep, COUNT(*), SUM(CASE WHEN g.place = 'active' THEN 1 ELSE 0 END), "  # noqa: S608 - constants
    "SUM(CASE WHEN g.place = 'active' AND x.many IS NULL THEN 1 ELSE 0 END), SUM(x.many), MIN(x.first_at), MAX(x.last_at), "
    + ", ".join(f"SUM(x.{name})" for name in _COUNTED)
    + " FROM account a LEFT JOIN target g ON g.account_id = a.id LEFT JOIN ("  # noqa: S608 - constants
    "SELECT t.account_id, COUNT(*) AS many, "
    f"MIN(t.at) AS first_at, MAX(t.at) AS last_at, {_EACH} FROM touch t WHERE {_STANDS} GROUP BY t.account_id) x "
    "ON x.account_id = a.id WHERE a.merged_into IS NULL GROUP BY a.source, g.rep"
)
_Used = Callable[[], float]


def main(path: Path, *, team: bool = False) -> int:
    """Print the times and their ratio; 1 when the audit takes more than three times the query anywhere."""
    ratios = [_measured("SQLite", path, _of_this_process)]
    if team:
        with _laid(path) as server:
            for who, user in (("PostgreSQL, owner", ""), ("PostgreSQL, manager", MANAGER)):
                url = server.url("measured", *([user] if user else []))
                ratios.append(_measured(who, url, lambda: _of_this_process() + _of_server(server)))
    return int(max(ratios) > MOST)


def _measured(where: str, place: Path | str, used: _Used) -> float:
    """Ask both in turn and print the medians; return the larger of the ratios by clock and by processor."""
    query: list[tuple[float, float]] = []
    audit: list[tuple[float, float]] = []
    with closing(open_workspace(place, Settings(rep=MANAGER, cache="none"))) as workspace:
        begin = (workspace.store.clock.today() - timedelta(days=6)).isoformat()
        workspace.store.reader.value("SELECT COUNT(*) FROM touch WHERE note = '-'")
        for _ in range(ROUNDS):
            query.append(_seconds(lambda: workspace.store.reader.rows(BY_HAND, (begin,) * 4), used))
            audit.append(_seconds(workspace.audit.week, used))
    found = 0.0
    for at, by in enumerate(("clock", "processor")):
        asked, took = (statistics.median(one[at] for one in several) for several in (query, audit))
        found = max(found, took / asked)
        sys.stdout.write(f"{where}, {by}: query {asked:.2f} s, audit {took:.2f} s: {took / asked:.1f} times\n")
    sys.stdout.flush()
    return found


def _seconds(act: Callable[[], object], used: _Used) -> tuple[float, float]:
    before, began = used(), time.monotonic()
    act()
    return time.monotonic() - began, used() - before


def _of_this_process() -> float:
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime


def _of_server(server: Any) -> float:
    """Return what all processes of the server used so far; parallel workers count to the first when they end."""
    first = (server.data / "postmaster.pid").read_text().split()[0]
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if first in (folder.name, told[1]):
            ticks += sum(int(told[at]) for at in (11, 12, *((13, 14) if folder.name == first else ())))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _laid(path: Path) -> Iterator[Any]:
    """Lay the rows of a file into a team's database, past the rules, for there is nobody else; remove it afterwards.

    The journal stays behind: the audit does not read it.
    """
    from prospector.store.team_rights import add_member, init

    postgres = run_path(str(Path(__file__).parents[1] / "tests" / "postgres.py"))
    if wrong := postgres["install"]():
        raise SystemExit(wrong)
    server = postgres["Server"].fresh()
    try:
        server.start()
        server.sql("CREATE DATABASE measured")
        url = server.url("measured")
        init(url)
        began = time.monotonic()
        rows = _copy(path, url.replace("+psycopg", ""))
        init(url)  # its rules are laid anew
        add_member(url, MANAGER, "manager")
        server.sql("VACUUM ANALYZE", "measured")
        sys.stdout.write(f"{rows} rows laid into PostgreSQL in {time.monotonic() - began:.0f} s\n")
        yield server
    finally:
        server.remove()


def _copy(path: Path, conninfo: str) -> int:
    import psycopg

    count = 0
    with closing(sqlite3.connect(path)) as source, psycopg.connect(conninfo) as target:
        tables = [name for (name,) in target.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename NOT IN ('alembic_version', 'change', 'team_role')"
        )]  # fmt: skip
        for table in tables:
            target.execute(f'ALTER TABLE public."{table}" DISABLE TRIGGER ALL')
            rows = source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our schema
            names = ", ".join(f'"{column[0]}"' for column in rows.description)
            with target.cursor().copy(f'COPY public."{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
                    count += 1
            target.execute(f'ALTER TABLE public."{table}" ENABLE TRIGGER ALL')
    return count


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--team"]
    sys.exit(main(Path(given[0]), team="--team" in sys.argv))
