"""Today: the headline number, what is due and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prospector.clock import WorkingDays
from prospector.model.touch import TouchRecord
from prospector.outreach.next_step import NextStep, next_step
from prospector.outreach.standing import touches_of
from prospector.outreach.touches import local_moment
from prospector.store.store import Store

LINE = 70
"""Per cent of leads that sales people never follow up, by the study the product answers; ours must stay below."""
HORIZON = timedelta(days=7)
"""How far ahead `Today` looks."""


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


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything the Today screen shows."""

    day: date
    active: int
    size: int
    bench: int
    never_touched: int
    due: Sequence[Due]
    """Due today or before: overdue first, the longest waiting at the top."""
    coming: Sequence[Due]
    """Due in the next seven days, the nearest first."""
    touches_this_week: int

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

    def __init__(self, store: Store, size: int) -> None:
        """Work on `store`; `size` is the number of slots on a list."""
        self.store = store
        self.size = size

    def view(self, rep: str | None = None) -> TodayView:
        """Return the day of `rep` (the acting one when None), from targets and touches alone."""
        rep = rep or self.store.actor
        day = self.store.clock.today()
        rows = self.store.reader.rows(
            "SELECT a.id, a.name, t.since, a.named_at, t.place, t.slot "
            "FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE t.rep = ? AND a.merged_into IS NULL AND t.place IN ('active', 'bench')",
            (rep,),
        )
        active = [row for row in rows if row[4] == "active"]
        touched = self._touches()
        dues = []
        for account_id, name, since, named_at, _place, slot in active:
            touches = touched.get(account_id, [])
            step = next_step(local_moment(since or named_at).date(), touches, WorkingDays())
            dues.append(Due(account_id, name, step, (day - step.due).days, len(touches), slot))
        dues.sort(key=lambda one: (one.step.due, one.touches > 0, one.slot or 0))
        return TodayView(
            day=day,
            active=len(active),
            size=self.size,
            bench=len(rows) - len(active),
            never_touched=sum(1 for row in active if row[0] not in touched),
            due=[one for one in dues if one.days_late >= 0],
            coming=[one for one in dues if -HORIZON.days <= one.days_late < 0],
            touches_this_week=self._this_week(day, rep, touched),
        )

    def step(self, account_id: str) -> NextStep | None:
        """Return the next step of one active target, None for others."""
        row = self.store.reader.one(
            "SELECT t.since, a.named_at FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE a.id = ? AND t.place = 'active'",
            (account_id,),
        )
        if row is None:
            return None
        touches = touches_of(self.store.reader, account_id)
        return next_step(local_moment(row[0] or row[1]).date(), touches, WorkingDays())

    def step_after(self, account_id: str, channel: str, outcome: str, reaction: str = "unknown") -> NextStep:
        """Return the next step that a touch which is being typed would lead to; nothing is written."""
        now = self.store.clock.stamp()
        typed = TouchRecord(
            id="", account_id=account_id, rep=self.store.actor, channel=channel, outcome=outcome, reaction=reaction,
            person="", note="", private=False, at=now, recorded_at=now,
        )  # fmt: skip
        touches = [typed, *touches_of(self.store.reader, account_id)]
        return next_step(self.store.clock.today(), touches, WorkingDays())

    def _touches(self) -> dict[str, list[TouchRecord]]:
        roots = dict(self.store.reader.rows("SELECT id, root FROM account_root WHERE id <> root"))
        found: dict[str, list[TouchRecord]] = defaultdict(list)
        for touch in touches_of(self.store.reader):
            found[roots.get(touch.account_id, touch.account_id)].append(touch)
        return dict(found)

    @staticmethod
    def _this_week(day: date, rep: str, touched: dict[str, list[TouchRecord]]) -> int:
        monday = day - timedelta(days=day.weekday())
        every = (touch for touches in touched.values() for touch in touches if touch.rep == rep)
        return sum(1 for touch in every if local_moment(touch.at).date() >= monday)
