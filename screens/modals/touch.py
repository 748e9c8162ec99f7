"""Logging a touch in four keys: `a`, a channel, an outcome, `enter`. A digit says who it was; the rest is reached by tab."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

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
from screens.modals.reason import ask_all_the_same
from screens.repeat import MEMORY, TOUCH, Repeat, told_step, touched
from screens.show import clip, wrap
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.hint import Hint
from screens.widgets.letters import LABEL, ROOM, letter_line
from screens.words import CHANNEL_KEYS, OUTCOME_KEYS, REACTION_KEYS

if TYPE_CHECKING:
    from prospector.model.qualification import PersonRecord

_REACTIONS = {f"{letter} {word}": term for letter, (term, word) in REACTION_KEYS.items()}
_SHARED, _PRIVATE = "for the team", "for me alone"
_KEPT = ("person", "note", "back")
_MOST_PEOPLE = 9


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
        self._channel = self._outcome = self._override = self._ladder = ""
        self._dark: list[str] = []
        self._people: Sequence[PersonRecord] = ()

    def compose(self) -> ComposeResult:
        """Lay out channels, outcomes, people, the proposal and the optional fields."""
        with VerticalScroll(classes="box -tight", can_focus=False) as box:
            box.border_title = Content(f"Touch {self._record.name}")
            yield Static(id="channels", classes="question")
            yield Static(id="outcomes", classes="more")
            yield Static(id="people", classes="more")
            yield Static(id="proposal", classes="question")
            yield Choice("Reaction", tuple(_REACTIONS), id="reaction")
            yield Field("Person", id="person", value=self._kept("person"), example="head of service", limit=200)
            yield Field("Note", id="note", value=self._kept("note"), example="asked for a reference", limit=2000)
            yield Choice("The note is", (_SHARED, _PRIVATE), id="private")
            yield Field("Call back", id="back", value=self._kept("back"), example="thu 14:30, when they named a time")
            yield Hint(id="keys")

    def on_mount(self) -> None:
        """Show the first question, then who is known there and what is not known yet."""
        self.query_one("#people").display = False
        self._draw()
        begin(self, self._read, group="read")

    async def _read(self) -> None:
        self._dark, self._ladder, self._people = await self.workspace.run(self._known)
        self._draw()

    def _known(self) -> tuple[list[str], str, Sequence[PersonRecord]]:
        touches, key = self.workspace.touches, self._record.id
        dark = [] if touches.of(key) else touches.lamps(key).dark
        people = [one for one in self.workspace.people.of(key) if not one.suppressed and one.consent != "withdrawn"]
        return dark, touches.ladder(key).text, people[:_MOST_PEOPLE]

    def _kept(self, field: str) -> str:
        return self.prospector.memory.get(f"touch.{field}.{self._record.id}")

    def _keep(self, field: str, value: str) -> None:
        self.prospector.remember(f"touch.{field}.{self._record.id}", value)

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a channel, then of an outcome, then of a reaction; a digit says who it was."""
        letter = event.character or ""
        if isinstance(self.focused, Input) or not letter:
            return
        if letter.isdecimal() and 0 < int(letter) <= len(self._people):
            one = self._people[int(letter) - 1]
            self.query_one("#person", Field).value = one.name or one.role
        elif not self._channel and letter in CHANNEL_KEYS:
            self._channel = CHANNEL_KEYS[letter][0]
        elif self._channel and not self._outcome and letter in OUTCOME_KEYS:
            self._outcome = OUTCOME_KEYS[letter][0]
        elif self._outcome and letter in REACTION_KEYS and not isinstance(self.focused, Choice):
            self.query_one("#reaction", Choice).value = next(one for one in _REACTIONS if one[0] == letter)
        else:
            return
        event.stop()
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
        field = (event.input.id or "").removesuffix("-input")
        if field in _KEPT:
            self._keep(field, event.value)
        if field == "back":
            self.query_one("#back", Field).say("")
            self._propose()
        elif field == "person":
            self._draw_people()

    @on(Input.Submitted)
    def log_from_field(self, event: Input.Submitted) -> None:
        """Log, from wherever enter is pressed."""
        event.stop()
        self.action_log()

    @property
    def _room(self) -> int:
        """Cells for a line of the form, inside frame and padding."""
        return min(ROOM, self.app.size.width * 96 // 100 - 8)

    def on_resize(self) -> None:
        """Break the options anew."""
        self._draw()

    def _draw(self) -> None:
        self.query_one("#channels", Static).update(
            letter_line("Channel", CHANNEL_KEYS, self._channel, self._room, active=True, fold=True)
        )
        outcomes = letter_line(
            "Outcome", OUTCOME_KEYS, self._outcome, self._room, active=bool(self._channel), fold=True
        )
        self.query_one("#outcomes", Static).update(outcomes)
        self.query_one("#reaction").display = bool(self._outcome)
        self._draw_people()
        if not self._channel:
            told = "a letter picks the channel · esc leaves, typed text stays"
        elif not self._outcome:
            told = "a letter picks the outcome · backspace the channel again · esc leaves"
        else:
            told = "enter logs it · a letter the reaction · tab the rest · esc leaves"
        self.query_one("#keys", Static).update(Content(told))
        self._propose()

    def _draw_people(self) -> None:
        if self._people:
            named = {str(at): (one.name or one.role, clip(", ".join(part for part in (one.name, one.role) if part), 30))
                     for at, one in enumerate(self._people, 1)}  # fmt: skip
            chosen = self.query_one("#person", Field).value
            self.query_one("#people", Static).update(letter_line("Who", named, chosen, self._room, active=True))
        self.query_one("#people").display = bool(self._people)

    def _propose(self) -> None:
        begin(self, self._show_proposal, group="propose", exclusive=True)

    async def _show_proposal(self) -> None:
        box = self.query_one("#proposal", Static)
        parts: list[tuple[str, str]] = [("Next step".ljust(LABEL), "$text-muted")]
        if self._outcome:
            act, reason = await self._following()
            parts += [(act, "bold"), (f"\n{' ' * LABEL}{wrap(reason, self._room, LABEL)}", "$text-muted")]
        else:
            parts.append(("follows from the outcome", "$text-muted"))
            parts.append((f"\n{'Ladder':<{LABEL}}{self._ladder}", "$text-muted"))
        if self._dark:
            dark = ", ".join(one.partition(" ")[2] for one in self._dark)
            parts.append((f"\n{'Unready':<{LABEL}}no {dark}", "$text-warning"))
        box.update(Content.assemble(*parts))

    async def _following(self) -> tuple[str, str]:
        """Return the next step in words and its reason; a call-back that was agreed on comes before the cadence."""
        back = self.query_one("#back", Field).value.strip()
        if back:
            try:
                day, hour = await self.workspace.run(self.workspace.planner.moment, back)
            except ProspectorError as error:
                return "a call-back", error.sentence
            return f"call back, {day:%a %d %b}{', ' + hour if hour else ''}", "agreed on with them"
        from prospector.outreach.next_step import NextStep

        step = await self.workspace.run(self.workspace.today.step_after, self._record.id, *self._tried())
        return (told_step(step) if isinstance(step, NextStep) else "none, it goes to the lane without one"), step.reason

    def _tried(self) -> tuple[str, str, str]:
        return self._channel, self._outcome, _REACTIONS[self.query_one("#reaction", Choice).value]

    def action_log(self) -> None:
        """Log it, once channel and outcome are chosen."""
        if self._channel and self._outcome:
            begin(self, self._log, group="log", exclusive=True)
        else:
            missing = "an outcome" if self._channel else "a channel"
            self.query_one("#keys", Static).update(Content(f"✗ choose {missing} by its letter first"))

    async def _log(self) -> None:
        typed = {field: self.query_one(f"#{field}", Field).value for field in _KEPT}
        write = partial(self._write, **typed, private=self.query_one("#private", Choice).value == _PRIVATE)
        try:
            told = await self.workspace.run(write, *self._tried())
        except ProspectorError as error:
            self._refused(error, typed["back"])
            return
        self.prospector.remember(MEMORY, Repeat(TOUCH, self._tried()).dump())
        for field in _KEPT:
            self._keep(field, "")
        self.dismiss(told)

    def _refused(self, error: ProspectorError, back: str) -> None:
        if back.strip() and isinstance(error, BadInput):
            self.query_one("#back", Field).say(error.sentence, wrong=True)
            self.query_one("#back", Field).take_focus()
            return
        self.query_one("#keys", Static).update(Content(f"✗ {error.sentence}"))
        if hasattr(error, "breach"):
            ask_all_the_same(self, error.sentence, self._bend)

    def _bend(self, reason: str) -> None:
        """Log it all the same, for the reason given."""
        self._override = reason
        begin(self, self._log, group="log", exclusive=True)

    def _write(
        self, channel: str, outcome: str, reaction: str, *, person: str, note: str, back: str, private: bool
    ) -> str:
        self.workspace.touches.log(
            self._record.id, channel, outcome, reaction=reaction, person=person, note=note, private=private,
            override=self._override, call_back=back,
        )  # fmt: skip
        return touched(self.workspace, self._record.id, channel, outcome)
