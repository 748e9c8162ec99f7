"""What can be said of the value under the cursor: right, wrong, keep this one, another one; the proof of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from prospector.model.account import ClaimRecord
from prospector.model.proof import ACCOUNT_MARK, HUMAN, Reconciled
from screens.account_view import REFUTED_ROW, AccountView
from screens.acts import AccountPlace
from screens.jobs import begin
from screens.show import clip, said
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.research.proofs import Answered

_DONE = {"confirm": "Confirmed", "refute": "Refuted", "pin": "Kept"}
_SHOWN = 40
"""Cells of a value in a toast."""


class ClaimPlace(AccountPlace):
    """A place with a table of claims."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "prove", "Proof of the value under the cursor", id="account.prove", show=False),
        Binding("equals_sign", "answer('confirm')", "This value is right", id="account.confirm", show=False),
        Binding("minus", "answer('refute')", "This value is wrong", id="account.refute", show=False),
        Binding("underscore", "refute_with_reason", "This value is wrong, and why", id="account.reason", show=False),
        Binding("P", "answer('pin')", "Show this value whatever others say", id="account.pin", show=False),
        Binding("i", "type_value", "Type the value of a field", id="account.type", show=False),
    ]

    @property
    def view(self) -> AccountView | None:
        """What is shown of the account."""
        return None

    @property
    def _key(self) -> str:
        return self.query_one("#claims", Table).key

    @property
    def _field(self) -> Reconciled | None:
        return self.view.field(self._key) if self.view else None

    @property
    def _claim(self) -> ClaimRecord | None:
        known = self._field
        stated = known.stated(self._key) if known else None
        return stated.claim if stated else None

    def to_claims(self) -> bool:
        """Bring the claims to the front; say whether they were there already, so that the cursor's value is seen."""
        return True

    def action_prove(self) -> None:
        """Show where the value under the cursor comes from, and everything else said about its field."""
        if not self.to_claims():
            return
        known = self._field
        if known is None or self.view is None:
            self.prospector.say("No value is chosen: tab goes to the claims, r researches")
            return
        from screens.modals.provenance import ProvenanceBox

        focus = "" if self._key.startswith(REFUTED_ROW) else self._key
        box = ProvenanceBox(known, self.view.rates, self.view.record.name, focus, asks=True)
        self.app.push_screen(box, lambda verb: self.action_answer(verb) if verb else None)

    def action_answer(self, verb: str) -> None:
        """Say that the value under the cursor is right, is wrong, or is the one to show."""
        if self._has_value():
            begin(self, partial(self._answer, verb, ""), group="act")

    def action_refute_with_reason(self) -> None:
        """Say that it is wrong, and why."""
        if not self._has_value():
            return
        from screens.modals.line import LineBox

        def answered(reason: str | None) -> None:
            if reason is not None:
                begin(self, partial(self._answer, "refute", reason), group="act")

        value = clip(said(self._claim.value), _SHOWN) if self._claim else ""
        self.app.push_screen(LineBox(f"{value} is wrong", "Why", "", example="they told us so"), answered)

    def _has_value(self) -> bool:
        if not self.to_claims():
            return False
        if self._claim is None:
            refuted = self._key.startswith(REFUTED_ROW)
            self.prospector.say(
                "It was refuted already: p tells by whom, i types the right one"
                if refuted
                else "No value is chosen: tab goes to the claims, j and k move"
            )
        return self._claim is not None

    async def _answer(self, verb: str, reason: str) -> None:
        claim = self._claim
        if claim is None or self.view is None:
            return
        proofs, account_id = self.workspace.proofs, self.view.record.id
        ways: dict[str, Callable[..., Answered]] = {
            "confirm": proofs.confirm, "refute": partial(proofs.refute, reason=reason), "pin": proofs.pin,
        }  # fmt: skip
        try:
            done = await self.workspace.run(partial(ways[verb], claim_id=claim.id), account_id, claim.field)
        except ProspectorError as error:
            self.prospector.say(error.sentence[:1].upper() + error.sentence[1:], severity="warning", seconds=6.0)
            return
        value = clip(said(done.value), _SHOWN)
        self.prospector.say(f"{_DONE[verb]} {done.field.replace('_', ' ')} {value} · u takes it back", seconds=6.0)
        self.reload()

    async def action_type_value(self) -> None:
        """Type the value of any field."""
        await self._type("", "", "")

    async def action_edit(self) -> None:
        """Edit the value under the cursor of the claims; elsewhere what a person wrote about the account."""
        claim = self._claim
        in_claims = self.focused is not None and self.focused.id == "claims"
        if not in_claims or claim is None or claim.id.startswith(ACCOUNT_MARK):
            await super().action_edit()
            return
        await self._type(claim.field, said(claim.value), claim.id if claim.source == HUMAN else "")

    async def _type(self, field: str, value: str, instead_of: str) -> None:
        record = await self._record()
        if record is None:
            return
        from screens.modals.value import ValueBox

        self.app.push_screen(ValueBox(record, field, value, instead_of), self._typed)

    def _typed(self, told: str | None) -> None:
        if told:
            self.prospector.say(f"Typed {clip(told, _SHOWN)} · u takes it back", seconds=6.0)
            self.reload()
