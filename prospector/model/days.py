"""Days and spans of days as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from prospector.errors import BadInput
from prospector.text import clean

FAR_YEARS = 10
"""Years ahead within which a day can be meant."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPOKEN = re.compile(r"(\d{1,2})\.?(?:\s+([A-Za-z]{3,9})\.?(?:\s+(\d{4}))?)?")
_DASH = re.compile(r"\s*(?:\.\.|–|—|\bto\b|(?<=\D)-(?=\D)|\s-\s)\s*|(?<=\d)-(?=\d{1,2}\s*[A-Za-z])")
_LONGEST = timedelta(days=366)
_JUST_PAST = timedelta(days=60)
"""A span without a year that ended within these days is meant as past, else as coming."""


def parse_day(typed: str, today: date, *, past: bool = False) -> date:
    """Return the day that `typed` means: ``2026-06-30``, ``30 Jun``, ``30 June 2026``.

    Raises BadInput when it is none, lies in the past (unless `past`), or further ahead than ten years.
    """
    text = clean(typed)
    found = _whole_day(text, today)
    if found is None:
        raise BadInput(f"“{text}” is not a day: type it like 2026-06-30 or 30 June")
    if found < today and not past:
        raise BadInput(f"{found:%d %B %Y} is in the past: give a day from today on")
    if found.year > today.year + FAR_YEARS:
        raise BadInput(f"{found:%d %B %Y} is more than {FAR_YEARS} years ahead: is the year right?")
    return found


def parse_span(typed: str, today: date) -> tuple[date, date]:
    """Return first and last day of ``3-14 May``, ``28 Dec - 3 Jan``, ``2026-05-03..2026-05-14`` or one day.

    Without a year the coming days are meant, or those just past. Raises BadInput when it is no such span.
    """
    text = clean(typed)
    parts = [part for part in _DASH.split(text) if part]
    if len(parts) not in (1, 2):
        raise _no_span(text)
    last = _dated(parts[-1], today.year)
    if last is None:
        raise _no_span(text)
    first = last if len(parts) == 1 else _before(parts[0], last)
    if first is None:
        raise _no_span(text)
    if not re.search(r"\d{4}", text) and last < today - _JUST_PAST:
        first, last = (_year_on(one) for one in (first, last))
    if first > last:
        raise BadInput(f"“{text}” ends before it begins")
    if last - first >= _LONGEST:
        raise BadInput(f"“{text}” is longer than a year: take the rep off the list instead")
    if last.year > today.year + FAR_YEARS:
        raise BadInput(f"“{text}” is more than {FAR_YEARS} years ahead: is the year right?")
    return first, last


def _no_span(text: str) -> BadInput:
    return BadInput(f"“{text}” is no span of days: type it like 3-14 May or 2026-05-03..2026-05-14")


def _whole_day(text: str, today: date) -> date | None:
    """Return the day, in the coming twelve months when no year is given."""
    found = _dated(text, today.year)
    if found is not None and found < today and not re.search(r"\d{4}", text):
        return _year_on(found)
    return found


def _dated(text: str, year: int) -> date | None:
    if iso := _ISO.fullmatch(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _SPOKEN.fullmatch(text)
    month = _month(spoken[2]) if spoken and spoken[2] else None
    return _made(int(spoken[3] or year), month, int(spoken[1])) if spoken and month else None


def _before(text: str, last: date) -> date | None:
    """Return the first day of a span that ends on `last`; what is not said of it comes from there."""
    if iso := _ISO.fullmatch(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _SPOKEN.fullmatch(text)
    if spoken is None:
        return None
    month = _month(spoken[2]) if spoken[2] else last.month
    if month is None:
        return None
    # "28 Dec - 3 Jan" begins in the year before.
    year = int(spoken[3]) if spoken[3] else last.year - (month > last.month)
    return _made(year, month, int(spoken[1]))


def _month(word: str) -> int | None:
    short = word[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_on(day: date) -> date:
    return _made(day.year + 1, day.month, day.day) or date(day.year + 1, 3, 1)
