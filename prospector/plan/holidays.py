"""Reading files of holidays: iCalendar (RFC 5545) or plain lines of ``YYYY-MM-DD name``.

A file is taken whole or not at all: nonsense is one sentence with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from prospector.errors import BadInput
from prospector.model.days import FAR_YEARS
from prospector.text import clean, clean_name

MOST_LINES = 20_000
_PLAIN = re.compile(r"(\d{4}-\d{2}-\d{2})[\s,;]+(.+)")
_YEARS_AHEAD = 5
"""Years for which a yearly event is written out."""
_LONGEST = 60
"""Days of one event; a longer one is a season, not a holiday."""
_PROPERTY = re.compile(r"([A-Za-z-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)")


def parse_holidays(text: str, source: str, today: date) -> list[tuple[date, str]]:
    """Return day and name of every holiday in `text`, by day, each day once.

    `source` names the file in errors. Raises BadInput naming file, line and fault.
    """
    reading = _Reading(source, today)
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise BadInput(f"{source}: {len(lines):,} lines are no file of holidays")
    first = next((line.strip() for line in lines if line.strip()), "")
    found = reading.calendar(lines) if first.upper() == "BEGIN:VCALENDAR" else reading.plain(lines)
    if not found:
        raise BadInput(f"{source}: no holiday in it: lines look like 2026-12-25 Christmas Day")
    return sorted(found.items())


@dataclass
class _Event:
    """One event of a calendar."""

    line: int
    first: date | None = None
    end: date | None = None
    """The day after the last one."""
    name: str = ""
    rule: str = ""


@dataclass
class _Reading:
    """One file being read."""

    source: str
    today: date
    found: dict[date, str] = field(default_factory=dict)

    def wrong(self, line: int, sentence: str) -> BadInput:
        return BadInput(f"{self.source}, line {line}: {sentence}")

    def plain(self, lines: list[str]) -> dict[date, str]:
        for number, raw in enumerate(lines, 1):
            line = clean(raw.partition("#")[0])
            if not line:
                continue
            said = _PLAIN.fullmatch(line)
            if said is None:
                raise self.wrong(
                    number, f"“{line[:60]}” is no holiday: write a day and its name, 2026-12-25 Christmas Day"
                )
            self._keep(self._day(said[1], number), said[2], number)
        return self.found

    def calendar(self, lines: list[str]) -> dict[date, str]:
        event: _Event | None = None
        for number, line in _unfolded(lines):
            said = _PROPERTY.fullmatch(line)
            if said is None:
                raise self.wrong(number, f"“{clean(line)[:60]}” is no line of a calendar (NAME:value)")
            name, value = said[1].upper(), said[3].strip()
            if (name, value.upper()) == ("BEGIN", "VEVENT"):
                event = _Event(number)
            elif (name, value.upper()) == ("END", "VEVENT") and event is not None:
                self._take(event)
                event = None
            elif event is not None:
                self._property(event, name, value, number)
        if event is not None:
            raise self.wrong(event.line, "this event never ends (END:VEVENT is missing)")
        return self.found

    def _property(self, event: _Event, name: str, value: str, number: int) -> None:
        if name == "DTSTART":
            event.first = self._day(value, number)
        elif name == "DTEND":
            event.end = self._day(value, number)
        elif name == "SUMMARY":
            event.name = re.sub(r"\\([,;\\])", r"\1", value.replace("\\n", " "))
        elif name == "RRULE":
            event.rule = value.upper()

    def _take(self, event: _Event) -> None:
        if event.first is None:
            raise self.wrong(event.line, "this event has no day (DTSTART is missing)")
        end = event.end or event.first + timedelta(days=1)
        length = max(1, (end - event.first).days)
        if end < event.first:
            raise self.wrong(event.line, "this event ends before it begins")
        if length > _LONGEST:
            raise self.wrong(event.line, f"this event lasts {length} days: that is no holiday")
        for first in self._starts(event):
            for step in range(length):
                self._keep(first + timedelta(days=step), event.name, event.line)

    def _starts(self, event: _Event) -> Iterator[date]:
        """Yield the days on which an event begins: once, or every year of the coming ones."""
        first = event.first or self.today
        if not event.rule:
            yield first
            return
        parts = dict(part.partition("=")[::2] for part in event.rule.split(";") if part)
        if parts.get("FREQ") != "YEARLY" or set(parts) - {"FREQ", "INTERVAL"} or parts.get("INTERVAL", "1") != "1":
            raise self.wrong(
                event.line, f"its repetition “{clean(event.rule)[:60]}” can't be read: only every year (FREQ=YEARLY)"
            )
        for year in range(max(first.year, self.today.year), self.today.year + _YEARS_AHEAD + 1):
            try:
                yield first.replace(year=year)
            except ValueError:
                continue  # 29 February

    def _day(self, text: str, number: int) -> date:
        said = text.strip()
        try:
            if "T" in said.upper():
                return datetime.fromisoformat(said.upper().rstrip("Z")).date()
            return date.fromisoformat(said)
        except ValueError:
            raise self.wrong(number, f"“{clean(said)[:30]}” is not a day of the calendar") from None

    def _keep(self, day: date, name: str, number: int) -> None:
        if day.year > self.today.year + FAR_YEARS:
            raise self.wrong(number, f"{day} is more than {FAR_YEARS} years ahead: is the year right?")
        if day.year < 1970:  # noqa: PLR2004 - no file of holidays reaches further back
            raise self.wrong(number, f"{day} is long past: is the year right?")
        self.found.setdefault(day, clean_name(name) or "holiday")


def _unfolded(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield number and text of logical lines: one that begins with a blank goes on from the line before."""
    held, at = "", 0
    for number, line in enumerate(lines, 1):
        if line[:1] in (" ", "\t") and held:
            held += line[1:]
            continue
        if held.strip():
            yield at, held
        held, at = line, number
    if held.strip():
        yield at, held
