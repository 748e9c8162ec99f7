"""Is the workspace sound? What `prospect doctor` looks at, each finding with what to do."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from prospector.store.sqlite import driver, errors
from prospector.store.store import Store

SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file when two programs write and checkpoint at the same moment."""
ROOM = 100_000_000
"""Free bytes below which a backup or an import may fail."""
SYNC_FOLDERS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "syncthing",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    said: str
    """What was seen, and what to do when it is not good."""


def findings(store: Store) -> list[Finding]:
    """Return everything that was looked at in the workspace and around it."""
    return [_integrity(store), _sqlite(), _permissions(store.path), _room(store.path), _sync(store.path)]


def _integrity(store: Store) -> Finding:
    try:
        said = [row[0] for row in store.reader.rows("PRAGMA integrity_check(5)")]
    except errors() as error:
        said = [str(error)]
    good = said == ["ok"]
    return Finding("file", good, "no damage found" if good else f"{said[0]}: restore the newest backup")


def _sqlite() -> Finding:
    version = driver().sqlite_version
    good = tuple(int(part) for part in version.split(".")) >= SAFE_SQLITE
    advice = f"SQLite {version} can corrupt a file that two programs write at once: `pip install pysqlite3` brings a newer one"
    return Finding("SQLite", good, f"SQLite {version}" if good else advice)


def _permissions(path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    good = not mode & 0o077
    return Finding("permissions", good, "readable by you alone" if good else f"others can read it: chmod 600 {path}")


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    good = free > ROOM + 3 * path.stat().st_size
    return Finding("disk", good, f"{free // 1_000_000:,} MB free" + ("" if good else ": free some space soon"))


def _sync(path: Path) -> Finding:
    folder = str(path.resolve().parent).casefold()
    found = next((name for name in SYNC_FOLDERS if name in folder), None)
    advice = f"it lies in a folder that {found} copies, which can tear the file: move it elsewhere and use --db"
    return Finding("folder", found is None, "not in a folder that is synchronised" if found is None else advice)
