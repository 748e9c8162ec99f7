"""Opening a SQLite file: the driver, the pragmas, and telling our files from everybody else's.

Nothing heavy is imported here: a screen's first rows come through this module.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from prospector.errors import Damaged, NotFound, StoreUnusable
from prospector.model.ids import new_id
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION

BUSY_MILLISECONDS = 5_000
_FEW_PAGES = 256 * 1024
"""Bytes without which the log beside the file, or its index, can't grow."""
_INDEX_PAGE = 4096
_MAGIC = b"SQLite format 3\x00"

PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    # Measured with replayed power cuts: WAL with FULL lost no acknowledged commit, WAL with NORMAL did.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # Without it INSERT OR REPLACE overwrites a log entry and the trigger that refuses deletion never fires.
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


def driver() -> ModuleType:
    """Return the SQLite driver: the bundled newer library where it is installed, else Python's own.

    SQLite before 3.51.3 can corrupt a WAL file when two programs write and checkpoint at the same moment.
    """
    try:
        import pysqlite3
    except ImportError:
        import sqlite3

        return sqlite3
    return pysqlite3  # type: ignore[no-any-return]


def errors() -> tuple[type[Exception], ...]:
    """Return the base class of everything either driver raises."""
    import sqlite3

    other: type[Exception] = driver().Error
    return (sqlite3.Error, other)


def connect(path: Path, *, read_only: bool = False) -> Any:
    """Return a connection to an existing workspace file with our pragmas set, in autocommit mode.

    Raises StoreUnusable when the file can't be used.
    """
    library = driver()
    if not read_only and _small_blocks(path) and not _room(path):
        raise unusable(path, OSError("full"))
    # A file in a folder that can't be written has no place for the WAL index: it can only be read as it lies there.
    mode = "ro" if read_only else "rw"
    frozen = "&immutable=1" if read_only and not os.access(path.parent, os.W_OK) else ""
    try:
        connection = library.connect(
            f"{path.resolve().as_uri()}?mode={mode}{frozen}", uri=True, isolation_level=None, check_same_thread=False
        )
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            _fill_index(path)
    except errors() as error:
        raise unusable(path, error) from error
    return connection


def _fill_index(path: Path) -> None:
    """Give the log's index all its blocks on a file system whose blocks are smaller than its pages.

    SQLite makes it with holes there; the process would die of SIGBUS in the middle of a write when the disk is full by
    then. It goes through SQLite's own descriptor, because closing another one would drop SQLite's locks.
    """
    index = str(path.resolve()) + "-shm"
    if not _small_blocks(path):
        return
    for one in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names alone
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/self/fd/{one}") == index:  # noqa: PTH115 - nothing is looked up
                os.posix_fallocate(int(one), 0, os.fstat(int(one)).st_size)


def _small_blocks(path: Path) -> bool:
    """Say whether the file system's blocks are smaller than a page of memory, as on a small disk of some makers."""
    with contextlib.suppress(OSError, AttributeError):
        return Path("/proc/self/fd").is_dir() and os.statvfs(path.parent).f_frsize < _INDEX_PAGE
    return False


def check_file(path: Path) -> int:
    """Return the schema version of the workspace at `path`.

    Raises NotFound when there is no file, StoreUnusable when it is not a workspace of ours or from a newer Prospector.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise StoreUnusable(f"{path} is a folder or device, not a file: give another path with --db")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise NotFound(f"there is no workspace at {path}") from None
    except OSError as error:
        raise StoreUnusable(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from error
    if found.st_size == 0:
        raise Damaged(
            f"{path} is empty (0 bytes), so it is no workspace any more: restore a backup or remove it to start anew"
        )
    if not head.startswith(_MAGIC):
        raise StoreUnusable(f"{path} is not a Prospector workspace (not an SQLite file): give another path with --db")
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        application, version = _identity_in_wal(path)
    if application != APPLICATION_ID:
        raise StoreUnusable(f"{path} belongs to another program, not to Prospector: give another path with --db")
    if version > SCHEMA_VERSION:
        raise StoreUnusable(
            f"{path} was written by a newer Prospector (schema {version}, this one knows {SCHEMA_VERSION}): "
            "update Prospector; nothing was changed"
        )
    return version


def unusable(path: Path, error: BaseException) -> StoreUnusable:
    """Return what to tell the user about an `error` of SQLite on `path`."""
    said = str(getattr(error, "orig", None) or error).lower()
    if "disk i/o" in said and not _room(path):
        said = "full"  # where not even the index of the log has room, SQLite calls it an error of the disk
    for words, sentence in _SENTENCES:
        if words in said:
            return (Damaged if words in _DAMAGED else StoreUnusable)(f"{path} {sentence}")
    return StoreUnusable(f"{path} can't be used: {said}")


_SENTENCES = (
    ("not a database", "is not a Prospector workspace: give another path with --db"),
    ("malformed", "is damaged: restore the newest backup; the damaged file was left as it is"),
    ("disk i/o", "could not be read or written (disk error): check the disk, try again; nothing acknowledged is lost"),
    ("no space", "could not be written because the disk is full: free some space, try again; nothing acknowledged is lost"),
    ("full", "could not be written because the disk is full: free some space, try again; nothing acknowledged is lost"),
    ("readonly", "is read-only, so nothing was changed: make the file and its folder writable"),
    ("locked", "is being written by another program: wait a moment and try again; nothing was changed"),
    ("busy", "is being written by another program: wait a moment and try again; nothing was changed"),
    ("unable to open", "can't be opened: check that the folder exists and is yours"),
    ("no such table", "is damaged (a table is missing): restore the newest backup; the file was left as it is"),
    ("no such column", "is damaged (a column is missing): restore the newest backup; the file was left as it is"),
)  # fmt: skip

_DAMAGED = {"malformed", "no such table", "no such column"}


def _room(path: Path) -> bool:
    """Say whether the disk has room for a few pages; where that can't be told it has."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path.parent).free >= _FEW_PAGES
    return True


def writable(path: Path) -> bool:
    """Say whether the file and its folder (where the WAL lies) can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


@contextlib.contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """Give a fresh, private file beside `target` that becomes it, complete and on the disk, when the block ends well.

    Killed or failed half-way, nothing stands under the name of `target`. Raises StoreUnusable when the folder is missing or
    can't be written, FileExistsError when somebody else made `target` meanwhile.
    """
    draft = target.with_name(f".{target.name[:100]}.{new_id()}")
    create_empty(draft)
    try:
        yield draft
        _publish(draft, target)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _publish(draft: Path, target: Path) -> None:
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        draft.rename(target)
    settle_folder(target.parent)


def settle_folder(path: Path) -> None:
    """Bring what a folder lists onto the disk, so that a new name in it outlives a power cut."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def create_empty(path: Path) -> None:
    """Create an empty file that only its owner can read, so that the data never lies open even for a moment.

    Raises StoreUnusable when the folder is missing or can't be written, or when the file is there.
    """
    if not path.parent.is_dir():
        raise StoreUnusable(f"the folder {path.parent} does not exist: create it or give another path")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnusable(f"{path} can't be created: {(error.strerror or str(error)).lower()}") from error


def _identity_in_wal(path: Path) -> tuple[int, int]:
    """Return application and schema as they stand after what was committed last; the file is only read."""
    with contextlib.closing(connect(path, read_only=True)) as connection:
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except errors() as error:
            raise unusable(path, error) from error
    return application, version
