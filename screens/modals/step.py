"""The next step: `enter` takes it as proposed; another day, hour or channel bends it, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from prospector.errors import BadInput, ProspectorError
from prospector.model.account import AccountRecord
from prospector.model.touch import CHANNELS, words
from prospector.outreach.next_step import NextStep, NoStep
from screens.base import Ask
from screens.jobs import begin
from screens.repeat import step_line, told_step
from screens.show import wrap
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.letters import LABEL, ROOM

_CHANNELS = {words(term): term for term in CHANNELS}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is shown before anything is bent."""

    step: NextStep | NoStep | None
    day: date | None
    """The day on which it would be done: the due day, or today when that is over."""
    cadence: str
    load: str


class StepBox(Ask[str | None]):
    """Plans the next step of one account; answers the sentence about it, None when it was left."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Take it", id="step.save", show=False),
        Binding("down", "app.focus_next", "Next field", id="step.next", show=False),
        Binding("up", "app.focus_previous", "Previous field", id="step.previous", show=False),
    ]

    def __init__(self, record: AccountRecord) -> None:
        """Plan for the account `record`."""
        super().__init__()
        self._record = record
        self._proposed: Proposed | None = None

    def compose(self) -> ComposeResult:
        """Lay out the proposal and what bends it."""
        with VerticalScroll(classes="box -tight", can_focus=False) as box:
            box.border_title = Content(f"Next step of {self._record.name}")
            yield Static(id="proposal", classes="question")
            yield Field("Another day", id="day", example="as proposed")
            yield Field("Hour", id="hour", example="as proposed")
            yield Choice("Channel", tuple(_CHANNELS), id="channel")
            yield Field("What for", id="note", example="the offer they asked for", limit=200)
            yield Field("Why", id="reason", example="they are at a fair until then", limit=500)
            yield Hint(id="keys")

    def on_mount(self) -> None:
        """Read the proposal, then wait for a day."""
        self._say("")
        self.query_one("#day", Field).take_focus()
        begin(self, self._read, group="read")

    async def _read(self) -> None:
        self._proposed = proposed = await self.workspace.run(self._known)
        room, step = min(ROOM, self.app.size.width * 96 // 100 - 8) - 2, proposed.step
        lines = [("Proposed", told_step(step), "bold")]
        if isinstance(step, NextStep):
            late = (self.workspace.store.clock.today() - step.due).days
            if late > 0:
                lines.append(("", f"{late} d late; enter leaves it due", "$text-warning"))
            lines.append(("", step.reason, "$text-muted"))
            self.query_one("#channel", Choice).value = words(step.channel)
            self.query_one("#day", Field).line.placeholder = f"{proposed.day:%Y-%m-%d}, as proposed"
            self.query_one("#hour", Field).line.placeholder = f"{step.at:%H:%M}, as proposed"
        else:
            self.query_one("#day", Field).line.placeholder = "tomorrow, fri, 5, 2 weeks, 30 June"
            self.query_one("#hour", Field).line.placeholder = "09:40"
        lines += [("Cadence", proposed.cadence, "$text-muted"), ("Load", proposed.load, "$text-muted")]
        self.query_one("#proposal", Static).update(
            Content("\n").join(
                Content.assemble((label.ljust(LABEL), "$text-muted"), (wrap(text, room, LABEL), style))
                for label, text, style in lines if text
            )
        )  # fmt: skip

    def _known(self) -> Proposed:
        workspace, key = self.workspace, self._record.id
        step, horizon = workspace.today.standing(key), workspace.today.horizon(key)
        cadence = workspace.strategy.cadence(key, horizon)
        day, load = None, ""
        if isinstance(step, NextStep):
            day = workspace.planner.calendar.add(max(step.due, workspace.store.clock.today()), 0)
            load = workspace.today.load_on(day)
        return Proposed(step, day, f"{cadence.name}: {cadence.text}", load)

    @on(Input.Changed, "#day-input")
    def look_again(self) -> None:
        """Show which day is meant, and how much is planned there."""
        begin(self, self._read_day, group="day", exclusive=True)

    async def _read_day(self) -> None:
        field = self.query_one("#day", Field)
        if not field.value.strip():
            field.say("")
            return
        try:
            day = await self.workspace.run(self.workspace.planner.day, field.value, self._channel)
            load = await self.workspace.run(self.workspace.today.load_on, day)
        except ProspectorError as error:
            field.say(error.sentence, wrong=True)
        else:
            field.say(f"{day:%A} {day:%d %B %Y} · {load}")

    @property
    def _channel(self) -> str:
        return _CHANNELS[self.query_one("#channel", Choice).value]

    @on(Input.Submitted)
    def save_from_field(self, event: Input.Submitted) -> None:
        """Take it, from wherever enter is pressed."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Take the step as proposed, or as it was bent."""
        if self._proposed is not None:
            begin(self, self._save, group="save", exclusive=True)

    async def _save(self) -> None:
        typed = {name: self.query_one(f"#{name}", Field).value.strip() for name in ("day", "hour", "note", "reason")}
        proposed = self._proposed
        step = proposed.step if proposed else None
        if isinstance(step, NextStep) and self._channel == step.channel and not any(typed.values()):
            self.dismiss(f"{self._record.name} stays as planned: {step_line(step)}")
            return
        if not typed["day"] and proposed is not None and proposed.day is not None:
            typed["day"] = proposed.day.isoformat()
        for name in typed:
            self.query_one(f"#{name}", Field).say("")
        try:
            told = await self.workspace.run(self._write, typed, self._channel)
        except ProspectorError as error:
            self._point_at(error)
        else:
            self.dismiss(told)

    def _point_at(self, error: ProspectorError) -> None:
        """Show the sentence under the field it is about, and put the cursor there."""
        if isinstance(error, BadInput):
            name = "hour" if "is not an hour" in error.sentence else "day"
        elif "needs a reason" in error.sentence:
            name = "reason"
        else:
            self._say(error.sentence)
            return
        self.query_one(f"#{name}", Field).say(error.sentence, wrong=True)
        self.query_one(f"#{name}", Field).take_focus()

    def _say(self, sentence: str) -> None:
        told = f"✗ {sentence}" if sentence else "enter takes it as proposed · a day or tab bends it · esc leaves"
        self.query_one("#keys", Static).update(Content(told))

    def _write(self, typed: dict[str, str], channel: str) -> str:
        key, workspace = self._record.id, self.workspace
        workspace.steps.schedule(
            key, typed["day"], channel, at=typed["hour"], note=typed["note"], reason=typed["reason"]
        )
        return f"Planned {self._record.name}: {told_step(workspace.today.standing(key))} · u takes it back"
