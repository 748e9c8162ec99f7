"""A rep's weeks, and the drop detector: prospecting that falls while opportunities rise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from prospector.audit.facts import Facts
from prospector.model.audit import Week
from prospector.model.weeks import monday_of, week_of

SHOWN = 13
"""Weeks of a quarter."""
_BEFORE = 4
"""Weeks before a deal that tell what was usual."""
_LEAST_DAYS, _LEAST_ATTEMPTS = 8, 8
"""Working days and attempts in them below which nothing was usual."""
_AFTER = 8
"""Weeks after a deal in which a drop is laid to it."""
_JUDGED = 3
"""Working days below which a week is not judged."""
_HALF, _CHANCE = 0.5, 0.05


@dataclass(frozen=True, slots=True)
class Drop:
    """Prospecting that fell since a deal came along."""

    rep: str
    deal: str
    """Name of the account."""
    account_id: str
    since: str
    """ISO week of the deal."""
    usual: float
    """Attempts a week that were usual before."""
    now: float
    """Attempts a week since."""
    weeks: int
    """Weeks in a row that it has been low."""

    @property
    def percent(self) -> int:
        """Return by how much it fell, in per cent."""
        return round(100 * (1 - self.now / self.usual))


def weeks_of(facts: Facts, rep: str, count: int = SHOWN) -> Sequence[Week]:
    """Weeks: attempts, people reached, meetings, minutes of sittings, deals that came, the oldest week first."""
    last, first = min(facts.until, facts.today), monday_of(week_of(facts.until)) - timedelta(days=7 * (count - 1))
    deals, minutes = facts.deals.get(rep, {}), defaultdict[str, int](int)
    for one in facts.sittings:
        if one.rep == rep:
            minutes[week_of(date.fromisoformat(one.started_at[:10]))] += one.minutes
    days, found = facts.calendar(rep), []
    for step in range(count):
        monday = first + timedelta(days=7 * step)
        done = facts.span(rep, monday, monday + timedelta(days=6))
        working = sum(
            days.is_working(day) for day in (monday + timedelta(days=at) for at in range(7)) if day <= last
        )  # fmt: skip
        week = week_of(monday)
        names = tuple(name for _, name in deals.get(week, ()))
        found.append(Week(week, done.attempts, done.reached, done.meetings, minutes[week], working, names))
    return found


def drop_of(facts: Facts, rep: str) -> Drop | None:
    """Drop detector: attempts fell by half or more since a deal came along, and chance does not explain it.

    A deal is an account of the rep's that became an opportunity, or one that the rep took over. What was usual are the four
    weeks before it, per working day, so that holidays and absences are no drop. A week is low when it holds at most
    half of what was usual and a Poisson variable would be so low in at most one of twenty weeks. The alarm stands while
    the newest week with at least three working days is low.
    """
    weeks = weeks_of(facts, rep, _BEFORE + _AFTER + 1)
    deals = facts.deals.get(rep, {})
    found: Drop | None = None
    for at, week in enumerate(weeks):
        before = weeks[max(0, at - _BEFORE) : at]
        days, attempts = sum(one.working_days for one in before), sum(one.attempts for one in before)
        after = [one for one in weeks[at + 1 :] if one.working_days >= _JUDGED]
        if week.week not in deals or days < _LEAST_DAYS or attempts < _LEAST_ATTEMPTS or not after:
            continue
        rate = attempts / days
        low = 0
        for one in reversed(after):
            if not _is_low(one.attempts, rate * one.working_days):
                break
            low += 1
        if low and (found is None or low > found.weeks):
            account_id, name = deals[week.week][0]
            since = after[-low:]
            now = sum(one.attempts for one in since) / sum(one.working_days for one in since)
            found = Drop(rep, name, account_id, week.week, 5 * rate, 5 * now, low)
    return found


def _is_low(done: int, usual: float) -> bool:
    return done <= _HALF * usual and _at_most(done, usual) <= _CHANCE


def _at_most(done: int, mean: float) -> float:
    """Return how likely a Poisson variable of this mean is at most `done`."""
    term = total = exp(-mean)
    for count in range(1, done + 1):
        term *= mean / count
        total += term
    return total
