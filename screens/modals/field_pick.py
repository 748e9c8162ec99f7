"""Which field a column is: typed letters narrow the choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList

from prospector.text import folded
from screens.base import Ask
from screens.show import clip, fill
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks

_OUT = "-"


class FieldBox(Ask[str | None]):
    """Asks for a field; answers its name, empty to leave the column out, None when it was left."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False, id="field.down", priority=True),
        Binding("up", "step(-1)", "Up", show=False, id="field.up", priority=True),
    ]

    def __init__(self, header: str, examples: Sequence[str], field: str, taken: Mapping[str, str]) -> None:
        """Ask about the column `header`, which is `field` now; `taken` says which column is which field already."""
        super().__init__()
        self._header = header
        self._examples = examples
        self._field = field
        self._taken = taken

    def compose(self) -> ComposeResult:
        """Yield the examples, the line to type in, and the fields."""
        with Vertical(classes="box") as box:
            box.border_title = Content(f"“{clip(self._header, 50)}” is")
            yield Label(Content(clip(f"for example {', '.join(self._examples) or 'nothing'}", 66)), classes="question")
            yield Field("Field", id="typed", example="type to narrow: domain, city, role")
            yield Picks(id="fields")
            yield Hint("enter takes it · up down move · esc goes back")

    def on_mount(self) -> None:
        """Show all fields, the cursor on the present one."""
        self._narrow()
        picks = self.query_one(Picks)
        keys = [one.id for one in picks.options]
        picks.highlighted = keys.index(self._field or _OUT)

    @on(Input.Changed)
    def _typed(self) -> None:
        """Narrow the choice; the first that is left is what enter takes."""
        self._narrow()
        if self.query_one(Field).value:
            self.query_one(Picks).action_first()

    def _narrow(self) -> None:
        from prospector.exchange.fields import FIELDS

        words = folded(self.query_one(Field).value).split()
        every = {_OUT: "leave the column out", **FIELDS}
        lines = []
        for field, about in every.items():
            if all(word in folded(f"{field} {about}") for word in words):
                other = self._taken.get(field, "")
                told = f"{about} (now “{clip(other, 18)}”)" if other and field != self._field else about
                lines.append((field, Content.assemble(f" {fill(field, 16)} ", (clip(told, 46), "$text-muted"))))
        picks = self.query_one(Picks)
        picks.show(lines or [("", Content.styled(" no field is called so", "$text-muted"))])

    def action_step(self, by: int) -> None:
        """Move the cursor while typing goes on."""
        picks = self.query_one(Picks)
        if by > 0:
            picks.action_cursor_down()
        else:
            picks.action_cursor_up()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.query_one(Picks).key)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option.id or "")

    def _take(self, key: str) -> None:
        if key:
            self.dismiss("" if key == _OUT else key)
