"""What can be copied about a company: a small menu at the bottom, one letter each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.show import clip
from screens.widgets.hint import Hint

if TYPE_CHECKING:
    from prospector.pipeline.reach import Reach

_LABEL = 12
_NARROWEST = 20


class YankBox(Ask[str | None]):
    """Answers `domain`, `phone`, `email`, `brief` or `link`; None when it was left."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = "forms.tcss"
    LETTERS: ClassVar = {"y": "domain", "d": "domain", "p": "phone", "e": "email", "b": "brief", "l": "link"}

    def __init__(self, reach: Reach) -> None:
        """Offer the ways to one company."""
        super().__init__()
        self._reach = reach

    def compose(self) -> ComposeResult:
        """Lay out a line for each thing that can be copied."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"Copy from {self._reach.name}")
            yield Static(id="ways")
            yield Hint("a letter copies it · esc leaves")

    def on_mount(self) -> None:
        """Show what is known."""
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._draw()

    def _draw(self) -> None:
        one, room = self._reach, max(_NARROWEST, self.app.size.width - _LABEL - 16)
        missing = one.barred or "none known"
        lines = [
            ("y", "domain", one.domain, "none known: e adds one", ""),
            ("p", "phone", one.phone, missing, one.whose_phone),
            ("e", "e-mail", one.email, missing, one.whose_email),
            ("b", "brief", "the page about it, as text", "", ""),
            ("l", "link", one.link, "no website known", ""),
        ]
        parts = []
        for letter, label, value, none, whose in lines:
            told = f"{value} · {whose}" if value and whose else value or none
            style = "" if value else "$text-muted"
            parts.append(Content.assemble((f" {letter}  ", "bold $text-accent"), (label.ljust(_LABEL), "$text-muted"),
                                          (clip(told, room), style)))  # fmt: skip
        self.query_one("#ways", Static).update(Content("\n").join(parts))

    def on_key(self, event: events.Key) -> None:
        """Answer what the letter stands for."""
        if event.character in self.LETTERS:
            event.stop()
            self.dismiss(self.LETTERS[event.character])
