"""Stages: from a name to an opportunity. Each has its entry rule, spoken when it is not met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.account import STAGES
from prospector.model.lead import Meeting
from prospector.model.qualification import StageMoveRecord, StageOffer
from prospector.outreach.overrides import record_override
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.tables import Account
    from prospector.pipeline.qualifying import Qualifying
    from prospector.store.action import Action

RULES = {
    "named": "a name is where everything begins",
    "researched": "researched needs at least one claim with its source",
    "lead": "a lead needs a need statement and has to meet the lead definition",
    "qualified": "qualified needs all five obstacles cleared: need, money, hurry, desire, trust",
    "handed_over": "handed over needs a hand-over that its receiver accepted",
    "opportunity": "an opportunity needs to be qualified, a person by name, a buying plan and when they will decide",
    "nurture": "long-term care needs a reason: why later, and when",
    "dropped": "dropping needs a reason and asks for a lesson",
}
"""The entry rule of each stage in a sentence."""
_NEED = "has a need statement"
"""The criterion that says what every lead needs anyhow."""
_ROAD = ("named", "researched", "lead", "qualified", "handed_over", "opportunity")
_OVERRIDABLE = frozenset(("qualified", "opportunity"))


class Stages:
    """Moves accounts from stage to stage."""

    def __init__(self, store: Store, qualifying: Qualifying, meets: Callable[[str], Meeting], role: str = "") -> None:
        """Work on `store`; `meets` tests the lead definition, `role` is the acting person's (a farmer closes nothing)."""
        self.store = store
        self._qualifying = qualifying
        self._meets = meets
        self._role = role

    def missing(self, account_id: str, to: str) -> list[str]:
        """Return what the entry rule of stage `to` still misses for an account. Raises BadInput for no such stage."""
        return self._missing(account_id, to, self._lead)

    def _missing(self, account_id: str, to: str, lead: Callable[[str], list[str]]) -> list[str]:
        """Return what is missing; `lead` says what of a lead is."""
        if to not in STAGES:
            raise BadInput(f"unknown stage “{clean(to)}”: one of {', '.join(STAGES)}")
        checks: dict[str, Callable[[str], list[str]]] = {
            "researched": self._researched,
            "lead": lead,
            "qualified": lambda account: self._qualified(account, lead),
            "handed_over": lambda _account: ["a hand-over that its receiver accepted (`prospect handover offer`)"],
            "opportunity": self._opportunity,
        }
        return checks[to](account_id) if to in checks else []

    def offered(self, account_id: str) -> list[StageOffer]:
        """Return the stages that an account can be moved to here, those ahead first, in the order of the road.

        Dropping is a move of the list and handing over needs its receiver, so neither is offered. Raises NotFound.
        """
        stage = self._stage(account_id)
        if not stage:
            raise NotFound("this account is not in the workspace any more: go back to the list")
        if stage == "dropped":
            return []
        here = _ROAD.index(stage) if stage in _ROAD else _ROAD.index("researched")
        closed = {stage, "dropped", "handed_over"} | ({"opportunity"} if self._role == "farmer" else set())
        found = []
        # Two stages ask what a lead misses: that is read once.
        lead = cache(self._lead)
        for one in (*_ROAD, "nurture"):
            if one in closed:
                continue
            ahead = one in _ROAD and _ROAD.index(one) > here
            back = stage in _ROAD and one in _ROAD and not ahead
            missing = list(self._missing(account_id, one, lead))
            found.append(StageOffer(one, RULES[one], missing, one in _OVERRIDABLE, back or one == "nurture", ahead))
        return sorted(found, key=lambda one: not one.ahead)

    def move(self, account_id: str, to: str, reason: str = "", *, override: bool = False) -> None:
        """Move an account to stage `to`.

        Raises Refused, with the rule, while something is missing; `override` goes past the rules of qualified and
        opportunity with a `reason`. Going back, and going to nurture, need a reason too.
        """
        from prospector.model.tables import Account, Target

        why = clean(reason)
        with self.store.action(f"Stage {to}", reason=why) as action:
            account = action.get(Account, account_id)
            if account is None or account.merged_into is not None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            missing = self.missing(account_id, to)
            self._refuse_direction(account, to, why)
            if missing:
                self._bend(action, account, to, missing, why, override=override)
            if to == "lead":
                self._qualifying.keep_version(action, account_id, self._meets(account_id).version)
            for target in action.find(Target, Target.account_id == account_id):
                target.horizon = "long" if to == "nurture" else target.horizon
            set_stage(action, account, to, why)
            action.retitle(f"{account.name}: {account.stage.replace('_', ' ')}")

    def moves(self, account_id: str) -> list[StageMoveRecord]:
        """Return how an account came to its stage, newest first."""
        rows = self.store.reader.rows(
            "SELECT before, after, reason, moved_by, moved_at FROM stage_move "  # noqa: S608 - constants
            f"WHERE account_id IN {PARTS_OF_ONE} ORDER BY moved_at DESC, id DESC",
            (account_id,),
        )
        return [StageMoveRecord(*row) for row in rows]

    def _refuse_direction(self, account: Account, to: str, why: str) -> None:
        if to == account.stage:
            raise Refused(f"{account.name} is {to.replace('_', ' ')} already")
        if to == "dropped" or account.stage == "dropped":
            raise Refused(
                "dropping, and taking back from there, is a move of the list: `prospect drop`, `prospect bench --back`"
            )
        refuse_closing(self._role, to)
        if why:
            return
        if to == "nurture":
            raise Refused(f"{RULES['nurture']}: say it in a few words")
        if account.stage in _ROAD and to in _ROAD and _ROAD.index(to) < _ROAD.index(account.stage):
            raise Refused(f"going back from {account.stage.replace('_', ' ')} needs a reason: say it in a few words")

    def _bend(
        self, action: Action, account: Account, to: str, missing: Sequence[str], why: str, *, override: bool
    ) -> None:
        said = f"{RULES[to]}; missing: {'; '.join(missing)}"
        if to not in _OVERRIDABLE or not override:
            raise Refused(said)
        if not why:
            raise Refused(f"{said}. Doing it all the same needs a reason")
        record_override(action, account.id, to, said, why, self.store.actor)

    def _researched(self, account_id: str) -> list[str]:
        known = self.store.reader.value(
            f"SELECT 1 FROM claim WHERE account_id IN {PARTS_OF_ONE} LIMIT 1",  # noqa: S608 - constants
            (account_id,),
        )
        return [] if known else ["a claim: research it"]

    def _lead(self, account_id: str) -> list[str]:
        missing = [] if self._qualifying.understanding(account_id).need else ["a need statement"]
        states = self._meets(account_id).states
        return missing + [one.reason for one in states if not one.met and one.criterion != _NEED]

    def _qualified(self, account_id: str, lead: Callable[[str], list[str]]) -> list[str]:
        missing = list(lead(account_id)) if self._stage(account_id) in ("named", "researched", "nurture") else []
        for one in self._qualifying.card(account_id):
            if one.state != "cleared":
                missing.append(f"{one.name} is {'open again, its evidence is old' if one.faded else one.state}")
        return missing

    def _opportunity(self, account_id: str) -> list[str]:
        known = self._qualifying.understanding(account_id)
        people = self.store.reader.value(
            f"SELECT 1 FROM person WHERE name <> '' AND account_id IN {PARTS_OF_ONE} LIMIT 1",  # noqa: S608 - constants
            (account_id,),
        )
        missing = [] if self._stage(account_id) in ("qualified", "handed_over") else ["it is not qualified"]
        missing += [] if people else ["a person by name"]
        missing += [] if known.buying_plan else ["a buying plan"]
        return missing + ([] if known.timeline or known.expected_weeks is not None else ["when they will decide"])

    def _stage(self, account_id: str) -> str:
        return str(self.store.reader.value("SELECT stage FROM account WHERE id = ?", (account_id,)) or "")


def refuse_closing(role: str, stage: str) -> None:
    """Raise Refused when somebody in this role has no say in this stage: a farmer neither wins nor loses opportunities."""
    if role == "farmer" and stage == "opportunity":
        raise Refused("a farmer develops leads and hands them over: closing is for a closer (setting `role`)")


def set_stage(action: Action, account: Account, to: str, reason: str = "") -> None:
    """Move an account inside an action and keep the move; the one place where a stage is written."""
    from prospector.model.tables import StageMove

    if account.stage == to:
        return
    action.add(
        StageMove(account_id=account.id, before=account.stage, after=to, reason=reason, moved_by=action.label.actor,
                  moved_at=action.now())
    )  # fmt: skip
    account.stage = to


def back_from_drop(action: Action, account: Account) -> None:
    """Give an account that was dropped the stage it had before."""
    from prospector.model.tables import StageMove

    if account.stage != "dropped":
        return
    drops = [one for one in action.find(StageMove, StageMove.account_id == account.id) if one.after == "dropped"]
    before = max(drops, key=lambda one: (one.moved_at, one.id)).before if drops else "named"
    set_stage(action, account, before, "taken back")


def after_research(action: Action, account_id: str) -> None:
    """Call a name researched once a source said something about it."""
    from prospector.model.tables import Account, Claim

    account = action.get(Account, account_id)
    if account is not None and account.stage == "named" and action.find(Claim, Claim.account_id == account_id):
        set_stage(action, account, "researched")
