"""Derived files: SQLite files in the cache folder, made from a workspace and never the truth about it.

They can be thrown away at any time. Each build has a file name of its own, so that a new one never meets the journal of an
old one, and a process that still reads an old one is not disturbed; the newest whole one counts. Whatever can't be
opened, is not ours, or doesn't fit is removed without a word. Where the cache folder can't be written, the file is a
private temporary one that goes with the process.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prospector.errors import StoreUnusable
from prospector.paths import cache_folder
from prospector.store.sqlite import driver, errors

_APPLICATION = 0x70726478
"""``prdx``: the application id of derived files."""
_FOLDER = "derived"
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_NOTES = "CREATE TABLE note (name TEXT PRIMARY KEY, value) WITHOUT ROWID"
_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    # What a power cut takes is caught up from the workspace; WAL keeps the file whole.
    "PRAGMA synchronous=NORMAL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
)
_MAKING = (
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=FILE",
    "PRAGMA cache_size=-65536",
)

Fill = Callable[[Any], None]
"""Called with a connection to a new file that holds the empty tables."""


class Derived:
    """The derived file of one kind for one workspace; `tables` are the statements that make its tables.

    `rules` stands for what its content depends on besides the workspace: a file made by other rules is no good.
    """

    def __init__(self, database: str, kind: str, tables: tuple[str, ...], rules: str) -> None:
        """Remember what it is (`database`: the identity of the workspace); nothing is opened."""
        self._database = database
        self._tables = (_NOTES, *tables)
        self._rules = rules
        self._start = f"{kind}-{zlib.crc32(self._database.encode()):08x}"
        self._path: Path | None = None
        self._connection: Any = None

    @property
    def connection(self) -> Any:
        """Return the open connection, None when there is none."""
        return self._connection

    @property
    def lasting(self) -> bool:
        """Say whether what is open stays after the process."""
        return self._path is not None

    def open(self) -> bool:
        """Open the newest file that fits and say whether there is one; others of this workspace are removed."""
        if self._connection is not None and (self._path is None or self._path.exists()):
            return True
        self.close()
        folder = folder_of_derived()
        for path in sorted(folder.glob(f"{self._start}.*.db"), reverse=True) if folder else ():
            connection = self._opened(path)
            if connection is not None:
                self._connection, self._path = connection, path
                return True
            _remove(path)
        return False

    def make(self, fill: Fill) -> None:
        """Make the file anew, open it and remove those before it; without room for it, in a temporary file."""
        self.close()
        folder = folder_of_derived()
        if folder is not None:
            with contextlib.suppress(OSError, *errors()):
                self._publish(folder, fill)
                return
        self._connection = self._new("", fill)

    def throw_away(self) -> None:
        """Close and remove every file of this kind for this workspace."""
        self.close()
        folder = folder_of_derived()
        for path in folder.glob(f"{self._start}.*.db*") if folder else ():
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close what is open; a temporary file is gone with it."""
        if self._connection is not None:
            with contextlib.suppress(*errors()):
                self._connection.close()
        self._connection = self._path = None

    def _opened(self, path: Path) -> Any:
        """Return a connection to the file at `path`, or None where it is not ours or doesn't fit."""
        if not _ours(path):
            return None
        connection = None
        try:
            connection = driver().connect(
                f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
            )
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if self._fits(connection):
                connection.execute("PRAGMA journal_mode=WAL")
                return connection
        except errors():
            pass
        if connection is not None:
            connection.close()
        return None

    def _fits(self, connection: Any) -> bool:
        if connection.execute("PRAGMA application_id").fetchone() != (_APPLICATION,):
            return False
        held = sorted(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        if held != sorted(self._tables):
            return False
        notes = dict(connection.execute("SELECT name, value FROM note WHERE name IN ('rules', 'database')"))
        return notes == {"rules": self._rules, "database": self._database}

    def _publish(self, folder: Path, fill: Fill) -> None:
        earlier = sorted(folder.glob(f"{self._start}.*.db"))
        newest = int(earlier[-1].name.split(".")[1].partition("-")[0], 16) if earlier else 0
        path = folder / f"{self._start}.{newest + 1:08x}-{secrets.token_hex(4)}.db"
        draft = path.with_suffix(".draft")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            connection = self._new(str(draft), fill)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.close()
            draft.rename(path)
        finally:
            _remove(draft)
        for old in earlier:
            _remove(old)
        _sweep(folder)
        self._connection, self._path = self._opened(path), path
        if self._connection is None:
            raise OSError(f"{path} was taken away")

    def _new(self, where: str, fill: Fill) -> Any:
        connection = driver().connect(where, isolation_level=None, check_same_thread=False)
        try:
            for pragma in _MAKING:
                connection.execute(pragma)
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute("BEGIN")
            for sql in self._tables:
                connection.execute(sql)
            connection.executemany(
                "INSERT INTO note VALUES (?, ?)", (("rules", self._rules), ("database", self._database))
            )
            fill(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection


def throw_away_all(database: str) -> None:
    """Remove the derived files of every kind for one workspace (its identity), and drafts of any: somebody was erased."""
    key = f"{zlib.crc32(database.encode()):08x}"
    folder = folder_of_derived()
    for path in [*folder.glob(f"*-{key}.*"), *folder.glob("*.draft*")] if folder else ():
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def folder_of_derived() -> Path | None:
    """Return the folder of derived files, None where there can't be one."""
    try:
        folder = cache_folder() / _FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, StoreUnusable):
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _ours(path: Path) -> bool:
    """Say whether `path` is a plain file of this user that nobody else can read or write."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        return False
    return os.name == "nt" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def _remove(path: Path) -> None:
    for ending in _COMPANIONS:
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove files whose workspace is gone, and drafts that a killed process left: names must not outlive either."""
    for path in folder.glob("*.draft"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < folder.stat().st_mtime - _DRAFT_SECONDS:
                _remove(path)
    for path in folder.glob("*.db"):
        database = _database_of(path)
        if database is not None and "://" not in database and not Path(database).exists():
            _remove(path)


_DRAFT_SECONDS = 3_600


def _database_of(path: Path) -> str | None:
    with contextlib.suppress(*errors()), contextlib.closing(_looked_into(path)) as connection:
        found = connection.execute("SELECT value FROM note WHERE name = 'database'").fetchone()
        return str(found[0]) if found else None
    return None


def _looked_into(path: Path) -> Any:
    return driver().connect(f"{path.as_uri()}?mode=ro", uri=True)
