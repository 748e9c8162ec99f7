"""Many accounts at once: what would change is shown first, and all of it is one step to take back.

A preview is the act itself, done and rolled back: it can't say anything else than what the act will do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prospector.errors import BadInput, ProspectorError, Refused
from prospector.model.outreach import SNOOZE_REASONS
from prospector.outreach.steps import Steps
from prospector.pipeline.naming import Naming
from prospector.store.store import Store
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action

ACTS: Mapping[str, str] = {
    "sector": "set the sector", "source": "set where they came from", "horizon": "file as short- or long-term",
    "explore": "judge apart as an exploration, or no longer", "bench": "to the bench", "activate": "into free slots",
    "drop": "drop, with a reason", "snooze": "put off, with a reason",
}  # fmt: skip
"""What can be done with many, and what it means."""
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with each of them."""

    act: str
    """One of `ACTS`."""
    value: str = ""
    """The sector, the source, `short` or `long`, or the day until which is put off."""
    reason: str = ""
    lesson: str = ""

    @property
    def text(self) -> str:
        """Return it in words."""
        said = {
            "sector": f"sector {self.value}", "source": f"source {self.value}", "horizon": f"{self.value}-term",
            "explore": "exploration" if self.value == _ON else "no exploration any more",
            "bench": "to the bench", "activate": "to the list", "drop": f"drop: {self.reason}",
            "snooze": f"put off until {self.value}: {SNOOZE_REASONS.get(self.reason, self.reason)}",
        }  # fmt: skip
        return said.get(self.act, self.act)


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What becomes of one account."""

    account_id: str
    name: str
    why_not: str = ""
    """Why it does not change; empty: it changes."""

    @property
    def changes(self) -> bool:
        """Whether it changes."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What would change, or what was changed."""

    change: Change
    lines: Sequence[BulkLine] = field(default=())

    @property
    def changing(self) -> int:
        """How many change."""
        return sum(1 for line in self.lines if line.changes)

    @property
    def kept(self) -> Sequence[BulkLine]:
        """Those that stay as they are, with why."""
        return [line for line in self.lines if not line.changes]

    @property
    def text(self) -> str:
        """Return the sentence of a preview: ``17 of 20 will change``."""
        return f"{self.changing} of {len(self.lines)} will change: {self.change.text}"


class _Enough(Exception):
    """A preview has seen what it wanted: nothing is kept."""


class Bulk:
    """Acts on many accounts of one workspace."""

    def __init__(self, store: Store, naming: Naming, steps: Steps) -> None:
        """Work on `store` with the services that do each act."""
        self.store = store
        self._acts: Mapping[str, Callable[[str, Change], object]] = {
            "sector": self._sector,
            "source": self._source,
            "explore": lambda key, change: naming.explore(key, on=change.value == _ON),
            "horizon": lambda key, change: naming.horizon(key, change.value),
            "bench": lambda key, change: naming.to_bench(key, change.reason),
            "activate": lambda key, _change: naming.activate(key),
            "drop": lambda key, change: naming.drop(key, change.reason, change.lesson),
            "snooze": lambda key, change: steps.snooze(key, change.value, change.reason),
        }
        self._naming, self._steps = naming, steps

    def preview(self, ids: Sequence[str], change: Change) -> BulkResult:
        """Return which accounts would change and why the others would not; nothing is written. Raises BadInput."""
        found: list[BulkLine] = []
        change = self._settled(change)
        with suppress(_Enough), self.store.action("Preview"):
            found += self._each(ids, change)
            raise _Enough
        return BulkResult(change, tuple(found))

    def apply(self, ids: Sequence[str], change: Change) -> BulkResult:
        """Change all that can be changed, as one step; the result says which and why the others not. Raises BadInput."""
        change = self._settled(change)
        with self.store.action(change.text, reason=clean(change.reason)) as action:
            result = BulkResult(change, tuple(self._each(ids, change)))
            action.retitle(f"{change.text[:1].upper()}{change.text[1:]} ({result.changing} companies)")
        return result

    def _settled(self, change: Change) -> Change:
        """Return a change with everything that is the same for all of them checked, its day as a date."""
        if change.act not in ACTS:
            raise BadInput(f"“{clean(change.act)}” can't be done with many: one of {', '.join(ACTS)}")
        if change.act in ("sector", "source") and not clean_name(change.value):
            raise BadInput(f"say which {change.act}: for example pumps")
        if change.act == "explore" and change.value not in (_ON, _OFF):
            raise BadInput(f"an exploration is on or off, not “{clean(change.value)}”")
        if change.act in ("drop", "snooze") and not clean(change.reason):
            what = "dropping" if change.act == "drop" else "putting off"
            raise Refused(f"{what} many needs a reason too: say it in a few words")
        if change.act == "snooze":
            return replace(change, value=self._steps.planner.day(change.value).isoformat())
        return change

    def _each(self, ids: Sequence[str], change: Change) -> list[BulkLine]:
        names = dict(self.store.reader.rows("SELECT id, name FROM account"))
        lines = []
        for key in dict.fromkeys(ids):
            try:
                self._acts[change.act](key, change)
            except BadInput:
                # A day or a reason that is none is wrong for all of them.
                raise
            except ProspectorError as error:
                lines.append(BulkLine(key, names.get(key, key), error.sentence))
            else:
                lines.append(BulkLine(key, names.get(key, key)))
        return lines

    def _sector(self, account_id: str, change: Change) -> None:
        wanted = clean_name(change.value)
        with self.store.action("Sector") as action:
            account, _ = self._of(action, account_id)
            if account.sector.casefold() == wanted.casefold():
                raise Refused(f"is in the sector {account.sector} already")
            self._naming.edit(account_id, sector=wanted)

    def _source(self, account_id: str, change: Change) -> None:
        wanted = clean_name(change.value)
        with self.store.action("Source") as action:
            account, target = self._of(action, account_id)
            if account.source.casefold() == wanted.casefold():
                raise Refused(f"comes from {account.source} already")
            if target is not None and target.place == "active":
                self._naming.door.check_source(account, target, wanted)
            account.source = wanted

    @staticmethod
    def _of(action: Action, account_id: str) -> tuple[Account, Target | None]:
        from prospector.model.tables import Account, Target

        account, targets = action.get(Account, account_id), action.find(Target, Target.account_id == account_id)
        if account is None or account.merged_into is not None:
            raise Refused("is not in the workspace any more")
        return account, targets[0] if targets else None
