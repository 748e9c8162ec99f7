"""Typing the value of a field by hand; research never overwrites it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord
from screens.base import Ask
from screens.jobs import begin
from screens.widgets.field import Field
from screens.widgets.hint import Hint


class ValueBox(Ask[str]):
    """Answers what was typed, in words; None when it was left."""

    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next field", id="value.next", show=False),
        Binding("up", "app.focus_previous", "Previous field", id="value.previous", show=False),
    ]

    def __init__(self, record: AccountRecord, field: str = "", value: str = "", instead_of: str = "") -> None:
        """Offer `value` of `field`; `instead_of` is the typed claim that another value replaces."""
        super().__init__()
        self._record, self._before, self._value, self._instead_of = record, field.replace("_", " "), value, instead_of

    def compose(self) -> ComposeResult:
        """Lay out field and value."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Type a value of {self._record.name}")
            yield Field("Field", id="field", value=self._before, example="employees", hint="phone, address, founded...")
            yield Field("Value", id="value", value=self._value, example="240", limit=4000)
            yield Hint("enter keeps it, and no research overwrites it · tab moves · esc leaves")

    def on_mount(self) -> None:
        """Begin with what is not given yet."""
        self.query_one("#value" if self._before else "#field", Field).take_focus()

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Write the value; from an empty one go there first."""
        event.stop()
        if event.input.id == "field-input" and not self.query_one("#value", Field).value.strip():
            self.query_one("#value", Field).take_focus()
            return
        begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        field, value = (self.query_one(f"#{name}", Field) for name in ("field", "value"))
        for one in (field, value):
            one.say("")
        keep = partial(self.workspace.proofs.type, instead_of=self._instead_of)
        try:
            done = await self.workspace.run(keep, self._record.id, {field.value: value.value})
        except ProspectorError as error:
            wrong = field if "no field" in error.sentence else value
            wrong.say(error.sentence, wrong=True)
            wrong.take_focus()
            return
        self.dismiss(f"{done[0].field.replace('_', ' ')} {value.value.strip()}")
