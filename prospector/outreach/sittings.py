"""Sittings: starting, ending, planned against held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from prospector.clock import WorkingDays, moment
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import ProtectedHours
from prospector.model.sitting import LONGEST, HeldWeek, ProtectedTime, SittingRecord, SittingSummary
from prospector.model.weeks import monday_of, week_of
from prospector.outreach.sittings_done import minutes_by_acts, summary_of
from prospector.store.store import Store
from prospector.text import clean_text, plural

MINUTES = 45
_AHEAD = 28
"""Days within which the next protected block is looked for."""
_COLUMNS = "id, rep, started_at, planned_minutes, ended_at, summary"
_NUMBERED = f"SELECT {_COLUMNS}, ROW_NUMBER() OVER (PARTITION BY rep ORDER BY started_at, id) AS number FROM sitting"  # noqa: S608


class Sittings:
    """The sittings of one workspace."""

    def __init__(
        self,
        store: Store,
        hours: Callable[[str], Sequence[ProtectedHours]] = lambda _rep: (),
        calendar: Callable[[str], WorkingDays] = lambda _rep: WorkingDays(),
    ) -> None:
        """Work on `store`; `hours` gives the protected hours of a rep, `calendar` the days on which they work."""
        self.store = store
        self._hours = hours
        self._calendar = calendar

    def running(self, rep: str | None = None) -> SittingRecord | None:
        """Return the sitting of `rep` (the acting one when None) that has not ended."""
        row = self.store.reader.one(
            f"SELECT * FROM ({_NUMBERED}) s WHERE rep = ? AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1",  # noqa: S608
            (rep or self.store.actor,),
        )
        return self._record(row) if row else None

    def next_number(self, rep: str | None = None) -> int:
        """Return the number that the rep's next sitting will have."""
        return 1 + int(
            self.store.reader.value("SELECT COUNT(*) FROM sitting WHERE rep = ?", (rep or self.store.actor,))
        )

    def of(self, rep: str | None = None) -> list[SittingRecord]:
        """Return the sittings of a rep (of everybody when None), newest first."""
        rows = self.store.reader.rows(
            f"SELECT * FROM ({_NUMBERED}) s WHERE (? IS NULL OR rep = ?) ORDER BY started_at DESC, id DESC",  # noqa: S608
            (rep, rep),
        )
        return [self._record(row) for row in rows]

    def start(self, minutes: int = MINUTES) -> SittingRecord:
        """Begin a sitting of so many minutes. Raises Refused while one runs, BadInput for a length that is none."""
        from prospector.model.tables import Sitting

        if not 0 < minutes <= LONGEST:
            raise BadInput(f"a sitting lasts 1 to {LONGEST} minutes, not {minutes}")
        with self.store.action(f"Sitting of {minutes} minutes begun") as action:
            running = self.running()
            if running is not None:
                began = moment(running.started_at).astimezone()
                raise Refused(f"a sitting runs since {began:%d %b %H:%M}: end it first (`prospect sitting stop`)")
            row = action.add(Sitting(rep=self.store.actor, started_at=action.now(), planned_minutes=minutes))
            key = row.id
        return next(one for one in self.of(self.store.actor) if one.id == key)

    def stop(self, note: str = "") -> tuple[SittingRecord, SittingSummary]:
        """End the running sitting; return it with what was done in it. Raises NotFound when none runs."""
        from prospector.model.tables import Sitting

        with self.store.action("Sitting ended") as action:
            running = self.running()
            row = action.get(Sitting, running.id) if running else None
            if row is None or running is None:
                raise NotFound("no sitting runs: `prospect sitting start` begins one")
            row.ended_at, row.summary = action.now(), clean_text(note)
            action.retitle(f"Sitting ended after {plural(running.minutes, 'minute')}")
            key = row.id
        ended = next(one for one in self.of(self.store.actor) if one.id == key)
        return ended, self.summary(ended)

    def summary(self, sitting: SittingRecord) -> SittingSummary:
        """Return what the rep did from the start of a sitting to its end, or until now."""
        return summary_of(self.store.reader, sitting)

    def held(self, rep: str | None = None, weeks: int = 8) -> list[HeldWeek]:
        """Return planned against held sittings of the last `weeks`, this one first; days off plan nothing."""
        who = rep or self.store.actor
        mine = [one for one in self.of(who) if one.ended_at and not one.forgotten]
        today = self.store.clock.today()
        found = []
        for back in range(weeks):
            week = week_of(today - timedelta(days=7 * back))
            blocks = self._blocks(who, week)
            inside = [one for one in mine if week_of(_day(one.started_at)) == week]
            found.append(
                HeldWeek(
                    week,
                    len(blocks),
                    sum(one.minutes for one in blocks),
                    len(inside),
                    sum(one.minutes for one in inside),
                )
            )
        return found

    def planned(self, week: str, rep: str | None = None) -> int:
        """Return how many protected blocks of a rep lie in an ISO week, days off left out."""
        return len(self._blocks(rep or self.store.actor, week))

    def protected(self, rep: str | None = None) -> ProtectedTime:
        """Return how many minutes of the protected block that runs now are left, and when the next one begins."""
        who, now = rep or self.store.actor, self.store.clock.now().astimezone()
        blocks, days = self._hours(who), self._calendar(who)
        running = [
            one for one in blocks
            if one.weekday == now.weekday() and one.start <= now.time() < one.end and days.is_working(now.date())
        ]  # fmt: skip
        ends = max((datetime.combine(now.date(), one.end).astimezone() for one in running), default=None)
        coming = [
            begins
            for day in (now.date() + timedelta(days=ahead) for ahead in range(_AHEAD))
            for one in blocks
            if one.weekday == day.weekday() and days.is_working(day)
            and (begins := datetime.combine(day, one.start).astimezone()) > now
        ]  # fmt: skip
        return ProtectedTime(
            None if ends is None else round((ends - now).total_seconds() / 60), min(coming, default=None)
        )

    def _blocks(self, rep: str, week: str) -> list[ProtectedHours]:
        days, monday = self._calendar(rep), monday_of(week)
        return [one for one in self._hours(rep) if days.is_working(monday + timedelta(days=one.weekday))]

    def _record(self, row: Sequence[Any]) -> SittingRecord:
        key, rep, started, planned, ended, summary, number = row
        now = self.store.clock.stamp()
        minutes = int((moment(ended or now) - moment(started)).total_seconds() // 60)
        found = SittingRecord(key, rep, started, planned, ended, minutes, summary, number)
        if minutes < 0:
            minutes = minutes_by_acts(self.store.reader, found, now)
        forgotten = minutes > LONGEST
        return replace(found, minutes=0 if forgotten else minutes, forgotten=forgotten)


def _day(stamped: str) -> date:
    return moment(stamped).astimezone().date()
