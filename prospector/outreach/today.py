"""Today: the headline number, what is due and why, and who has no next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from prospector.clock import FUTURE_SLACK, WorkingDays, local_moment, stamp
from prospector.model.touch import TouchRecord
from prospector.model.weeks import span_of, week_of
from prospector.outreach.bench import Bench
from prospector.outreach.load import WEEKS, Budget, Queued, measured, said_of, spread
from prospector.outreach.next_step import NextStep, NoStep, Standing, next_step, waits_after
from prospector.outreach.standing import (
    last_touch_by,
    newest_touches,
    parts_of,
    touches_between,
    touches_by_account,
    touches_of,
)
from prospector.outreach.steps import standing_snoozes, standing_steps
from prospector.outreach.suppression import Suppressions
from prospector.plan.strategy import Strategy
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.model.plan import LoadDay
    from prospector.outreach.answers import AnswerRate
    from prospector.outreach.expectation import Expectation

LINE = 70
"""Per cent of leads that sales people never follow up, by the study the product answers; ours must stay below."""
HORIZON = timedelta(days=7)
"""How far ahead `Today` looks."""
RESERVED, AMONG = 2, 5
"""So many of the first places are kept for long-term targets that are due, or the urgent would crowd them out."""
HISTORY = 1_000
"""Touches back to which the own history is looked at: what happened long before says little about now."""
_TARGETS = (
    "SELECT a.id, a.name, t.since, a.named_at, t.place, t.slot, t.horizon, t.rep, t.explore "
    "FROM target t JOIN account a ON a.id = t.account_id WHERE a.merged_into IS NULL"
)

_WORKED = "(t.place = 'active' OR (t.place = 'bench' AND t.horizon = 'long' AND a.stage = 'nurture'))"
"""What has a next step: the list, and names under long-term care, which wait on the bench but are not forgotten there."""
# Compared as expressions, so that the few in long-term care are looked up by their stage, and not the whole bench.
_CARED_FOR = "a.stage = 'nurture' AND t.horizon = 'long' AND t.place || '' = 'bench' AND t.rep || '' = ?"


@dataclass(frozen=True, slots=True)
class Due:
    """One target with its next step."""

    account_id: str
    name: str
    step: NextStep
    days_late: int
    """Calendar days overdue; negative: days to go."""
    touches: int
    slot: int | None = None
    horizon: str = "short"
    quiet_days: int | None = None
    """Calendar days since the last touch, None: never touched."""
    reserved: bool = False
    """Whether it stands in one of the places kept for long-term targets."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """One target without a next step, and why."""

    account_id: str
    name: str
    reason: str
    touches: int
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything the Today screen shows."""

    day: date
    active: int
    size: int
    bench: int
    never_touched: int
    due: Sequence[Due]
    """Due today or before: overdue first, the longest waiting at the top, places kept for long-term ones."""
    coming: Sequence[Due]
    """Due in the next seven days, the nearest first."""
    touches_this_week: int
    stuck: Sequence[Stuck] = ()
    """The lane without a next step."""
    after: Sequence[Due] = ()
    """Targets whose step comes after the next seven days."""
    idle_days: int | None = None
    """Calendar days since the rep's last touch of anybody, None: there was none."""
    cold: int = 0
    """Touched targets that nobody touched for longer than the plan calls quiet."""

    @property
    def never_share(self) -> int:
        """Return the never-touched share of active targets in per cent."""
        return round(100 * self.never_touched / self.active) if self.active else 0

    @property
    def overdue(self) -> int:
        """Return how many are late."""
        return sum(1 for one in self.due if one.days_late > 0)


class Today:
    """Computes the day of one rep."""

    def __init__(self, store: Store, size: int, strategy: Strategy | None = None) -> None:
        """Work on `store`; `size` is the number of slots on a list, `strategy` gives cadences and calendar."""
        self.store = store
        self.size = size
        self._strategy = strategy or Strategy(store)
        self._never = Suppressions(store)
        self._bench = Bench(store)

    def view(self, rep: str | None = None) -> TodayView:
        """Return the day of `rep` (the acting one when None), from targets, touches and set steps alone."""
        rep = rep or self.store.actor
        day = self.store.clock.today()
        worked = self._worked(rep)
        active = [row for row in worked if row[4] == "active"]
        touched = touches_by_account(self.store.reader, [row[0] for row in worked])
        dues, stuck = [], []
        steps = {key: self._step(one, rep) for key, one in self._standings(worked, touched).items()}
        for account_id, name, _since, _named_at, _place, slot, horizon, *_ in worked:
            step, touches = steps[account_id], touched.get(account_id, [])
            if isinstance(step, NoStep):
                stuck.append(Stuck(account_id, name, step.reason, len(touches), slot))
                continue
            quiet = (day - local_moment(touches[0].at).date()).days if touches else None
            dues.append(Due(account_id, name, step, (day - step.due).days, len(touches), slot, horizon, quiet))
        dues.sort(key=lambda one: (one.step.due, one.touches > 0, one.slot or 0))
        last = last_touch_by(self.store.reader, rep)
        return TodayView(
            day=day, active=len(active), size=self.size, bench=self._bench.waiting(rep),
            never_touched=sum(1 for row in active if row[0] not in touched),
            due=with_reserved([one for one in dues if one.days_late >= 0]),
            coming=[one for one in dues if -HORIZON.days <= one.days_late < 0],
            touches_this_week=self._this_week(rep, day), stuck=stuck,
            after=[one for one in dues if one.days_late < -HORIZON.days],
            idle_days=None if last is None else max(0, (day - local_moment(last).date()).days),
            cold=_cold(touched, day, self._strategy.rules().quiet_days, self._strategy.calendar(rep)),
        )  # fmt: skip

    def expectation(self, rep: str | None = None) -> Expectation:
        """Return how many replies a touch of each target of `rep` may bring, from that rep's own newest attempts.

        Targets of the exploration slots are judged apart: their attempts don't count.
        """
        from prospector.outreach.expectation import attempts_and_answers, expect

        rep = rep or self.store.actor
        reader, history = self.store.reader, self._history(rep)
        planned = reader.value(
            "SELECT COUNT(*) FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE a.merged_into IS NULL AND t.rep = ? AND t.place = 'active'",
            (rep,),
        )
        return expect(*attempts_and_answers(history), int(planned or 0))

    def answers(self, rep: str | None = None) -> list[AnswerRate]:
        """Return how often the newest attempts of `rep` were answered, by channel, hour and opener."""
        from prospector.outreach.answers import answer_rates, first_line

        opened = self.store.reader.rows("SELECT touch_root, body FROM draft WHERE touch_root <> ''")
        return answer_rates(self._history(rep or self.store.actor), {root: first_line(body) for root, body in opened})

    def _history(self, rep: str) -> list[TouchRecord]:
        reader = self.store.reader
        explored = [key for (key,) in reader.rows("SELECT account_id FROM target WHERE explore = ?", (True,))]
        apart = parts_of(reader, explored)
        return [one for one in newest_touches(reader, rep, HISTORY) if one.account_id not in apart]

    def step(self, account_id: str) -> NextStep | None:
        """Return the next step of one active target, None for others and for those that have none."""
        step = self.standing(account_id)
        return step if isinstance(step, NextStep) else None

    def standing(self, account_id: str) -> NextStep | NoStep | None:
        """Return the next step of one active target or why it has none; None for an account that is no target."""
        rows = self.store.reader.rows(f"{_TARGETS} AND a.id = ? AND {_WORKED}", (account_id,))
        if not rows:
            return None
        touched = {account_id: list(touches_of(self.store.reader, account_id))}
        return self._step(self._standings(rows, touched)[account_id], str(rows[0][7]))

    def step_after(self, account_id: str, channel: str, outcome: str, reaction: str = "unknown") -> NextStep | NoStep:
        """Return the next step that a touch which is being typed would lead to; nothing is written."""
        now = self.store.clock.stamp()
        typed = TouchRecord(
            id="", account_id=account_id, rep=self.store.actor, channel=channel, outcome=outcome, reaction=reaction,
            person="", note="", private=False, at=now, recorded_at=now,
        )  # fmt: skip
        touches = [typed, *touches_of(self.store.reader, account_id)]
        cadence = self._strategy.cadence(account_id, self.horizon(account_id))
        return self._step(Standing(self.store.clock.today(), touches, cadence), self.store.actor)

    def horizon(self, account_id: str) -> str:
        """Return the horizon under which an account is filed: `short` or `long`."""
        found = self.store.reader.value("SELECT horizon FROM target WHERE account_id = ?", (account_id,))
        return str(found or "short")

    def load(self, rep: str = "", *, weeks: int = WEEKS, extra: int = 0) -> Budget:
        """Return the planned touches of every working day in the coming `weeks`, and where they are too much.

        With `extra` it says what so many more names would add, before they are named.
        """
        queue = self._queue(rep or self.store.actor, extra)
        until = self.store.clock.today() + timedelta(days=7 * weeks - 1)
        return measured(self._spread(rep, queue, until), len(queue), self._strategy.rules())

    def load_on(self, day: date) -> str:
        """Return in words how much the acting rep has planned on a working day."""
        found = [one for one in self._spread("", self._queue(self.store.actor), day) if one.day == day]
        return said_of(found[0]) if found else "no working day"

    def _spread(self, rep: str, queue: Sequence[Queued], until: date) -> list[LoadDay]:
        calendar, most = self._strategy.calendar(rep), self._strategy.rules().day_load
        return spread(queue, self.store.clock.today(), until, calendar, most)

    def _queue(self, rep: str, extra: int = 0) -> list[Queued]:
        rows = sorted(self._worked(rep), key=lambda row: (row[5] is None, row[5], row[0]))
        standings = self._standings(rows, touches_by_account(self.store.reader, [row[0] for row in rows]))
        fresh = Standing(self.store.clock.today(), (), self._strategy.cadence_for(None))
        named = [(str(row[1]), standings[row[0]]) for row in rows]
        named += [(f"new name {number}", fresh) for number in range(1, extra + 1)]
        steps = [(name, self._step(one, rep), waits_after(one)) for name, one in named]
        return [Queued(name, step.due, waits) for name, step, waits in steps if isinstance(step, NextStep)]

    def _worked(self, rep: str) -> list[tuple[Any, ...]]:
        """Return the targets of `rep` that have a next step."""
        active = self.store.reader.rows(f"{_TARGETS} AND t.rep = ? AND t.place = 'active'", (rep,))
        return active + self.store.reader.rows(f"{_TARGETS} AND {_CARED_FOR}", (rep,))

    def _step(self, standing: Standing, rep: str) -> NextStep | NoStep:
        return next_step(standing, self._strategy.calendar(rep))

    def _standings(
        self, rows: Sequence[Sequence[object]], touched: Mapping[str, Sequence[TouchRecord]]
    ) -> dict[str, Standing]:
        ids = [str(row[0]) for row in rows]
        set_steps, put_off = standing_steps(self.store.reader, ids), standing_snoozes(self.store.reader, ids)
        ledger = self.store.reader.value("SELECT 1 FROM suppression LIMIT 1") is not None
        segments = self._strategy.segments_among(ids)
        found: dict[str, Standing] = {}
        for row in rows:
            account_id, since, named_at, horizon = (str(row[at] or "") for at in (0, 2, 3, 6))
            entry = self._never.of_account(account_id) if ledger else None
            found[account_id] = Standing(
                since=local_moment(since or named_at).date(), touches=touched.get(account_id, []),
                cadence=self._strategy.cadence_for(segments.get(account_id), horizon), step=set_steps.get(account_id),
                snooze=put_off.get(account_id), forbidden=f"never contact: {entry.reason}" if entry else "",
            )  # fmt: skip
        return found

    def has_targets(self, rep: str = "") -> bool:
        """Say whether a rep (the acting one when empty) has any company on list or bench, without reading the day."""
        found = self.store.reader.value(
            "SELECT 1 FROM target WHERE rep = ? AND place IN ('active', 'bench') LIMIT 1", (rep or self.store.actor,)
        )
        return found is not None

    def _this_week(self, rep: str, day: date) -> int:
        begin, _ = span_of(week_of(day))
        return len(touches_between(self.store.reader, rep, begin, stamp(self.store.clock.now() + FUTURE_SLACK)))


def with_reserved(due: Sequence[Due]) -> list[Due]:
    """Return what is due with up to two long-term targets among the first five places, each group in its order.

    Those that stand in such a place are marked, whether they had to be moved there or not.
    """
    missing = RESERVED - sum(one.horizon == "long" for one in due[:AMONG])
    waiting = [one for one in due[AMONG:] if one.horizon == "long"][: max(0, missing)]
    kept = [one for one in due if one not in waiting]
    at = AMONG - len(waiting)
    ordered = [*kept[:at], *waiting, *kept[at:]]
    places = [at for at, one in enumerate(ordered[:AMONG]) if one.horizon == "long"][:RESERVED]
    return [replace(one, reserved=at in places) for at, one in enumerate(ordered)]


def _cold(touched: Mapping[str, Sequence[TouchRecord]], day: date, quiet_days: int, days: WorkingDays) -> int:
    return sum(
        days.between(local_moment(touches[0].at).date(), day) > quiet_days for touches in touched.values() if touches
    )
