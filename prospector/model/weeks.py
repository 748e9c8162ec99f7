"""ISO weeks: which one a day lies in, and where it begins and ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from prospector.clock import stamp


def week_of(day: date) -> str:
    """Return the ISO 8601 week of a day: ``2026-W24``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(week: str) -> date:
    """Return the first day of an ISO week. Raises ValueError for a text that is none."""
    return date.fromisoformat(f"{week}-1")


def next_week(day: date) -> str:
    """Return the week after the one that `day` lies in."""
    return week_of(day + timedelta(days=7))


def span_of(week: str) -> tuple[str, str]:
    """Return the stamps between which a week lies where the user is: from its Monday to the next one."""
    monday = monday_of(week)
    begin = datetime(monday.year, monday.month, monday.day).astimezone()
    after = monday + timedelta(days=7)
    return stamp(begin), stamp(datetime(after.year, after.month, after.day).astimezone())
