"""The table of all places: virtual, so that a hundred thousand rows cost no more than twenty.

How a line is drawn says `lined`; moving the cursor repaints two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Region, Size
from textual.message import Message

from screens.widgets.lined import Lined
from screens.widgets.rows import Column, Row, key_of, number_of

_STYLES = ("head", "dim", "good", "warn", "bad", "accent", "title", "found", "cursor", "resting")

_TYPED = 0.3
"""Seconds that other rows stand before more of them are drawn: while one types, each letter brings others."""


class Table(Lined, can_focus=True):
    """Rows under fixed headings; one row has the cursor."""

    DEFAULT_CSS = """
    Table { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Table > .table--head { color: $text-muted; }
    Table > .table--dim { color: $text-muted; }
    Table > .table--good { color: $text-success; }
    Table > .table--warn { color: $text-warning; }
    Table > .table--bad { color: $text-error; }
    Table > .table--accent { color: $text-accent; }
    Table > .table--title { color: $text-primary; text-style: bold; }
    Table > .table--found { color: $text-accent; text-style: bold underline; }
    Table > .table--cursor { background: $block-cursor-background; text-style: bold; }
    Table > .table--resting { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{name}" for name in _STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", id="table.down", show=False),
        Binding("k,up", "move(-1)", "Up", id="table.up", show=False),
        Binding("g,home", "top", "First", id="table.top", show=False),
        Binding("G,end", "bottom", "Last", id="table.bottom", show=False),
        Binding("ctrl+d,pagedown", "page(1)", "Half a page down", id="table.page_down", show=False),
        Binding("ctrl+u,pageup", "page(-1)", "Half a page up", id="table.page_up", show=False),
        Binding("enter", "open", "Open", id="table.open", show=False),
    ]

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, table: Table, key: str) -> None:
            """Name the row by its key."""
            super().__init__()
            self.table, self.key = table, key

        @property
        def control(self) -> Table:
            """The table."""
            return self.table

    class Opened(Moved):
        """The row was opened with enter or a double click."""

    def __init__(self, columns: Sequence[Column], *, id: str | None = None, headings: bool = True) -> None:  # noqa: A002 - Textual's word
        """Show `columns`; without `headings` their titles stay away."""
        super().__init__(columns, headings=headings, id=id)

    # What is shown

    @property
    def key(self) -> str:
        """Key of the row under the cursor; empty when there is none."""
        return key_of(self._rows, self._cursor) if self._cursor < len(self._rows) else ""

    @property
    def line(self) -> int:
        """Number of the row under the cursor."""
        return self._cursor

    def show(self, rows: Sequence[Row], *, found: str = "", line: int | None = None) -> None:
        """Show `rows` with `found` lit up.

        The cursor stays on the row with the same key, else at the same place; with `line` it goes to that row.
        """
        before = self.key
        self._rows, self._found = rows, found
        if line is not None:
            self._cursor = line
        elif before and not (self._cursor < len(rows) and key_of(rows, self._cursor) == before):
            found_at = number_of(rows, before)
            self._cursor = self._cursor if found_at is None else found_at
        self._cursor = self._selectable(min(self._cursor, max(0, len(rows) - 1)), 1)
        self.virtual_size = Size(self._room, len(rows) + self._head)
        self.refresh()
        self._keep_in_sight()
        self.look_ahead(_TYPED)
        if self.key != before:
            self.post_message(self.Moved(self, self.key))

    def select(self, key: str) -> bool:
        """Put the cursor on the row with `key`; say whether there is one."""
        at = number_of(self._rows, key)
        if at is not None:
            self._go(at)
        return at is not None

    # Moving

    def action_move(self, step: int) -> None:
        """Move the cursor by one row that can be selected."""
        at = self._cursor + step
        while 0 <= at < len(self._rows) and not key_of(self._rows, at):
            at += step
        if 0 <= at < len(self._rows):
            self._go(at)
        elif step < 0:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            self._show_end()

    def _show_end(self) -> None:
        """Show what stands below the last row that can be selected."""
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def action_page(self, direction: int) -> None:
        """Move the cursor by half a page."""
        step = max(1, (self.size.height - self._head) // 2)
        self._go(self._selectable(self._cursor + direction * step, direction))

    def action_top(self) -> None:
        """Move to the first row."""
        self._go(self._selectable(0, 1))
        self.scroll_to(y=0, animate=False, force=True)

    def action_bottom(self) -> None:
        """Move to the last row."""
        self._go(self._selectable(len(self._rows) - 1, -1))
        self._show_end()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.key:
            self.post_message(self.Opened(self, self.key))

    def on_click(self, event: Click) -> None:
        """Select the row; a double click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._head:
            return
        at = offset.y - self._head + round(self.scroll_y)
        if 0 <= at < len(self._rows) and key_of(self._rows, at):
            self._go(at)
            if event.chain > 1:
                self.action_open()

    def _selectable(self, at: int, step: int) -> int:
        """Return the nearest row that can be selected, looking first in the direction of `step`."""
        last = len(self._rows) - 1
        start = max(0, min(at, last))
        for way in (step, -step):
            here = start
            while 0 <= here <= last:
                if key_of(self._rows, here):
                    return here
                here += way
        return start

    def _go(self, at: int) -> None:
        if at == self._cursor or not 0 <= at < len(self._rows):
            return
        before, self._cursor = self._cursor, at
        for line in (before, at):
            self.refresh(Region(0, line + self._head - round(self.scroll_y), self.size.width, 1))
        self._keep_in_sight()
        self.look_ahead()
        self.post_message(self.Moved(self, self.key))

    def _keep_in_sight(self) -> None:
        height = self.size.height - self._head
        if height <= 0:
            return
        top = round(self.scroll_y)
        # Headings just above the first row of their section come into sight with it.
        first = self._cursor
        while first > 0 and not key_of(self._rows, first - 1) and self._cursor - first + 1 < height:
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, force=True)

    def on_resize(self, _event: Resize) -> None:
        """Keep the row under the cursor in sight."""
        self.virtual_size = Size(self._room, len(self._rows) + self._head)
        self.refresh()
        self._keep_in_sight()

    def on_focus(self, _event: Focus) -> None:
        """Draw the cursor as the active one."""
        self.refresh()

    def on_blur(self, _event: Blur) -> None:
        """Draw the cursor as a resting one."""
        self.refresh()
