"""Commitments: what a rep promises for a week. Before the week begins they may be changed, then only answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.sitting import ANSWERS, MEASURES, CommitmentRecord, Proposal, counted
from prospector.model.touch import REACHED, by_channel, words
from prospector.model.weeks import monday_of, next_week, span_of, week_of
from prospector.outreach.standing import touches_between
from prospector.outreach.today import Due, Today, TodayView
from prospector.store.store import Store
from prospector.text import clean, clean_text, plural

_COLUMNS = "id, rep, week, measure, said, number, promised_at, answer, answer_note, answered_at"
_RECORD: Callable[..., CommitmentRecord] = CommitmentRecord
_MOST = 500
_NAMES = 5
"""New names that fit into a sitting beside everything else."""
_FAR = 60
"""Days ahead within which one can promise something."""
_COUNTED = {
    "names": "SELECT name FROM account WHERE named_by = ? AND named_at >= ? AND named_at < ? ORDER BY named_at, id",
    "hand_overs": "SELECT a.name FROM hand_over h JOIN account a ON a.id = h.account_id "
    "WHERE h.given_by = ? AND h.offered_at >= ? AND h.offered_at < ? ORDER BY h.offered_at, h.id",
    "sittings": "SELECT started_at FROM sitting WHERE rep = ? AND started_at >= ? AND started_at < ? "
    "AND ended_at IS NOT NULL ORDER BY started_at, id",
}
_HURRY = (
    "SELECT a.name FROM evidence e JOIN target t ON t.account_id = e.account_id JOIN account a ON a.id = e.account_id "
    "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL AND e.obstacle = 'hurry' AND e.state = 'cleared' "
    "AND NOT EXISTS (SELECT 1 FROM evidence n WHERE n.account_id = e.account_id AND n.obstacle = 'hurry' "
    "AND (n.given_at > e.given_at OR (n.given_at = e.given_at AND n.id > e.id))) ORDER BY t.slot"
)
_READY = (
    "SELECT COUNT(*) FROM target t JOIN account a ON a.id = t.account_id WHERE t.rep = ? AND t.place = 'active' "
    "AND a.merged_into IS NULL AND a.stage = 'qualified' "
    "AND NOT EXISTS (SELECT 1 FROM hand_over h WHERE h.account_id = a.id AND h.state = 'offered')"
)


class Commitments:
    """The promises of one workspace."""

    def __init__(self, store: Store, today: Today, planned: Callable[[str], int] = lambda _week: 1) -> None:
        """Work on `store`; `today` tells what will be due, `planned` how many sittings a week is to hold."""
        self.store = store
        self._today = today
        self._planned = planned

    def of(self, rep: str | None = None, week: str | None = None) -> list[CommitmentRecord]:
        """Return the promises of a rep (the acting one when None), of one week or of all, newest week first."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM commitment WHERE rep = ? AND (? IS NULL OR week = ?) ORDER BY promised_at, id",  # noqa: S608
            (rep or self.store.actor, week, week),
        )
        found = [_RECORD(*row, self._done(row[1], row[2], row[3])) for row in rows]
        order = list(MEASURES)
        found.sort(key=lambda one: order.index(one.measure) if one.measure in order else len(order))
        found.sort(key=lambda one: one.promised_at)
        return sorted(found, key=lambda one: one.week, reverse=True)

    def unanswered(self, rep: str | None = None) -> list[CommitmentRecord]:
        """Return the promises of weeks that are over and that nobody answered, the oldest first."""
        this = week_of(self.store.clock.today())
        return sorted((one for one in self.of(rep) if not one.answer and one.week < this), key=lambda one: one.week)

    def proposed(self) -> list[Proposal]:
        """Return what next week's dues suggest to promise."""
        view, rep, week = self._today.view(), self.store.actor, next_week(self.store.clock.today())
        due = self._due_by(view, week)
        names = [name for (name,) in self.store.reader.rows(_HURRY, (rep,))]
        ready, free = int(self.store.reader.value(_READY, (rep,)) or 0), max(0, view.size - view.active)
        found = []
        if due or view.stuck:
            long = sum(one.horizon == "long" for one in due)
            why = f"{len(due)} due by the end of {week}" + (f", {long} long-term" if long else "")
            found.append(Proposal("touches", min(_MOST, len(due) + len(view.stuck)), because=why))
        if names:
            found.append(Proposal("spoken", len(names), because=f"hurry is cleared at {', '.join(names[:3])}"))
        if ready:
            found.append(Proposal("hand_overs", ready, because="qualified and not offered yet"))
        if free:
            found.append(Proposal("names", min(free, _NAMES), because=f"{plural(free, 'slot')} free"))
        planned = self._planned(week)
        why = "the protected hours of the plan" if planned else "at least one a week"
        return [*found, Proposal("sittings", max(1, planned), because=why)]

    def sheet(self) -> list[Proposal]:
        """Return a proposal for every measure that the log counts: what is signed for next week, else what the dues suggest.

        A measure that nothing suggests comes with a number of 0.
        """
        signed = {one.measure: one for one in self.of(week=next_week(self.store.clock.today()))}
        proposed = {one.measure: one for one in self.proposed()}
        return [
            Proposal(measure, signed[measure].number, because="signed", signed=True)
            if measure in signed
            else proposed.get(measure, Proposal(measure, 0))
            for measure in MEASURES
            if measure != "free"
        ]

    def promise(self, measure: str, number: int | None = None, said: str = "", week: str = "") -> str:
        """Promise something for a week (the next one when empty); return its id.

        Raises BadInput for a measure, a number or a week that is none, Refused once the week has begun.
        """
        from prospector.model.tables import Commitment

        kind, when, words = clean(measure).casefold(), self._open_week(week), clean_text(said)
        _check(Proposal(kind, number, words))
        if kind != "free" and any(one.measure == kind for one in self.of(week=when)):
            raise Refused(f"{MEASURES[kind]} are promised for {when} already: change that (`prospect promise change`)")
        with self.store.action(f"Promise for {when}") as action:
            row = action.add(
                Commitment(rep=self.store.actor, week=when, measure=kind, said=words, number=number if kind != "free" else None,
                           promised_at=action.now())
            )  # fmt: skip
            action.retitle(f"Promise for {when}: {words or counted(kind, number)}")
            return row.id

    def sign(self, proposals: Sequence[Proposal], week: str = "") -> int:
        """Promise all of `proposals` for a week (the next one when empty) as one act; return how many stand now.

        What is promised for that week already takes the new number. Raises BadInput for none or for a number that is none,
        Refused once the week has begun; nothing is promised then.
        """
        from prospector.model.tables import Commitment

        when = self._open_week(week)
        if not proposals:
            raise BadInput("nothing is promised yet: give one thing a number, or say it in your own words")
        for one in proposals:
            _check(one)
        with self.store.action(f"Promises for {when}") as action:
            stand = action.find(Commitment, Commitment.rep == self.store.actor, Commitment.week == when)
            kept = {row.measure: row for row in stand if row.measure != "free"}
            said = {row.said for row in stand if row.measure == "free"}
            for one in proposals:
                words = clean_text(one.said)
                if one.measure in kept:
                    kept[one.measure].number = one.number
                elif one.measure != "free" or words not in said:
                    action.add(
                        Commitment(rep=self.store.actor, week=when, measure=one.measure, said=words, number=one.number,
                                   promised_at=action.now())
                    )  # fmt: skip
            told = ", ".join(one.said or counted(one.measure, one.number) for one in proposals)
            action.retitle(f"Promises for {when}: {told}")
        return len(self.of(week=when))

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
        """Say whether a promise was kept; a `note` is the proof where the log counts less, or nothing.

        Raises BadInput for no answer, Refused before its week has begun, for a second answer, and for a promise that was
        kept without a proof.
        """
        word = clean(answer).casefold()
        if word not in ANSWERS:
            raise BadInput(f"answer with one of {', '.join(ANSWERS)}")
        with self.store.action(f"Promise {word}") as action:
            row = self._mine(action, commitment_id)
            if monday_of(row.week) > self.store.clock.today():
                raise Refused(f"{row.week} has not begun: the promise can still be changed")
            if row.answer:
                raise Refused(f"it was answered already: {row.answer}")
            why = clean_text(note)
            if word == "kept" and not why:
                self._refuse_unproved(self._done(row.rep, row.week, row.measure), row.number)
            row.answer, row.answer_note, row.answered_at = word, why, action.now()

    def proof(self, commitment: CommitmentRecord) -> Sequence[str]:
        """Return what the log counts for a promise, a line each; nothing for promises in free words."""
        begin, end = span_of(commitment.week)
        if commitment.measure in ("touches", "spoken"):
            mine = [one for one in reversed(touches_between(self.store.reader, commitment.rep, begin, end))
                    if commitment.measure == "touches" or one.outcome in REACHED]  # fmt: skip
            names = dict(
                self.store.reader.rows("SELECT r.id, a.name FROM account_root r JOIN account a ON a.id = r.root")
            )
            return [f"{one.at[:10]} {names.get(one.account_id, 'an account that is gone')}: {words(one.outcome)} "
                    f"{by_channel(one.channel)}" for one in mine]  # fmt: skip
        if commitment.measure not in _COUNTED:
            return []
        return [
            str(said) for (said,) in self.store.reader.rows(_COUNTED[commitment.measure], (commitment.rep, begin, end))
        ]

    @staticmethod
    def _refuse_unproved(done: int | None, number: int | None) -> None:
        if done is None:
            raise Refused("nothing counts this promise: say in a line what proves that it was kept")
        if done < (number or 0):
            raise Refused(f"the log counts {done} of {number}: answer partly, or say in a line what proves the rest")

    def _due_by(self, view: TodayView, week: str) -> list[Due]:
        last = monday_of(week) + timedelta(days=6)
        return [one for one in (*view.due, *view.coming, *view.after) if one.step.due <= last]

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
        if (begins - today).days > _FAR:
            raise BadInput(f"{week} is too far ahead to promise anything: take {next_week(today)}")
        return week

    def _done(self, rep: str, week: str, measure: str) -> int | None:
        """Return what the log counts of a measure in a week; None for free words."""
        begin, end = span_of(week)
        if measure in ("touches", "spoken"):
            mine = touches_between(self.store.reader, rep, begin, end)
            return sum(measure == "touches" or one.outcome in REACHED for one in mine)
        return len(self.store.reader.rows(_COUNTED[measure], (rep, begin, end))) if measure in _COUNTED else None


def _check(one: Proposal) -> None:
    if one.measure not in MEASURES:
        raise BadInput(f"“{clean(one.measure)}” can't be counted: one of {', '.join(MEASURES)}")
    if one.measure == "free" and not clean(one.said):
        raise BadInput("say what you promise: one line is enough")
    if one.measure != "free" and (one.number is None or not 0 < one.number <= _MOST):
        raise BadInput(f"promise a number of {MEASURES[one.measure]} from 1 to {_MOST}")
