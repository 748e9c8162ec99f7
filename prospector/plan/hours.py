"""Protected hours: weekly blocks kept for prospecting, one a line: ``Tue 09:00-10:30`` or ``ana: Thu 14:00-15:00``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from prospector.errors import BadInput
from prospector.model.plan import ProtectedHours
from prospector.text import clean, clean_text

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LINE = re.compile(
    r"(?:(?P<rep>[^:]{1,80}):\s+)?(?P<day>[A-Za-z]{3,9})\.?\s+(?P<start>\d{1,2}(?::\d\d)?)\s*(?:-|–|to)\s*"
    r"(?P<end>\d{1,2}(?::\d\d)?)"
)
_MOST = 60


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One block as it was read, and its one way to be written."""

    block: ProtectedHours

    @property
    def text(self) -> str:
        """Return the line."""
        one = self.block
        return f"{one.rep + ': ' if one.rep else ''}{WEEKDAYS[one.weekday]} {one.start:%H:%M}-{one.end:%H:%M}"


def parse_hours(text: str) -> list[HoursLine]:
    """Return the blocks of `text`, one a line or split by semicolons. Raises BadInput naming line and fault."""
    lines = [line.strip() for line in re.split(r"[\n;]", clean_text(text)) if line.strip()]
    if len(lines) > _MOST:
        raise BadInput(f"{len(lines)} blocks of protected hours are more than a week holds")
    return [_line(line, number) for number, line in enumerate(lines, 1)]


def _line(line: str, number: int) -> HoursLine:
    found = _LINE.fullmatch(line)
    where = f"protected hours, line {number}"
    if found is None:
        raise BadInput(f"{where}: “{clean(line)}” is no block: write it like Tue 09:00-10:30 or ana: Thu 14:00-15:00")
    day = found["day"][:3].capitalize()
    if day not in WEEKDAYS:
        raise BadInput(f"{where}: “{found['day']}” is no day of the week: one of {', '.join(WEEKDAYS)}")
    start, end = (_time(found[key], where) for key in ("start", "end"))
    if start >= end:
        raise BadInput(f"{where}: it ends ({end:%H:%M}) before it begins ({start:%H:%M})")
    return HoursLine(ProtectedHours((found["rep"] or "").strip(), WEEKDAYS.index(day), start, end))


def _time(text: str, where: str) -> time:
    hour, _, minute = text.partition(":")
    if int(hour) > 23 or int(minute or 0) > 59:  # noqa: PLR2004 - hours and minutes of a day
        raise BadInput(f"{where}: {text} is no time of day")
    return time(int(hour), int(minute or 0))
