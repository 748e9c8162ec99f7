"""Whom to swap out for a new name, and why: a full list takes nobody in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, OptionList

from prospector.model.account import ListRow
from screens.base import Ask
from screens.show import fill, fit_numbers
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_NAME, _FIT, _TOUCHES = 34, 9, 12


@dataclass(frozen=True, slots=True)
class Swapped:
    """The answer: who goes to the bench, and why."""

    out_id: str
    out_name: str
    reason: str


class SwapBox(Ask[Swapped | None]):
    """Asks whom to swap out; the weakest fit stands first. None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, coming: str, rows: Sequence[ListRow]) -> None:
        """Offer the active `rows` for the company called `coming`."""
        super().__init__()
        self._coming = coming
        self._rows = tuple(reversed(rows))

    def compose(self) -> ComposeResult:
        """Yield the list and the reason."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Swap one out"
            yield Label(Content(f"{self._coming} comes in. Who goes to the bench?"), classes="question")
            yield Picks(id="going")
            yield Field("Because", id="because", example="no reply in six tries", limit=500)
            yield Hint("enter picks, then asks why · tab between list and reason · esc goes back")

    def on_mount(self) -> None:
        """Show the list."""
        self.query_one(Picks).show([(row.id, _line(row)) for row in self._rows])

    @on(OptionList.OptionSelected)
    def ask_why(self, event: OptionList.OptionSelected) -> None:
        """Go on to the reason."""
        event.stop()
        self.query_one("#because", Field).take_focus()

    @on(Input.Submitted, "#because-input")
    def finish(self, event: Input.Submitted) -> None:
        """Answer when there is a reason."""
        event.stop()
        field, going = self.query_one("#because", Field), self.query_one(Picks).key
        name = next((row.name for row in self._rows if row.id == going), "")
        if not any(letter.isalnum() for letter in field.value):
            field.say("a swap needs a reason: say it in a few words", wrong=True)
        elif not name:
            field.say("pick who goes first", wrong=True)
        else:
            self.dismiss(Swapped(going, name, field.value))


def _line(row: ListRow) -> Content:
    touched = f"{row.touches} touched" if row.touches else "untouched"
    return Content.assemble(
        f" {fill(row.name, _NAME)} ", (fill(fit_numbers(row.fit), _FIT), "$text-muted"), (touched, "$text-muted")
    )
