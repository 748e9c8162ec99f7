"""What is understood of an account, in the rep's words, and how to begin with it: the opener follows the awareness."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from prospector.model.account import AccountRecord
from prospector.model.qualification import AWARENESS, Understanding
from prospector.model.touch import words
from prospector.pipeline.qualifying import checked
from prospector.workspace import Workspace
from screens.jobs import begin
from screens.modals.form import Answers, FormBox, FormField
from screens.show import wrap
from screens.widgets.choice import Choice

_LABEL = 16
_ROOM = 66


class UnderstoodBox(FormBox):
    """Asks for need, motivation, buying plan, decision and awareness; writes what was changed."""

    def __init__(self, workspace: Workspace, record: AccountRecord, known: Understanding, start: str) -> None:
        """Edit what is `known` of `record`, from the field `start` on."""
        self._account_id = record.id
        before = {
            "need": known.need, "motivations": known.motivations, "buying_plan": known.buying_plan,
            "timeline": known.timeline, "expected_weeks": str(known.expected_weeks or ""),
            "awareness": words(known.awareness),
        }  # fmt: skip

        def save(answers: Answers) -> None:
            changed = {key: text for key, text in answers.items() if text.strip() != before[key]}
            if changed:
                workspace.qualifying.understand(record.id, **changed)

        asked = (
            ("need", "Need", "trucks that don't stand still"), ("motivations", "Motivation", "the new owner wants figures"),
            ("buying_plan", "Buying plan", "head of service proposes, the CFO signs"),
            ("timeline", "Decision", "board meets in June"), ("expected_weeks", "Weeks until then", "12"),
        )  # fmt: skip
        super().__init__(
            f"What is understood of {record.name}",
            [
                *(FormField(key, label, before[key], example, check=partial(checked, key)) for key, label, example in asked),
                FormField("awareness", "Awareness", before["awareness"], options=[words(one) for one in AWARENESS]),
            ],
            save=save, start=start, kept=f"understood.{record.id}",
        )  # fmt: skip

    def beneath(self) -> ComposeResult:
        """Return the place of the opener."""
        yield Static(id="opener", classes="question")

    def on_mount(self) -> None:
        """Show the opener of now."""
        self.show_opener()

    @on(Choice.Changed)
    def show_opener(self) -> None:
        """Show how to begin with somebody as aware as chosen."""
        begin(self, self._show_opener, group="opener", exclusive=True)

    async def _show_opener(self) -> None:
        chosen = self.query_one("#awareness", Choice).value.replace(" ", "_")
        told = await self.workspace.run(self.workspace.dossiers.opener, self._account_id, chosen)
        self.query_one("#opener", Static).update(
            Content.assemble(("Open with".ljust(_LABEL), "$text-muted"), wrap(told, _ROOM, _LABEL))
        )
