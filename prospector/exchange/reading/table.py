"""A table of any size as it is read: what was recognised of it, its heading, and its rows once."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from prospector.tabular import RefusedRow
from prospector.tabular.words import squeezed
from prospector.text import clean, plural

MAX_COLUMNS = 500
"""Columns of a table; the widest export of a customer database has some three hundred."""
_HEADING = 80
"""Characters of a heading that are shown."""
_BACK = 1_000
"""Characters of superfluous cells that are handed back."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the line or row where it begins, as an editor or a spreadsheet counts it, and its cells.

    There are as many cells as the heading has; they stand as in the file, without the apostrophe that a safe export puts
    before what a spreadsheet would run, and are to be cleaned (`prospector.text`) where they go.
    """

    number: int
    cells: tuple[str, ...]


class Table(ABC):
    """A table that is being read; use it in a ``with`` statement. Its rows can be iterated once, in little memory."""

    def __init__(
        self, source: str, kind: str, original: Sequence[str], notes: Sequence[str], size: int | None,
        shapes: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Keep what was recognised; `original` is the heading as the file gives it."""
        self.source = source
        """As it is called in sentences: ``leads.csv``, ``standard input``, ``clipboard``."""
        self.kind = kind
        """``csv``, ``xlsx`` or ``lines``."""
        self.original = tuple(original)
        """The headings as the file gives them, for handing rows back."""
        self.header, doubled = shown_headings(original)
        """The headings for showing: cleaned, none empty, none twice."""
        self.notes = (*notes, *doubled)
        """What was recognised, as it is said to people."""
        self.size = size
        """Bytes in all, where that is known."""
        self.shapes = tuple(shapes)
        """How the columns look of a table without a heading."""
        self.pads = False
        """Rows that are too short are taken as if empty cells followed; else they are handed back, for a line end inside a
        cell without quotation marks looks the same."""
        self.remarks: list[str] = []
        """What the rows showed and is worth saying, complete when they are through: numbers that a spreadsheet spoilt."""

    @property
    def header_key(self) -> str:
        """Return what a heading is known by again: equal for equal headings, whatever their case and blanks."""
        words = "\x1f".join(squeezed(heading) or heading.strip() for heading in self.original)
        told = f"{self.kind == 'lines'}\x1e{words}\x1e{' '.join(self.shapes)}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @abstractmethod
    def position(self) -> int:
        """Return how many of `size` bytes are read."""

    @abstractmethod
    def rows(self) -> Iterator[Row | RefusedRow]:
        """Yield the rows below the heading that are not blank, and in their place those that can't be taken.

        Raises BadInput where the file can't be read any further.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def remark_long(self, place: int, first: int, count: int) -> None:
        """Note numbers of which a spreadsheet has cut off digits."""
        self.remarks.append(
            f"“{self._title(place)}”: {plural(count, 'number')} like 1.23E+11 from row {first:,} on: a spreadsheet cut digits "
            "off, get the column from where it came from again, as text"
        )

    def remark_error(self, place: int, first: int, count: int, value: str) -> None:
        """Note cells that hold the error of a formula."""
        self.remarks.append(
            f"“{self._title(place)}”: {plural(count, 'formula')} without a result from row {first:,} on ({clean(value, 20)}), "
            "read as empty"
        )

    def _title(self, place: int) -> str:
        return self.header[place] if place < len(self.header) else f"column {place + 1}"

    def fitted(self, number: int, cells: Sequence[str]) -> Row | RefusedRow | None:
        """Return a row of as many cells as the heading, None when it is blank, or why it can't be taken."""
        if not any(cell.strip() for cell in cells):
            return None
        width = len(self.header)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        if self.pads and len(cells) < width:
            cells = (*cells, *[""] * (width - len(cells)))
        if len(cells) == width:
            return Row(number, tuple(cells))
        said = f"the row has {plural(len(cells), 'cell')}, the heading {width}"
        if len(cells) > width:
            return RefusedRow(
                number, "", clean("; ".join(filter(str.strip, cells[width:])), _BACK), said,
                "put quotation marks around a cell that holds the delimiter", tuple(cells),
            )  # fmt: skip
        return RefusedRow(
            number, self.header[len(cells)], "", said,
            "add what is missing; a line end inside a cell needs quotation marks around the cell", tuple(cells),
        )  # fmt: skip


def shown_headings(original: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the headings for showing, and what is to be said about those that were empty or there twice."""
    shown: list[str] = []
    taken: set[str] = set()
    notes = []
    for number, heading in enumerate(original, 1):
        title = wanted = clean(heading.lstrip("\ufeff"), _HEADING) or f"column {number}"
        time = 1
        while title.casefold() in taken:
            time += 1
            title = f"{wanted} ({time})"
        taken.add(title.casefold())
        shown.append(title)
    counts = Counter(clean(heading, _HEADING).casefold() for heading in original)
    twice = [shown[place] for place, heading in enumerate(original) if counts[clean(heading, _HEADING).casefold()] > 1]
    if named := [title for title in twice if not title.startswith("column ")]:
        notes.append(f"columns of the same name: {', '.join(f'“{title}”' for title in named)}")
    return tuple(shown), notes
