"""The one clock. Tests and the demo freeze it; nothing else asks the operating system for the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

SATURDAY = 5
FUTURE_SLACK = timedelta(minutes=5)
"""How far the clocks of two machines may differ before a touch lies in the future."""
ONE_DAY = timedelta(days=1)
_FAR = timedelta(days=3_653)
"""Ten years: how far working days are looked for."""


class Clock:
    """The time of the operating system, in UTC."""

    def now(self) -> datetime:
        """Return the current moment, aware, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the current day where the user is."""
        return self.now().astimezone().date()

    def stamp(self) -> str:
        """Return the current moment as the store keeps it (see `stamp`)."""
        return stamp(self.now())


@dataclass
class FrozenClock(Clock):
    """A clock that stands still until it is moved."""

    at: datetime
    """The moment shown, aware."""

    def now(self) -> datetime:
        """Return the frozen moment."""
        return self.at

    def today(self) -> date:
        """Return the frozen day (UTC, so that tests do not depend on the machine's zone)."""
        return self.at.date()

    def move(self, **by: float) -> None:
        """Move the clock by ``timedelta(**by)``."""
        self.at += timedelta(**by)


@dataclass(frozen=True)
class WorkingDays:
    """Counts days on which a person works: not weekends, not the given holidays, not the days of absence."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    absences: tuple[tuple[date, date], ...] = ()
    """First and last day of each absence, both included."""

    def is_working(self, day: date) -> bool:
        """Say whether `day` is a working day."""
        if day.weekday() >= SATURDAY or day in self.holidays:
            return False
        return not any(first <= day <= last for first, last in self.absences)

    def add(self, day: date, count: int) -> date:
        """Return the working day that comes `count` working days after `day` (0: `day` or the next working day).

        One working day after a Sunday is Monday: what was done on a day off waits no longer than what was done before it.
        A calendar without any working day in the next ten years gives the last day looked at, instead of never ending.
        """
        end = day + min(_FAR, date.max - day)
        if count == 0:
            return self._next(day, end)
        for _ in range(count):
            day = self._next(day + ONE_DAY, end) if day < end else end
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and with `last`; 0 when `last` is not later."""
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, 7)
        weekdays = 5 * weeks + sum(1 for step in range(1, rest + 1) if (first.weekday() + step) % 7 < SATURDAY)
        off = {day for day in self.holidays if first < day <= last}
        for begin, end in self.absences:
            begin, end = max(begin, first + ONE_DAY), min(end, last)  # noqa: PLW2901 - as far as it matters here
            off.update(begin + timedelta(days=step) for step in range((end - begin).days + 1))
        return weekdays - sum(1 for day in off if day.weekday() < SATURDAY)

    def next_days(self, day: date, count: int) -> list[date]:
        """Return the next `count` working days, `day` itself included when it is one."""
        found: list[date] = []
        while len(found) < count:
            found.append(self.add(found[-1] if found else day, 1 if found else 0))
        return found

    def _next(self, day: date, end: date) -> date:
        while day < end and not self.is_working(day):
            day += ONE_DAY
        return day


def stamp(moment: datetime) -> str:
    """Return an aware `moment` as ISO 8601 UTC with microseconds and ``Z``: sortable as text, equal in every store.

    Raises ValueError for a naive moment, because guessing a zone has silently moved people's dates by hours.
    """
    if moment.tzinfo is None:
        message = "a moment without a time zone can't be stored"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(stamped: str) -> datetime:
    """Return the aware moment that `stamp` wrote."""
    return datetime.fromisoformat(stamped)


def local_moment(stamped: str) -> datetime:
    """Return a stored moment in the user's own time zone."""
    return moment(stamped).astimezone()
