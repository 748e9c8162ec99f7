"""Editing what a person wrote about an account; only what was changed is written."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord
from screens.base import Ask
from screens.jobs import begin
from screens.widgets.field import Field
from screens.widgets.hint import Hint

_FIELDS = (
    ("name", "Name", "Bergman Pumpar", ""),
    ("domain", "Domain", "acme.com", ""),
    ("pain", "Pain", "ageing service fleet", "which of their pains you cure"),
    ("why", "Why", "near the Malmö plant", "why this company, and why now"),
    ("city", "City", "Malmö", ""),
    ("country", "Country", "SE", ""),
)


class EditBox(Ask[bool]):
    """Answers whether something was changed."""

    AUTO_FOCUS = "Input"
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "Next field", id="edit.next", show=False),
        Binding("up", "app.focus_previous", "Previous field", id="edit.previous", show=False),
        Binding("ctrl+t", "personal", "Ask for people in public roles, or not", id="edit.personal", show=False),
    ]

    def __init__(self, record: AccountRecord, start: str = "") -> None:
        """Edit `record`, from the field `start` on."""
        super().__init__()
        self._start = start
        self._before = {key: str(getattr(record, key) or "") for key, *_ in _FIELDS}
        self._record = record
        self._personal = False

    def compose(self) -> ComposeResult:
        """Lay out a line per field."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Edit {self._record.name}")
            for key, label, example, hint in _FIELDS:
                value = self.prospector.memory.get(self._memory(key)) or self._before[key]
                yield Field(label, id=key, value=value, example=example, hint=hint, limit=1000)
            yield Hint(id="persons")
            yield Hint("enter keeps it · tab or ↑ ↓ move · esc leaves, typed text stays")

    def on_mount(self) -> None:
        """Begin where it was asked to; read whether persons are asked for."""
        if self._start:
            self.query_one(f"#{self._start}", Field).take_focus()
        begin(self, self._read_personal, group="personal", exclusive=True)

    async def _read_personal(self) -> None:
        self._personal = await self.workspace.run(self.workspace.personal.asked_for, self._record.id)
        told = (
            "● Persons in public roles are asked for · ctrl+t removes them"
            if self._personal
            else ("○ Persons are left out, role mailboxes and switchboards kept · ctrl+t asks for them")
        )
        self.query_one("#persons", Static).update(Content(told))

    def action_personal(self) -> None:
        """Ask for persons, or remove what sources told of them."""
        begin(self, self._switch_personal, group="personal", exclusive=True)

    async def _switch_personal(self) -> None:
        switch = partial(self.workspace.personal.switch, self._record.id, on=not self._personal)
        try:
            said = await self.workspace.run(switch)
        except ProspectorError as error:
            self.prospector.say(error.sentence, severity="error")
            return
        hint = "u takes it back" if self._personal else "r reads them, u takes it back"
        self.prospector.say(f"{said} · {hint}", seconds=6.0)
        await self._read_personal()

    def _memory(self, key: str) -> str:
        return f"edit.{key}.{self._record.id}"

    @on(Input.Changed)
    def keep_typed(self, event: Input.Changed) -> None:
        """Keep what is typed, in case the form is left."""
        key = (event.input.id or "").removesuffix("-input")
        self.prospector.remember(self._memory(key), event.value if event.value != self._before.get(key) else "")

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Write what was changed."""
        event.stop()
        begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        typed = {key: self.query_one(f"#{key}", Field).value for key in self._before}
        changed = {key: value for key, value in typed.items() if value.strip() != self._before[key]}
        for key in typed:
            self.query_one(f"#{key}", Field).say("")
        if changed and not await self._written(changed):
            return
        for key in typed:
            self.prospector.remember(self._memory(key), "")
        if changed:
            self.prospector.say(f"Changed {', '.join(changed)} of {typed['name'].strip()} · u takes it back")
        self.dismiss(bool(changed))

    async def _written(self, changed: dict[str, str]) -> bool:
        try:
            await self.workspace.run(partial(self.workspace.naming.edit, self._record.id, **changed))
        except ProspectorError as error:
            self._point_at(error.sentence, changed)
            return False
        return True

    def _point_at(self, sentence: str, changed: dict[str, str]) -> None:
        """Show the sentence under the field it is about, and put the cursor there."""
        about = next(
            (key for key in ("country", "domain", "name") if key in changed and key in sentence), next(iter(changed))
        )
        field = self.query_one(f"#{about}", Field)
        field.say(sentence, wrong=True)
        field.take_focus()
