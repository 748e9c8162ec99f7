"""What was read before, in an SQLite file of its own. It may be lost at any time: a broken file is simply made anew."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import os
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from prospector.clock import Clock

T = TypeVar("T")
_Work = Callable[[sqlite3.Connection], Any]
_Errand = tuple[_Work, "asyncio.Future[Any]"]

_VERSION = 2
_SCHEMA = """
DROP TABLE IF EXISTS answer;
CREATE TABLE answer (
  method TEXT NOT NULL, url TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL, text BLOB NOT NULL,
  truncated INTEGER NOT NULL, read_at REAL NOT NULL, fresh_until REAL NOT NULL, PRIMARY KEY (method, url)
) WITHOUT ROWID;
CREATE INDEX answer_age ON answer (read_at);
"""
_KEPT_DAYS = 30
_PATIENCE = 0.25
"""Seconds to wait for another process that is writing; asking the site again is no great loss."""
_MOST_ROWS = 20_000
_MOST_IN_MEMORY = 16_000_000
"""Characters of pages that are remembered where there is no file."""


@dataclass(frozen=True)
class Stored:
    """An answer that was kept."""

    status: int
    headers: Mapping[str, str]
    text: str
    truncated: bool
    read_at: datetime
    fresh_until: datetime

    def validators(self) -> dict[str, str]:
        """Return the headers that ask the site whether this is still so (RFC 9110, section 13.1)."""
        pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        return {ask: self.headers[said] for ask, said in pairs if self.headers.get(said)}


class HttpCache:
    """Answers by method and URL. All work happens on one thread of its own; no trouble with the file is ever raised.

    What is waiting when the thread gets to it is done in one go, and in one transaction: many companies are read at once.
    """

    def __init__(self, path: Path | None, clock: Clock) -> None:
        """Take the file; None keeps the newest answers in memory, for as long as this run lasts."""
        self._path = path
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="http-cache") if path else None
        self._waiting: list[_Errand] = []
        self._working = False
        self._memory: OrderedDict[str, Stored] = OrderedDict()
        self._held = 0

    async def get(self, url: str) -> Stored | None:
        """Return what was kept for `url`, fresh or not."""
        if self._path is None:
            return self._memory.get(url)
        found: Stored | None = await self._run(lambda connection: _get(connection, url))
        return found

    async def put(self, url: str, stored: Stored) -> None:
        """Keep `stored` for `url`; it is kept when this returns."""
        if self._path is None:
            self._remember(url, stored)
            return
        await self._run(lambda connection: _put(connection, url, stored))

    def _remember(self, url: str, stored: Stored) -> None:
        """Keep an answer in memory, so that the sources of one company don't ask its site for the same page."""
        if url in self._memory:
            self._held -= len(self._memory.pop(url).text)
        self._memory[url] = stored
        self._held += len(stored.text)
        while self._held > _MOST_IN_MEMORY:
            _, oldest = self._memory.popitem(last=False)
            self._held -= len(oldest.text)

    async def close(self) -> None:
        """Close the file once the writes under way are done."""
        self._memory.clear()
        self._held = 0
        if self._thread is None:
            return
        while self._working or self._waiting:
            await self._run(lambda _: None)
        thread, self._thread = self._thread, None
        closed = asyncio.get_running_loop().run_in_executor(thread, self._close)
        try:
            await asyncio.shield(closed)
        finally:
            thread.shutdown(wait=False)

    async def _run(self, work: _Work) -> Any:
        if self._thread is None:
            return None
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        self._hand_over()
        return await done

    def _hand_over(self) -> None:
        """Give the thread all that is waiting, unless it is at work: then it comes back for it."""
        if self._working or not self._waiting or self._thread is None:
            return
        batch, self._waiting, self._working = self._waiting, [], True
        running = asyncio.get_running_loop().run_in_executor(self._thread, self._batch, [work for work, _ in batch])
        running.add_done_callback(lambda done: self._answered(batch, done))

    def _answered(self, batch: list[_Errand], done: asyncio.Future[list[Any]]) -> None:
        self._working = False
        answers = [None] * len(batch) if done.cancelled() or done.exception() else done.result()
        for (_, waiting), answer in zip(batch, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)
        self._hand_over()

    def _batch(self, works: list[_Work]) -> list[Any]:
        if self._path is None or len(works) == 1:
            return [self._guarded(works[0], self._path)] if self._path else [None] * len(works)
        answers = self._guarded(lambda connection: _together(connection, works), self._path)
        # Together they could not be done, so that each is tried alone.
        return answers if answers is not None else [self._guarded(work, self._path) for work in works]

    def _guarded(self, work: Callable[[sqlite3.Connection], T], path: Path) -> T | None:
        """Do `work`; a busy or full file counts as empty, a broken one is deleted and tried once more."""
        for again in (True, False):
            try:
                if self._connection is None:
                    self._connection = _open(path, self._clock.now())
                return work(self._connection)
            except (sqlite3.DatabaseError, ValueError, TypeError, KeyError, AttributeError, zlib.error) as error:
                if _unavailable(error):
                    return None
                self._close()
                if again:
                    _delete(path)
            except OSError:
                return None
        return None

    def _close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def forget(path: Path, holds: Callable[[str], bool], *, drop: bool) -> int | None:
    """Count the answers whose address, headers or text `holds` says yes to, and with `drop` leave nothing of them.

    None: the file is in use and could not be looked through. A broken one goes as a whole.
    """
    if not path.exists():
        return 0
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            rows = connection.execute("SELECT method, url, headers, text FROM answer")
            found = [(method, url) for method, url, headers, text in rows if _speaks(url, headers, text, holds)]
            if drop and found:
                connection.executemany("DELETE FROM answer WHERE method = ? AND url = ?", found)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return None if busy else len(found)
            return len(found)
    except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError) as error:
        if _unavailable(error):
            return None
        if drop:
            _delete(path)
        return 0


def _speaks(url: str, headers: str, text: bytes, holds: Callable[[str], bool]) -> bool:
    page = zlib.decompress(text).decode("utf-8", "replace")
    return holds(url) or holds(headers) or holds(page) or ("&" in page and holds(html.unescape(page)))


def _unavailable(error: Exception) -> bool:
    """Say whether the file can't be used now but is not broken: locked, disk full, not writable."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR


def _open(path: Path, now: datetime) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # before SQLite does, which would let the group read
    path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version={_VERSION}")
        with contextlib.suppress(sqlite3.OperationalError):
            _prune(connection, now)
    except BaseException:
        connection.close()
        raise
    return connection


def _prune(connection: sqlite3.Connection, now: datetime) -> None:
    oldest = (now - timedelta(days=_KEPT_DAYS)).timestamp()
    connection.execute("DELETE FROM answer WHERE read_at < ?", (oldest,))
    (rows,) = connection.execute("SELECT count(*) FROM answer").fetchone()
    if rows > _MOST_ROWS:
        (edge,) = connection.execute(
            "SELECT read_at FROM answer ORDER BY read_at LIMIT 1 OFFSET ?", (rows - _MOST_ROWS,)
        ).fetchone()
        connection.execute("DELETE FROM answer WHERE read_at < ?", (edge,))


def _delete(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _together(connection: sqlite3.Connection, works: list[_Work]) -> list[Any]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        answers = [work(connection) for work in works]
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return answers


def _get(connection: sqlite3.Connection, url: str) -> Stored | None:
    row = connection.execute(
        "SELECT status, headers, text, truncated, read_at, fresh_until FROM answer WHERE method = 'GET' AND url = ?",
        (url,),
    ).fetchone()
    if row is None:
        return None
    status, headers, text, truncated, read_at, fresh_until = row
    return Stored(
        int(status),
        {str(name): str(value) for name, value in json.loads(headers).items()},
        zlib.decompress(text).decode("utf-8"),
        bool(truncated),
        datetime.fromtimestamp(read_at, UTC),
        datetime.fromtimestamp(fresh_until, UTC),
    )


def _put(connection: sqlite3.Connection, url: str, stored: Stored) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO answer VALUES ('GET', ?, ?, ?, ?, ?, ?, ?)",
        (
            url,
            stored.status,
            json.dumps(dict(stored.headers)),
            zlib.compress(stored.text.encode("utf-8", "replace"), 1),
            stored.truncated,
            stored.read_at.timestamp(),
            stored.fresh_until.timestamp(),
        ),
    )
