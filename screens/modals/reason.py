"""A reason in one line, and what was learnt from it: asked before anything leaves the list."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label

from screens.base import Ask
from screens.jobs import begin
from screens.widgets.field import Field
from screens.widgets.hint import Hint

_KEPT = "reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """The answer."""

    reason: str
    lesson: str = ""


def ask_all_the_same(asking: Screen[Any], refusal: str, go_on: Callable[[str], None]) -> None:
    """Ask why a refused act is done all the same, and go on with the reason."""

    def answered(answer: Reason | None) -> None:
        if answer is not None:
            go_on(answer.reason)

    box = ReasonBox("A rule says no", f"{refusal}.", example="they asked for it in writing")
    asking.app.push_screen(box, answered)


def counted(typed: str) -> str:
    """Return as what a reason for dropping is counted, or, before anything is typed, which ones are."""
    from prospector.model.outreach import DROP_REASONS, SOFT
    from prospector.pipeline.moves import drop_code

    if not typed.strip():
        return f"counted: {', '.join(words for code, words in DROP_REASONS.items() if code != 'other')}"
    code = drop_code(typed)
    about = ", about us: counted apart" if code in SOFT else ""
    return f"counted as “{DROP_REASONS[code]}”{about}"


class ReasonBox(Ask[Reason | None]):
    """Asks for a reason, and with `lesson` also for what it taught; None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self, title: str, question: str, *, example: str = "no money before next year", lesson: bool = False
    ) -> None:
        """Show `title` and `question`; both are plain text."""
        super().__init__()
        self._title = title
        self._question = question
        self._example = example
        self._lesson = lesson
        self._newest = ""
        """The newest act when it was asked."""

    def compose(self) -> ComposeResult:
        """Yield question, reason and lesson."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Text(self._title)
            yield Label(Content(self._question), classes="question")
            hint = counted("") if self._lesson else ""
            yield Field("Reason", id="reason", example=self._example, hint=hint, limit=500)
            if self._lesson:
                yield Field(
                    "Lesson",
                    id="lesson",
                    example="asks for three-year contracts",
                    hint="what to remember next time; may stay empty",
                    limit=1000,
                )
            yield Hint("enter goes on · esc keeps everything as it is")

    def on_mount(self) -> None:
        """Look whether anything was typed here before that came to nothing."""
        begin(self, self._again, group="read")

    async def _again(self) -> None:
        """Put back what was answered last time when no act followed, because it could not be written."""
        done = await self.workspace.run(self.workspace.history, 1)
        self._newest = done[0].id if done else "-"
        with contextlib.suppress(ValueError):
            title, newest, reason, lesson = json.loads(self.prospector.memory.get(_KEPT, "[]")) or [""] * 4
            if (title, newest) == (self._title, self._newest):
                for key, text in (("reason", reason), ("lesson", lesson)):
                    for field in self.query(f"#{key}").results(Field):
                        field.value = field.value or text

    @on(Input.Changed, "#reason-input")
    def tell_how_it_counts(self, event: Input.Changed) -> None:
        """Say as what a reason for dropping is counted."""
        if self._lesson:
            self.query_one("#reason", Field).say(counted(event.value))

    @on(Input.Submitted, "#reason-input")
    def go_on_from_reason(self, event: Input.Submitted) -> None:
        """Ask for the lesson, or finish."""
        event.stop()
        if not self._checked():
            return
        if self._lesson:
            self.query_one("#lesson", Field).take_focus()
        else:
            self._finish()

    @on(Input.Submitted, "#lesson-input")
    def finish_from_lesson(self, event: Input.Submitted) -> None:
        """Finish."""
        event.stop()
        if self._checked():
            self._finish()

    def _checked(self) -> bool:
        field = self.query_one("#reason", Field)
        if any(letter.isalnum() for letter in field.value):
            field.say("")
            return True
        field.say("say why in a few words: the audit and your own memory need it", wrong=True)
        field.take_focus()
        return False

    def _finish(self) -> None:
        lesson = self.query_one("#lesson", Field).value if self._lesson else ""
        answer = Reason(self.query_one("#reason", Field).value, lesson)
        self.prospector.remember(_KEPT, json.dumps([self._title, self._newest, answer.reason, answer.lesson]))
        self.dismiss(answer)
