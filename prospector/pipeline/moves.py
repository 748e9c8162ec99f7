"""Moving targets between list, bench and drop, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, Refused
from prospector.identity.merging import MERGED
from prospector.model.outreach import DROP_REASONS
from prospector.model.plan import HORIZONS
from prospector.outreach.corridor import Breach
from prospector.outreach.overrides import record_override
from prospector.outreach.touches import OutsideCorridor
from prospector.pipeline.board import free_slot
from prospector.pipeline.checked import checked_reason
from prospector.pipeline.door import Door
from prospector.pipeline.stages import back_from_drop, refuse_closing, set_stage
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action

BENCHED = "benched"
"""Why a target waits on the bench that once was on the list: it is no raw name any more."""
_SILENCE = frozenset(("no response", "no answer", "no reply", "never answers", "nobody answers"))


class ListFull(Refused):
    """The active list has no free slot: a name comes in by swapping one out, or waits on the bench."""


@dataclass(frozen=True, slots=True)
class Named:
    """What became of a name."""

    account_id: str
    name: str
    domain: str | None
    place: str
    slot: int | None


class Moves:
    """Moves of the targets of one workspace."""

    def __init__(
        self,
        store: Store,
        size: int,
        door: Door,
        closing: Callable[[str], Breach | None] = lambda _account: None,
        role: str = "",
    ) -> None:
        """Work on `store`; `size` is the number of slots, `closing` says what of the floor `no response` leaves out.

        `role` is the acting person's: a farmer gives up no opportunity.
        """
        self.store = store
        self.size = size
        self.door = door
        self._closing = closing
        self._role = role

    def swap(self, out_id: str, in_id: str, reason: str) -> Named:
        """Put the target `in_id` into the slot of `out_id`, which goes to the bench. Raises Refused without a reason."""
        from prospector.model.tables import Account

        why = checked_reason(reason, "swapping a target out")
        with self.store.action("Swap", reason=why) as action:
            going, coming = self._target(action, out_id), self._target(action, in_id)
            if going.place != "active":
                raise Refused(
                    f"{self._called(action, out_id)} is not on the list: only an active target gives up a slot"
                )
            if coming.place == "active":
                raise Refused(f"{self._called(action, in_id)} is on the list already")
            self.door.check_slot(action.get(Account, in_id), coming)
            slot = going.slot
            self._move(action, going, "bench", None, why)
            self._move(action, coming, "active", slot, "")
            back_from_drop(action, self._account(action, in_id))
            action.retitle(f"Swap {self._called(action, out_id)} for {self._called(action, in_id)}")
            called = self._called(action, in_id)
        return Named(in_id, called, None, "active", slot)

    def drop(self, account_id: str, reason: str, lesson: str = "", *, code: str = "", override: str = "") -> None:
        """Take a target off list and bench, with a reason and a lesson.

        `code` is one of `DROP_REASONS`; without it the reason's words decide. Raises Refused without a reason, BadInput
        for an unknown code, OutsideCorridor for `no_response` below the floor unless `override` says why.
        """
        kind = drop_code(code or reason, strict=bool(code))
        why = checked_reason(reason or (DROP_REASONS[kind] if code else ""), "dropping a target")
        with self.store.action("Drop", reason=why) as action:
            target, account = self._target(action, account_id), self._account(action, account_id)
            if target.place == "dropped":
                raise Refused(f"{account.name} was dropped already")
            refuse_closing(self._role, account.stage)
            breach = self._closing(account_id) if kind == "no_response" else None
            if breach is not None:
                if not clean(override):
                    raise OutsideCorridor(breach)
                record_override(action, account_id, breach.rule, breach.sentence, clean(override), self.store.actor)
            self._move(action, target, "dropped", None, why)
            target.lesson, target.reason_code = clean_text(lesson), kind
            set_stage(action, account, "dropped", why)
            action.retitle(f"Drop {account.name}")

    def horizon(self, account_id: str, horizon: str) -> None:
        """File a target as short-term or long-term. Raises BadInput for another word, Refused when it is filed so."""
        word = clean(horizon).casefold()
        if word not in HORIZONS:
            raise BadInput(f"a horizon is short or long, not “{clean(horizon)}”")
        with self.store.action("Horizon") as action:
            target = self._target(action, account_id)
            if target.horizon == word:
                raise Refused(f"{self._called(action, account_id)} is {word}-term already")
            target.horizon = word
            action.retitle(f"{self._called(action, account_id)}: {word}-term")

    def explore(self, account_id: str, *, on: bool) -> None:
        """Judge a target apart, as an exploration, or no longer. Raises Refused when all exploration slots are taken."""
        from prospector.model.tables import Target

        with self.store.action("Exploration") as action:
            target = self._target(action, account_id)
            if target.explore == on:
                raise Refused(f"{self._called(action, account_id)} is {'' if on else 'no '}exploration already")
            others = action.find(Target, Target.rep == target.rep, Target.place == "active", Target.explore == True)  # noqa: E712 - SQL
            if on and len(others) >= self.door.explore_slots:
                raise Refused(f"all {self.door.explore_slots} exploration slots are taken: end one first")
            target.explore = on
            action.retitle(f"{self._called(action, account_id)}: {'exploration' if on else 'no exploration any more'}")

    def to_bench(self, account_id: str, reason: str = "") -> None:
        """Send an active target to the bench. Raises Refused for one that waits there already or was dropped."""
        with self.store.action("To the bench", reason=clean(reason)) as action:
            target = self._target(action, account_id)
            if target.place != "active":
                where = "on the bench already" if target.place == "bench" else "dropped: put it on the list first"
                raise Refused(f"{self._called(action, account_id)} is {where}")
            self._move(action, target, "bench", None, clean(reason))
            action.retitle(f"{self._called(action, account_id)} to the bench")

    def activate(self, account_id: str) -> Named:
        """Put a target from the bench (or a dropped one) into a free slot. Raises ListFull, Refused."""
        from prospector.model.tables import Account

        with self.store.action("To the list") as action:
            target = self._target(action, account_id)
            if target.place == "active":
                raise Refused(f"{self._called(action, account_id)} is on the list already")
            self.door.check_slot(action.get(Account, account_id), target)
            slot = self._slot(action, target.rep)
            self._move(action, target, "active", slot, "")
            back_from_drop(action, self._account(action, account_id))
            action.retitle(f"{self._called(action, account_id)} to the list")
            called = self._called(action, account_id)
        return Named(account_id, called, None, "active", slot)

    def mend(self, action: Action) -> list[str]:
        """Find a place for targets that an undo separated again but whose slot is somebody else's now.

        Returns a sentence for each of them.
        """
        from prospector.model.tables import Account, Target

        action.session.flush()
        moved = []
        for target in action.find(Target, Target.place == MERGED):
            account = action.get(Account, target.account_id)
            if account is not None and account.merged_into is None:
                self._move(action, target, "bench", None, "")
                moved.append(f"{account.name} waits on the bench: its slot is taken")
        return moved

    def _slot(self, action: Action, rep: str) -> int:
        from prospector.model.tables import Target

        taken = action.find(Target, Target.rep == rep, Target.place == "active")
        slot = free_slot({one.slot for one in taken}, self.size)
        if slot is None:
            raise ListFull(
                f"the list is full ({self.size} of {self.size}): swap one out with a reason, or use the bench"
            )
        return slot

    def _target(self, action: Action, account_id: str) -> Target:
        from prospector.model.tables import Target

        found = action.find(Target, Target.account_id == account_id)
        if not found:
            raise Refused("this account is on nobody's list")
        return found[0]

    @staticmethod
    def _move(action: Action, target: Target, place: str, slot: int | None, reason: str) -> None:
        target.place, target.slot, target.reason, target.since = place, slot, reason, action.now()
        target.reason_code = BENCHED if place == "bench" else ""

    @staticmethod
    def _account(action: Action, account_id: str) -> Account:
        from prospector.model.tables import Account

        account = action.get(Account, account_id)
        if account is None:
            raise Refused("this account is not in the workspace any more: go back to the list")
        return account

    @staticmethod
    def _called(action: Action, account_id: str) -> str:
        from prospector.model.tables import Account

        found = action.get(Account, account_id)
        return found.name if found else account_id


def drop_code(given: str, *, strict: bool = False) -> str:
    """Return the code of `DROP_REASONS` that a reason's words mean, `other` for words of one's own.

    With `strict` such words raise BadInput.
    """
    words = " ".join(clean(given).casefold().replace("_", " ").replace("-", " ").split())
    if words in _SILENCE:
        return "no_response"
    for code, said in DROP_REASONS.items():
        if words in (code.replace("_", " "), said):
            return code
    if strict:
        raise BadInput(f"“{clean(given)}” is no reason that is counted: {', '.join(DROP_REASONS)}")
    return "other"
