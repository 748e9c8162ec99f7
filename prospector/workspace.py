"""The one door: screens and commands open a workspace and use the services that hang off it.

Services are imported when they are first used, so that opening a workspace and reading a list stay fast.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from prospector.clock import Clock
from prospector.errors import NotFound
from prospector.model.account import AccountRecord, ClaimRecord, ListRow, OutcomeRecord
from prospector.model.action import ActionRecord, UndoResult
from prospector.model.brief import Brief
from prospector.settings import Settings, read_contact, save_setting
from prospector.store.store import Store, open_store

if TYPE_CHECKING:
    from prospector.identity.merging import Merging
    from prospector.outreach.commitments import Commitments
    from prospector.outreach.drafts import Drafts
    from prospector.outreach.sittings import Sittings
    from prospector.outreach.steps import Steps
    from prospector.outreach.suppression import Suppressions
    from prospector.outreach.today import Today
    from prospector.outreach.touches import Touches
    from prospector.pipeline.build import Build
    from prospector.pipeline.dossier import Dossiers
    from prospector.pipeline.hand_over import HandOvers
    from prospector.pipeline.known import Known
    from prospector.pipeline.naming import Naming
    from prospector.pipeline.people import People
    from prospector.pipeline.personal import Personal
    from prospector.pipeline.qualifying import Qualifying
    from prospector.pipeline.review import Review
    from prospector.pipeline.stages import Stages
    from prospector.pipeline.suggesting import Suggesting
    from prospector.pipeline.verdicts import Verdicts
    from prospector.plan.plans import Plans
    from prospector.plan.strategy import Strategy
    from prospector.research.candidates import Candidates
    from prospector.research.doubts import Doubts
    from prospector.research.proofs import Proofs
    from prospector.research.run import Research
    from prospector.store.action import Action

P = ParamSpec("P")
T = TypeVar("T")


class Workspace:
    """One open workspace of one acting person."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Use `open_workspace`."""
        self.store = store
        self.settings = settings
        self.action = store.action
        # One thread does all reading and writing for the screens, so the event loop is never blocked and writes keep
        # the order in which keys were pressed.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workspace")

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
        if "known" in vars(self):
            self.known.close()
        self.store.close()

    # Reading

    def list_rows(self, *, places: Sequence[str] = ("active",), everybody: bool = False) -> list[ListRow]:
        """Return the rows of the acting rep's list (or everybody's), best fit first."""
        from prospector.pipeline.listing import list_rows

        return list_rows(self.store.reader, rep=None if everybody else self.actor, places=places)

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
        from prospector.research.brief import make_brief
        from prospector.research.brief_notes import notes_of

        record, today = self.account(account_id), self.store.clock.today()
        notes = notes_of(self.store.reader, record, today)
        return make_brief(record, self.claims(account_id), notes, self.plans.fit_of(account_id), today)

    # Services

    @cached_property
    def strategy(self) -> Strategy:
        """Plan, segments, cadences, playbooks, lead definition, calendar, sources."""
        from prospector.plan.strategy import Strategy

        return Strategy(self.store)

    @cached_property
    def plans(self) -> Plans:
        """Profile and fit."""
        from prospector.plan.plans import Plans

        return Plans(self.store)

    @cached_property
    def known(self) -> Known:
        """Who is this? Candidates for a typed name."""
        from prospector.pipeline.known import Known

        return Known(self.store)

    @cached_property
    def naming(self) -> Naming:
        """Slots, names, swaps, drops."""
        from prospector.pipeline.naming import Naming

        return Naming(self.store, self.known, self.settings.list_size, after=self.plans.rescore, strategy=self.strategy,
                      closing=self.touches.closing)  # fmt: skip

    @cached_property
    def merging(self) -> Merging:
        """Merging and unmerging accounts."""
        from prospector.identity.merging import Merging

        return Merging(self.store, after=self.plans.rescore, mend=self.naming.mend, carry=self.verdicts.carry)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What was answered about pairs of accounts."""
        from prospector.pipeline.verdicts import Verdicts

        return Verdicts(self.store, self.known)

    @cached_property
    def review(self) -> Review:
        """Which accounts may be one company."""
        from prospector.pipeline.review import Review

        return Review(self.store, self.known, self.merging, self.verdicts)

    @cached_property
    def proofs(self) -> Proofs:
        """Every value with everything behind it, and what a person says of it."""
        from prospector.research.proofs import Proofs

        return Proofs(self.store, after=self.plans.rescore)

    @cached_property
    def research(self) -> Research:
        """Asking the sources."""
        from prospector.research.run import Research

        return Research(self.store, self.settings, after=self._after_research, barred=self._barred)

    @cached_property
    def doubts(self) -> Doubts:
        """Who an account may be, asked and answered."""
        from prospector.research.doubts import Doubts

        return Doubts(self.store, after=self.plans.rescore)

    @cached_property
    def candidates(self) -> Candidates:
        """Asking the sources who a bare name may be."""
        from prospector.research.candidates import Candidates

        return Candidates(self.store, self.settings)

    def _after_research(self, action: Action, account_id: str) -> None:
        from prospector.pipeline.stages import after_research

        after_research(action, account_id)
        self.plans.rescore(action, account_id)

    def wanting_contact(self) -> list[str]:
        """Return the labels of the sources that want a contact, while the user was never asked for one."""
        from prospector.research.sources import asked_sources, missing_contact

        return [one.label for one in missing_contact(self.settings, asked_sources(self.settings))]

    def keep_contact(self, contact: str) -> None:
        """Keep whom sources may write to, for good. Raises BadInput when it is none or can't be kept."""
        save_setting("contact", read_contact(contact))
        self.settings = self.research.settings = replace(self.settings, contact=read_contact(contact))

    def _barred(self, account_id: str) -> str:
        found = self.never.of_account(account_id)
        return "" if found is None else "on the never-contact list: nothing is read about it"

    @cached_property
    def suggesting(self) -> Suggesting:
        """Companies like the profile or like the best accounts."""
        from prospector.pipeline.suggesting import Suggesting

        return Suggesting(self.store, self.settings, self.plans, self.known, self.naming)

    @cached_property
    def personal(self) -> Personal:
        """People in public roles, where they are asked for."""
        from prospector.pipeline.personal import Personal

        return Personal(self.store, self.settings)

    @cached_property
    def build(self) -> Build:
        """Names to researched list in one go."""
        from prospector.pipeline.build import Build

        return Build(self.naming, self.research)

    @cached_property
    def touches(self) -> Touches:
        """The log of outreach."""
        from prospector.outreach.touches import Touches

        return Touches(self.store, self.strategy.corridor, self.strategy.calendar)

    @cached_property
    def never(self) -> Suppressions:
        """The never-contact ledger."""
        from prospector.outreach.suppression import Suppressions

        return Suppressions(self.store)

    @cached_property
    def steps(self) -> Steps:
        """Next steps that people set and put off."""
        from prospector.outreach.steps import Steps

        return Steps(self.store)

    @cached_property
    def sittings(self) -> Sittings:
        """Timed sessions."""
        from prospector.outreach.sittings import Sittings

        return Sittings(self.store, self.strategy.protected_hours)

    @cached_property
    def commitments(self) -> Commitments:
        """Promises for a week."""
        from prospector.outreach.commitments import Commitments

        return Commitments(self.store, self.today)

    @cached_property
    def drafts(self) -> Drafts:
        """Messages written here and sent elsewhere."""
        from prospector.outreach.drafts import Drafts

        return Drafts(self.store, self.strategy, self.touches)

    def calendar(self) -> str:
        """Return the calendar file of the acting rep: protected hours and dues."""
        from prospector.outreach.agenda import calendar_of

        return calendar_of(self.store, self.today, self.strategy)

    @cached_property
    def people(self) -> People:
        """Contacts at accounts."""
        from prospector.pipeline.people import People

        return People(self.store)

    @cached_property
    def qualifying(self) -> Qualifying:
        """Obstacles, what is understood, why now."""
        from prospector.pipeline.qualifying import Qualifying

        return Qualifying(self.store, lambda: self.strategy.rules().evidence_days, self.strategy.refile)

    @cached_property
    def stages(self) -> Stages:
        """From a name to an opportunity."""
        from prospector.pipeline.stages import Stages

        return Stages(self.store, self.qualifying, self.strategy.meets)

    @cached_property
    def hand_overs(self) -> HandOvers:
        """Giving a developed lead to who closes it."""
        from prospector.pipeline.hand_over import HandOvers

        return HandOvers(self.store, self.dossiers.packet, self.strategy.calendar)

    @cached_property
    def dossiers(self) -> Dossiers:
        """Call sheets and packets."""
        from prospector.pipeline.dossier import Dossiers

        return Dossiers(self.store, self.strategy, self.qualifying, self.people)

    @cached_property
    def today(self) -> Today:
        """The day of the rep."""
        from prospector.outreach.today import Today

        return Today(self.store, self.settings.list_size, self.strategy)

    # The action log

    def history(self, limit: int = 50, before: int | None = None) -> Sequence[ActionRecord]:
        """Return the newest actions, newest first; `before` is the number of the last one already shown."""
        from prospector.store.history import history

        return history(self.store.reader, limit, before)

    def history_of(self, account_id: str, limit: int = 200) -> Sequence[ActionRecord]:
        """Return the newest actions that wrote about one account, newest first."""
        from prospector.store.history import history_of

        return history_of(self.store.reader, account_id, limit)

    def undo(self, action_id: str | None = None) -> UndoResult:
        """Take back the newest act that stands, or the named one. Raises NotFound when there is none."""
        from prospector.store.undo import undo

        return undo(self.store, action_id, self.naming.mend)

    def redo(self) -> UndoResult:
        """Do again what the last undo took back. Raises NotFound when there is nothing."""
        from prospector.store.undo import redo

        return redo(self.store, self.naming.mend)


def open_workspace(path: Path, settings: Settings, *, create: bool = False, clock: Clock | None = None) -> Workspace:
    """Open the workspace file at `path`; with `create` a missing one is made.

    Raises NotFound when it is missing, StoreUnusable when it can't be used.
    """
    try:
        store = open_store(path, clock or Clock(), settings.actor(), create=create)
    except NotFound:
        raise NotFound(f"there is no workspace at {path}: `prospect name` or `prospect build` starts one") from None
    return Workspace(store, settings)
