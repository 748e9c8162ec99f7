"""The one clock. Tests and the demo freeze it; nothing else asks the operating system for the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

SATURDAY = 5


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
    """Counts days on which people can be reached: not weekends, not the given holidays."""

    holidays: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Say whether `day` is a working day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, day: date, count: int) -> date:
        """Return the working day that comes `count` working days after `day` (0: `day` or the next working day)."""
        while not self.is_working(day):
            day += timedelta(days=1)
        for _ in range(count):
            day += timedelta(days=1)
            while not self.is_working(day):
                day += timedelta(days=1)
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
