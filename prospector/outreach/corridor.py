"""The corridor's rules, decided from touches alone: pure functions that return the refusal, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prospector.clock import WorkingDays, moment
from prospector.model.corridor import Corridor
from prospector.model.touch import REACHED, TouchRecord, by_channel
from prospector.text import plural

INBOUND = frozenset(("replied",))
"""Outcomes in which they came to us: no attempt of ours, so no rule limits them."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that an act would break."""

    rule: str
    """`floor`, `ceiling` or `gap`."""
    sentence: str


def attempts(touches: Sequence[TouchRecord]) -> list[TouchRecord]:
    """Return the touches that were attempts of ours."""
    return [one for one in touches if one.outcome not in INBOUND]


def breach_of_touch(
    touches: Sequence[TouchRecord], outcome: str, on: date, corridor: Corridor, days: WorkingDays
) -> Breach | None:
    """Return the rule that one more touch `on` that day would break, given all touches of the company by anybody."""
    if outcome in INBOUND:
        return None
    since = on - timedelta(days=corridor.ceiling_days)
    recent = [one for one in attempts(touches) if since < _day(one) <= on]
    if len(recent) >= corridor.ceiling_attempts:
        said = f"{plural(len(recent), 'attempt')} in {corridor.ceiling_days} days"
        return Breach(
            "ceiling", f"the ceiling is reached: {said}, {corridor.ceiling_attempts} are allowed across the team"
        )
    near = [one for one in attempts(touches) if _too_near(_day(one), on, corridor.gap_days, days)]
    if near:
        last = max(near, key=lambda one: one.at)
        when = f"{last.rep} tried {by_channel(last.channel)} on {_day(last):%d %b}"
        return Breach(
            "gap", f"too soon: {when}; the next attempt comes {_waits(corridor.gap_days)} later at the earliest"
        )
    return None


def breach_of_closing(touches: Sequence[TouchRecord], on: date, corridor: Corridor, days: WorkingDays) -> Breach | None:
    """Return the part of the floor that closing as no response `on` that day would leave out."""
    tried = attempts(touches)
    channels = len({one.channel for one in tried})
    if any(one.outcome in REACHED for one in touches):
        return Breach("floor", "somebody was reached there: say what they said instead of “no response”")
    missing = []
    if len(tried) < corridor.floor_attempts:
        missing.append(f"{plural(corridor.floor_attempts, 'attempt')} (so far {len(tried)})")
    if channels < corridor.floor_channels:
        missing.append(f"{plural(corridor.floor_channels, 'channel')} (so far {channels})")
    first = min((_day(one) for one in tried), default=on)
    if days.add(first, corridor.floor_days) > on:
        missing.append(f"{plural(corridor.floor_days, 'working day')} since the first one")
    if not missing:
        return None
    return Breach("floor", f"“no response” needs {', '.join(missing)}")


def _too_near(one: date, on: date, gap: int, days: WorkingDays) -> bool:
    first, second = sorted((one, on))
    if gap <= 0:
        return False
    return second == first or days.add(first, gap) > second


def _waits(gap: int) -> str:
    return plural(gap, "working day")


def _day(touch: TouchRecord) -> date:
    return moment(touch.at).astimezone().date()
