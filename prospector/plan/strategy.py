"""The strategy of a workspace: everything that the other parts ask of the plan, and the services that write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from prospector.clock import WorkingDays
from prospector.model.plan import PlanRecord
from prospector.plan.cadences import Cadences, cadence_for
from prospector.plan.days_off import DaysOff
from prospector.plan.planning import Refiled, read_plan, refile, write_plan
from prospector.plan.segments import Segments, corridor_for
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.model.corridor import Corridor
    from prospector.model.lead import DefinitionRecord, LeadCounts, Meeting
    from prospector.model.plan import CadenceRecord, PlaybookRecord, ProtectedHours, SegmentRecord, SourceRecord
    from prospector.plan.criteria import LeadFacts
    from prospector.plan.definition import Definitions
    from prospector.plan.followed import Followed
    from prospector.plan.playbooks import Playbooks
    from prospector.plan.sources import Sources
    from prospector.store.action import Action

T = TypeVar("T")
_PARTS = {"planned_by": "planning owner", "managed_by": "managing owner", "measured_by": "measuring owner",
          "hours": "protected hours", "review_on": "review day"}  # fmt: skip
_FEW = 5
"""Targets below which the share of short-term ones says nothing."""


class Strategy:
    """Plan, segments, cadences, playbooks, definition and calendar of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store
        self._kept: dict[str, tuple[object, Any]] = {}

    # The plan

    def plan(self) -> PlanRecord | None:
        """Return the plan, None while nobody wrote one."""
        return read_plan(self.store)

    def rules(self) -> PlanRecord:
        """Return the plan's numbers: the shipped ones while nobody wrote a plan."""
        return self._once("plan", self.plan) or PlanRecord()

    def save_plan(self, record: PlanRecord, batch: str = "") -> list[Refiled]:
        """Write the plan as one act; return the targets that a changed sales cycle files anew. Raises BadInput."""
        return write_plan(self.store, record, batch)

    def refile(self, action: Action) -> list[Refiled]:
        """File targets, inside an action, under the horizon that follows from when a decision is expected."""
        return refile(action, self.rules().cycle_weeks)

    def overdue(self) -> str:
        """Return the sentence about a review day that has passed; empty while it has not."""
        plan = self._once("plan", self.plan)
        if plan is None or not plan.review_on or plan.review_on >= self.store.clock.today().isoformat():
            return ""
        return f"the plan was to be reviewed on {date.fromisoformat(plan.review_on):%d %B %Y}"

    def banner(self) -> str:
        """Return what is wrong with the plan as a whole, in one line; empty when nothing is.

        No plan, a review day that passed, empty parts: in this order, because each makes the next one matter less.
        """
        plan = self._once("plan", self.plan)
        if plan is None:
            return "no plan yet: what we sell, to whom, who answers for it"
        if said := self.overdue():
            return said
        if plan.missing:
            return (
                f"the plan is incomplete: {', '.join(_PARTS.get(one, one.replace('_', ' ')) for one in plan.missing)}"
            )
        return ""

    def signs(self) -> str:
        """Return in a few words what every place shows while it stands so; empty when all is in order.

        No plan or a review day that passed, and a lead definition that somebody has not signed.
        """
        plan = "no plan" if self._once("plan", self.plan) is None else "plan review due" if self.overdue() else ""
        definition = self.definition()
        lead = f"lead v{definition.version} unsigned" if definition.unsigned else ""
        return " · ".join(one for one in (plan, lead if definition.version else "lead unsigned") if one)

    # The calendar

    @cached_property
    def days_off(self) -> DaysOff:
        """Holidays and absences."""
        return DaysOff(self.store)

    def calendar(self, rep: str = "") -> WorkingDays:
        """Return the working days of `rep` (the acting one when empty): weekends, holidays, absences."""
        return self._once(f"calendar {rep}", lambda: self.days_off.calendar(rep or self.store.actor))

    def protected_hours(self, rep: str = "") -> Sequence[ProtectedHours]:
        """Return the weekly blocks that `rep` (the acting one when empty) keeps for prospecting."""
        from prospector.plan.hours import parse_hours

        wanted = (rep or self.store.actor).casefold()
        every = (line.block for line in parse_hours(self.rules().hours))
        return [one for one in every if not one.rep or one.rep.casefold() == wanted]

    # Segments, corridor, cadences

    @cached_property
    def segments(self) -> Segments:
        """The saved rules with their strategy cards."""
        return Segments(self.store, self.facts)

    @cached_property
    def _followed(self) -> Followed:
        from prospector.plan.followed import Followed

        return Followed(self.store, self.segments.all)

    def facts(self) -> Mapping[str, Mapping[str, Sequence[Any]]]:
        """Return what is known of every account, as rules look at it."""
        return self._followed.facts()

    def segments_of(self) -> Mapping[str, SegmentRecord]:
        """Return the segment of every account that is in one, by account id."""
        return self._followed.segment_of()

    def segments_among(self, ids: Sequence[str]) -> Mapping[str, SegmentRecord]:
        """Return the segment of those of `ids` that are in one, without reading all accounts for a few."""
        return self._followed.segment_among(ids)

    def segment_of(self, account_id: str) -> SegmentRecord | None:
        """Return the first segment whose rule the account surely meets, None for none."""
        return self.segments_among([account_id]).get(account_id)

    def corridor(self, account_id: str) -> Corridor:
        """Return between which numbers an account is worked."""
        return self.corridor_for(self.segment_of(account_id))

    def corridor_for(self, segment: SegmentRecord | None) -> Corridor:
        """Return the corridor of a segment's accounts (None: of those in no segment)."""
        return corridor_for(self.rules(), segment)

    @cached_property
    def cadences(self) -> Cadences:
        """The planned touches."""
        return Cadences(self.store)

    def all_cadences(self) -> list[CadenceRecord]:
        """Return every cadence: the written ones, and the shipped ones that nobody wrote anew."""
        return self._once("cadences", lambda: self.cadences.all(self.rules().nurture_months))

    def cadence(self, account_id: str, horizon: str = "short") -> CadenceRecord:
        """Return the planned touches of an account."""
        return self.cadence_for(self.segment_of(account_id), horizon)

    def cadence_for(self, segment: SegmentRecord | None, horizon: str = "short") -> CadenceRecord:
        """Return the planned touches of a segment's accounts (None: of those in no segment)."""
        return cadence_for(self.all_cadences(), segment, horizon)

    def honesty(self, rep: str = "") -> str:
        """Return a question when most of a list claims to be short-term; empty when it does not."""
        rows = self.store.reader.rows(
            "SELECT t.horizon FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL",
            (rep or self.store.actor,),
        )
        short = sum(1 for (horizon,) in rows if horizon == "short")
        if len(rows) < _FEW or short * 2 <= len(rows):
            return ""
        return (
            f"{short} of {len(rows)} claim to be short-term, a decision within two sales cycles "
            f"({2 * self.rules().cycle_weeks} weeks). Only a small portion ever is: which ones are long-term?"
        )

    # Where names come from

    @cached_property
    def sources(self) -> Sources:
        """Where names come from, and what became of them."""
        from prospector.plan.sources import Sources

        return Sources(self.store)

    def tired(self, source: str) -> SourceRecord | None:
        """Return the source when its next name needs a why: many tries, no advance. None when it needs none."""
        return self.sources.tired(source, self.rules().fatigue_tries)

    # Playbooks

    @cached_property
    def playbooks(self) -> Playbooks:
        """How to speak to each sector."""
        from prospector.plan.playbooks import Playbooks

        return Playbooks(self.store)

    def playbook(self, sector: str) -> PlaybookRecord | None:
        """Return the playbook of a sector, None when nobody wrote one."""
        return self.playbooks.of_sector(sector)

    def playbook_of(self, account_id: str) -> PlaybookRecord | None:
        """Return the playbook of an account: by its sector, else by a sector that its industry names."""
        from prospector.plan.facts import facts
        from prospector.plan.playbooks import playbook_for

        known = facts(self.store, [account_id]).get(account_id)
        return playbook_for(known, self.playbooks.all()) if known is not None else None

    def without_playbook(self) -> list[str]:
        """Return the active targets for which there is no playbook, as account ids."""
        from prospector.plan.playbooks import without

        active = self.store.reader.rows("SELECT account_id FROM target WHERE place = 'active' ORDER BY slot")
        known = self.facts()
        return without({key: known[key] for (key,) in active if key in known}, self.playbooks.all())

    # The lead definition

    @cached_property
    def definitions(self) -> Definitions:
        """What may be called a lead."""
        from prospector.plan.definition import Definitions

        return Definitions(self.store, self._lead_facts)

    def definition(self) -> DefinitionRecord:
        """Return the lead definition in force; version 0 is the shipped suggestion."""
        return self._once("definition", self.definitions.current)

    def meets(self, account_id: str) -> Meeting:
        """Say whether an account meets the lead definition in force, criterion by criterion."""
        return self.definitions.meets(account_id)

    def counts(self, rep: str | None = None) -> LeadCounts:
        """Return the three counts of leads, of one rep or (None) of everybody."""
        return self._once(f"counts {rep}", lambda: self.definitions.counts(rep))

    def _lead_facts(self, ids: Sequence[str] | None) -> Mapping[str, LeadFacts]:
        from prospector.plan.lead_facts import lead_facts

        segments = self.segments_of() if ids is None else self.segments_among(ids)
        names = {key: one.name for key, one in segments.items()}
        return lead_facts(self.store, self.store.clock.today(), self.rules().evidence_days, names, ids)

    def _once(self, key: str, read: Callable[[], T]) -> T:
        """Return what `read` gives, read again only after something was written or a day has passed."""
        stands = (self.store.reader.value("SELECT MAX(number) FROM action"), self.store.clock.today())
        kept = self._kept.get(key)
        if kept is None or kept[0] != stands:
            kept = self._kept[key] = (stands, read())
        value: T = kept[1]
        return value
