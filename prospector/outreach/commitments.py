"""Commitments: what a rep promises for a week. Before the week begins they may be changed, then only answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.sitting import ANSWERS, MEASURES, CommitmentRecord, monday_of, next_week, week_of
from prospector.model.touch import REACHED
from prospector.outreach.sittings import span_of
from prospector.outreach.standing import touches_of
from prospector.outreach.today import Today
from prospector.store.store import Store
from prospector.text import clean, clean_text

_COLUMNS = "id, rep, week, measure, said, number, promised_at, answer, answer_note, answered_at"
_RECORD: Callable[..., CommitmentRecord] = CommitmentRecord
_MOST = 500


class Commitments:
    """The promises of one workspace."""

    def __init__(self, store: Store, today: Today) -> None:
        """Work on `store`; `today` tells what will be due."""
        self.store = store
        self._today = today

    def of(self, rep: str | None = None, week: str | None = None) -> list[CommitmentRecord]:
        """Return the promises of a rep (the acting one when None), of one week or of all, newest week first."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM commitment WHERE rep = ? AND (? IS NULL OR week = ?) ORDER BY week DESC, promised_at, id",  # noqa: S608
            (rep or self.store.actor, week, week),
        )
        return [_RECORD(*row, self._done(row[1], row[2], row[3])) for row in rows]

    def proposed(self) -> list[tuple[str, int]]:
        """Return what next week's dues suggest to promise, as (measure, number)."""
        view = self._today.view()
        soon = len(view.due) + len(view.coming) + len(view.stuck)
        free = max(0, view.size - view.active)
        return [("touches", min(soon, 3 * view.size) or 1), ("names", free), ("sittings", 1)]

    def promise(self, measure: str, number: int | None = None, said: str = "", week: str = "") -> str:
        """Promise something for a week (the next one when empty); return its id.

        Raises BadInput for a measure, a number or a week that is none, Refused once the week has begun.
        """
        from prospector.model.tables import Commitment

        kind, when, words = clean(measure).casefold(), self._open_week(week), clean_text(said)
        if kind not in MEASURES:
            raise BadInput(f"“{clean(measure)}” can't be counted: one of {', '.join(MEASURES)}")
        if kind == "free" and not words:
            raise BadInput("say what you promise: one line is enough")
        if kind != "free" and (number is None or not 0 < number <= _MOST):
            raise BadInput(f"promise a number of {MEASURES[kind]} from 1 to {_MOST}")
        with self.store.action(f"Promise for {when}") as action:
            row = action.add(
                Commitment(rep=self.store.actor, week=when, measure=kind, said=words, number=number if kind != "free" else None,
                           promised_at=action.now())
            )  # fmt: skip
            action.retitle(f"Promise for {when}: {words or f'{number} {MEASURES[kind]}'}")
            return row.id

    def change(self, commitment_id: str, number: int | None = None, said: str = "") -> None:
        """Change a promise before its week begins. Raises Refused afterwards, NotFound."""
        with self.store.action("Change a promise") as action:
            row = self._mine(action, commitment_id)
            self._open_week(row.week)
            if row.measure == "free":
                row.said = clean_text(said) or row.said
            elif number is None or not 0 < number <= _MOST:
                raise BadInput(f"promise a number of {MEASURES[row.measure]} from 1 to {_MOST}")
            else:
                row.number = number

    def answer(self, commitment_id: str, answer: str, note: str = "") -> None:
        """Say whether a promise was kept. Raises BadInput, Refused before its week has begun or for a second answer."""
        word = clean(answer).casefold()
        if word not in ANSWERS:
            raise BadInput(f"answer with one of {', '.join(ANSWERS)}")
        with self.store.action(f"Promise {word}") as action:
            row = self._mine(action, commitment_id)
            if monday_of(row.week) > self.store.clock.today():
                raise Refused(f"{row.week} has not begun: the promise can still be changed")
            if row.answer:
                raise Refused(f"it was answered already: {row.answer}")
            row.answer, row.answer_note, row.answered_at = word, clean_text(note), action.now()

    def _mine(self, action: Any, commitment_id: str) -> Any:
        from prospector.model.tables import Commitment

        row = action.get(Commitment, commitment_id)
        if row is None:
            raise NotFound("this promise is not in the workspace: see `prospect promise list`")
        if row.rep != self.store.actor:
            raise Refused(f"this is {row.rep}'s promise: only they can change or answer it")
        return row

    def _open_week(self, typed: str) -> str:
        today = self.store.clock.today()
        week = clean(typed).upper() or next_week(today)
        try:
            begins = monday_of(week)
        except ValueError:
            raise BadInput(f"“{clean(typed)}” is not a week: write it like {week_of(today)}") from None
        if begins <= today:
            raise Refused(f"{week} has begun: its promises can only be answered")
        if (begins - today).days > 60:  # noqa: PLR2004 - two months
            raise BadInput(f"{week} is too far ahead to promise anything: take {next_week(today)}")
        return week

    def _done(self, rep: str, week: str, measure: str) -> int | None:
        """Return what the log counts of a measure in a week; None for free words."""
        begin, end = span_of(week)
        reader, span = self.store.reader, (rep, begin, end)
        if measure in ("touches", "spoken"):
            mine = [one for one in touches_of(reader) if one.rep == rep and begin <= one.at < end]
            return sum(measure == "touches" or one.outcome in REACHED for one in mine)
        tables = {
            "names": "SELECT COUNT(*) FROM account WHERE named_by = ? AND named_at >= ? AND named_at < ?",
            "hand_overs": "SELECT COUNT(*) FROM hand_over WHERE given_by = ? AND offered_at >= ? AND offered_at < ?",
            "sittings": "SELECT COUNT(*) FROM sitting WHERE rep = ? AND started_at >= ? AND started_at < ? "
            "AND ended_at IS NOT NULL",
        }
        return int(reader.value(tables[measure], span) or 0) if measure in tables else None
