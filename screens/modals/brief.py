"""The brief over a place: one page about an account, scrollable, copied with one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.model.brief import Brief
from screens.base import Ask

_LEAST = 30
_FRAME = 8
"""Cells of the box's border and padding, and of its scroll bar."""
_SHARE = 0.96
"""Of the screen's width that a box may take."""
_WIDEST = 100
_STYLES = {
    "title": "bold", "heading": "bold $text-accent", "line": "", "ask": "$text-warning", "page": "$text-muted", "": "",
}  # fmt: skip


class BriefBox(Ask[None]):
    """The brief of one account."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,q,enter", "leave", "Close", id="brief.leave", show=False),
        Binding("y", "yank", "Copy it as text", id="brief.yank", show=False),
        Binding("Y", "yank_markdown", "Copy it as Markdown", id="brief.yank_markdown", show=False),
        Binding("j", "scroll(1)", "Down", id="brief.down", show=False),
        Binding("k", "scroll(-1)", "Up", id="brief.up", show=False),
        Binding("g", "edge('top')", "To the top", id="brief.top", show=False),
        Binding("G", "edge('bottom')", "To the bottom", id="brief.bottom", show=False),
    ]

    def __init__(self, account_id: str, name: str) -> None:
        """Show the brief of the account `account_id`, called `name`."""
        super().__init__()
        self._account_id, self._name = account_id, name
        self._brief: Brief | None = None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        box = VerticalScroll(Static(id="page"), classes="box -broad")
        box.border_title = Content(f"Brief {self._name}")
        box.border_subtitle = "j k scroll · y copies · Y as Markdown · esc closes"
        yield box

    async def on_mount(self) -> None:
        """Read the account."""
        try:
            self._brief = await self.workspace.run(self.workspace.brief, self._account_id)
        except ProspectorError as error:
            self.query_one("#page", Static).update(Content(error.sentence))
            return
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        if self._brief is None:
            return
        from prospector.research.brief_text import laid_out

        width = max(_LEAST, min(_WIDEST, int(self.size.width * _SHARE) - _FRAME))
        self.query_one("#page", Static).update(_styled(laid_out(self._brief, width)))

    def action_yank(self) -> None:
        """Copy the page as text."""
        if self._brief is not None:
            from prospector.research.brief_text import as_text

            self._copy(as_text(self._brief), "text")

    def action_yank_markdown(self) -> None:
        """Copy the page as Markdown."""
        if self._brief is not None:
            from prospector.research.brief_text import as_markdown

            self._copy(as_markdown(self._brief), "Markdown")

    def _copy(self, text: str, form: str) -> None:
        self.app.copy_to_clipboard(text)
        self.prospector.say(f"Copied the brief of {self._name} as {form}")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(".box", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_edge(self, edge: str) -> None:
        """Scroll to the top or the bottom."""
        box = self.query_one(".box", VerticalScroll)
        box.scroll_home(animate=False) if edge == "top" else box.scroll_end(animate=False)


def _styled(lines: Sequence[tuple[str, str]]) -> Content:
    """Return the page: headings bright, what is unknown coloured, addresses dim."""
    return Content("\n").join(Content.styled(line, _STYLES[kind]) for kind, line in lines)
