"""The inbox of raw names: keep, nurture or drop, and none of them may lie there longer than the plan's limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.clock import moment
from prospector.errors import Refused
from prospector.model.account import ListRow
from prospector.pipeline.moves import Moves
from prospector.pipeline.sieve import raw
from prospector.pipeline.stages import set_stage
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action

KEPT, NURTURED = "kept", "nurture"
NO_POTENTIAL = "does not fit"
"""What dropping says without words of one's own."""


@dataclass(frozen=True, slots=True)
class RawName:
    """One name that nobody judged yet."""

    row: ListRow
    days: int
    """Calendar days since it came in."""
    old: bool
    """It lies there longer than the limit."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that is to be judged, the oldest first."""

    names: Sequence[RawName]
    limit: int
    """Days after which a name is too old."""

    @property
    def old(self) -> int:
        """How many are too old."""
        return sum(1 for one in self.names if one.old)


class Triage:
    """The inbox of one workspace."""

    def __init__(
        self, store: Store, rows: Callable[[], Sequence[ListRow]], limit: Callable[[], int], moves: Moves
    ) -> None:
        """Work on `store`; `rows` gives the rep's bench, `limit` the plan's days, `moves` drops."""
        self.store = store
        self._rows = rows
        self._limit = limit
        self._moves = moves

    def inbox(self) -> Inbox:
        """Return the raw names of the acting rep, the oldest first."""
        today, limit = self.store.clock.today(), self._limit()
        names = []
        for row in self._rows():
            if raw(row):
                days = (today - moment(row.since or row.named_at).astimezone().date()).days
                names.append(RawName(row, days, days > limit))
        return Inbox(tuple(sorted(names, key=lambda one: (one.row.since or one.row.named_at, one.row.name))), limit)

    def keep(self, account_id: str) -> str:
        """Keep a raw name on the bench as a candidate; return its name. Raises Refused for one that is none."""
        with self.store.action("Keep") as action:
            account, target = self._raw(action, account_id)
            target.reason_code = KEPT
            action.retitle(f"Keep {account.name}")
            return account.name

    def nurture(self, account_id: str, reason: str = "") -> str:
        """File a raw name under long-term care; return its name. Raises Refused for one that is none."""
        why = clean(reason) or "not before two sales cycles"
        with self.store.action("Nurture", reason=why) as action:
            account, target = self._raw(action, account_id)
            target.reason_code, target.horizon = NURTURED, "long"
            set_stage(action, account, "nurture", why)
            action.retitle(f"Nurture {account.name}")
            return account.name

    def drop(self, account_id: str, reason: str = "", lesson: str = "") -> str:
        """Drop a raw name, which says that it does not fit unless `reason` says more; return its name."""
        with self.store.action("Drop", reason=clean(reason) or NO_POTENTIAL) as action:
            account, _ = self._raw(action, account_id)
            self._moves.drop(account_id, clean(reason) or NO_POTENTIAL, lesson)
            action.retitle(f"Drop {account.name}")
            return account.name

    def _raw(self, action: Action, account_id: str) -> tuple[Account, Target]:
        from prospector.model.tables import Account, Target

        account, targets = action.get(Account, account_id), action.find(Target, Target.account_id == account_id)
        if account is None or not any(one.row.id == account_id for one in self.inbox().names):
            name = f"{account.name} is" if account else "this is"
            raise Refused(f"{name} no raw name any more: somebody has judged it")
        return account, targets[0]
