"""A sitting: one timed prospecting session, and what is promised in it for the next week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MEASURES = {
    "touches": "touches", "spoken": "conversations", "names": "new names", "hand_overs": "hand-overs offered",
    "sittings": "sittings held", "free": "in your own words",
}  # fmt: skip
"""What a commitment is counted by; all but `free` are counted from the log."""
_ONE = {"touches": "touch", "spoken": "conversation", "names": "new name", "hand_overs": "hand-over offered",
        "sittings": "sitting held"}  # fmt: skip
ANSWERS = ("kept", "partly", "missed")
LONGEST = 480
"""Minutes: a sitting that ran longer was forgotten, not held; its time is not counted."""


@dataclass(frozen=True, slots=True)
class SittingRecord:
    """One session."""

    id: str
    rep: str
    started_at: str
    planned_minutes: int
    ended_at: str | None
    minutes: int
    """Minutes it took, or has taken so far; 0 when it was forgotten. Where the clock was set back meanwhile they are
    added up from act to act."""
    summary: str = ""
    number: int = 1
    """The rep's how-manieth sitting it is."""
    forgotten: bool = False
    """It ran on for longer than anybody sits."""


@dataclass(frozen=True, slots=True)
class SittingSummary:
    """What was done between the start and the end of a session."""

    attempts: int
    reached: int
    replies: int
    named: Sequence[str]
    dropped: Sequence[tuple[str, str]]
    """Name and lesson."""
    cleared: Sequence[str]
    """Obstacles that were cleared: ``Nordhafen: money``."""
    offered: Sequence[str]
    """Names of those that were handed over."""
    never_before: int
    """Never-touched share, in per cent, of the list as it was at the start."""
    never_now: int


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """A promise for one week."""

    id: str
    rep: str
    week: str
    measure: str
    said: str
    number: int | None
    promised_at: str
    answer: str
    answer_note: str
    answered_at: str | None
    done: int | None = None
    """What the log says of it so far, None for promises in free words."""


@dataclass(frozen=True, slots=True)
class HeldWeek:
    """Planned against held sittings of one week."""

    week: str
    planned: int
    """Protected blocks of the plan that fall on working days."""
    planned_minutes: int
    held: int
    held_minutes: int


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """Where the rep stands in the protected hours of the plan."""

    left: int | None
    """Minutes left of the block that runs now, None outside of one."""
    next_at: datetime | None
    """When the next block begins, where the user is; None when the plan protects nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be promised for next week, and why so much."""

    measure: str
    number: int | None
    said: str = ""
    because: str = ""
    signed: bool = False
    """It is promised already, and may be changed."""


def counted(measure: str, number: int | None) -> str:
    """Return a number of a measure in words: ``12 touches``, ``1 sitting held``."""
    return f"{number} {_ONE.get(measure, measure) if number == 1 else MEASURES[measure]}"
