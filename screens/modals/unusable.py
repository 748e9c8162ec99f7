"""The workspace can't be opened: one sentence on the whole screen, and the way out."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask


class Unusable(Ask[None]):
    """Says why and ends the app with the error's exit status."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,enter", "quit_app", "Quit", id="unusable.quit", show=False)
    ]

    def __init__(self, sentence: str, status: int) -> None:
        """Show `sentence`; leave with `status`."""
        super().__init__()
        self._sentence, self._status = sentence, status

    def compose(self) -> ComposeResult:
        """Lay out the sentence."""
        box = Vertical(
            Static(Content(self._sentence)),
            Static(Content("Nothing was changed.  q quits"), classes="muted"),
            classes="box",
        )
        box.border_title = "The workspace can't be opened"
        yield box

    def action_quit_app(self) -> None:
        """End the app."""
        self.app.exit(self._status, return_code=self._status)
