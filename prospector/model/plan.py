"""The plan as screens and commands see it: segments, cadences, playbooks, the calendar, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

HORIZONS = ("short", "long")
"""`short`: expected within two sales cycles; `long`: later."""
SOURCE_KINDS = (
    "own_naming", "inbound", "event", "referral", "registry", "website", "partner", "bought", "rented", "other",
)  # fmt: skip
QUARANTINED = frozenset({"bought", "rented"})
"""Kinds of source whose names wait on the bench until each has its own reason."""
OWNERS = ("planned_by", "managed_by", "measured_by")


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """What we sell and to whom, who answers for it, and the numbers of outreach; see `prospector.model.tables.Plan`."""

    firm: str = ""
    offer: str = ""
    pain: str = ""
    best_customer: str = ""
    cycle_weeks: int = 12
    goal: str = ""
    planned_by: str = ""
    managed_by: str = ""
    measured_by: str = ""
    review_on: str | None = None
    """ISO 8601 day."""
    hours: str = ""
    """Protected hours, one a line."""
    floor_attempts: int = 6
    floor_channels: int = 2
    floor_days: int = 10
    ceiling_attempts: int = 12
    ceiling_days: int = 90
    gap_days: int = 1
    evidence_days: int = 90
    triage_days: int = 7
    quiet_days: int = 14
    explore_slots: int = 3
    fatigue_tries: int = 12
    nurture_months: int = 3
    day_load: int = 8

    @property
    def missing(self) -> Sequence[str]:
        """Return which parts of a complete plan are empty, as field names; without an owner a plan is incomplete."""
        wanted = ("goal", "offer", "pain", "best_customer", *OWNERS, "hours", "review_on")
        return [name for name in wanted if not getattr(self, name)]


@dataclass(frozen=True, slots=True)
class ProtectedHours:
    """A weekly block that is kept for prospecting."""

    rep: str
    """Whose; empty: everybody's."""
    weekday: int
    """0 is Monday."""
    start: time
    end: time

    @property
    def minutes(self) -> int:
        """Return how long it lasts."""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


@dataclass(frozen=True, slots=True)
class CadenceStep:
    """One planned touch."""

    channel: str
    wait: int
    """Working days after the last real touch (the first step: after naming)."""


@dataclass(frozen=True, slots=True)
class CadenceRecord:
    """Planned touches in their order. A long-term cadence begins again after its last step, a short-term one ends."""

    name: str
    horizon: str
    steps: Sequence[CadenceStep]
    id: str = ""
    """Empty for a shipped one that nobody changed."""

    @property
    def repeats(self) -> bool:
        """Whether it begins again after the last step."""
        return self.horizon == "long"

    @property
    def days(self) -> int:
        """Return the working days from naming to the last step."""
        return sum(step.wait for step in self.steps)

    @property
    def text(self) -> str:
        """Return the steps as they are typed: ``phone 0, mail 2``."""
        return ", ".join(f"{step.channel.replace('_', ' ')} {step.wait}" for step in self.steps)

    def step(self, done: int) -> CadenceStep | None:
        """Return the step after `done` touches, None when a short-term cadence has run out."""
        if self.repeats:
            return self.steps[done % len(self.steps)]
        return self.steps[done] if done < len(self.steps) else None


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A saved rule with its strategy card."""

    id: str
    name: str
    rule: str
    pain: str = ""
    offer: str = ""
    proof: str = ""
    channel: str = ""
    cadence: str = ""
    position: int = 0
    floor_attempts: int | None = None
    floor_channels: int | None = None
    floor_days: int | None = None
    ceiling_attempts: int | None = None
    gap_days: int | None = None

    @property
    def missing(self) -> Sequence[str]:
        """Return the empty parts of the strategy card; with any of them the segment is incomplete."""
        return [name for name in ("pain", "offer", "proof", "channel") if not getattr(self, name)]


@dataclass(frozen=True, slots=True)
class PlaybookRecord:
    """How to speak to one sector."""

    id: str
    sector: str
    pains: str = ""
    words: str = ""
    proof: str = ""
    channel: str = ""
    hours: str = ""
    opener: str = ""
    subject: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class HolidayRecord:
    """A day on which nobody works."""

    id: str
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class AbsenceRecord:
    """Days on which one rep does not work."""

    id: str
    rep: str
    first: date
    last: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where names come from, with what became of them so far."""

    name: str
    kind: str
    note: str = ""
    justified: str = ""
    justified_at: str | None = None
    given: int = 0
    """Accounts named from it."""
    tried: int = 0
    """Of those, how many were touched."""
    tries: int = 0
    """Touches of accounts from it."""
    advanced: int = 0
    """Accounts from it that became qualified or got a meeting."""
    named_since: int = 0
    """Accounts named from it since it was justified the last time."""


@dataclass(frozen=True, slots=True)
class LoadDay:
    """Planned touches of one working day."""

    day: date
    touches: int
    most: int
    """What one rep can do well on a day."""
    names: Sequence[str] = field(default=())

    @property
    def over(self) -> bool:
        """Whether it is too much."""
        return self.touches > self.most


def horizon_of(expected_weeks: int, cycle_weeks: int) -> str:
    """Return the horizon of a decision expected in so many weeks: short-term within two sales cycles, else long-term."""
    return "short" if expected_weeks <= 2 * cycle_weeks else "long"
