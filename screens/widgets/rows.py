"""Rows and columns of a table: what is in a cell, which columns fit, what is lit up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector.text import folded

GAP = 2
GUTTER = 2
"""Cells left of the first column, for the cursor."""

Cell = str | tuple[str, str]
"""A text, or a text and the name of a style: dim, good, warn, bad, accent, title."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    title: str
    width: int
    """Cells; for a growing one the least."""
    right: bool = False
    """Numbers stand at the right."""
    grow: int = 0
    """Share of the room that is left."""
    drop: int = 0
    """Dropped when the room is short, the highest number first; 0: never."""
    want: int = 0
    """Cells it would rather have: columns of less weight are dropped for it; 0: its width."""
    most: int = 0
    """Cells a growing column takes at most; 0: no limit."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a single cell goes over the whole width, and a row without a key can't be selected."""

    key: str
    cells: Sequence[Cell]

    def cell(self, number: int) -> tuple[str, str]:
        """Return text and style of a cell."""
        if number >= len(self.cells):
            return "", ""
        found = self.cells[number]
        return (found, "") if isinstance(found, str) else found


def heading(text: str) -> Row:
    """Return a row that is a heading."""
    return Row("", ((text, "title"),))


def note(text: str) -> Row:
    """Return a row that is a quiet line of text."""
    return Row("", ((text, "dim"),))


BLANK = Row("", ("",))


def layout(columns: Sequence[Column], width: int) -> Sequence[tuple[int, Column, int]]:
    """Return the columns that fit into `width` cells, each with its number and its room."""
    kept = list(enumerate(columns))
    while kept and _needed(kept, wanted=True) > width - GUTTER and any(column.drop for _, column in kept):
        worst = max(column.drop for _, column in kept)
        kept = [one for one in kept if one[1].drop != worst]
    left = max(0, width - GUTTER - _needed(kept))
    shares = sum(column.grow for _, column in kept) or 1
    rooms = []
    for number, column in kept:
        room = column.width + left * column.grow // shares
        rooms.append((number, column, min(room, column.most) if column.most else room))
    return rooms


def _needed(kept: Sequence[tuple[int, Column]], *, wanted: bool = False) -> int:
    cells = sum(max(column.width, column.want if wanted else 0) for _, column in kept)
    return cells + GAP * max(0, len(kept) - 1)


def marked(text: str, style: str, found: str) -> list[tuple[str, str]]:
    """Return `text` in pieces, with the first occurrence of `found` lit up."""
    plain = folded(text) if found else ""
    at = plain.find(folded(found)) if found else -1
    # Folding can change the length (ß, ligatures): then nothing is lit rather than the wrong letters.
    if at < 0 or len(plain) != len(text):
        return [(text, style)]
    end = at + len(folded(found))
    return [(text[:at], style), (text[at:end], "found"), (text[end:], style)]
