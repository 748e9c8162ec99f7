"""Handing in and taking in, as one service: what of a rep's log is new, and what a manager holds of others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.audit.held import Holding, holdings
from prospector.errors import Refused
from prospector.store.file import File

if TYPE_CHECKING:
    from prospector.audit.handing_in import HandedIn
    from prospector.audit.taking import Taken
    from prospector.store.store import Store


class Packets:
    """Packets of one workspace file, in both directions; a team's database needs none."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    @property
    def on_file(self) -> bool:
        """Say whether this is a file: on a team's database everybody's acts stand already."""
        return isinstance(self.store.database, File)

    def waiting(self) -> int:
        """Return how many acts were done since the last hand-in."""
        from prospector.audit.handing_in import waiting

        return waiting(self.store)

    def proposed(self, folder: Path) -> Path:
        """Return what the next packet would be called in `folder`."""
        from prospector.audit.handing_in import file_name

        newest = int(self.store.reader.value("SELECT MAX(number) FROM action") or 0)
        return folder / file_name(self.store.actor, newest - self.waiting() + 1, newest)

    def hand_in(self, out: Path | None = None, since: int | None = None) -> HandedIn:
        """Write a packet of what is new; see `prospector.audit.handing_in.hand_in`. Raises Refused on a team's database."""
        from prospector.audit.handing_in import hand_in

        self._check_file()
        return hand_in(self.store, out, since)

    def take(self, path: Path, *, accept: str = "") -> Taken:
        """Take a packet in beside this workspace; see `prospector.audit.taking.take`."""
        from prospector.audit.taking import take

        self._check_file()
        return take(path, self.store.path, self.store.clock, accept=accept)

    def _check_file(self) -> None:
        if not self.on_file:
            raise Refused(
                f"{self.store.database.shown} is a team's database: everybody's acts stand in it already, `prospect audit` "
                "reads them there, and nothing is handed in"
            )

    def held(self) -> Sequence[Holding]:
        """Return what is held of reps, by rep."""
        return holdings(self.store.path)
