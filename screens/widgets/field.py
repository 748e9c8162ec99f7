"""One line to type in, with its label before it and what is wrong with it beneath, in words."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label


class Line(Input):
    """A one-line input that hands over a paste of several lines instead of dropping all but the first."""

    class PastedLines(Message):
        """Several lines were pasted."""

        def __init__(self, line: Line, text: str) -> None:
            """Keep the input and the whole text."""
            super().__init__()
            self.line = line
            self.text = text

        @property
        def control(self) -> Line:
            """Return the input that was pasted into."""
            return self.line

    def _on_paste(self, event: Paste) -> None:
        if len([line for line in event.text.splitlines() if line.strip()]) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.PastedLines(self, event.text))
            return
        super()._on_paste(event)
        event.prevent_default()


class Field(Widget):
    """Label, input and message. The input is named ``<id>-input``; `Input` messages bubble from it."""

    line = getters.query_one(Line)

    DEFAULT_CSS = """
    Field { height: auto; layout: vertical; }
    Field > Horizontal { height: 1; }
    Field Label { width: 16; color: $text-muted; }
    Field:focus-within Label { color: $foreground; text-style: bold; }
    Field Line, Field Line:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $surface;
        border-left: outer $surface; background-tint: $foreground 0%;
    }
    Field Line:focus { border-left: outer $accent; background-tint: $foreground 6%; }
    Field > .message { width: 100%; height: auto; padding: 0 0 0 18; display: none; color: $text-muted; }
    Field.-said > .message { display: block; }
    Field.-wrong > .message { color: $text-error; }
    """

    STATES: ClassVar = ("-wrong",)

    def __init__(
        self,
        label: str,
        *,
        id: str,  # noqa: A002 - Textual's own name
        value: str = "",
        example: str = "",
        hint: str = "",
        limit: int = 0,
    ) -> None:
        """Show `label` before an input holding `value`; `example` stands in it while empty, `hint` beneath."""
        super().__init__(id=id)
        self._label = label
        self._value = value
        self._example = example
        self._hint = hint
        self._limit = limit

    def compose(self) -> ComposeResult:
        """Yield label, input and message."""
        with Horizontal():
            yield Label(Content(self._label))
            yield Line(
                self._value, placeholder=self._example, id=f"{self.id}-input", max_length=self._limit,
                select_on_focus=False,
            )  # fmt: skip
        yield Label(Content(self._hint), classes="message")

    def on_mount(self) -> None:
        """Show the hint."""
        self.say(self._hint)

    @property
    def value(self) -> str:
        """Return what is typed."""
        return self.line.value

    @value.setter
    def value(self, text: str) -> None:
        self.line.value = text
        self.line.cursor_position = len(text)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Show `sentence` under the input; an empty one brings the hint back."""
        shown = sentence or self._hint
        mark = "✗ " if wrong and sentence else ""
        self.query_one(".message", Label).update(Content(mark + shown))
        self.set_class(bool(shown), "-said")
        self.set_class(wrong and bool(sentence), "-wrong")

    def relabel(self, label: str) -> None:
        """Change the label."""
        self.query_one("Horizontal > Label", Label).update(Content(label))

    def take_focus(self) -> None:
        """Put the cursor into the input."""
        self.line.focus()
