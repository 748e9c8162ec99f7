"""Lines of a table as they were drawn, and those that the next key can show: such a key paints and draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from screens.widgets.rows import Row

_PAGES = 8
"""Screens of lines that are kept."""
_AT_LEAST = 100

Look = tuple[Sequence[LineFilter], Color, int]
"""What all lines depend on: filters, the background below them, the cells of a line without the scrollbar."""


class Drawn:
    """The drawn lines of one table, by the number of their row."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: dict[tuple[int, bool], tuple[Row, str, Strip]] = {}
        self._look: Look | None = None

    def clear(self) -> None:
        """Forget all lines."""
        self._lines.clear()

    def looks(self, look: Look) -> None:
        """Forget all lines when they would look otherwise now."""
        if look != self._look:
            self._look = look
            self._lines.clear()

    def has(self, at: int) -> bool:
        """Say whether a row without the cursor is drawn."""
        return (at, False) in self._lines

    def get(self, at: int, row: Row, mark: str, *, chosen: bool) -> Strip | None:
        """Return the line of a row, None when it is to be drawn."""
        found = self._lines.get((at, chosen))
        return found[2] if found and found[0] is row and found[1] == mark else None

    def put(self, at: int, row: Row, mark: str, line: Strip, *, chosen: bool, page: int) -> Strip:
        """Keep the line of a row, filtered and ready to be painted; of lines beyond some pages the oldest go."""
        if self._look is None:
            return line
        filters, background, _ = self._look
        segments = list(line)
        for one in filters:
            segments = one.apply(segments, background)
        line = Strip(segments, line.cell_length)
        self._lines.pop((at, chosen), None)
        self._lines[at, chosen] = row, mark, line
        while len(self._lines) > max(_AT_LEAST, _PAGES * page):
            del self._lines[next(iter(self._lines))]
        return line


def next_seen(top: int, height: int, count: int) -> Iterator[int]:
    """Yield the rows beyond those on the screen that one key can show: a page down, a page up, the last, the first."""
    seen = range(top, top + height)
    for begin in (top + height, top - height, count - height, 0):
        for at in range(max(0, begin), min(count, begin + height)):
            if at not in seen:
                yield at
