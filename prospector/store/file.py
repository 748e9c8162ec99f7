"""A workspace in a SQLite file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prospector.errors import StoreUnusable
from prospector.store import sqlite
from prospector.store.reads import Reader

if TYPE_CHECKING:
    from sqlalchemy import Engine


class File:
    """The file of a workspace, as `prospector.store.database.Database` wants it."""

    acting = ""

    def __init__(self, path: Path) -> None:
        """Look whether it can be written; nothing is opened."""
        self.path = path
        self.read_only = not sqlite.writable(path)
        self._inode = _inode(path)

    @property
    def shown(self) -> str:
        """Return the path."""
        return str(self.path)

    @property
    def identity(self) -> str:
        """Return the whole path."""
        return str(self.path.resolve())

    def reader(self) -> Reader:
        """Return a reading connection of its own."""
        return Reader(self.path, read_only=self.read_only)

    def engine(self) -> Engine:
        """Return the engine: every transaction is BEGIN IMMEDIATE."""
        from prospector.store.engine import make_engine

        return make_engine(self.path)

    def check_writable(self) -> None:
        """Raise StoreUnusable when the file is read-only, or another one stands under its name."""
        if self.read_only:
            raise StoreUnusable(
                f"{self.path} is read-only, so nothing was changed: make the file and its folder writable"
            )
        if _inode(self.path) != self._inode:
            raise StoreUnusable(
                f"{self.path} was removed or replaced by another program while it was open; "
                "nothing was written: close Prospector and open it again"
            )

    def wrong(self, error: BaseException) -> StoreUnusable:
        """Return what to tell the user about an error of SQLite."""
        return sqlite.unusable(self.path, error)

    def look_again(self) -> None:
        """Take the file as it stands now for this workspace: a backup was put in its place."""
        self._inode = _inode(self.path)
        self.read_only = not sqlite.writable(self.path)

    def kept(self, _action_id: str, _error: BaseException) -> bool:
        """Say no: what SQLite could not commit is rolled back."""
        return False


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
