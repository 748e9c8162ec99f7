"""Days and hours of next steps as people type them, checked against the calendar, and their writing inside an act."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from prospector.clock import SATURDAY, WorkingDays
from prospector.errors import BadInput
from prospector.model.days import parse_day
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.plan.strategy import Strategy
    from prospector.store.action import Action
    from prospector.store.store import Store

_WAIT = re.compile(r"(\d{1,3})\s*(d|day|days|w|week|weeks|m|month|months)?", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}:\d\d")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ANY_DAY = frozenset(("event",))
"""Channels that happen when others say so: a fair may fall on a Sunday."""
_MONTH = 30


class Planner:
    """Reads days of next steps for the acting rep."""

    def __init__(self, store: Store, strategy: Callable[[], Strategy]) -> None:
        """Work on `store`; holidays and absences come from `strategy`."""
        self.store = store
        self._strategy = strategy

    @property
    def calendar(self) -> WorkingDays:
        """Return the working days of the acting rep."""
        return self._strategy().calendar()

    def day(self, typed: str, channel: str = "") -> date:
        """Return the day that was meant: a date, a weekday, ``tomorrow``, or a wait like ``5`` (working days) or ``2 weeks``.

        Raises BadInput when it is none, is over or too far ahead, or nobody works then (only an `event` may fall there).
        """
        today, said = self.store.clock.today(), clean(typed).casefold()
        wait = _WAIT.fullmatch(said)
        if wait:
            # Counted, not named: the first day on which somebody works is meant.
            return self._after(int(wait[1]), (wait[2] or "d")[0], today)
        found = _named_day(said, today) or parse_day(typed, today)
        self._refuse_day_off(found, channel)
        return found

    def moment(self, typed: str) -> tuple[date, str]:
        """Return the day and hour of a call-back: ``14:30`` (today), ``thu 14:30``, ``3 June``; the hour may be empty.

        Raises BadInput as `day` does, and for an hour of today that is over.
        """
        parts = clean(typed).split()
        hour = parsed_hour(parts.pop()) if parts and _HOUR.fullmatch(parts[-1]) else ""
        if not parts and not hour:
            raise BadInput("say when to call back: 14:30, thu 14:30 or 3 June 14:30")
        day = self.day(" ".join(parts)) if parts else self.store.clock.today()
        now = self.store.clock.now().astimezone()
        if hour and day == self.store.clock.today() and time.fromisoformat(hour) <= now.time():
            raise BadInput(f"{hour} of today is over: give a later hour, or a day")
        if not parts:
            self._refuse_day_off(day, "")
        return day, hour

    def _after(self, number: int, unit: str, today: date) -> date:
        if not number:
            raise BadInput("give at least one day: 5 means five working days from today")
        days = self.calendar
        if unit == "d":
            return days.add(today, number)
        return days.add(today + timedelta(days=number * (7 if unit == "w" else _MONTH)), 0)

    def _refuse_day_off(self, day: date, channel: str) -> None:
        days = self.calendar
        away = any(first <= day <= last for first, last in days.absences)
        if days.is_working(day) or (channel in _ANY_DAY and not away):
            return
        if away:
            why = f"{self.store.actor} is away then"
        elif day in days.holidays:
            name = next((one.name for one in self._strategy().days_off.holidays() if one.day == day), "")
            why = f"a holiday, {name}" if name else "a holiday"
        else:
            why = "a Saturday" if day.weekday() == SATURDAY else "a Sunday"
        following = days.add(day, 0)
        raise BadInput(
            f"nobody works on {day:%d %B %Y} ({why}): the next working day is {following:%A} {following:%d %B}"
        )


def parsed_hour(typed: str) -> str:
    """Return an hour as ``09:40``, empty for none given. Raises BadInput when it is none."""
    given = clean(typed)
    if not given:
        return ""
    try:
        return time.fromisoformat(given.zfill(5)).strftime("%H:%M")
    except ValueError:
        raise BadInput(f"“{given}” is not an hour: write it like 09:40") from None


def put_step(
    action: Action, account_id: str, actor: str, *, channel: str, day: date, hour: str, note: str, reason: str
) -> None:
    """Write, inside an action, the next step of a target; the one that was set before is history."""
    from prospector.model.tables import Step

    end_steps(action, account_id)
    action.add(
        Step(account_id=account_id, channel=channel, due_on=day.isoformat(), at_time=hour, note=note, reason=reason,
             set_by=actor, set_at=action.now())
    )  # fmt: skip


def end_steps(action: Action, account_id: str) -> None:
    """Make, inside an action, the set step of a target history."""
    from prospector.model.tables import Step

    for row in action.find(Step, Step.account_id == account_id):
        row.done_at = row.done_at or action.now()


def _named_day(said: str, today: date) -> date | None:
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    short = said[:3]
    if short in _WEEKDAYS and said.isalpha() and f"{_FULL[_WEEKDAYS.index(short)]}".startswith(said):
        return today + timedelta(days=(_WEEKDAYS.index(short) - today.weekday() - 1) % 7 + 1)
    return None


_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
