"""The attempt budget: list size times cadence, spread over the coming working days, before it is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from prospector.clock import WorkingDays, moment
from prospector.model.plan import CadenceRecord, LoadDay, PlanRecord
from prospector.text import plural

if TYPE_CHECKING:
    from prospector.plan.strategy import Strategy
    from prospector.store.store import Store

WEEKS = 4
"""Weeks that are looked ahead."""
_AFTER_REACHED = 5
"""Working days until the follow-up after somebody was reached."""
_REACHED = ("spoke", "replied", "meeting_set")
_TARGETS = (
    "SELECT a.id, a.name, t.since, t.horizon FROM target t JOIN account a ON a.id = t.account_id "
    "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL ORDER BY t.slot"
)
_TOUCHES = (
    "SELECT r.root, t.at, t.outcome FROM touch t JOIN account_root r ON r.id = t.account_id WHERE t.state = 'stands' "
    "AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain) "
    "ORDER BY t.at, t.recorded_at"
)
_SET = "SELECT account_id, due_on FROM step WHERE done_at IS NULL ORDER BY set_at"
_SNOOZED = "SELECT account_id, MAX(until) FROM snooze GROUP BY account_id"


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


def budget(store: Store, strategy: Strategy, rep: str, *, weeks: int = WEEKS, extra: int = 0) -> Budget:
    """Return the load of `rep` in the coming `weeks`; `extra` more targets are counted as if they were named today."""
    today, calendar, rules = store.clock.today(), strategy.calendar(rep), strategy.rules()
    until = today + timedelta(weeks=weeks) - timedelta(days=1)
    queue = _queue(store, strategy, rep, calendar)
    fresh = strategy.cadence_for(None)
    queue += [
        Queued(f"new name {number}", calendar.add(today, fresh.steps[0].wait), _waits(fresh, 1))
        for number in range(1, extra + 1)
    ]
    return measured(spread(queue, today, until, calendar, rules.day_load), len(queue), rules)


def measured(days: Sequence[LoadDay], targets: int, rules: PlanRecord) -> Budget:
    """Return the load with its sums."""
    over = tuple(one for one in days if one.over)
    return Budget(tuple(days), targets, sum(one.touches for one in days), rules.day_load * len(days), over)


def _queue(store: Store, strategy: Strategy, rep: str, calendar: WorkingDays) -> list[Queued]:
    touches: dict[str, list[tuple[str, str]]] = {}
    for root, at, outcome in store.reader.rows(_TOUCHES):
        touches.setdefault(root, []).append((at, outcome))
    fixed, snoozed = dict(store.reader.rows(_SET)), dict(store.reader.rows(_SNOOZED))
    queue = []
    for account_id, name, since, horizon in store.reader.rows(_TARGETS, (rep,)):
        cadence = strategy.cadence(account_id, horizon)
        one = _queued(name, _day(since), touches.get(account_id, []), cadence, calendar)
        if account_id in fixed:
            one = Queued(name, date.fromisoformat(fixed[account_id]), one.waits if one else ())
        if one is not None:
            pause = snoozed.get(account_id)
            due = max(one.due, date.fromisoformat(pause[:10])) if pause else one.due
            queue.append(Queued(name, due, one.waits))
    return queue


def _queued(
    name: str, since: date, touches: Sequence[tuple[str, str]], cadence: CadenceRecord, calendar: WorkingDays
) -> Queued | None:
    """Return what is still planned after these touches, None when the cadence has run out."""
    if touches and touches[-1][1] in _REACHED:
        return Queued(name, calendar.add(_day(touches[-1][0]), _AFTER_REACHED))
    done = 0
    for _, outcome in reversed(touches):
        if outcome in _REACHED:
            break
        done += 1
    step = cadence.step(done)
    if step is None:
        return None
    return Queued(name, calendar.add(_day(touches[-1][0]) if touches else since, step.wait), _waits(cadence, done + 1))


def _waits(cadence: CadenceRecord, done: int) -> tuple[int, ...]:
    """Return the waits of the steps after `done`; of a long-term cadence as many as a year holds."""
    if cadence.repeats:
        return tuple(cadence.steps[(done + at) % len(cadence.steps)].wait for at in range(26))
    return tuple(step.wait for step in cadence.steps[done:])


def _day(stamped: str) -> date:
    return moment(stamped).astimezone().date()
