"""What a store stands on: a SQLite file, or a team's database behind a URL.

Everything that differs between the two goes through here; which of them it is, is decided once, by `open_store`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prospector.store.reads import Reader

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from prospector.errors import ProspectorError

Place = Path | str
"""Where a workspace is: the path of a file, or the URL of a team's database."""


class Database(Protocol):
    """One database that holds a workspace."""

    @property
    def shown(self) -> str:
        """What sentences call it; never with a password."""

    @property
    def identity(self) -> str:
        """What tells it from every other one, for files that are kept beside it."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""

    @property
    def acting(self) -> str:
        """Who acts, when the database itself knows it; else nothing."""

    def reader(self) -> Reader:
        """Return a reading connection of its own."""

    def engine(self) -> Engine:
        """Return the engine for writing: each of its transactions has the writers' lock from its first moment."""

    def check_writable(self) -> None:
        """Raise StoreUnusable when nothing may be written now."""

    def wrong(self, error: BaseException) -> ProspectorError:
        """Return what to tell the user about an error of the database."""

    def kept(self, action_id: str, error: BaseException) -> bool:
        """Say whether an action is in the database although `error` came instead of the answer to its commit."""
