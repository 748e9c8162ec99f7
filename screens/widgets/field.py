"""One line to type in, with its label before it and what is wrong with it beneath, in words."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Label

from screens.widgets.fixed import FixedInput


class Line(FixedInput):
    """A one-line input that hands over a paste of several lines instead of dropping all but the first.

    With `hands_on` also what is typed right after `enter`, to whatever has the focus by then: in a burst of keys they
    reach this line before anybody could have heard of the `enter`.
    """

    hands_on = False
    _held: list[Key] | None = None

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

    class Round(Message):
        """Goes up to the app behind an `enter`, and once more behind what the `enter` brought about."""

        def __init__(self, line: Line, *, last: bool = False) -> None:
            """Keep the input, and whether everybody heard of the `enter` by now."""
            super().__init__()
            self.line = line
            self.last = last

    async def _on_key(self, event: Key) -> None:
        if self._held is not None:
            event.stop()
            event.prevent_default()
            self._held.append(event)
            return
        if self.hands_on and event.key == "enter":
            self._held = []
            self.post_message(self.Round(self))
        await super()._on_key(event)
        event.prevent_default()

    def hand_on(self) -> None:
        """Give the keys that came after an `enter` to what has the focus now."""
        held, self._held = self._held or (), None
        for one in held:
            screen = self.app.screen
            (screen.focused or screen)._forward_event(Key(one.key, one.character))  # noqa: SLF001 - no public way

    def on_unmount(self) -> None:
        """Hand on what is left where `enter` closed the box this line stood in."""
        self.hand_on()

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
    Field > Horizontal > Label { width: 16; color: $text-muted; }
    Field.-typed > Horizontal > Label { color: $foreground; text-style: bold; }
    Field Line, Field Line:focus {
        width: 1fr; height: 1; border: none; padding: 0 1; background: $surface;
        border-left: outer $surface; background-tint: $foreground 0%;
    }
    Field Line:focus { border-left: outer $accent; background-tint: $foreground 6%; }
    Field > .message { width: 100%; height: auto; padding: 0 0 0 18; display: none; color: $text-muted; }
    Field.-said > .message { display: block; }
    Field.-wrong > .message { color: $text-error; }
    """

    def __init__(
        self,
        label: str,
        *,
        id: str,  # noqa: A002 - Textual's own name
        value: str = "",
        example: str = "",
        hint: str = "",
        limit: int = 0,
        hands_on: bool = False,
    ) -> None:
        """Show `label` before an input holding `value`; `example` stands in it while empty, `hint` beneath.

        With `hands_on` what is typed right after `enter` goes to the field that has the focus then.
        """
        super().__init__(id=id)
        self._label = label
        self._value = value
        self._example = example
        self._hint = hint
        self._limit = limit
        self._hands_on = hands_on

    def compose(self) -> ComposeResult:
        """Yield label, input and message."""
        with Horizontal():
            yield Label(Content(self._label))
            line = Line(
                self._value, placeholder=self._example, id=f"{self.id}-input", max_length=self._limit,
                select_on_focus=False,
            )  # fmt: skip
            line.hands_on = self._hands_on
            yield line
        yield Label(Content(self._hint), classes="message")

    def on_mount(self) -> None:
        """Show the hint."""
        self.say(self._hint)

    def on_descendant_focus(self) -> None:
        """Mark the label of the line that is typed into; by a class, for Textual styles no child anew for `:focus-within`."""
        self.add_class("-typed")

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.remove_class("-typed")

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
        """Put the cursor into the input, at once: the next key may be under way already."""
        self.screen.set_focus(self.line)
