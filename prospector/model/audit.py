"""What an audit of one period finds, as plain frozen records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from prospector.model.audit_kept import LongShotRow, Risky, SignOffRecord
from prospector.model.figure import Curve, Number
from prospector.model.proof import ErrorRate

LINE = 70
"""Per cent of leads that sales people never follow up, by the study the product answers."""
TIERS = ("high", "open", "low", "none")
"""Fit: surely at least half, could be either, surely less than half (or disqualified), no profile yet."""
GROUPS = ("source", "segment", "origin", "namer", "sector")
"""What conversion is told by; nobody's work is compared, only where names come from and what becomes of them."""


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in one ISO week."""

    week: str
    """``2026-W24``."""
    attempts: int
    reached: int
    advanced: int
    minutes: int
    """Minutes of sittings."""
    working_days: int
    opportunities: Sequence[str] = ()
    """Names of accounts that became opportunities, or were handed over, in this week."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One field of the attention map: what part of the targets of one kind was touched in the period."""

    tier: str
    """One of `TIERS`."""
    horizon: str
    covered: Number
    touches: int


@dataclass(frozen=True, slots=True)
class RepCard:
    """One rep's period; a count never stands without what came of it, and cards stand in order of the alphabet."""

    rep: str
    never: Number
    """Never touched among the active targets."""
    ages: Sequence[Number]
    """The same by age of the name."""
    attempts: Number
    reached: Number
    reactions: Mapping[str, Number]
    """Reactions other than `unknown`, each of the attempts and replies that had one."""
    advanced: Number
    """Accounts, of those touched, that advanced: a meeting, or a stage from qualified on."""
    touched: Number
    """Different accounts touched."""
    attention: Sequence[Attention]
    named: Number
    """Names written down in the period that we chose ourselves, of all that came in."""
    dropped: Number
    """Dropped in the period for soft reasons, of all dropped."""
    put_off: Number
    """Put off for soft reasons, of all put off."""
    kept: Number
    """Commitments kept, of those whose week has ended."""
    quiet: Number
    """Active targets silent for longer than the plan allows."""
    sittings: Number
    minutes: int
    planned: int
    """Protected blocks of the plan in the period."""
    weeks: Sequence[Week] = ()
    per_target: float = 0.0
    """Attempts per active target since it was named."""
    days_to_first: int | None = None
    """Median days from name to first touch, None while half were never touched."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What became of the names of one source, segment, origin, namer or sector; explorations are left out."""

    by: str
    """One of `GROUPS`."""
    value: str
    given: Number
    touched: Number
    leads: Number
    qualified: Number
    accepted: Number
    """Handed over and accepted."""
    opportunities: Number
    advanced: Number
    """A meeting, or a stage from qualified on."""
    dropped: Number
    never: Number
    """Never touched, bench included."""
    hours: float | None = None
    """Hours of sittings spent on them, shared out by touches; None while no sitting was held."""

    @property
    def hours_per_accepted(self) -> float | None:
        """Return the hours spent for each accepted lead, None while none was accepted."""
        return self.hours / self.accepted.part if self.hours is not None and self.accepted.part else None


@dataclass(frozen=True, slots=True)
class Errors:
    """How often what came from a source was wrong, of what people checked."""

    by: str
    """`claims`: the public source that was read; `names`: the source that gave the name."""
    rate: ErrorRate
    refuted: Number


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a manager should look at, with its reason."""

    kind: str
    """One of `prospector.audit.findings.KINDS`."""
    who: str
    """The rep, or the source, segment or channel."""
    sentence: str
    number: Number
    weight: int = 1
    """1 to 5; the agenda shows heavy ones first."""
    lines: Sequence[str] = ()
    """What lies beneath, a line each: the ten last reactions, the copied note..."""


@dataclass(frozen=True, slots=True)
class AuditFigures:
    """Everything that one audit of one period shows."""

    since: date
    until: date
    """First and last day, both included."""
    today: date
    reps: Sequence[str]
    """In order of the alphabet."""
    never: Number
    """The headline: never touched among all active targets."""
    curve: Curve
    curves: Sequence[Curve]
    """The same by rep, source and segment."""
    ages: Sequence[Number]
    """Never touched by age of the name."""
    horizons: Sequence[Number]
    """Never touched by horizon."""
    funnel: Sequence[Number]
    """From names to opportunities, each of all names; explorations left out."""
    cards: Sequence[RepCard]
    groups: Mapping[str, Sequence[GroupRow]]
    """By each of `GROUPS`, the largest first."""
    explored: GroupRow | None
    """Explorations, judged apart; None without any."""
    waiting: Number
    """The waiting index of the period: names we chose ourselves, of all that came in."""
    pipeline: Number
    """Leads and further that we chose ourselves, of all of them."""
    per_target: Sequence[Number]
    """How many active targets had 0, 1, 2, 3 to 5, 6 to 11, 12 and more attempts."""
    errors: Sequence[Errors]
    hand_overs: Sequence[Number]
    """Offered, late, and each reason of return."""
    findings: Sequence[Finding]
    """The heaviest first."""
    long_shots: Sequence[LongShotRow]
    complaints: Sequence[str]
    """What stands open, a line for each source."""
    dismissals: Sequence[Risky]
    """High-fit and soft dismissals of the period."""
    overrides: Sequence[Number]
    """Rules that were overridden in the period, by rule."""
    unsigned: Sequence[str]
    """Roles that have not signed the lead definition."""
    last: SignOffRecord | None
    """The sign-off before this audit."""
    broken: Sequence[str]
    """Chains whose signed head is not there any more: somebody rewrote the log."""
    definitions: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What each measure means, by its name."""
