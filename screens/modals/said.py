"""What the app said since it was started: toasts go away, what they said stays here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask


class SaidBox(Ask[None]):
    """What was said, the newest first: each message stands in a corner for some seconds and then only here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,q,enter", "leave", "Close", id="said.close", show=False)]

    def __init__(self, said: Sequence[tuple[datetime, str]]) -> None:
        """Show `said`: when, and what."""
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """Yield a line a message."""
        lines = [Content.assemble((f"{at:%H:%M:%S}  ", "$text-muted"), text) for at, text in reversed(self._said)]
        nothing = Content(
            "Nothing was said yet. Whatever the app says in the corner stands here afterwards, with its time."
        )
        box = VerticalScroll(Static(Content("\n").join(lines) if lines else nothing), classes="box -broad")
        box.border_title = "What was said"
        box.border_subtitle = "esc closes"
        yield box
