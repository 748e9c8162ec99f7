"""The store: one workspace file, read lightly and written only inside actions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.clock import Clock
from prospector.errors import StoreUnusable
from prospector.model.action import HUMAN
from prospector.store import sqlite
from prospector.store.guards import trigger_names
from prospector.store.reads import Reader
from prospector.store.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from prospector.store.action import Action


class Store:
    """One open workspace. Reading needs only `reader`; the ORM is imported by the first action."""

    def __init__(self, path: Path, clock: Clock, actor: str, *, read_only: bool) -> None:
        """Keep what every action needs; use `open_store` to get one."""
        self.path = path
        self.clock = clock
        self.actor = actor
        self.read_only = read_only
        self.reader = Reader(path, read_only=read_only)
        self._engine: Engine | None = None
        self._turn = threading.RLock()
        self._under_way: Action | None = None
        self._inode = _inode(path)

    @contextmanager
    def action(
        self, title: str, *, by: str = HUMAN, actor: str | None = None, reason: str = "", batch: str = ""
    ) -> Iterator[Action]:
        """Run one action: everything it writes is committed together with its journal, or nothing is.

        An action that wrote nothing leaves no trace. One that begins inside another of the same thread is part of that one,
        so that the acts of several services make one step. Raises StoreUnusable when the file can't be written.
        """
        self._may_write()
        from sqlalchemy.exc import SQLAlchemyError

        from prospector.store.action import Action, Label

        label = Label(title=title, by=by, actor=actor or self.actor, reason=reason, batch=batch)
        with self._turn:
            if self._under_way is not None:
                with self._under_way.part(label):
                    yield self._under_way
                return
            try:
                with Action(self._connected(), self.clock, label) as action:
                    self._under_way = action
                    try:
                        yield action
                    finally:
                        self._under_way = None
                    action.finish()
            except SQLAlchemyError as error:
                raise sqlite.unusable(self.path, error) from error

    def warm_up(self) -> None:
        """Import what the first write needs, ahead of it; for an idle moment after the first paint."""
        if not self.read_only:
            self._connected()

    def close(self) -> None:
        """Close the file. What was acknowledged is already on the disk."""
        self.reader.close()
        with self._turn:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _connected(self) -> Engine:
        if self._engine is None:
            from prospector.store.engine import make_engine

            self._engine = make_engine(self.path)
        return self._engine

    def _may_write(self) -> None:
        if self.read_only:
            raise StoreUnusable(
                f"{self.path} is read-only, so nothing was changed: make the file and its folder writable"
            )
        if _inode(self.path) != self._inode:
            raise StoreUnusable(
                f"{self.path} was removed or replaced by another program while it was open; "
                "nothing was written: close Prospector and open it again"
            )


def open_store(path: Path, clock: Clock, actor: str, *, create: bool) -> Store:
    """Open the workspace at `path`, creating it when it is missing and `create` says so, upgrading it when it is old.

    Raises NotFound for a missing one, StoreUnusable for one that can't be used.
    """
    if not path.exists() and create:
        from prospector.store.schema import create as create_schema

        create_schema(path)
    version = sqlite.check_file(path)
    if version < SCHEMA_VERSION:
        from prospector.store.backup import before_upgrade
        from prospector.store.schema import upgrade

        before_upgrade(path, version)
        upgrade(path)
    store = Store(path, clock, actor, read_only=not sqlite.writable(path))
    present = {name for (name,) in store.reader.rows("SELECT name FROM sqlite_master WHERE type='trigger'")}
    if missing := trigger_names() - present:
        store.close()
        raise StoreUnusable(
            f"{path} was changed by another program (its guard {min(missing)} is missing): restore the newest backup"
        )
    return store


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
