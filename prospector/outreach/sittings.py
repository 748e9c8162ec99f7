"""Sittings: starting, ending, what was done, planned against held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from prospector.clock import moment, stamp
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import ProtectedHours
from prospector.model.sitting import HeldWeek, SittingRecord, SittingSummary, monday_of, week_of
from prospector.model.touch import REACHED
from prospector.outreach.standing import touches_of
from prospector.store.store import Store
from prospector.text import clean_text, plural

if TYPE_CHECKING:
    from prospector.model.touch import TouchRecord

MINUTES = 45
_LONGEST = 480
"""Minutes: a sitting that ran longer was forgotten, not held; its time is not counted."""
_COLUMNS = "id, rep, started_at, planned_minutes, ended_at, summary"


class Sittings:
    """The sittings of one workspace."""

    def __init__(self, store: Store, hours: Callable[[str], Sequence[ProtectedHours]] = lambda _rep: ()) -> None:
        """Work on `store`; `hours` gives the protected hours of a rep."""
        self.store = store
        self._hours = hours

    def running(self, rep: str | None = None) -> SittingRecord | None:
        """Return the sitting of `rep` (the acting one when None) that has not ended."""
        row = self.store.reader.one(
            f"SELECT {_COLUMNS} FROM sitting WHERE rep = ? AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1",  # noqa: S608
            (rep or self.store.actor,),
        )
        return self._record(row) if row else None

    def of(self, rep: str | None = None) -> list[SittingRecord]:
        """Return the sittings of a rep (of everybody when None), newest first."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM sitting WHERE (? IS NULL OR rep = ?) ORDER BY started_at DESC, id DESC",  # noqa: S608
            (rep, rep),
        )
        return [self._record(row) for row in rows]

    def start(self, minutes: int = MINUTES) -> SittingRecord:
        """Begin a sitting of so many minutes. Raises Refused while one runs, BadInput for a length that is none."""
        from prospector.model.tables import Sitting

        if not 0 < minutes <= _LONGEST:
            raise BadInput(f"a sitting lasts 1 to {_LONGEST} minutes, not {minutes}")
        with self.store.action(f"Sitting of {minutes} minutes begun") as action:
            running = self.running()
            if running is not None:
                began = moment(running.started_at).astimezone()
                raise Refused(f"a sitting runs since {began:%d %b %H:%M}: end it first (`prospect sitting stop`)")
            row = action.add(Sitting(rep=self.store.actor, started_at=action.now(), planned_minutes=minutes))
            key = row.id
        found = self.running()
        if found is None or found.id != key:
            raise NotFound("the sitting that was just begun is not there: look at the history")
        return found

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
        start, end = sitting.started_at, sitting.ended_at or self.store.clock.stamp()
        reader, rep, span = self.store.reader, sitting.rep, (sitting.rep, start, end)
        every = touches_of(reader)
        mine = [one for one in every if one.rep == rep and start <= one.recorded_at <= end]
        named = reader.rows(
            "SELECT name FROM account WHERE named_by = ? AND named_at >= ? AND named_at <= ? ORDER BY named_at", span
        )
        dropped = reader.rows(
            "SELECT a.name, t.lesson FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE t.rep = ? AND t.place = 'dropped' AND t.since >= ? AND t.since <= ? ORDER BY t.since",
            span,
        )
        cleared = reader.rows(
            "SELECT a.name, e.obstacle FROM evidence e JOIN account a ON a.id = e.account_id "
            "WHERE e.given_by = ? AND e.state = 'cleared' AND e.given_at >= ? AND e.given_at <= ? ORDER BY e.given_at",
            span,
        )
        before, now = self._never(rep, every, start), self._never(rep, every, end)
        return SittingSummary(
            attempts=sum(one.outcome != "replied" for one in mine), reached=sum(one.outcome in REACHED for one in mine),
            replies=sum(one.outcome == "replied" for one in mine), named=[name for (name,) in named],
            dropped=[(name, lesson) for name, lesson in dropped],
            cleared=[f"{name}: {obstacle}" for name, obstacle in cleared], never_before=before, never_now=now,
        )  # fmt: skip

    def held(self, rep: str | None = None, weeks: int = 8) -> list[HeldWeek]:
        """Return planned against held sittings of the last `weeks`, this one first."""
        who = rep or self.store.actor
        blocks, mine = self._hours(who), self.of(who)
        today = self.store.clock.today()
        found = []
        for back in range(weeks):
            week = week_of(today - timedelta(days=7 * back))
            inside = [one for one in mine if week_of(_day(one.started_at)) == week and one.ended_at]
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

    def _never(self, rep: str, every: Sequence[TouchRecord], until: str) -> int:
        roots = dict(self.store.reader.rows("SELECT id, root FROM account_root"))
        touched = {roots.get(one.account_id, one.account_id) for one in every if one.recorded_at < until}
        active = [
            key
            for (key,) in self.store.reader.rows(
                "SELECT a.id FROM target t JOIN account a ON a.id = t.account_id "
                "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL",
                (rep,),
            )
        ]
        return round(100 * sum(key not in touched for key in active) / len(active)) if active else 0

    def _record(self, row: Sequence[Any]) -> SittingRecord:
        key, rep, started, planned, ended, summary = row
        end = moment(ended) if ended else self.store.clock.now()
        minutes = int((end - moment(started)).total_seconds() // 60)
        return SittingRecord(key, rep, started, planned, ended, minutes if 0 <= minutes <= _LONGEST else 0, summary)


def summary_lines(summary: SittingSummary) -> list[str]:
    """Return a summary in lines, for the command and the screen."""
    head = [plural(summary.attempts, "attempt"), f"{summary.reached} reached", plural(summary.replies, "reply", "replies"),
            f"{len(summary.named)} new", f"{len(summary.dropped)} dropped"]  # fmt: skip
    lines = [", ".join(head)]
    if summary.named:
        lines.append(f"new: {', '.join(summary.named)}")
    lines += [f"dropped: {name}{': ' + lesson if lesson else ''}" for name, lesson in summary.dropped]
    if summary.cleared:
        lines.append(f"cleared: {', '.join(summary.cleared)}")
    return [*lines, f"never touched: {summary.never_before} % before, {summary.never_now} % now"]


def _day(stamped: str) -> date:
    return moment(stamped).astimezone().date()


def span_of(week: str) -> tuple[str, str]:
    """Return the stamps between which a week lies where the user is: from its Monday to the next one."""
    monday = monday_of(week)
    begin = datetime(monday.year, monday.month, monday.day).astimezone()
    after = monday + timedelta(days=7)
    return stamp(begin), stamp(datetime(after.year, after.month, after.day).astimezone())
