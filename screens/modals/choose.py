"""One of a few ways to go on, each with its key, its name and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList

from screens.base import Ask
from screens.widgets.hint import Hint
from screens.widgets.picks import Picks


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go on."""

    key: str
    """The letter that picks it; also the answer."""
    label: str
    meaning: str = ""


class ChooseBox(Ask[str | None]):
    """Asks which way; answers its key, or None when it was left."""

    CSS_PATH = "forms.tcss"

    def __init__(self, title: str, question: str, ways: Sequence[Way]) -> None:
        """Show `title`, `question` and the ways in their order, the cursor on the first."""
        super().__init__()
        self._title = title
        self._question = question
        self._ways = tuple(ways)

    def compose(self) -> ComposeResult:
        """Yield question and ways."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Text(self._title)
            yield Label(Content(self._question), classes="question")
            yield Picks(id="ways")
            yield Hint("enter picks · esc goes back")

    def on_mount(self) -> None:
        """Show the ways."""
        width = max(len(way.label) for way in self._ways) + 2
        self.query_one(Picks).show(
            [
                (way.key, Content.assemble((f" {way.key}  ", "bold $text-accent"), way.label.ljust(width), way.meaning))
                for way in self._ways
            ]
        )

    def on_key(self, event: events.Key) -> None:
        """Pick a way by its letter."""
        if event.character and event.character in [way.key for way in self._ways]:
            event.stop()
            self.dismiss(event.character)

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Pick the way under the cursor."""
        event.stop()
        self.dismiss(event.option.id)
