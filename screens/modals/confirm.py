"""What an act would change, before it is done."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.widgets.hint import Hint


class ConfirmBox(Ask[bool | None]):
    """Shows what would change; answers True by enter, None when it was left."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", "Do it", show=False, id="confirm.agree"),
        Binding("n", "leave", "Back", show=False, id="confirm.leave"),
    ]

    def __init__(self, title: str, body: Content, does: str) -> None:
        """Show `body`; `does` says what enter does."""
        super().__init__()
        self._title = title
        self._body = body
        self._does = does

    def compose(self) -> ComposeResult:
        """Yield what would change and the keys."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Text(self._title)
            yield Static(self._body)
            yield Hint(f"enter {self._does} · esc goes back")

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(True)
