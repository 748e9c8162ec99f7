"""The line of a question that says which keys it listens to; it shows the keys that really hold."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widgets import Static

from screens.keyed import keyed


class Hint(Static):
    """Keys and what they do, ``enter keeps it · esc leaves``; what is put in is shown as it stands, never as markup."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Show `text`."""
        super().__init__(Content(text), id=id, classes="keys")

    def render(self) -> RenderResult:
        """Return the line with the user's own keys."""
        shown = super().render()
        if not isinstance(shown, Content):
            return shown
        told = keyed(shown.plain, self.screen)
        return shown if told == shown.plain else Content(told)
