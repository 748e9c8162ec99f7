"""One of a few words, chosen with left and right; the chosen one is marked by a glyph, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_LABEL_CELLS = 16


class Choice(Widget, can_focus=True):
    """A label and a row of words, wrapped when they don't fit."""

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; color: $text-muted; }
    Choice:focus { color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Choose", show=False, id="choice.previous"),
        Binding("right,l,space", "step(1)", "Choose", show=False, id="choice.next"),
    ]

    chosen: reactive[int] = reactive(0, layout=True)

    class Changed(Message):
        """Another word was chosen."""

        def __init__(self, choice: Choice, word: str) -> None:
            """Keep the widget and the word."""
            super().__init__()
            self.choice = choice
            self.word = word

        @property
        def control(self) -> Choice:
            """Return the widget."""
            return self.choice

    def __init__(self, label: str, words: Sequence[str], *, id: str, value: str = "") -> None:  # noqa: A002
        """Offer `words`, of which `value` (else the first) is chosen."""
        super().__init__(id=id)
        self._label = label
        self._words = tuple(words)
        self.set_reactive(Choice.chosen, self._words.index(value) if value in self._words else 0)

    @property
    def value(self) -> str:
        """Return the chosen word."""
        return self._words[self.chosen]

    @value.setter
    def value(self, word: str) -> None:
        self.chosen = self._words.index(word)

    def render(self) -> Content:
        """Return the label and the words, the chosen one marked."""
        label = Content.styled(self._label.ljust(_LABEL_CELLS), "bold" if self.has_focus else "$text-muted")
        parts = [
            Content.styled(f"● {word}", "bold $text-accent" if self.has_focus else "bold $foreground")
            if number == self.chosen
            else Content(f"○ {word}")
            for number, word in enumerate(self._words)
        ]
        lines, used = [label], _LABEL_CELLS
        room = max(self.size.width, _LABEL_CELLS + 12)
        for part in parts:
            if used + part.cell_length + 2 > room:
                lines.append(Content("\n" + " " * _LABEL_CELLS))
                used = _LABEL_CELLS
            lines += [part, Content("  ")]
            used += part.cell_length + 2
        return Content("").join(lines)

    def action_step(self, by: int) -> None:
        """Choose the next or previous word, round and round."""
        self.chosen = (self.chosen + by) % len(self._words)
        self.post_message(self.Changed(self, self.value))

    def choose(self, letter: str) -> None:
        """Choose the next word that begins with `letter`; nothing changes when none does."""
        count = len(self._words)
        for by in range(1, count + 1):
            if self._words[(self.chosen + by) % count].startswith(letter.lower()):
                self.action_step(by)
                return

    def on_click(self, event: Click) -> None:
        """Choose the next word with the mouse."""
        event.stop()
        self.focus()
        self.action_step(1)
