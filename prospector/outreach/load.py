"""The attempt budget: next steps and the rest of their cadences over the coming working days, before it is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from prospector.clock import WorkingDays
from prospector.model.plan import LoadDay, PlanRecord
from prospector.text import plural

WEEKS = 4
"""Weeks that are looked ahead."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One target with the touches that are still planned."""

    name: str
    due: date
    """When the next one is due; in the past: overdue, so it falls on today."""
    waits: Sequence[int] = ()
    """Working days after each touch until the next one."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The load of the coming weeks."""

    days: Sequence[LoadDay]
    targets: int
    steps: int
    """Touches that fall into these weeks."""
    capacity: int
    """Touches that can be done well in these weeks."""
    over: Sequence[LoadDay] = field(default=())

    @property
    def fits(self) -> bool:
        """Whether no day is too much."""
        return not self.over

    @property
    def text(self) -> str:
        """Return it in one line."""
        head = (
            f"{plural(self.steps, 'touch', 'touches')} for {plural(self.targets, 'target')}, room for {self.capacity}"
        )
        if not self.over:
            return f"{head}: fine"
        worst = max(self.over, key=lambda one: one.touches)
        days = plural(len(self.over), "day")
        return f"{head}: too much on {days}, worst {worst.day:%a %d %b} with {worst.touches} (at most {worst.most})"


def spread(queue: Sequence[Queued], today: date, until: date, calendar: WorkingDays, most: int) -> list[LoadDay]:
    """Return the touches of every working day from `today` until `until`, when each is done on the day it is due. Pure."""
    planned: dict[date, list[str]] = {}
    for one in queue:
        day = calendar.add(max(one.due, today), 0)
        waits = iter(one.waits)
        while day <= until:
            planned.setdefault(day, []).append(one.name)
            wait = next(waits, None)
            if wait is None:
                break
            day = calendar.add(day, wait)
    days = [today + timedelta(days=step) for step in range((until - today).days + 1)]
    return [LoadDay(day, len(planned.get(day, ())), most, tuple(planned.get(day, ()))) for day in days
            if calendar.is_working(day)]  # fmt: skip


def measured(days: Sequence[LoadDay], targets: int, rules: PlanRecord) -> Budget:
    """Return the load with its sums."""
    over = tuple(one for one in days if one.over)
    return Budget(tuple(days), targets, sum(one.touches for one in days), rules.day_load * len(days), over)


def said_of(one: LoadDay) -> str:
    """Return how full a day is, in words."""
    touches = plural(one.touches, "touch", "touches")
    return f"{touches} that day, more than the {one.most} that go well" if one.over else f"{touches} that day, fine"
