"""Setting a next step, putting one off, and reading which of them still hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.outreach import SNOOZE_REASONS, SnoozeRecord, StepRecord
from prospector.model.touch import CHANNELS, words
from prospector.outreach.next_step import NextStep, NoStep
from prospector.store.reads import PARTS_OF_ONE, Reader, parts_of
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.tables import Account
    from prospector.outreach.planned import Planner
    from prospector.store.action import Action

_STEP: Callable[..., StepRecord] = StepRecord
_SNOOZE: Callable[..., SnoozeRecord] = SnoozeRecord
# By when it was logged first: a later correction of an old touch is no new one.
_TOUCHED_SINCE = (
    "EXISTS (SELECT 1 FROM part u CROSS JOIN touch t ON t.account_id = u.id WHERE u.root = r.root "
    "AND (SELECT f.recorded_at FROM touch f WHERE f.id = t.root) > s.snoozed_at AND t.state = 'stands' "
    "AND t.seq = (SELECT MAX(v.seq) FROM touch v WHERE v.root = t.root AND v.chain || '' = t.chain))"
)


class Steps:
    """Next steps that people set and put off."""

    def __init__(
        self,
        store: Store,
        planner: Planner,
        proposed: Callable[[str], NextStep | NoStep | None] = lambda _account: None,
    ) -> None:
        """Work on `store`; `planner` reads days, `proposed` says which step a target would have otherwise."""
        self.store = store
        self.planner = planner
        self._proposed = proposed

    def schedule(
        self, account_id: str, due_on: str, channel: str = "phone", *, at: str = "", note: str = "", reason: str = ""
    ) -> None:
        """Set the next step of a target on a day; the one set before is replaced.

        Raises BadInput for a day or an hour that is none, is over, too far or free, Refused for whom nobody may contact,
        and when another day or channel than proposed is set and neither `note` nor `reason` says why.
        """
        from prospector.outreach.planned import parsed_hour, put_step
        from prospector.outreach.reachable import refuse_unreachable
        from prospector.outreach.touches import checked_term

        how = checked_term(channel, CHANNELS, "channel")
        day, hour = self.planner.day(due_on, how), parsed_hour(at)
        with self.store.action("Next step", reason=clean(reason)) as action:
            name = refuse_unreachable(self.store.reader, account_id, "planning to contact", there="plan the step")
            bent = self.bends(account_id, day, how)
            if bent and not (clean(reason) or clean(note)):
                raise Refused(f"{bent}: say why in a few words")
            put_step(action, account_id, self.store.actor, channel=how, day=day, hour=hour, note=clean(note),
                     reason=clean(reason))  # fmt: skip
            action.retitle(f"{name}: {words(how)} on {day}")

    def bends(self, account_id: str, day: date, channel: str) -> str:
        """Return what of the proposed step another day or channel bends, in words; empty when nothing is bent."""
        step = self._proposed(account_id)
        if not isinstance(step, NextStep):
            return ""
        planned = self.planner.calendar.add(max(step.due, self.store.clock.today()), 0)
        if (planned, step.channel) == (day, channel):
            return ""
        return f"“{step.act}” is proposed for {planned:%a %d %b}, and another day or channel needs a reason"

    def snooze(self, account_id: str, until: str, code: str, note: str = "") -> None:
        """Put the next step of a target off until a day, for one of `SNOOZE_REASONS`.

        Raises Refused without a reason (`other` needs its words), BadInput for a day that is none, is over, too far or
        free.
        """
        from prospector.model.tables import Snooze

        day = self.planner.day(until).isoformat()
        kind = clean(code).casefold().replace(" ", "_").replace("-", "_")
        if not kind:
            raise Refused(f"putting it off needs a reason: {', '.join(SNOOZE_REASONS.values())}")
        if kind not in SNOOZE_REASONS:
            kind = next((key for key, said in SNOOZE_REASONS.items() if said.replace(" ", "_") == kind), "")
        if not kind:
            raise BadInput(f"“{clean(code)}” is no reason that is counted: {', '.join(SNOOZE_REASONS)}")
        if kind == "other" and not clean(note):
            raise Refused("another reason needs its words: say it in a line")
        with self.store.action("Put off", reason=clean(note) or SNOOZE_REASONS[kind]) as action:
            account = _open_target(action, account_id)
            action.add(
                Snooze(account_id=account_id, until=day, reason_code=kind, note=clean(note), rep=self.store.actor,
                       snoozed_at=action.now())
            )  # fmt: skip
            action.retitle(f"{account.name}: put off until {day}")

    def of(self, account_id: str) -> list[StepRecord]:
        """Return every step that people ever set for an account, newest first, through its merged parts."""
        rows = self.store.reader.rows(
            "SELECT id, account_id, channel, due_on, at_time, note, reason, set_by, set_at FROM step "  # noqa: S608 - constants
            f"WHERE account_id IN {PARTS_OF_ONE} ORDER BY set_at DESC, id DESC",
            (account_id,),
        )
        return [_STEP(*row) for row in rows]

    def put_off(self, account_id: str) -> list[SnoozeRecord]:
        """Return how often and why the next step of an account was put off, newest first."""
        rows = self.store.reader.rows(
            "SELECT id, account_id, until, reason_code, note, rep, snoozed_at FROM snooze "  # noqa: S608 - constants
            f"WHERE account_id IN {PARTS_OF_ONE} ORDER BY snoozed_at DESC, id DESC",
            (account_id,),
        )
        return [_SNOOZE(*row) for row in rows]


def standing_steps(reader: Reader, account_ids: Sequence[str]) -> dict[str, StepRecord]:
    """Return the set step of each of the accounts that has one which no later touch made history."""
    begin, roots = parts_of(account_ids)
    rows = reader.rows(
        f"{begin}SELECT r.root, s.id, s.account_id, s.channel, s.due_on, s.at_time, s.note, s.reason, "  # noqa: S608 - constants
        "s.set_by, s.set_at "
        f"FROM {roots} step s ON s.account_id = r.id WHERE s.done_at IS NULL ORDER BY s.set_at, s.id",
        tuple(account_ids),
    )
    return {row[0]: _STEP(*row[1:]) for row in rows}


def standing_snoozes(reader: Reader, account_ids: Sequence[str]) -> dict[str, SnoozeRecord]:
    """Return the newest snooze since the last touch of each of the accounts that has one."""
    begin, roots = parts_of(account_ids)
    rows = reader.rows(
        f"{begin}SELECT r.root, s.id, s.account_id, s.until, s.reason_code, s.note, s.rep, s.snoozed_at "  # noqa: S608 - constants
        f"FROM {roots} snooze s ON s.account_id = r.id WHERE NOT {_TOUCHED_SINCE} ORDER BY s.snoozed_at, s.id",
        tuple(account_ids),
    )
    return {row[0]: _SNOOZE(*row[1:]) for row in rows}


def snoozes(reader: Reader, rep: str | None = None) -> dict[str, list[SnoozeRecord]]:
    """Return every snooze there was (of one rep, or of everybody), oldest first, by the account's root."""
    found: dict[str, list[SnoozeRecord]] = defaultdict(list)
    rows = reader.rows(
        "SELECT r.root, s.id, s.account_id, s.until, s.reason_code, s.note, s.rep, s.snoozed_at FROM snooze s "
        "JOIN account_root r ON r.id = s.account_id WHERE (? IS NULL OR s.rep = ?) ORDER BY s.snoozed_at, s.id",
        (rep, rep),
    )
    for row in rows:
        found[row[0]].append(_SNOOZE(*row[1:]))
    return dict(found)


def _open_target(action: Action, account_id: str) -> Account:
    from prospector.model.tables import Account, Target

    account = action.get(Account, account_id)
    if account is None or account.merged_into is not None:
        raise NotFound("this account is not in the workspace any more: go back to the list")
    places = [one.place for one in action.find(Target, Target.account_id == account_id)]
    if "dropped" in places:
        raise Refused(f"{account.name} was dropped: put it on the list or the bench first (`prospect bench --back`)")
    return account
