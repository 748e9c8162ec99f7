"""One account, and one day of a rep, as the measures count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from prospector.model.touch import CHANNELS

FORWARD = ("qualified", "handed_over", "opportunity")
"""Stages that count as an advance."""
ROAD = ("lead", *FORWARD)
FIT_FLOOR = 50
"""A fit that is surely under this is a long shot; one that is surely at or over it is high."""
_PLACES = {stage: at for at, stage in enumerate(ROAD)}


@dataclass(slots=True)
class Lead:
    """One account that stands for itself, with what the logs say of it and of all that was merged into it."""

    id: str
    name: str
    source: str
    origin: str
    sector: str
    named_by: str
    named_at: str
    stage: str
    rep: str
    place: str
    since: str
    horizon: str
    explore: bool
    reason_code: str
    reason: str
    low: int | None
    high: int | None
    disqualified: bool | None
    touches: int = 0
    tries: int = 0
    """Attempts, replies left out."""
    first_at: str = ""
    last_at: str = ""
    meetings: int = 0
    tries_now: int = 0
    """Attempts in the period."""
    touches_now: int = 0
    channels: int = 0
    """The channels it was touched through, a bit for each of `CHANNELS`."""
    reached_stages: set[str] = field(default_factory=set)
    """Stages it was ever moved to, and the one it is in."""

    @property
    def tier(self) -> str:
        """Return its fit as one of `model.audit.TIERS`: what is not known yet is not bad."""
        if self.disqualified:
            return "low"
        if self.low is None or self.high is None:
            return "none"
        return "high" if self.low >= FIT_FLOOR else "low" if self.high < FIT_FLOOR else "open"

    @property
    def active(self) -> bool:
        """Say whether it is on a rep's list."""
        return self.place == "active"

    @property
    def hot(self) -> bool:
        """Say whether it is one of those that everybody works: a good fit that is expected soon."""
        return self.tier == "high" and self.horizon == "short"

    @property
    def furthest(self) -> int:
        """Return the furthest of `ROAD` that it ever reached, -1 for none of it."""
        if self.reached_stages.isdisjoint(ROAD):  # most of them
            return -1
        return max((_PLACES[one] for one in self.reached_stages if one in _PLACES), default=-1)

    @property
    def advanced(self) -> bool:
        """Say whether it ever advanced: a meeting was set, or it was qualified or went further."""
        return self.meetings > 0 or not self.reached_stages.isdisjoint(FORWARD)

    def count(self, counts: Sequence[Any]) -> None:
        """Count what one rep did at the account itself, or at one that was merged into it: a row of the touches."""
        touches, tries, first, last, meetings, now, all_now, *_others = counts
        self.touches += touches
        self.tries += tries
        self.meetings += meetings
        self.tries_now += now
        self.touches_now += all_now
        self.first_at = min(self.first_at or first, first)
        self.last_at = max(self.last_at, last)
        for at, used in enumerate(counts[-len(CHANNELS) :]):
            self.channels |= used << at


@dataclass(slots=True)
class Day:
    """What one rep did on one day."""

    touches: int = 0
    attempts: int = 0
    """Touches without the replies."""
    reached: int = 0
    meetings: int = 0
    welcome: int = 0
    """Reached, and not turned away."""
    curious: int = 0
    neutral: int = 0
    not_now: int = 0
    not_us: int = 0
    angry: int = 0

    def add(self, other: Day) -> None:
        """Count another day to this one."""
        for name in Day.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
