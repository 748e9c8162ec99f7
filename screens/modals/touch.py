"""Logging a touch in four keys: `a`, a channel, an outcome, `enter`. The rest is reached by tab and may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord
from prospector.model.touch import REACTIONS, TouchRecord, words
from screens.base import Ask
from screens.jobs import begin
from screens.modals.reason import ask_all_the_same
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.words import CHANNEL_KEYS, OUTCOME_KEYS

_REACTIONS = {words(term): term for term in REACTIONS}


class TouchBox(Ask[str | None]):
    """Logs one touch; answers the sentence about it, None when it was left. A typed note survives leaving."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "log", "Log it", id="touch.log", show=False),
        Binding("backspace", "step_back", "Choose again", id="touch.step_back", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Log for the account `record`."""
        super().__init__()
        self._record = record
        self._channel = self._outcome = self._override = ""
        self._dark: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out channels, outcomes, the proposal and the optional fields."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Touch {self._record.name}")
            yield Static(id="channels", classes="question")
            yield Static(id="outcomes", classes="question")
            yield Static(id="proposal", classes="question")
            yield Choice("Reaction", tuple(_REACTIONS), id="reaction")
            yield Field("Person", id="person", value=self._kept("person"), example="head of service", limit=200)
            yield Field("Note", id="note", value=self._kept("note"), example="asked for a reference", limit=2000)
            yield Static(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Show the first question, then what is not known yet about a target that nobody touched."""
        self._draw()
        begin(self, self._read_lamps, group="lamps")

    async def _read_lamps(self) -> None:
        touches = self.workspace.touches
        if not await self.workspace.run(touches.of, self._record.id):
            self._dark = (await self.workspace.run(touches.lamps, self._record.id)).dark
            self._propose()

    def _kept(self, field: str) -> str:
        return self.prospector.memory.get(f"touch.{field}.{self._record.id}")

    def _keep(self, field: str, value: str) -> None:
        self.prospector.remember(f"touch.{field}.{self._record.id}", value)

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a channel, then of an outcome."""
        letter = event.character or ""
        if isinstance(self.focused, Input):
            return
        if not self._channel:
            if letter in CHANNEL_KEYS:
                event.stop()
                self._channel = CHANNEL_KEYS[letter][0]
                self._draw()
        elif letter in OUTCOME_KEYS:
            event.stop()
            self._outcome = OUTCOME_KEYS[letter][0]
            self._draw()

    def action_step_back(self) -> None:
        """Choose the outcome, or else the channel, again."""
        if self._outcome:
            self._outcome = ""
        else:
            self._channel = ""
        self._draw()

    @on(Choice.Changed)
    def propose_again(self) -> None:
        """Show what the other reaction leads to."""
        self._propose()

    @on(Input.Changed)
    def keep_typed(self, event: Input.Changed) -> None:
        """Keep what is typed, in case the form is left."""
        for field in ("person", "note"):
            if event.input.id == f"{field}-input":
                self._keep(field, event.value)

    @on(Input.Submitted)
    def log_from_field(self, event: Input.Submitted) -> None:
        """Log, from wherever enter is pressed."""
        event.stop()
        self.action_log()

    @property
    def _room(self) -> int:
        """Cells for a line of the form, inside frame and padding."""
        return min(_ROOM, self.app.size.width * 96 // 100 - 8)

    def on_resize(self) -> None:
        """Break the options anew."""
        self._draw()

    def _draw(self) -> None:
        self.query_one("#channels", Static).update(
            _options("Channel", CHANNEL_KEYS, self._channel, self._room, active=True)
        )
        outcomes = _options("Outcome", OUTCOME_KEYS, self._outcome, self._room, active=bool(self._channel))
        self.query_one("#outcomes", Static).update(outcomes)
        if not self._channel:
            told = "a letter picks the channel · esc leaves, typed text stays"
        elif not self._outcome:
            told = "a letter picks the outcome · backspace the channel again · esc leaves"
        else:
            told = "enter logs it · tab adds reaction, person, note · esc leaves"
        self.query_one("#keys", Static).update(Content(told))
        self._propose()

    def _propose(self) -> None:
        begin(self, self._show_proposal, group="propose", exclusive=True)

    async def _show_proposal(self) -> None:
        box = self.query_one("#proposal", Static)
        lamps = (
            f"\n{'Unready':<{_LABEL}}no {' · no '.join(one.partition(' ')[2] for one in self._dark)}"
            if self._dark
            else ""
        )
        if not self._outcome:
            box.update(Content.styled(f"{'Next step':<{_LABEL}}follows from the outcome{lamps}", "$text-muted"))
            return
        from prospector.outreach.next_step import NextStep

        step = await self.workspace.run(self.workspace.today.step_after, self._record.id, *self._tried())
        act = "none: it goes to the lane without one"
        if isinstance(step, NextStep):
            act = f"{step.act}, {step.due:%a %d %b}, {step.at:%H:%M}"
        box.update(
            Content.assemble(
                ("Next step       ", "$text-muted"), (act, "bold"), (f"\n{' ' * _LABEL}{step.reason}", "$text-muted"),
                (lamps, "$text-warning"),
            )
        )  # fmt: skip

    def _tried(self) -> tuple[str, str, str]:
        return self._channel, self._outcome, _REACTIONS[self.query_one(Choice).value]

    def action_log(self) -> None:
        """Log it, once channel and outcome are chosen."""
        if self._channel and self._outcome:
            begin(self, self._log, group="log", exclusive=True)
        else:
            missing = "an outcome" if self._channel else "a channel"
            self.query_one("#keys", Static).update(Content(f"✗ choose {missing} by its letter first"))

    async def _log(self) -> None:
        try:
            told = await self.workspace.run(self._write)
        except ProspectorError as error:
            self.query_one("#keys", Static).update(Content(f"✗ {error.sentence}"))
            if hasattr(error, "breach"):
                ask_all_the_same(self, error.sentence, self._bend)
            return
        for field in ("person", "note"):
            self._keep(field, "")
        self.dismiss(told)

    def _bend(self, reason: str) -> None:
        """Log it all the same, for the reason given."""
        self._override = reason
        begin(self, self._log, group="log", exclusive=True)

    def _write(self) -> str:
        (channel, outcome, reaction), workspace = self._tried(), self.workspace
        person, note = self.query_one("#person", Field).value, self.query_one("#note", Field).value
        logged: TouchRecord = workspace.touches.log(
            self._record.id, channel, outcome, reaction=reaction, person=person, note=note, override=self._override
        )
        step = workspace.today.step(self._record.id)
        said = f"Logged {words(logged.channel)}, {words(logged.outcome)}: {self._record.name} · u takes it back"
        return f"{said}\nNext: {step.act}, {step.due:%a %d %b}" if step else said


def _options(label: str, keys: Mapping[str, tuple[str, str]], chosen: str, room: int, *, active: bool) -> Content:
    """Return a line of letters and words; the chosen one is marked by a glyph."""
    parts: list[Content | str | tuple[str, str]] = [
        (label.ljust(_LABEL), "bold" if active and not chosen else "$text-muted")
    ]
    used = _LABEL
    for letter, (term, word) in keys.items():
        if used + len(word) + 5 > room:
            parts.append("\n" + " " * _LABEL)
            used = _LABEL
        used += len(word) + 5
        if term == chosen:
            parts.append((f"● {letter} {word}", "bold $text-accent"))
        else:
            parts += [
                (f"  {letter}", "bold $text-accent" if active else "$text-muted"),
                (f" {word}", "" if active else "$text-muted"),
            ]
        parts.append(" ")
    return Content.assemble(*parts)


_ROOM = 66
_LABEL = 16
