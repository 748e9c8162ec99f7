"""What can be done in the Account place beyond its claims: evidence, what is understood, why now, stage, people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from prospector.model.qualification import PersonRecord
from prospector.model.touch import words
from screens.account_brief import UNDERSTOOD, WHY_NOW
from screens.account_card import lens_after, person_facts
from screens.account_view import AccountView
from screens.claim_acts import ClaimPlace
from screens.jobs import begin
from screens.show import clip
from screens.widgets.table import Table

if TYPE_CHECKING:
    from screens.modals.form import FormBox

_TOLD_CELLS = 40


class QualifyingPlace(ClaimPlace):
    """A place with the panes of an account."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("greater_than_sign", "stage", "Move to another stage", id="account.stage", show=False),
        Binding("plus", "add", "Add here: a reason why now, evidence, a contact", id="account.add", show=False),
        Binding("L", "lens", "Obstacles, BANT, MEDDIC: the same evidence", id="account.lens", show=False),
    ]

    @property
    def pane(self) -> str:
        """The pane in front."""
        return ""

    @property
    def row(self) -> str:
        """Key of the row under the cursor of the pane in front."""
        return self.query_one(f"#{self.pane}", Table).key

    @property
    def lens(self) -> str:
        """The framework through which the evidence is shown."""
        kept = self.prospector.memory.get("account.lens")
        return kept if kept in ("bant", "meddic") else "obstacles"

    def redraw(self, *, top: bool = False) -> None:
        """Show what was read, anew; with `top` the cursors go to the first rows."""

    def _acted(self, told: str) -> None:
        self.prospector.say(f"{told} · u takes it back", seconds=6.0)
        self.reload()

    def _push(self, form: FormBox, told: str) -> None:
        """Open a form; `told` says what was done when it was saved."""
        self.app.push_screen(form, lambda answers: self._acted(told) if answers is not None else None)

    # What the keys mean in each pane

    async def action_edit(self) -> None:
        """Edit what is under the cursor."""
        view = self.view
        if view is None:
            return
        if self.pane == "brief":
            await self._edit_brief(view, self.row)
        elif self.pane == "card":
            self._evidence(view, self.row)
        elif self.pane == "people" and (person := view.person(self.row)):
            from screens.modals.person import edit_person

            self._push(edit_person(self.workspace, person), f"Changed {person.name or person.role}")
        else:
            await super().action_edit()

    async def _edit_brief(self, view: AccountView, row: str) -> None:
        if row in UNDERSTOOD:
            from screens.modals.understood import UnderstoodBox

            self._push(UnderstoodBox(self.workspace, view.record, view.understood, row), "Kept what is understood")
        elif row.startswith(WHY_NOW):
            self._why_now(view, row)
        else:
            from screens.modals.edit import EditBox

            start = {"pain": "pain", "why": "why", "company": "domain"}.get(row, "")
            self.app.push_screen(EditBox(view.record, start), lambda changed: self.reload() if changed else None)

    def open_brief(self, row: str) -> None:
        """Open a row of the brief: what it says is edited, a stage moved, a score explained."""
        ways = {"fit": self.action_why, "stage": self.action_stage}
        begin(self, ways.get(row, self.action_edit), group="open", exclusive=True)

    def open_card(self, row: str) -> None:
        """Open a row of the obstacle card."""
        if self.view is not None:
            self._evidence(self.view, row)

    def open_person(self, row: str) -> None:
        """Show everything kept about a contact."""
        person = self.view.person(row) if self.view else None
        if person is not None:
            from screens.modals.facts import FactsBox

            self.app.push_screen(FactsBox(person.name or person.role, person_facts(person)))

    async def action_add(self) -> None:
        """Add to the pane in front."""
        view = self.view
        if view is None:
            return
        if self.pane == "brief":
            self._why_now(view, WHY_NOW)
        elif self.pane == "card":
            self._evidence(view, self.row)
        elif self.pane == "people":
            from screens.modals.person import add_person

            self._push(add_person(self.workspace, view.record), "Kept the contact")
        elif self.pane == "claims":
            await self.action_type_value()
        else:
            await self.action_touch()

    async def action_drop(self) -> None:
        """Take the contact or the reason under the cursor away; elsewhere drop the account."""
        view = self.view
        if view and self.pane == "people" and (person := view.person(self.row)):
            self._take_out(person)
        elif view and self.pane == "brief" and (reason := view.reason(self.row.removeprefix(f"{WHY_NOW} "))):
            remove = partial(self.workspace.qualifying.remove_why_now, reason.id)
            if await self.act(remove):
                self.prospector.say(f"Took away: {clip(reason.said, _TOLD_CELLS)} · u takes it back", seconds=6.0)
        else:
            await super().action_drop()

    # Evidence, why now, stage

    def _evidence(self, view: AccountView, obstacle: str) -> None:
        row = next((one for one in view.card if one.name == obstacle), None)
        if row is None:
            return
        from screens.modals.evidence import EvidenceBox

        history = [one for one in view.evidence if one.obstacle == obstacle]
        self._push(EvidenceBox(self.workspace, view.record, row, history), f"Kept evidence about {obstacle}")

    def _why_now(self, view: AccountView, row: str) -> None:
        from screens.modals.why_now import why_now_form

        before = view.reason(row.removeprefix(f"{WHY_NOW} "))
        self._push(why_now_form(self.workspace, view.record, before), "Kept the reason why now")

    def action_lens(self) -> None:
        """Look at the same evidence through the next framework."""
        self.prospector.remember("account.lens", lens_after(self.lens))
        self.redraw()

    async def action_stage(self) -> None:
        """Show the stages on offer, and move the account."""
        view = self.view
        if view is None:
            return
        if not view.offers:
            self.prospector.say(f"{view.record.name} was dropped: it comes back by the list or the bench")
            return
        moves = await self.ask(self.workspace.stages.moves, view.record.id)
        from screens.modals.stage import StageBox

        def moved(stage: str | None) -> None:
            if stage is not None:
                self._acted(f"{view.record.name} is {words(stage)}")

        self.app.push_screen(StageBox(view.record, view.offers, moves or ()), moved)

    # People

    def never_person(self) -> bool:
        """Ask why the contact under the cursor is never to be contacted; say whether there is one."""
        person = self.view.person(self.row) if self.view and self.pane == "people" else None
        if person is None:
            return False
        from screens.modals.reason import Reason, ReasonBox

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                begin(self, partial(self._never, person, answer.reason), group="act")

        who = person.name or person.role
        question = "Why is this person never to be contacted? Nobody here will log, draft or export them."
        self.app.push_screen(ReasonBox(f"Never contact {who}", question, example="asked us to stop"), answered)
        return True

    async def _never(self, person: PersonRecord, reason: str) -> None:
        if await self.act(self.workspace.people.never, person.id, reason):
            self.prospector.say(f"{person.name or person.role} is on the never-contact list", seconds=6.0)

    def _take_out(self, person: PersonRecord) -> None:
        from screens.modals.reason import Reason, ReasonBox

        def answered(answer: Reason | None) -> None:
            if answer is not None:
                begin(self, partial(self._remove, person, answer.reason), group="act")

        who = person.name or person.role
        self.app.push_screen(ReasonBox(f"Take {who} out", "Why?", example="left the company"), answered)

    async def _remove(self, person: PersonRecord, reason: str) -> None:
        try:
            await self.workspace.run(self.workspace.people.remove, person.id, reason)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        self._acted(f"Took {person.name or person.role} out")
