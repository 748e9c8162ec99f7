"""A closer look: labels and texts, in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.show import wrap

_LABEL = 12
_ROOM = 66


class FactsBox(Ask[None]):
    """Shows facts about one thing."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter", "leave", "Close", id="facts.leave", show=False)]
    SUBTITLE: ClassVar[str] = "esc closes"

    def __init__(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show `facts` under `title`; all of it is plain text."""
        super().__init__()
        self._title, self._facts = title, facts

    def compose(self) -> ComposeResult:
        """Lay out the facts."""
        parts: list[str | tuple[str, str]] = []
        beside = _LABEL if any(label for label, _ in self._facts) else 0
        for label, text in self._facts:
            parts += [(label.ljust(beside), "$text-muted"), f"{wrap(text, _ROOM, beside)}\n"]
        box = VerticalScroll(Static(Content.assemble(*parts)), classes="box")
        box.border_title = Content(self._title)
        box.border_subtitle = self.SUBTITLE
        yield box
