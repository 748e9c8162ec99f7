"""The services around single accounts: profile, names, twins, research, people, what is understood, hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from prospector.services.outreach import OutreachServices
from prospector.settings import read_contact, save_setting

if TYPE_CHECKING:
    from prospector.identity.merging import Merging
    from prospector.pipeline.build import Build
    from prospector.pipeline.dossier import Dossiers
    from prospector.pipeline.hand_over import HandOvers
    from prospector.pipeline.known import Known
    from prospector.pipeline.lessons import Lessons
    from prospector.pipeline.naming import Naming
    from prospector.pipeline.people import People
    from prospector.pipeline.personal import Personal
    from prospector.pipeline.qualifying import Qualifying
    from prospector.pipeline.reach import Reaches
    from prospector.pipeline.review import Review
    from prospector.pipeline.stages import Stages
    from prospector.pipeline.suggesting import Suggesting
    from prospector.pipeline.verdicts import Verdicts
    from prospector.plan.plans import Plans
    from prospector.research.candidates import Candidates
    from prospector.research.doubts import Doubts
    from prospector.research.proofs import Proofs
    from prospector.research.protocol import Claim
    from prospector.research.run import Research
    from prospector.store.action import Action


class AccountServices(OutreachServices):
    """What can be done with one account or the other."""

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
                      closing=self.touches.closing, role=self.settings.role)  # fmt: skip

    @cached_property
    def merging(self) -> Merging:
        """Merging and unmerging accounts."""
        from prospector.identity.merging import Merging

        return Merging(self.store, after=self.plans.rescore, mend=self.mended, carry=self.verdicts.carry,
                       welcome=self._not_erased)  # fmt: skip

    def mended(self, action: Action, accounts: Sequence[str]) -> list[str]:
        """Restore what must hold after rows went back inside `action`; see `prospector.store.undo.Mend`."""
        said = self.naming.mend(action)
        self.plans.rescore_roots(action, accounts)
        return said

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

        return Research(self.store, self.settings, after=self._after_research, barred=self._barred,
                        admitted=self._admitted)  # fmt: skip

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

    def _admitted(self, account_id: str, claims: Sequence[Claim]) -> Sequence[Claim]:
        from prospector.outreach.readmission import admitted

        return admitted(self.store.reader, account_id, claims)

    def _not_erased(self, account_id: str) -> None:
        from prospector.outreach.suppression import refuse

        entry = self.never.of_account(account_id)
        refuse(entry if entry is not None and entry.erased else None, "merging")

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
    def lessons(self) -> Lessons:
        """What dropped targets taught."""
        from prospector.pipeline.lessons import Lessons

        return Lessons(self.store, self.known)

    @cached_property
    def reach(self) -> Reaches:
        """Ways to a company, for copying and opening."""
        from prospector.pipeline.reach import Reaches

        return Reaches(self.store, self.people)

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

        return Stages(self.store, self.qualifying, self.strategy.meets, self.settings.role)

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
