"""The lines of a table: drawn from text already clipped by cell width, when they are painted or ahead of the next key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.timer import Timer
from textual.worker import Worker

from screens.jobs import begin
from screens.show import fill
from screens.widgets.bar import Bar
from screens.widgets.drawn import Drawn, next_seen
from screens.widgets.rows import BLANK, GUTTER, Column, Lines, Row, layout, marked

_HEAD = 1
"""Lines of the heading, which does not scroll."""


class Lined(ScrollView):
    """Rows in columns under fixed headings. Moves nothing and answers no key: see `table`."""

    def __init__(self, columns: Sequence[Column], *, headings: bool, id: str | None) -> None:  # noqa: A002 - Textual's word
        """Show `columns`; without `headings` their titles stay away."""
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._head = _HEAD if headings else 0
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._fitted: Sequence[tuple[int, Column, int]] = ()
        self._fitted_to = -1
        self._styles: dict[str, Style] = {}
        self._found = ""
        self._drawn = Drawn()
        self._drawing: Worker[None] | None = None
        self._waiting: Timer | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows."""
        return self._rows

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show the rows under other columns."""
        if tuple(columns) != self._columns:
            self._columns, self._fitted_to = tuple(columns), -1
            self.refresh()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar(self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001 - as the base class does
        return self._vertical_scrollbar

    def mark_of(self, row: Row) -> str:  # noqa: ARG002 - for tables whose rows can be marked
        """Return the one cell left of a row."""
        return " "

    # Painting

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        self._styles.clear()
        self._drawn.clear()
        super().notify_style_update()

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Paint lines anew; without `regions` all are drawn anew as well."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, **how)

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = (
                self.get_component_rich_style(f"table--{name}", partial=True) if name else self.rich_style
            )
        return self._styles[name]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of the widget, from those that were drawn already where there is nothing around or over them."""
        plain = not self.styles.gutter.totals[0] and not self.styles.gutter.totals[1] and self.opacity == 1
        if not plain or crop.column_span != (0, self.outer_size.width) or self.styles.tint.a:
            return super().render_lines(crop)
        self._fit()
        return [
            self._drawn_line(y - self._head + round(self.scroll_y) if y >= self._head else -1) for y in crop.line_range
        ]

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget."""
        self._fit()
        return self._line(y - self._head + round(self.scroll_y) if y >= self._head else -1)

    def _fit(self) -> None:
        """Lay the columns out for the room there is."""
        width = self._room
        if width != self._fitted_to:
            self._fitted, self._fitted_to = layout(self._columns, width), width
        self._drawn.looks((self.get_line_filters(), self.background_colors[1], width))

    def _drawn_line(self, at: int) -> Strip:
        """Return the line of a row as it goes to the terminal; -1 is the heading."""
        row = self._rows[at] if 0 <= at < len(self._rows) else BLANK
        mark, chosen = self.mark_of(row), at == self._cursor and bool(row.key)
        found = self._drawn.get(at, row, mark, chosen=chosen)
        if found is None:
            line = self._line(at).adjust_cell_length(self.outer_size.width, self._style(""))
            found = self._drawn.put(at, row, mark, line, chosen=chosen, page=self.size.height)
        return found

    def _line(self, at: int) -> Strip:
        width, base = self._room, self._style("")
        if at < 0:
            return self._joined([(f"{' ' * GUTTER}{self._titles()}", "head")], width, base)
        if at >= len(self._rows):
            return Strip.blank(width, base)
        row, chosen = self._rows[at], at == self._cursor and bool(self._rows[at].key)
        if chosen:
            base += self._style("cursor" if self.has_focus else "resting")
        sign = ("▌" if self.has_focus else "▏") if chosen else " "
        parts = [(f"{sign}{self.mark_of(row)}", "accent"), *self._cells(row, width)]
        return self._joined(parts, width, base)

    @property
    def _room(self) -> int:
        """Cells of a line, without the scrollbar when there is one."""
        return self.scrollable_content_region.width

    def _cells(self, row: Row, width: int) -> list[tuple[str, str]]:
        if len(row.cells) == 1:
            text, style = row.cell(0)
            return marked(fill(text, width - GUTTER), style, self._found if row.key else "")
        parts: list[tuple[str, str]] = []
        for position, (number, column, room) in enumerate(self._fitted):
            text, style = row.cell(number)
            if position:
                parts.append(("  ", ""))
            parts += marked(fill(text, room, right=column.right), style, self._found if column.grow else "")
        return parts

    def _titles(self) -> str:
        return "  ".join(fill(column.title, room, right=column.right) for _, column, room in self._fitted)

    def _joined(self, parts: Sequence[tuple[str, str]], width: int, base: Style) -> Strip:
        """Return the line of these texts, those that stand side by side in one style as one."""
        segments = [
            Segment("".join([text for text, _ in several]), base + self._style(name) if name else base)
            for name, several in groupby(parts, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, base)

    # Drawing ahead

    def look_ahead(self, after: float = 0.0) -> None:
        """Draw what the next key can show, `after` so many seconds since what this one shows was painted."""
        if self._drawing is not None:
            self._drawing.cancel()
        if self._waiting is not None:
            self._waiting.stop()
        self._drawing = self._waiting = None
        if len(self._rows) <= self.size.height:
            return
        if after:
            self._waiting = self.set_timer(after, self._begin_ahead)
        else:
            self.call_after_refresh(self._begin_ahead)

    def _begin_ahead(self) -> None:
        top, height = round(self.scroll_y), self.size.height - self._head
        missing = [at for at in next_seen(top, height, len(self._rows)) if not self._drawn.has(at)]
        if missing and self.is_attached and self._fitted_to == self._room:
            self._drawing = begin(self, partial(self._draw_ahead, missing), group="ahead", exclusive=True)

    async def _draw_ahead(self, missing: Sequence[int]) -> None:
        rows, cuts = self._rows, sorted({self._room, self.outer_size.width})
        if isinstance(rows, Lines):
            await asyncio.to_thread(rows.read, missing)
        for at in missing:
            if self._rows is not rows or self._fitted_to != self._room:
                return
            if at != self._cursor:
                # A painted line is cut at the scrollbar and written with its escape codes: both are kept with it.
                for part in self._drawn_line(at).divide(cuts):
                    part.render(self.app.console)
                await asyncio.sleep(0)
