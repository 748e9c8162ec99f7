"""Is the workspace sound? What `prospect doctor` looks at inside the file, each finding with what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from prospector.errors import Damaged, StoreUnusable
from prospector.model.upkeep import Finding
from prospector.store import sqlite
from prospector.store.file import File
from prospector.store.instances import others
from prospector.store.merged import going_round
from prospector.store.reads import Reader
from prospector.store.sqlite import driver
from prospector.store.store import Store
from prospector.store.surroundings import around
from prospector.store.version import SCHEMA_VERSION
from prospector.text import clean, plural

SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file when two programs write and checkpoint at the same moment."""
MOST_WAL = 64_000_000
"""Bytes above which the log beside the file was not brought into it for long."""
_WAY = "`prospect backup --list`, then `prospect restore FILE`"
RESTORE = f"restore the newest backup: {_WAY}"


def findings(store: Store, cache: Path | None = None, *, chains: bool = False) -> list[Finding]:
    """Return everything that was looked at in the workspace and around it; `cache` is the file of the web cache."""
    reader, now = store.reader, store.clock.now()
    if not isinstance(store.database, File):
        from prospector.store.team_check import server

        return [*server(reader, store.clock), *(_chains(reader) if chains else ())]
    begun = reader.value("SELECT MIN(at) FROM action") or store.clock.stamp()
    found = [
        _integrity(reader),
        _references(reader),
        _merges(reader),
        _schema(store.path),
        _sqlite(),
        _clock(reader, store.clock.stamp()),
    ]
    found += [_wal(store.path), _instances(store.path), *around(store.path, cache, now, begun)]
    return found + (list(_chains(reader)) if chains else [])


def outside(path: Path, error: StoreUnusable, cache: Path | None) -> list[Finding]:
    """Return what can be looked at around a workspace that can't be opened, `error` says why."""
    from prospector.clock import Clock

    # The way to a backup belongs to a damaged file alone, whose sentence says to restore one; not to one that is held by others.
    todo = _WAY if isinstance(error, Damaged) else ""
    return [Finding("file", False, error.sentence, todo), *around(path, cache, Clock().now())]


def _integrity(reader: Reader) -> Finding:
    try:
        said = [str(row[0]) for row in reader.rows("PRAGMA integrity_check(5)")]
    except StoreUnusable as error:
        said = [error.sentence]
    good = said == ["ok"]
    return Finding("file", good, "no damage found" if good else said[0], "" if good else RESTORE)


def _references(reader: Reader) -> Finding:
    with contextlib.suppress(StoreUnusable):
        loose = reader.rows("PRAGMA foreign_key_check")
        if not loose:
            return Finding("references", True, "every row refers to one that is there")
        return Finding(
            "references", False, f"{len(loose):,} rows refer to one that is gone (first in {loose[0][0]})", RESTORE
        )
    return Finding("references", False, "they can't be read", RESTORE)


def _merges(reader: Reader) -> Finding:
    with contextlib.suppress(StoreUnusable):
        if not (astray := going_round(reader)):
            return Finding("merges", True, "every merged account leads to one that was not merged")
        first = clean(reader.value("SELECT name FROM account WHERE id = ?", (astray[0],)), 60)
        told = (
            f"{plural(len(astray), 'account')} (first {first}) went into each other in a circle, so no list shows them"
        )
        return Finding("merges", False, told, RESTORE)
    return Finding("merges", False, "they can't be read", RESTORE)


def _schema(path: Path) -> Finding:
    with contextlib.suppress(StoreUnusable):
        version = sqlite.check_file(path)
        good = version == SCHEMA_VERSION
        todo = "" if good else "close Prospector and open it again: it upgrades the file after a backup"
        return Finding(
            "schema", good, f"schema {version}" + ("" if good else f", this program has {SCHEMA_VERSION}"), todo
        )
    return Finding("schema", False, "it can't be read", RESTORE)


def _sqlite() -> Finding:
    version = driver().sqlite_version
    good = tuple(int(part) for part in version.split(".")) >= SAFE_SQLITE
    risk = "" if good else ", which can corrupt a file that two programs write at once"
    return Finding(
        "SQLite", good, f"SQLite {version}{risk}", "" if good else "`pip install pysqlite3` brings a newer one"
    )


def _clock(reader: Reader, now: str) -> Finding:
    """Find moments that go backwards from one action to the next, or lie in the future."""
    newest = reader.value("SELECT MAX(at) FROM action") or ""
    if newest > now:
        return Finding("clock", False, f"the newest action is of {newest[:16]}, which is still to come",
                       "set the clock of this machine right; days and dues are counted by it")  # fmt: skip
    back = reader.one(
        "SELECT a.number, a.at, b.at FROM action a JOIN action b ON b.number = a.number + 1 AND b.chain = a.chain "
        "WHERE b.at < a.at ORDER BY a.number DESC LIMIT 1"
    )
    if back:
        said = f"it was set back once: action {back[0] + 1} is of {back[2][:16]}, the one before it of {back[1][:16]}"
        return Finding("clock", True, said)
    return Finding("clock", True, "it never went backwards")


def _wal(path: Path) -> Finding:
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    good = size <= MOST_WAL
    said = f"{size / 1_000_000:,.1f} MB in the log beside the file"
    return Finding(
        "log", good, said, "" if good else "close every Prospector that has it open: the last one brings it in"
    )


def _instances(path: Path) -> Finding:
    found = others(path)
    if not found:
        return Finding("instances", True, "nobody else has it open")
    return Finding("instances", True, f"open elsewhere too: {', '.join(one.named() for one in found)}")


def _chains(reader: Reader) -> Iterator[Finding]:
    from prospector.store.verify import broken_links, erased_entries

    broken = broken_links(reader)
    for said in broken:
        yield Finding("hash chain", False, said, "keep the file as it is and compare it with a backup from before")
    if not broken:
        yield Finding("hash chains", True, "every entry follows from the one before it")
    if erased := erased_entries(reader):
        yield Finding("erasures", True, erased)
