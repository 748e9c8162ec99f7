"""Holidays and absences of a workspace: read from files, typed, and turned into working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prospector.clock import WorkingDays
from prospector.errors import NotFound, Refused
from prospector.model.days import parse_day, parse_span
from prospector.model.plan import AbsenceRecord, HolidayRecord
from prospector.text import clean, clean_name, plural

if TYPE_CHECKING:
    from prospector.store.store import Store


class DaysOff:
    """The days on which nobody, or one rep, works."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def calendar(self, rep: str) -> WorkingDays:
        """Return the working days of `rep`."""
        absences = tuple((one.first, one.last) for one in self.absences(rep))
        return WorkingDays(frozenset(one.day for one in self.holidays()), absences)

    def holidays(self) -> list[HolidayRecord]:
        """Return the holidays by day."""
        rows = self.store.reader.rows("SELECT id, day, name FROM holiday ORDER BY day, id")
        return [HolidayRecord(key, date.fromisoformat(day), name) for key, day, name in rows]

    def absences(self, rep: str | None = None) -> list[AbsenceRecord]:
        """Return the absences by their first day, of one rep or of everybody."""
        rows = self.store.reader.rows(
            "SELECT id, rep, first, last, note FROM absence WHERE ? IS NULL OR lower(rep) = lower(?) "
            "ORDER BY first, rep, id",
            (rep, rep),
        )
        return [
            AbsenceRecord(key, who, date.fromisoformat(first), date.fromisoformat(last), note)
            for key, who, first, last, note in rows
        ]

    def import_holidays(self, text: str, source: str) -> int:
        """Take the holidays of a file (iCalendar, or lines of ``YYYY-MM-DD name``); return how many are new.

        Raises BadInput naming file and line; nothing is taken then.
        """
        from prospector.model.tables import Holiday
        from prospector.plan.holidays import parse_holidays

        found = parse_holidays(text, source, self.store.clock.today())
        with self.store.action(f"Holidays from {clean(source)}") as action:
            present = {row.day for row in action.find(Holiday)}
            new = {day.isoformat(): name for day, name in found if day.isoformat() not in present}
            action.add_all(Holiday(day=day, name=name) for day, name in sorted(new.items()))
            action.retitle(f"{plural(len(new), 'holiday')} from {clean(source)}")
        return len(new)

    def add_holiday(self, typed: str, name: str) -> HolidayRecord:
        """Add one holiday. Raises BadInput for what is no day, Refused for a day that is one already."""
        from prospector.model.tables import Holiday

        day = parse_day(typed, self.store.clock.today(), past=True)
        with self.store.action(f"Holiday {day:%d %b %Y}") as action:
            if action.find(Holiday, Holiday.day == day.isoformat()):
                raise Refused(f"{day:%d %B %Y} is a holiday already")
            row = action.add(Holiday(day=day.isoformat(), name=clean_name(name)))
        return HolidayRecord(row.id, day, row.name)

    def remove_holiday(self, typed: str) -> None:
        """Make a holiday a working day again. Raises BadInput, NotFound."""
        from prospector.model.tables import Holiday

        day = parse_day(typed, self.store.clock.today(), past=True)
        with self.store.action(f"No holiday on {day:%d %b %Y}") as action:
            rows = action.find(Holiday, Holiday.day == day.isoformat())
            if not rows:
                raise NotFound(f"{day:%d %B %Y} is no holiday here: see `prospect holiday list`")
            for row in rows:
                action.remove(row)

    def add_absence(self, typed: str, rep: str = "", note: str = "") -> AbsenceRecord:
        """Add days on which a rep (the acting one when empty) does not work: ``3-14 May``.

        Raises BadInput for what is no span of days, Refused when it overlaps another absence of that rep.
        """
        from prospector.model.tables import Absence

        first, last = parse_span(typed, self.store.clock.today())
        who = clean_name(rep) or self.store.actor
        for one in self.absences(who):
            if one.first <= last and first <= one.last:
                raise Refused(f"{who} is away {said_span(one.first, one.last)} already: remove that absence first")
        with self.store.action(f"{who} is away {said_span(first, last)}") as action:
            row = action.add(Absence(rep=who, first=first.isoformat(), last=last.isoformat(), note=clean(note)))
        return AbsenceRecord(row.id, who, first, last, row.note)

    def remove_absence(self, typed: str, rep: str = "") -> AbsenceRecord:
        """Take back the absence that holds the (first) day of `typed`. Raises BadInput, NotFound."""
        from prospector.model.tables import Absence

        day, who = parse_span(typed, self.store.clock.today())[0], clean_name(rep) or self.store.actor
        found = next((one for one in self.absences(who) if one.first <= day <= one.last), None)
        if found is None:
            raise NotFound(f"{who} has no absence on {day:%d %B %Y}: see `prospect absence list`")
        with self.store.action(f"{who} is not away {said_span(found.first, found.last)}") as action:
            row = action.get(Absence, found.id)
            if row is not None:
                action.remove(row)
        return found


def said_span(first: date, last: date) -> str:
    """Return a span of days in words."""
    return f"on {first:%d %b %Y}" if first == last else f"{first:%d %b} to {last:%d %b %Y}"
