"""A table from the clipboard: a text area that takes what was copied in a spreadsheet or on a page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static, TextArea

from prospector.text import plural
from screens.base import Ask
from screens.widgets.hint import Hint


class PasteTableBox(Ask[str | None]):
    """Asks for a pasted table; None when it was left or nothing was pasted."""

    CSS_PATH = "forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "finish", "Take it", show=False, id="paste_table.finish"),
        # An area that takes tabs takes this key, too, to give the focus on: here is nothing else to have it.
        Binding("escape", "leave", "Back", show=False, id="paste_table.leave", priority=True),
    ]
    DEFAULT_CSS = """
    PasteTableBox TextArea { height: 14; margin: 1 0 0 0; }
    PasteTableBox.-narrow TextArea { height: 10; }
    """

    def compose(self) -> ComposeResult:
        """Yield the area."""
        with Vertical(classes="box -broad") as box:
            box.border_title = "Paste a table"
            about = "Copy the cells in the spreadsheet, headings included, and paste them here. One name a line is fine too."
            yield Label(Content(about), classes="question")
            yield TextArea(id="text", compact=True, tab_behavior="indent", soft_wrap=False)
            yield Static(id="told", classes="muted")
            yield Hint("ctrl+s goes on · esc goes back")

    @on(TextArea.Changed)
    def count(self, event: TextArea.Changed) -> None:
        """Say how many lines there are."""
        lines = sum(1 for line in event.text_area.text.splitlines() if line.strip())
        self.query_one("#told", Static).update(Content(plural(lines, "line") if lines else ""))

    def action_finish(self) -> None:
        """Take what stands there."""
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        else:
            self.query_one("#told", Static).update(Content("✗ nothing was pasted yet"))
