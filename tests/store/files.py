"""A workspace's file, looked at and spoiled past the product."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from prospector.clock import Clock
from prospector.store.sqlite import driver
from prospector.store.store import Store, open_store


def opened(path: Path, *, create: bool = False) -> Store:
    """Return the store at `path`, opened by robin."""
    return open_store(path, Clock(), "robin", create=create)


def sha(path: Path) -> str:
    """Return what tells one content of a file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def edit(path: Path, *statements: str) -> None:
    """Run statements on the file as another program would."""
    with contextlib.closing(driver().connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def beside(path: Path) -> list[str]:
    """Return the names of all files in the file's folder."""
    return sorted(one.name for one in path.parent.iterdir())
