"""The pages about an account over a place: the brief, and the call sheet made of what is unknown."""

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
from prospector.pipeline.call_sheet import sheet_lines
from screens.base import Ask
from screens.show import wrap

_LEAST = 30
_FRAME = 8
"""Cells of the box's border and padding, and of its scroll bar."""
_SHARE = 0.96
"""Of the screen's width that a box may take."""
_WIDEST = 100
_STYLES = {
    "title": "bold", "heading": "bold $text-accent", "line": "", "ask": "$text-warning", "page": "$text-muted", "": "",
}  # fmt: skip


BRIEF, SHEET = "brief", "sheet"
_TITLES = {BRIEF: "Brief", SHEET: "Call sheet"}


class BriefBox(Ask[None]):
    """The brief of one account; tab turns to its call sheet and back."""

    AUTO_FOCUS = ".box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,q,enter", "leave", "Close", id="brief.leave", show=False),
        Binding("tab,shift+tab", "turn", "Turn the page", id="brief.turn", show=False),
        Binding("y", "yank", "Copy it as text", id="brief.yank", show=False),
        Binding("Y", "yank_markdown", "Copy it as Markdown", id="brief.yank_markdown", show=False),
        Binding("j", "scroll(1)", "Down", id="brief.down", show=False),
        Binding("k", "scroll(-1)", "Up", id="brief.up", show=False),
        Binding("g", "edge('top')", "To the top", id="brief.top", show=False),
        Binding("G", "edge('bottom')", "To the bottom", id="brief.bottom", show=False),
    ]

    def __init__(self, account_id: str, name: str, page: str = "") -> None:
        """Show the page about the account `account_id`, called `name`; without one that which was looked at last."""
        super().__init__()
        self._account_id, self._name = account_id, name
        self._page = page
        self._brief: Brief | None = None
        self._sheet: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        box = VerticalScroll(Static(id="page"), classes="box -broad")
        yield box

    async def on_mount(self) -> None:
        """Read the account."""
        kept = self._page or self.prospector.memory.get("brief.page")
        self._page = kept if kept in _TITLES else BRIEF
        workspace = self.workspace
        try:
            self._brief = await workspace.run(workspace.brief, self._account_id)
            self._sheet = sheet_lines(await workspace.run(workspace.dossiers.call_sheet, self._account_id))
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
        width = max(_LEAST, min(_WIDEST, int(self.size.width * _SHARE) - _FRAME))
        box, other = self.query_one(".box"), SHEET if self._page == BRIEF else BRIEF
        box.border_title = Content(f"{_TITLES[self._page]} {self._name}")
        markdown = " · Y as Markdown" if self._page == BRIEF else ""
        box.border_subtitle = f"tab {_TITLES[other].lower()} · j k scroll · y copies{markdown} · esc closes"
        if self._page == SHEET:
            self.query_one("#page", Static).update(_styled(_sheet_page(self._sheet, width)))
            return
        from prospector.research.brief_text import laid_out

        self.query_one("#page", Static).update(_styled(laid_out(self._brief, width)))

    def action_turn(self) -> None:
        """Turn to the other page."""
        self._page = SHEET if self._page == BRIEF else BRIEF
        self.prospector.remember("brief.page", self._page)
        self._draw()
        self.action_edge("top")

    def action_yank(self) -> None:
        """Copy the page as text."""
        if self._page == SHEET:
            self.app.copy_to_clipboard("\n".join(self._sheet))
            self.prospector.say(f"Copied the call sheet of {self._name}")
        elif self._brief is not None:
            from prospector.research.brief_text import as_text

            self._copy(as_text(self._brief), "text")

    def action_yank_markdown(self) -> None:
        """Copy the brief as Markdown."""
        if self._brief is not None and self._page == BRIEF:
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


def _sheet_page(lines: Sequence[str], width: int) -> list[tuple[str, str]]:
    """Return the call sheet broken into lines of `width` cells: questions coloured, what is known dim."""
    page: list[tuple[str, str]] = []
    kind = "line"
    for at, line in enumerate(lines):
        if not at:
            page.append(("title", line))
        elif line.endswith(":") and not line.startswith("- "):
            kind = "ask" if line == "Ask:" else "page" if line.startswith("Known") else "line"
            page.append(("heading", line))
        else:
            page += [(kind if line.startswith("- ") else "line", part) for part in wrap(line, width, 2).split("\n")]
    return page
