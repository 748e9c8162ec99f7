"""Hand-over: a packet offered to who closes; accepted, returned with a coded reason, or recycled to a later day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from prospector.clock import WorkingDays
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.days import parse_day
from prospector.model.qualification import RETURN_REASONS, HandOverRecord
from prospector.outreach.overrides import record_override
from prospector.outreach.suppression import of_account, refuse
from prospector.pipeline.stages import RULES, set_stage
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.model.tables import HandOver
    from prospector.store.action import Action

CLOCK_DAYS = 2
"""Working days within which a receiver answers."""
FAR = timedelta(days=3 * 366)
"""A lead put off for longer is dropped rather than recycled."""
_COLUMNS = (
    "h.id, h.account_id, a.name, h.given_by, h.given_to, h.state, h.reason_code, h.reason, h.packet, h.offered_at, "
    "h.answered_at, h.recycle_on"
)
_SELECT = (
    f"SELECT {_COLUMNS} FROM hand_over h JOIN account_root r ON r.id = h.account_id "  # noqa: S608 - constants
    "JOIN account a ON a.id = r.root"
)
_NEEDED = f"SELECT 1 FROM qualification WHERE need <> '' AND account_id IN {PARTS_OF_ONE} LIMIT 1"  # noqa: S608 - constants
_RECORD: Callable[..., HandOverRecord] = HandOverRecord


class HandOvers:
    """The hand-overs of one workspace."""

    def __init__(
        self,
        store: Store,
        packet: Callable[[str], str],
        calendar: Callable[[str], WorkingDays] = lambda _rep: WorkingDays(),
    ) -> None:
        """Work on `store`; `packet` writes the packet of an account, `calendar` gives a rep's working days."""
        self.store = store
        self._packet = packet
        self._calendar = calendar

    def listed(self, *, waiting: bool = False) -> list[HandOverRecord]:
        """Return all hand-overs, or those without an answer, the longest waiting first."""
        where = " WHERE h.state = 'offered'" if waiting else ""
        return [self._record(row) for row in self.store.reader.rows(f"{_SELECT}{where} ORDER BY h.offered_at, h.id")]

    def waiting_for(self, rep: str = "") -> list[HandOverRecord]:
        """Return the packets that wait for an answer of `rep` (the acting one when empty), the longest waiting first."""
        wanted = (rep or self.store.actor).casefold()
        return [one for one in self.listed(waiting=True) if one.given_to.casefold() == wanted]

    def of(self, account_id: str) -> list[HandOverRecord]:
        """Return the hand-overs of an account, newest first."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM hand_over h JOIN account a ON a.id = ? WHERE h.account_id IN {PARTS_OF_ONE} "  # noqa: S608 - constants
            "ORDER BY h.offered_at DESC, h.id DESC",
            (account_id, account_id),
        )
        return [self._record(row) for row in rows]

    def offer(self, account_id: str, to: str, reason: str = "") -> str:
        """Offer an account to `to`; return the hand-over's id.

        Raises Refused for one that is not qualified (unless a `reason` overrides that), that is offered already or on
        the never-contact ledger; BadInput without a receiver.
        """
        from prospector.model.tables import Account
        from prospector.model.tables import HandOver as Row

        receiver, why = clean(to), clean(reason)
        if not receiver:
            raise BadInput("say who takes it over: the rep's name")
        if receiver == self.store.actor:
            raise BadInput("a hand-over has two sides: give somebody else's name")
        with self.store.action("Offer", reason=why) as action:
            account = action.get(Account, account_id)
            if account is None or account.merged_into is not None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            refuse(of_account(self.store.reader, account_id), f"handing over {account.name}")
            if any(one.state == "offered" for one in self.of(account_id)):
                raise Refused(f"{account.name} is offered already: it waits for an answer")
            if account.stage != "qualified":
                said = f"only a qualified account is handed over, {account.name} is {account.stage.replace('_', ' ')}"
                if not why:
                    raise Refused(f"{said} ({RULES['qualified']}); give a reason to do it all the same")
                record_override(action, account_id, "qualified", said, why, self.store.actor)
            row = action.add(
                Row(account_id=account_id, given_by=self.store.actor, given_to=receiver, packet=self._packet(account_id),
                    offered_at=action.now())
            )  # fmt: skip
            action.retitle(f"Offer {account.name} to {receiver}")
            return row.id

    def accept(self, hand_over_id: str, note: str = "") -> None:
        """Take an offered account over; its stage becomes handed over. Raises Refused, NotFound."""
        with self.store.action("Accept") as action:
            row = self._answered(action, hand_over_id, "accepted", note)
            self._to_stage(action, row, "handed_over", note)

    def give_back(self, hand_over_id: str, code: str, reason: str) -> None:
        """Return an offered account with a coded reason. Raises BadInput, Refused, NotFound.

        It is a lead again; one that was offered without its need never was, and is researched.
        """
        kind = checked_code(code)
        with self.store.action("Return", reason=clean(reason)) as action:
            row = self._answered(action, hand_over_id, "returned", reason)
            row.reason_code = kind
            root = self.store.reader.value("SELECT root FROM account_root WHERE id = ?", (row.account_id,))
            needed = self.store.reader.value(_NEEDED, (root,))
            self._to_stage(action, row, "lead" if needed else "researched", reason)

    def recycle(self, hand_over_id: str, code: str, reason: str, on: str) -> None:
        """Return an offered account until a later day `on`; it goes into long-term care with a step on that day."""
        from prospector.model.tables import Step, Target

        kind, day = checked_code(code), self._later(on)
        with self.store.action("Recycle", reason=clean(reason)) as action:
            row = self._answered(action, hand_over_id, "recycled", reason)
            row.reason_code, row.recycle_on = kind, day
            self._to_stage(action, row, "nurture", reason)
            for target in action.find(Target, Target.account_id == row.account_id):
                target.horizon = "long"
            action.add(
                Step(account_id=row.account_id, channel="phone", due_on=day, note="recycled hand-over",
                     reason=clean(reason) or RETURN_REASONS[kind], set_by=self.store.actor, set_at=action.now())
            )  # fmt: skip

    def _answered(self, action: Action, hand_over_id: str, state: str, note: str) -> HandOver:
        from prospector.model.tables import HandOver as Row

        row = action.get(Row, hand_over_id)
        if row is None:
            raise NotFound("this hand-over is not in the workspace any more: see `prospect handover list`")
        if row.state != "offered":
            raise Refused(f"this hand-over was {row.state} already on {(row.answered_at or '')[:10]}")
        if self.store.actor == row.given_by and not clean(note):
            raise Refused(f"the answer is {row.given_to}'s: give a reason to answer for them")
        row.state, row.reason, row.answered_at = state, clean_text(note), action.now()
        return row

    def _to_stage(self, action: Action, row: HandOver, stage: str, reason: str) -> None:
        from prospector.model.tables import Account

        account = action.get(Account, row.account_id)
        if account is not None:
            set_stage(action, account, stage, clean(reason))
            action.retitle(f"{account.name}: hand-over {row.state} by {self.store.actor}")

    def _later(self, typed: str) -> str:
        today = self.store.clock.today()
        day = parse_day(typed, today)
        if not today < day <= today + FAR:
            raise BadInput(f"{day} is not within the next three years: give a later day, not today")
        return day.isoformat()

    def _record(self, row: tuple[Any, ...]) -> HandOverRecord:
        offered = date.fromisoformat(row[9][:10])
        until = date.fromisoformat(row[10][:10]) if row[10] else self.store.clock.today()
        waited = self._calendar(row[4]).between(offered, until)
        return _RECORD(*row, waited, waited > CLOCK_DAYS)


def checked_code(code: str) -> str:
    """Return the code of a return's reason. Raises BadInput: a reason nobody can count is a reason nobody acts on."""
    word = clean(code).casefold().replace(" ", "_").replace("-", "_")
    if word not in RETURN_REASONS:
        raise BadInput(f"a return needs one of these reasons: {', '.join(RETURN_REASONS)}")
    return word
