"""The store: one workspace file, read lightly and written only inside actions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.clock import Clock
from prospector.errors import Damaged, StoreUnusable
from prospector.model.makers import HUMAN
from prospector.store import sqlite
from prospector.store.database import Database, Place
from prospector.store.file import File
from prospector.store.guards import trigger_names
from prospector.store.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from prospector.store.action import Action


class Store:
    """One open workspace. Reading needs only `reader`; the ORM is imported by the first action."""

    def __init__(self, database: Database, clock: Clock, actor: str) -> None:
        """Keep what every action needs; use `open_store` to get one."""
        self.database = database
        self.clock = clock
        self.actor = database.acting or actor
        self.reader = database.reader()
        self._engine: Engine | None = None
        self._turn = threading.RLock()
        self._under_way: Action | None = None

    @property
    def path(self) -> Path:
        """Return the file. Raises StoreUnusable for a team's database."""
        path: Path | None = getattr(self.database, "path", None)
        if path is None:
            raise StoreUnusable(f"{self.database.shown} is a team's database, and this needs the file of a workspace")
        return path

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be written."""
        return self.database.read_only

    @contextmanager
    def action(
        self, title: str, *, by: str = HUMAN, actor: str | None = None, reason: str = "", batch: str = ""
    ) -> Iterator[Action]:
        """Run one action: everything it writes is committed together with its journal, or nothing is.

        An action that wrote nothing leaves no trace. One that begins inside another of the same thread is part of that one,
        so that the acts of several services make one step. Raises StoreUnusable when the file can't be written.
        """
        self.database.check_writable()
        from sqlalchemy.exc import SQLAlchemyError

        from prospector.store.action import Action, Label

        label = Label(title=title, by=by, actor=actor or self.actor, reason=reason, batch=batch)
        with self._turn:
            if self._under_way is not None:
                with self._under_way.part(label):
                    yield self._under_way
                return
            finishing = None
            try:
                with Action(self._connected(), self.clock, label, chain=self.database.acting) as action:
                    self._under_way = action
                    try:
                        yield action
                    finally:
                        self._under_way = None
                    finishing = action.id
                    # Exchanged while a long act went on, it would be acknowledged and lie in no file that anybody finds.
                    action.finish(self.database.check_writable)
            except SQLAlchemyError as error:
                if finishing is None or not self.database.kept(finishing, error):
                    raise self.database.wrong(error) from error

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

    def look_again(self) -> None:
        """Go on with the file as it stands now, after a backup was put in its place."""
        self.close()
        if isinstance(self.database, File):
            self.database.look_again()

    def _connected(self) -> Engine:
        if self._engine is None:
            self._engine = self.database.engine()
        return self._engine


def open_store(place: Place, clock: Clock, actor: str, *, create: bool) -> Store:
    """Open the workspace at `place`, creating a file that is missing when `create` says so, upgrading it when it is old.

    Raises NotFound for a missing one, StoreUnusable for one that can't be used.
    """
    if isinstance(place, str):
        from prospector.store.team import open_team

        return Store(open_team(place), clock, actor)
    path = place
    if not path.exists() and create:
        from prospector.store.schema import create as create_schema

        create_schema(path)
    version = sqlite.check_file(path)
    if version < SCHEMA_VERSION:
        from prospector.store.rotation import UPGRADE_TIMES, Keep, take
        from prospector.store.schema import upgrade

        take(path, f"upgrade from schema {version}", clock.now(), Keep(), times=UPGRADE_TIMES)
        upgrade(path)
    store = Store(File(path), clock, actor)
    if missing := trigger_names() - store.reader.triggers():
        store.close()
        raise Damaged(
            f"{path} was changed by another program (its guard {min(missing)} is missing): restore the newest backup"
        )
    return store
