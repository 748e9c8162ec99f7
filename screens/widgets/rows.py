"""Rows and columns of a table: what is in a cell, which columns fit, what is lit up. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from prospector.text import folded
from screens.keyed import keyed

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


class Lines(Sequence[Row]):
    """Rows that are made when they are looked at, so that ten thousand cost no more than those on the screen."""

    def __init__(
        self,
        keys: Sequence[str],
        make: Callable[[int], Row],
        after: Sequence[Row] = (),
        read: Callable[[Sequence[int]], None] | None = None,
    ) -> None:
        """Stand for one row a key, made by its number with `make`, and the rows `after` them.

        Where making one means reading, `read` reads several ahead; it is called in another thread.
        """
        self._keys, self._make, self._after, self._read = keys, make, after, read
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._keys) + len(self._after)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """Return one row, or several."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if number >= len(self._keys):
            return self._after[number - len(self._keys)]
        if number not in self._made:
            if len(self._made) >= _MADE:
                self._made.clear()
            self._made[number] = self._make(number)
        return self._made[number]

    def read(self, numbers: Sequence[int]) -> None:
        """Read what these rows are made from, ahead of whoever looks at them."""
        if self._read is not None:
            self._read([at for at in numbers if at < len(self._keys) and at not in self._made])

    def key(self, at: int) -> str:
        """Return the key of a row without making it."""
        return self._keys[at] if at < len(self._keys) else self._after[at - len(self._keys)].key

    def number(self, key: str) -> int | None:
        """Return the number of the row with this key, None when there is none; a long list knows where its keys stand."""
        find = getattr(self._keys, "find", None)
        if find is not None:
            at = find(key)
            return at if at >= 0 else None
        return next((at for at in range(len(self)) if self.key(at) == key), None)


def key_of(rows: Sequence[Row], at: int) -> str:
    """Return the key of a row."""
    return rows.key(at) if isinstance(rows, Lines) else rows[at].key


def number_of(rows: Sequence[Row], key: str) -> int | None:
    """Return the number of the row with this key, None when there is none."""
    if isinstance(rows, Lines):
        return rows.number(key)
    return next((at for at in range(len(rows)) if key_of(rows, at) == key), None)


def heading(text: str) -> Row:
    """Return a row that is a heading."""
    return Row("", ((text, "title"),))


def note(text: str) -> Row:
    """Return a row that is a quiet line of text."""
    return Row("", ((keyed(text), "dim"),))


BLANK = Row("", ("",))
_MADE = 1_000
"""Rows that are kept made."""


def layout(columns: Sequence[Column], width: int) -> Sequence[tuple[int, Column, int]]:
    """Return the columns that fit into `width` cells, each with its number and its room."""
    kept = list(enumerate(columns))
    while kept and _needed(kept, wanted=True) > width - GUTTER and any(column.drop for _, column in kept):
        worst = max(column.drop for _, column in kept)
        kept = [one for one in kept if one[1].drop != worst]
    while len(kept) > 1 and _needed(kept) > width - GUTTER:
        # A piece of a column says nothing: what does not fit goes whole, from the end.
        kept.pop()
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
    """Return `text` in pieces, with the first occurrence of each word of `found` lit up."""
    plain = folded(text) if found else ""
    # Folding can change the length (ß, ligatures): then nothing is lit rather than the wrong letters.
    if not found or len(plain) != len(text):
        return [(text, style)]
    whole = folded(found).strip()
    words = [whole] if whole in plain else whole.split()
    spots = sorted((plain.find(word), -len(word)) for word in dict.fromkeys(words) if word in plain)
    parts, end = [], 0
    for at, length in spots:
        if at >= end:
            parts += [(text[end:at], style), (text[at : at - length], "found")]
            end = at - length
    return [*parts, (text[end:], style)]
