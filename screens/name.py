"""Name: the exercise. Twenty slots, prompts that jog the memory, and "is it already here?" at every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from prospector.errors import ProspectorError
from prospector.pipeline.pasted import PastedLine, preview, take
from prospector.plan.sources import Fatigued
from prospector.text import plural
from screens import name_draft, name_view, places
from screens.jobs import begin
from screens.name_lessons import LessonLine
from screens.name_taking import NameTaking
from screens.widgets.field import Line


class NameScreen(NameTaking):
    """The exercise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "turn_prompt", "Another prompt", show=False, id="name.prompt"),
        Binding("ctrl+b", "bench", "Name to the bench", show=False, id="name.bench"),
        Binding("ctrl+s", "app.suggest", "Suggest companies like yours", show=False, id="name.suggest"),
        Binding("ctrl+l", "light", "Finish a half-lit slot", show=False, id="name.light"),
        Binding("ctrl+g", "research", "Research the new names", show=False, id="name.research"),
        Binding("ctrl+z", "app.undo", "Undo", show=False, id="name.undo"),
        Binding("equals_sign", "same", "It is the same", show=False, id="name.same"),
        Binding("minus", "different", "It is another company", show=False, id="name.different"),
        Binding("tilde", "related", "It is related, not the same", show=False, id="name.related"),
        Binding("down", "matches", "To the companies found", show=False, id="name.matches"),
        Binding("escape", "step_back", "Back", show=False, id="name.back"),
        Binding("f1", "help", "Help", show=False, id="name.help"),
    ]

    def action_light(self) -> None:
        """Ask for pain and why of the next half-lit slot."""
        half = sorted(
            (row for row in self._rows if row.place == "active" and not name_view.lit(row)),
            key=lambda row: row.slot or 0,
        )
        if self.draft.step == name_draft.ASKING:
            half = [row for row in half if row.id != self.draft.account_id]
        if self._busy:
            self.prospector.say("The name before is still being taken: once more in a moment.")
            return
        if not half:
            self.prospector.say("No other slot is half-lit: each has its pain and its why.")
            return
        row = half[0]
        self.withdraw()
        self._change(
            replace(self.draft, step=name_draft.ASKING, account_id=row.id, called=row.name, pain=row.pain, why=row.why)
        )
        self.tell_named(name_view.stands(row.name, row.slot))

    def action_turn_prompt(self) -> None:
        """Show another prompt."""
        self.draft = replace(self.draft, turned=self.draft.turned + 1)
        self._keep_draft()
        self._show_board()

    def action_bench(self) -> None:
        """Name it, but onto the bench."""
        if self.draft.step == name_draft.NAMING:
            self._take(bench=True)

    def action_matches(self) -> None:
        """Put the cursor into the companies found."""
        if self._matches and self.found.display and not self.found.has_focus:
            self.found.focus()
            self.found.highlighted = 0

    def action_step_back(self) -> None:
        """Leave the lesson, the question, the pair of questions, the companies found or the place, in that order."""
        if self.query_one(LessonLine).dismiss():
            return
        if self._question:
            self.withdraw()
            self.company.take_focus()
        elif self.draft.step == name_draft.ASKING:
            self._finish_slot()
        elif self.found.has_focus:
            self.found.highlighted = None
            self.company.take_focus()
        else:
            self.prospector.back()

    def action_research(self) -> None:
        """Research the names that nobody read about yet, and look at the list."""
        fresh = [row.id for row in self._rows if row.place == "active" and row.research == "never"]
        self.prospector.remember("guide", "")
        self.prospector.desk.start(fresh)
        self.prospector.go(places.LIST)

    # Several lines pasted

    @on(Line.PastedLines)
    def name_pasted_lines(self, event: Line.PastedLines) -> None:
        """Show what would become of the lines, then name them."""
        event.stop()
        if self._busy:
            self.prospector.say("The name before is still being taken: paste once more in a moment.")
        elif event.line.id == "name-input":
            begin(self, partial(self._paste, event.text), group="name")

    async def _paste(self, text: str) -> None:
        from screens.modals.paste import PasteBox

        lines = await self.ask(preview, self.workspace.naming, text)
        if not lines or not await self.app.push_screen_wait(PasteBox(lines)):
            return
        await self._take_lines(lines)

    async def _take_lines(self, lines: Sequence[PastedLine]) -> None:
        try:
            taken = await self.workspace.run(take, self.workspace.naming, lines)
        except Fatigued as error:

            def again() -> None:
                begin(self, partial(self._take_lines, lines), group="name")

            self.ask_why_still(error.source, again)
            return
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        named = plural(len(taken.named), "company", "companies")
        waiting = (*self.draft.waiting, *((one.name, one.domain) for one in taken.doubts))
        twice = f" {', '.join(one.name for one in taken.same)}: here already." if taken.same else ""
        self.note(f"✓ {named} named.{twice} ctrl+l asks pain and why, ctrl+z takes all back.")
        self.reload()
        self._go_on(replace(self.typed(), waiting=waiting))
