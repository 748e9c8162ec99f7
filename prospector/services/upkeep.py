"""The service of upkeep: backups, restoring, what the doctor finds, erasing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.clock import Clock
from prospector.errors import Refused
from prospector.model.upkeep import BackupContent, Erasure, Finding, Restored
from prospector.settings import Settings
from prospector.store import rotation
from prospector.store.rotation import Backup
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.outreach.erasure import Erasures


class Upkeep:
    """Looks after one workspace file; `closed` runs before the file is replaced, to close what holds it open."""

    def __init__(self, store: Store, settings: Settings, closed: Callable[[], None] = lambda: None) -> None:
        """Work on `store`."""
        self.store = store
        self.settings = settings
        self._closed = closed

    @property
    def on_file(self) -> bool:
        """Whether the workspace is a file, which can be copied, restored and rewritten; else it is a team's database."""
        return getattr(self.store.database, "path", None) is not None

    # Backups

    def backups(self) -> Sequence[Backup]:
        """Return the copies in the rotation, newest first."""
        return rotation.backups(self.store.path)

    def back_up(self, target: Path | None = None) -> Path:
        """Write a checked copy, to `target` or into the rotation; return where it lies.

        Raises StoreUnusable when `target` exists, there is no room, or the workspace is damaged; no half copy is left.
        """
        if target is None:
            return rotation.take(self.store.path, "by hand", self.store.clock.now(), self._keep())
        from prospector.store.backup import copy

        copy(self.store.path, target)
        return target

    def look_at(self, backup: Path) -> BackupContent:
        """Read a backup through and return what it holds. Raises NotFound, StoreUnusable."""
        from prospector.store.restoring import look_at

        return look_at(backup)

    def restore(self, backup: Path) -> Restored:
        """Put `backup` in the place of this workspace, which goes on with it; see `restore_workspace`."""
        self._closed()
        self.store.close()
        try:
            return restore_workspace(backup, self.store.path, self.settings, self.store.clock)
        finally:
            self.store.look_again()

    # Soundness

    def findings(self, *, chains: bool = False) -> list[Finding]:
        """Return everything that was looked at in the workspace and around it; with `chains` every hash chain too."""
        from prospector.store.check import findings

        return findings(self.store, self.settings.cache_path(), chains=chains)

    # Erasing

    def check_erasable(self) -> None:
        """Raise Refused where nobody can be erased: in a team's database."""
        if not self.on_file:
            raise Refused(
                f"{self.store.database.shown} is a team's database, and erasing rewrites a file: bring it into one with "
                "`prospect team move`, erase there, and move that into an empty database"
            )

    def erasable(self, what: str, *, kind: str = "", company: str = "") -> Erasure:
        """Return what erasing `what` would take; nothing is changed.

        `what` is a person, a company, an e-mail address, a phone or a domain; `kind` says which where it could be several,
        `company` whose person it is. Raises BadInput where it can't be told, and like `check_erasable`.
        """
        self.check_erasable()
        return self._erasures.look(what, kind=kind, company=company)

    def erase(self, what: str, *, kind: str = "", company: str = "", reason: str = "") -> Erasure:
        """Erase `what` for good: only salted hashes and a date stay, in the never-contact ledger. Nothing undoes it.

        Raises like `erasable`, Refused while another program has the workspace open.
        """
        self.check_erasable()
        self._closed()
        return self._erasures.erase(what, kind=kind, company=company, reason=reason)

    def resume(self) -> Sequence[str]:
        """Finish an erasure whose program was killed; return what was done, in sentences."""
        return self._erasures.resume()

    @property
    def _erasures(self) -> Erasures:
        from prospector.outreach.erasure import Erasures

        return Erasures(self.store, self.settings)

    def _keep(self) -> rotation.Keep:
        return rotation.keep_of(self.settings)


def restore_workspace(backup: Path, path: Path, settings: Settings, clock: Clock) -> Restored:
    """Put a checked copy of `backup` in the place of the workspace at `path`, which nobody has open.

    Who stands in the never-contact ledger of the present file stands in that of the restored one, and who was erased
    since the backup was made is erased there too. Raises NotFound, Refused, StoreUnusable; then everything is as it was.
    """
    from prospector.outreach.carrying import carried
    from prospector.store.restoring import restore

    return restore(
        backup, path, clock.now(), rotation.keep_of(settings), lambda draft: carried(path, draft, settings, clock)
    )
