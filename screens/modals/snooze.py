"""Putting a next step off: a reason by its letter, a wait or a day, `enter`. Nothing goes without a reason."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import BadInput, ProspectorError
from prospector.model.account import AccountRecord
from screens.base import Ask
from screens.jobs import begin
from screens.repeat import MEMORY, SNOOZE, Repeat, put_off, told_step
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.letters import LABEL, ROOM, letter_line
from screens.words import HARD_KEYS, OTHER_KEYS, SOFT_KEYS

_WAIT = "5"
"""Working days that are offered."""
_GROUPS = (
    ("hard", "About them", HARD_KEYS, ""),
    ("soft", "About us", SOFT_KEYS, "counted apart"),
    ("other", "Else", OTHER_KEYS, ""),
)
_KEYS = {**HARD_KEYS, **SOFT_KEYS, **OTHER_KEYS}


class SnoozeBox(Ask[str | None]):
    """Puts the next step of one account off; answers the sentence about it, None when it was left."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", "Put it off", id="snooze.save", show=False)]

    def __init__(self, record: AccountRecord) -> None:
        """Put off what is next for the account `record`."""
        super().__init__()
        self._record, self._code = record, ""

    def compose(self) -> ComposeResult:
        """Lay out the step, the reasons, the wait and the words."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Put off {self._record.name}")
            yield Static(id="step", classes="question")
            for group, *_ in _GROUPS:
                yield Static(id=group, classes="question" if group == "hard" else "more")
            yield Field("Until", id="until", value=_WAIT, example="5, 2 weeks, fri, 30 June")
            yield Field("In words", id="note", example="their new head of service begins in May", limit=500)
            yield Hint("a letter picks the reason · tab to day and words · enter puts it off · esc leaves", id="keys")

    def on_mount(self) -> None:
        """Show what is put off, and until when."""
        self._draw()
        begin(self, self._read, group="read")
        self._look()

    async def _read(self) -> None:
        step = await self.workspace.run(self.workspace.today.standing, self._record.id)
        self.query_one("#step", Static).update(
            Content.assemble(("Next step".ljust(LABEL), "$text-muted"), (told_step(step), "bold"))
        )

    def _draw(self) -> None:
        room = min(ROOM, self.app.size.width * 96 // 100 - 8)
        for group, label, keys, after in _GROUPS:
            line = letter_line(label, keys, self._code, room, active=True, after=after)
            self.query_one(f"#{group}", Static).update(line)

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a reason."""
        letter = event.character or ""
        if isinstance(self.focused, Input) or letter not in _KEYS:
            return
        event.stop()
        self._code = _KEYS[letter][0]
        self._say("")
        self._draw()
        if letter in OTHER_KEYS:
            self.query_one("#note", Field).take_focus()

    @on(Input.Changed, "#until-input")
    def look_again(self) -> None:
        """Show which day the typed wait means."""
        self._look()

    @on(Input.Submitted)
    def save_from_field(self, event: Input.Submitted) -> None:
        """Put it off, from wherever enter is pressed."""
        event.stop()
        self.action_save()

    def _look(self) -> None:
        begin(self, self._read_day, group="day", exclusive=True)

    async def _read_day(self) -> None:
        field = self.query_one("#until", Field)
        try:
            day = await self.workspace.run(self.workspace.planner.day, field.value)
        except ProspectorError as error:
            field.say(error.sentence, wrong=bool(field.value.strip()))
        else:
            field.say(f"back on {day:%A} {day:%d %B %Y}")

    def action_save(self) -> None:
        """Put it off, once there is a reason."""
        begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        until, note = (self.query_one(f"#{name}", Field).value for name in ("until", "note"))
        try:
            told = await self.workspace.run(self._write, until, note)
        except BadInput as error:
            self.query_one("#until", Field).say(error.sentence, wrong=True)
            self.query_one("#until", Field).take_focus()
        except ProspectorError as error:
            self._say(error.sentence)
        else:
            self.prospector.remember(MEMORY, Repeat(SNOOZE, (until, self._code, note)).dump())
            self.dismiss(told)

    def _say(self, sentence: str) -> None:
        told = f"✗ {sentence}" if sentence else "enter puts it off · tab to day and words · esc leaves"
        self.query_one("#keys", Static).update(Content(told))

    def _write(self, until: str, note: str) -> str:
        self.workspace.steps.snooze(self._record.id, until, self._code, note)
        return put_off(self.workspace, self._record.id)
