"""Calendar files (RFC 5545): sittings and dues with identifiers that stay, so that a new file updates the old entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from prospector.model.plan import ProtectedHours
from prospector.text import clean_text

_FOLD = 75
"""Octets of a line at most (RFC 5545, 3.1)."""
_DUE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar."""

    uid: str
    title: str
    starts: datetime
    minutes: int
    text: str = ""
    sequence: int = 0
    """Grows with each change, so that calendars take the newer one."""
    cancelled: bool = False
    weekly: bool = False
    """It comes every week at the same time on the clock of whoever looks, in summer and in winter."""


def due_entry(
    account_id: str,
    name: str,
    act: str,
    day: date,
    at: time,
    reason: str,
    *,
    sequence: int = 0,
    cancelled: bool = False,
) -> Entry:
    """Return the entry of a target's next step: one identifier per account, whatever the step is."""
    starts = datetime.combine(day, at).astimezone()
    return Entry(f"due-{account_id}@prospector", f"{name}: {act}", starts, _DUE_MINUTES, reason, sequence, cancelled)


def sitting_entry(block: ProtectedHours, today: date) -> Entry:
    """Return the weekly entry of protected hours, from their next day on."""
    day = today + timedelta(days=(block.weekday - today.weekday()) % 7)
    starts = datetime.combine(day, block.start).astimezone()
    uid = f"sitting-{block.weekday}-{block.start:%H%M}-{block.rep or 'all'}@prospector"
    return Entry(
        uid, "Prospecting sitting", starts, block.minutes, "Protected time: one target, one act at a time.", weekly=True
    )


def calendar_text(entries: Iterable[Entry], now: datetime) -> str:
    """Return the file: lines of at most 75 octets ended by CR LF, texts escaped, moments in UTC.

    Weekly entries float (RFC 5545, 3.3.5): told in UTC they would move by an hour with daylight saving.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prospector//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in entries:
        lines += _event(one, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def folded(line: str) -> Sequence[str]:
    """Return a content line in pieces of at most 75 octets, never cut inside a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return [*pieces, piece]


def escaped(text: str) -> str:
    """Return a text value with its special characters escaped (RFC 5545, 3.3.11)."""
    plain = clean_text(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _event(one: Entry, now: datetime) -> list[str]:
    told = _floating if one.weekly else _utc
    ends = one.starts + timedelta(minutes=one.minutes)
    lines = [
        "BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{_utc(now)}", f"DTSTART:{told(one.starts)}", f"DTEND:{told(ends)}",
        f"SEQUENCE:{one.sequence}", f"SUMMARY:{escaped(one.title)}",
    ]  # fmt: skip
    if one.text:
        lines.append(f"DESCRIPTION:{escaped(one.text)}")
    if one.weekly:
        lines.append("RRULE:FREQ=WEEKLY")
    lines.append(f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}")
    return [*lines, "END:VEVENT"]


def _floating(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%S")


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
