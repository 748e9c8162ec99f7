"""The plan, its calendar, and the versions of profile and fit."""

from __future__ import annotations

from typing import ClassVar

from prospector.model.plan import PlanRecord
from prospector.model.tables.base import Row, key, maybe_text, reference, text

_NUMBERS = PlanRecord()
"""The numbers that a plan begins with."""


class Plan(Row, table=True):
    """What we sell and to whom, in the rep's own words, and the rules of outreach; one row a workspace."""

    id: str = key()
    firm: str = text()
    offer: str = text()
    pain: str = text()
    best_customer: str = text()
    cycle_weeks: int = _NUMBERS.cycle_weeks
    goal: str = text()
    planned_by: str = text()
    managed_by: str = text()
    measured_by: str = text()
    review_on: str | None = maybe_text()
    """ISO 8601 day on which the plan is looked at again."""
    hours: str = text()
    """Protected hours, one a line: ``Tue 09:00-10:30``, a name before a colon for one rep."""
    floor_attempts: int = _NUMBERS.floor_attempts
    floor_channels: int = _NUMBERS.floor_channels
    floor_days: int = _NUMBERS.floor_days
    """Working days that must lie between the first attempt and closing as no response."""
    ceiling_attempts: int = _NUMBERS.ceiling_attempts
    ceiling_days: int = _NUMBERS.ceiling_days
    """Days within which the ceiling counts."""
    gap_days: int = _NUMBERS.gap_days
    """Working days between two attempts at one company, by anybody."""
    evidence_days: int = _NUMBERS.evidence_days
    """Days after which cleared evidence fades to open."""
    triage_days: int = _NUMBERS.triage_days
    """Working days in which a raw lead is kept, nurtured or dropped."""
    quiet_days: int = _NUMBERS.quiet_days
    """Working days of silence after which a target is escalated."""
    explore_slots: int = _NUMBERS.explore_slots
    fatigue_tries: int = _NUMBERS.fatigue_tries
    nurture_months: int = _NUMBERS.nurture_months
    """Months between touches of long-term targets."""
    day_load: int = _NUMBERS.day_load
    """Touches a day that one rep can do well."""


class Segment(Row, table=True):
    """A saved rule over firmographics with its strategy card."""

    id: str = key()
    name: str = text(index=True)
    rule: str = text()
    pain: str = text()
    offer: str = text()
    proof: str = text()
    channel: str = text()
    cadence: str = text()
    """Name of the cadence for its short-term targets."""
    position: int = 0
    floor_attempts: int | None = None
    floor_channels: int | None = None
    floor_days: int | None = None
    ceiling_attempts: int | None = None
    gap_days: int | None = None


class Cadence(Row, table=True):
    """Planned touches, in working days from the last real touch."""

    id: str = key()
    name: str = text(index=True)
    horizon: str = text(default="short")
    steps: str = text()
    """``phone 0, mail 2, phone 3``: channel and working days after the touch before."""


class Playbook(Row, table=True):
    """How to speak to one sector."""

    id: str = key()
    sector: str = text(index=True)
    pains: str = text()
    words: str = text()
    proof: str = text()
    channel: str = text()
    hours: str = text()
    opener: str = text()
    subject: str = text()
    body: str = text()


class LeadDefinition(Row, table=True):
    """One version of what may be called a lead: plain text and testable criteria."""

    __tablename__ = "lead_definition"

    id: str = key()
    version: int = 1
    body: str = text()
    criteria: str = text()
    """Names of criteria, one a line (see `prospector.plan.definition`)."""
    made_by: str = text()
    made_at: str = text()


class Signature(Row, table=True):
    """A role's agreement to one version of the lead definition."""

    id: str = key()
    definition_id: str = reference("lead_definition.id")
    role: str = text()
    signed_by: str = text()
    signed_at: str = text()


class Holiday(Row, table=True):
    """A day on which nobody works."""

    id: str = key()
    day: str = text(index=True)
    name: str = text()


class Absence(Row, table=True):
    """Days on which one rep does not work, first and last included."""

    id: str = key()
    rep: str = text(index=True)
    first: str = text()
    last: str = text()
    note: str = text()


class Profile(Row, table=True):
    """One version of the ideal customer profile, as the TOML text it was written in."""

    id: str = key()
    version: int = 1
    body: str = text()
    made_by: str = text()
    made_at: str = text()


class FitScore(Row, table=True):
    """The fit of one account under one version of the profile, with the reason per criterion as JSON."""

    __tablename__ = "fit_score"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("low", "high", "coverage", "disqualified", "body", "at"),)

    id: str = key()
    account_id: str = reference("account.id")
    version: int = 1
    low: int = 0
    high: int = 100
    coverage: float = 0.0
    disqualified: bool = False
    body: str = text(default="[]")
    at: str = text()
