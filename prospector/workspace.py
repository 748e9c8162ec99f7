"""The one door: screens and commands open a workspace and use the services that hang off it.

Services are imported when they are first used, so that opening a workspace and reading a list stay fast.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from prospector.clock import Clock
from prospector.errors import NotFound
from prospector.services.audit import AuditServices
from prospector.settings import Settings
from prospector.store import instances
from prospector.store.database import Place
from prospector.store.file import File
from prospector.store.store import Store, open_store
from prospector.store.unfinished import under_way

if TYPE_CHECKING:
    from prospector.model.account import AccountRecord, ClaimRecord, ListRow, OutcomeRecord
    from prospector.model.action import ActionRecord, UndoResult, Written
    from prospector.model.brief import Brief
    from prospector.model.timeline import EventRecord
    from prospector.pipeline.exporting import Exports
    from prospector.pipeline.search import Hit
    from prospector.services.upkeep import Upkeep

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(AuditServices):
    """One open workspace of one acting person."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Use `open_workspace`."""
        super().__init__(store, settings)
        self.action = store.action
        self.told: Sequence[str] = ()
        """What was done at the opening that a person should know: an erasure that was interrupted before."""
        # One thread does all reading and writing for the screens, so the event loop is never blocked and writes keep
        # the order in which keys were pressed.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workspace")
        self._instance = instances.enter(store.path, store.clock.stamp()) if isinstance(store.database, File) else None

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.store.path

    @property
    def actor(self) -> str:
        """Return who acts."""
        return self.store.actor

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a service's method in the workspace's own thread; what screens use for everything."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, functools.partial(function, *args, **kwargs))

    def close(self) -> None:
        """Close the file after the work that was begun."""
        self._thread.shutdown(wait=True)
        self._let_go()
        self.store.close()
        if self._instance is not None:
            instances.leave(self.store.path, self._instance)

    def _let_go(self) -> None:
        """Close what is derived from the file; it is opened again when it is asked."""
        if "known" in vars(self):
            self.known.close()
        if "finding" in vars(self):
            self.finding.close()
        if "lists" in vars(self):
            self.lists.close()

    @functools.cached_property
    def upkeep(self) -> Upkeep:
        """Backups, restoring, what the doctor finds."""
        from prospector.services.upkeep import Upkeep

        return Upkeep(self.store, self.settings, self._let_go)

    # Reading

    def list_rows(self, *, places: Sequence[str] = ("active",), everybody: bool = False) -> list[ListRow]:
        """Return the rows of the acting rep's list (or everybody's), best fit first."""
        return self.lists.rows(None if everybody else self.actor, places)

    def account(self, account_id: str) -> AccountRecord:
        """Return one account. Raises NotFound."""
        from prospector.pipeline.listing import account

        return account(self.store.reader, account_id)

    def resolve(self, given: str) -> str:
        """Return the id that a name, a domain or the beginning of an id means. Raises NotFound."""
        from prospector.pipeline.listing import resolve

        return resolve(self.store.reader, given)

    def claims(self, account_id: str) -> list[ClaimRecord]:
        """Return the claims of one account that nobody refuted, by field, the value shown first (see `proofs`)."""
        from prospector.research.standing import claims_of

        return claims_of(self.store, account_id)

    def outcomes(self, account_id: str) -> list[OutcomeRecord]:
        """Return what became of asking each source."""
        from prospector.pipeline.listing import outcomes_of

        return outcomes_of(self.store.reader, account_id)

    def brief(self, account_id: str) -> Brief:
        """Return the page about one account: what is claimed, what people wrote, what is to be asked. Raises NotFound."""
        from prospector.pipeline.barred import open_people, open_ways
        from prospector.research.brief import make_brief
        from prospector.research.brief_notes import notes_of

        record, today, reader = self.account(account_id), self.store.clock.today(), self.store.reader
        notes = open_people(notes_of(reader, record, today), self.people.of(account_id))
        return make_brief(
            record, open_ways(reader, self.claims(account_id)), notes, self.plans.fit_of(account_id), today
        )

    @functools.cached_property
    def exports(self) -> Exports:
        """Files for other programs."""
        from prospector.pipeline.exporting import Exports

        return Exports(
            self.store, lambda scope: self.lists.rows(scope.rep, scope.places), self.people, self.qualifying, self.plans,
            self.brief,
        )  # fmt: skip

    def search(self, typed: str, limit: int = 50) -> list[Hit]:
        """Return where all words of `typed` stand: names, people, notes, evidence, claims, lessons."""
        return self.finding.find(typed, self.actor, limit)

    # The action log

    def history(self, limit: int = 50, before: int | None = None) -> Sequence[ActionRecord]:
        """Return the newest actions, newest first; `before` is the number of the last one already shown."""
        from prospector.store.history import history

        return history(self.store.reader, limit, before)

    def history_of(self, account_id: str, limit: int = 200) -> Sequence[ActionRecord]:
        """Return the newest actions that wrote about one account, newest first."""
        from prospector.store.history import history_of

        return history_of(self.store.reader, account_id, limit)

    def written(self, action_id: str, limit: int = 200) -> Sequence[Written]:
        """Return the first rows that an action wrote, with what was before and what is now."""
        from prospector.store.written import written

        return written(self.store.reader, action_id, limit)

    def timeline(self, account_id: str) -> Sequence[EventRecord]:
        """Return everything that happened with one account, newest first. Raises NotFound."""
        from prospector.pipeline import timeline as told
        from prospector.store.history import history_of

        actions = history_of(self.store.reader, account_id, without=told.TOLD)
        known, record = self.qualifying, self.account(account_id)
        return told.timeline(
            told.touched(self.touches.of(account_id), self.actor),
            told.qualified(self.stages.moves(account_id), known.evidence(account_id), known.why_now(account_id)),
            told.planned(self.steps.of(account_id), self.steps.put_off(account_id)),
            told.handed_over(self.hand_overs.of(account_id)),
            told.done(actions, record.name), told.researched(self.outcomes(account_id)), told.named(record),
        )  # fmt: skip

    def undo(self, action_id: str | None = None) -> UndoResult:
        """Take back the newest act that stands, or the named one. Raises NotFound when there is none."""
        from prospector.store.undo import undo

        return undo(self.store, action_id, self.mended)

    def redo(self) -> UndoResult:
        """Do again what the last undo took back. Raises NotFound when there is nothing."""
        from prospector.store.undo import redo

        return redo(self.store, self.mended)


def open_workspace(place: Place, settings: Settings, *, create: bool = False, clock: Clock | None = None) -> Workspace:
    """Open the workspace at `place`, the path of a file or the URL of a team's database; with `create` a missing file is made.

    Raises NotFound when it is missing, StoreUnusable when it can't be used.
    """
    try:
        store = open_store(place, clock or Clock(), settings.actor(), create=create)
    except NotFound:
        if isinstance(place, str):
            raise
        raise NotFound(f"there is no workspace at {place}: `prospect name` or `prospect build` starts one") from None
    workspace = Workspace(store, settings)
    if isinstance(place, Path) and not store.read_only and under_way(place):
        workspace.told = tuple(workspace.upkeep.resume())
    return workspace
