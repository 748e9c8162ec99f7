"""Which row is the heading: the first that names columns we know, else the first that does not look like data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prospector.exchange.shapes import shape
from prospector.identity.legal import strip
from prospector.tabular.records import Broken, Record
from prospector.tabular.words import field_of
from prospector.text import clean, plural

_SEARCHED = 10
"""Rows among which the heading is looked for: exports put a title or two above it."""
_LONGEST = 60
"""Characters of a cell from which it is no heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table and where the rows begin."""

    cells: tuple[str, ...]
    line: int
    """The line or row in which it stands; 0 where there is none."""
    notes: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    """How the columns look that have no heading."""


def find_heading(rows: Sequence[Record | Broken]) -> Heading:
    """Return the heading of a table that begins with `rows`, none of which is blank; there is at least one whole one."""
    whole = [one for one in rows if not isinstance(one, Broken)]
    width = Counter(len(cells) for _, cells in whole).most_common(1)[0][0]
    for place, (line, cells) in enumerate(whole[:_SEARCHED]):
        known = sum(1 for cell in cells if field_of(cell))
        if known > 1 or (known and (len(cells) > 1 or width == 1) and not _is_data(cells, whole[place + 1 :])):
            return Heading(_trimmed(cells, width), line, _above(whole[:place]))
    place = next((place for place, (_, cells) in enumerate(whole[:_SEARCHED]) if len(cells) == width), 0)
    line, cells = whole[place]
    below = whole[place + 1 :]
    shapes = tuple(_shape_of(below or whole, column) for column in range(width))
    # Words above words may as well be a first company: without a heading that we know, only a difference tells.
    if below and set(shapes) - {"text", "empty"} and not _is_data(cells, below):
        said = f"heading: {', '.join(f'“{clean(cell, 40)}”' for cell in cells[:4] if cell.strip())}"
        return Heading(_trimmed(cells, width), line, (*_above(whole[:place]), said))
    return Heading(
        tuple(f"column {number}" for number in range(1, width + 1)), 0,
        ("no heading: the first line is taken as a row",), shapes,
    )  # fmt: skip


def _shape_of(rows: Sequence[Record], column: int) -> str:
    """Return how the values of a column look that are not empty."""
    shapes = Counter(shape(row[column]) for _, row in rows if len(row) > column and row[column].strip())
    return shapes.most_common(1)[0][0] if shapes else "empty"


def _trimmed(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a heading without the empty cells behind the last column that any row has."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cells)


def _above(rows: Sequence[Record]) -> tuple[str, ...]:
    if not rows:
        return ()
    first = clean(" ".join(filter(None, rows[0][1])), 60)
    return (f"{plural(len(rows), 'line')} above the heading left out (“{first}”)",)


def _is_data(cells: Sequence[str], below: Sequence[Record]) -> bool:
    """Say whether a row looks like a company and not like the names of columns."""
    for place, cell in enumerate(cells):
        bare = cell.strip()
        if not bare:
            continue
        if len(bare) > _LONGEST or shape(bare) != "text" or _has_form(bare):
            return True
        if any(len(row) > place and row[place].strip() == bare for _, row in below):
            return True
    return False


def _has_form(name: str) -> bool:
    words = re.sub(r"[.,]", "", name).split()
    return len(words) > 1 and bool(strip(words)[1])
