"""The scrollbar of a table: it has a line on every row of the screen, and only a few kinds of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

Look = tuple[Sequence[LineFilter], Color]


class Bar(ScrollBar):
    """A scrollbar that filters each kind of line once, for it changes with every page."""

    def __init__(self, thickness: int) -> None:
        """Stand upright."""
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._look: Look | None = None
        self._kinds: dict[tuple[Segment, ...], Strip] = {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the bar."""
        if self.opacity != 1:
            return super().render_lines(crop)
        look = self.get_line_filters(), self.background_colors[1]
        if look != self._look:
            self._look, self._kinds = look, {}
        return [self._filtered(self.render_line(y), look) for y in crop.line_range]

    def _filtered(self, line: Strip, look: Look) -> Strip:
        segments = tuple(line)
        if segments not in self._kinds:
            filters, background = look
            for one in filters:
                line = Strip(one.apply(list(line), background), line.cell_length)
            self._kinds[segments] = line
        return self._kinds[segments]
