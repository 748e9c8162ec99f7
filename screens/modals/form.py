"""A form of several fields; what is wrong stands under the field it is about, and nothing is written before all is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static, TextArea

from prospector.errors import ProspectorError
from screens.jobs import begin
from screens.modals.fields import FieldsBox
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.hint import Hint

Answers = Mapping[str, str]
_MANY = 4
"""Fields that stand apart from each other in 24 lines; more of them stand closely."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that is asked."""

    key: str
    label: str
    value: str = ""
    example: str = ""
    options: Sequence[str] = ()
    """Words of which one is chosen; empty: a line is typed."""
    lines: int = 0
    """Height of a text of several lines; 0: one line."""
    check: Callable[[str], object] | None = None
    """Raises a ProspectorError whose sentence is shown under the field."""


class FormBox(FieldsBox[Answers | None]):
    """Asks for all fields and saves them; None when it was left."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        save: Callable[[Answers], object] | None = None,
        about: str = "",
        start: str = "",
        kept: str = "",
    ) -> None:
        """Ask for `fields`, from the one called `start` on.

        `save` runs in the workspace with the answers, and its refusal keeps the form open. With a name in `kept` what is
        typed is there again when the form was left.
        """
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._save = save
        self._about = about
        self._start = start
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Text(self._title)
            box.set_class(len(self._fields) > _MANY, "-dense")
            if self._about:
                yield Label(Content(self._about), classes="question")
            for one in self._fields:
                yield from self._widget(one)
            yield Static(id="form-wrong")
            yield from self.beneath()
            leaving = "esc leaves, typed text stays" if self._kept else "esc leaves it as it was"
            yield Hint(f"enter goes on · ctrl+s done · {leaving}")

    def beneath(self) -> ComposeResult:
        """Return what stands between the fields and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Begin where it was asked to."""
        if self._start:
            widget = self.query_one(f"#{self._start}")
            (widget.line if isinstance(widget, Field) else widget).focus()

    def _widget(self, one: FormField) -> ComposeResult:
        value = self._memory(one.key) or one.value
        if one.options:
            yield Choice(one.label, one.options, id=one.key, value=value)
        elif one.lines:
            yield Label(Content(one.label), classes="about-text")
            area = TextArea(value, id=one.key, compact=True, tab_behavior="focus", placeholder=one.example)
            area.styles.height = one.lines
            yield area
            yield Static(id=f"{one.key}-wrong", classes="wrong")
        else:
            yield Field(one.label, id=one.key, value=value, example=one.example, limit=1000)

    def _memory(self, key: str) -> str:
        return self.prospector.memory.get(f"{self._kept}.{key}") if self._kept else ""

    def _keep(self, key: str, value: str) -> None:
        if self._kept:
            before = next((one.value for one in self._fields if one.key == key), "")
            self.prospector.remember(f"{self._kept}.{key}", value if value != before else "")

    @on(Input.Changed)
    def keep_typed(self, event: Input.Changed) -> None:
        """Keep what is typed, in case the form is left."""
        self._keep((event.input.id or "").removesuffix("-input"), event.value)

    @on(Choice.Changed)
    def keep_chosen(self, event: Choice.Changed) -> None:
        """Keep what is chosen, in case the form is left."""
        self._keep(event.choice.id or "", event.word)

    @property
    def answers(self) -> dict[str, str]:
        """Return what stands in the fields."""
        found = {}
        for one in self._fields:
            widget = self.query_one(f"#{one.key}")
            if isinstance(widget, TextArea):
                found[one.key] = widget.text
            elif isinstance(widget, Choice | Field):
                found[one.key] = widget.value
        return found

    def action_finish(self) -> None:
        """Answer when every field is right and could be saved; else say what is wrong where it is."""
        begin(self, self._finish, group="act", exclusive=True)

    async def _finish(self) -> None:
        answers = self.answers
        if not self._all_right(answers):
            return
        try:
            if self._save is not None:
                await self.workspace.run(self._save, answers)
        except ProspectorError as error:
            self._refuse(error.sentence)
            return
        for one in self._fields:
            self._keep(one.key, one.value)
        self.dismiss(answers)

    def _refuse(self, sentence: str) -> None:
        told = self.query_one("#form-wrong", Static)
        told.update(Content(f"✗ {sentence}"))
        self.call_after_refresh(told.scroll_visible, animate=False)

    def _all_right(self, answers: Answers) -> bool:
        self.query_one("#form-wrong", Static).update("")
        wrong = None
        for one in self._fields:
            sentence = ""
            try:
                if one.check is not None:
                    one.check(answers[one.key])
            except ProspectorError as error:
                sentence = error.sentence
                wrong = wrong or one.key
            self._say(one, sentence)
        if wrong is not None:
            widget = self.query_one(f"#{wrong}")
            (widget.line if isinstance(widget, Field) else widget).focus()
        return wrong is None

    def _say(self, one: FormField, sentence: str) -> None:
        widget = self.query_one(f"#{one.key}")
        if isinstance(widget, Field):
            widget.say(sentence, wrong=bool(sentence))
        elif one.lines:
            self.query_one(f"#{one.key}-wrong", Static).update(Content(f"✗ {sentence}" if sentence else ""))
        elif sentence:
            self._refuse(sentence)
