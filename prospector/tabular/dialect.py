"""Which sign splits the columns of a text: looked for in the text itself, and known headings weigh most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prospector.tabular.records import Broken, Record, Records
from prospector.tabular.words import field_of

_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_TOLD = re.compile(r'\ufeff?"?sep=(.)"?\r?\n?', re.IGNORECASE)
"""What Excel writes as the first line of some exports."""
_ROWS = 200
_ENOUGH = 0.7
"""Share of the rows that must have the same number of columns."""
_PROSE = 0.5
"""Share of commas with a blank behind from which they are prose, as in ``Smith, Jones and Co.``"""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is split into rows and cells."""

    delimiter: str
    skip_blanks: bool = False
    """Blanks behind a delimiter belong to no cell."""
    told: bool = False
    """The first line says which it is, and is no row."""

    @property
    def word(self) -> str:
        """Return how the delimiter is called."""
        return _SIGNS.get(self.delimiter, f"“{self.delimiter}”")


def sniffed(sample: str) -> Dialect | None:
    """Return how the text that begins with `sample` is split, or None where there is but one column."""
    if told := _TOLD.match(sample):
        return Dialect(told[1], _blanks(sample, told[1]), told=True)
    best: tuple[int, float, int] = (0, 0.0, 0)
    found = None
    for sign in _SIGNS:
        rows = [one[1] for one in beginning(sample, sign) if not isinstance(one, Broken)]
        known = max((_known(row) for row in rows[:10]), default=0)
        width, share = _usual(rows)
        if width < 2 or (not known and (share < _ENOUGH or _is_prose(sample, sign, width))):  # noqa: PLR2004
            continue
        if (known, share, width) > best:
            best, found = (known, share, width), sign
    return Dialect(found, _blanks(sample, found)) if found else None


def beginning(sample: str, delimiter: str, *, skip_blanks: bool = False) -> list[Record | Broken]:
    """Return the first rows of `sample` that are not blank, broken ones in their places."""
    rows: list[Record | Broken] = []
    for one in Records([(sample, True)], delimiter, skip_blanks=skip_blanks):
        if isinstance(one, Broken) or any(cell.strip() for cell in one[1]):
            rows.append(one)
            if len(rows) == _ROWS:
                break
    return rows


def _known(row: Sequence[str]) -> int:
    """Return how many cells are headings that we know, where there are several cells; prose hardly ever has one."""
    known = sum(1 for cell in row if field_of(cell))
    return known if len(row) > 1 and (known > 1 or field_of(row[0]) == "name" or len(row) == known) else 0


def _usual(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the most frequent number of cells above one and the share of rows that have it."""
    counts = Counter(len(row) for row in rows)
    several = [(count, width) for width, count in counts.items() if width > 1]
    if not several:
        return 0, 0.0
    count, width = max(several)
    return width, count / len(rows)


def _is_prose(sample: str, sign: str, width: int) -> bool:
    if sign != "," or width > 2:  # noqa: PLR2004
        return False
    return sample.count(", ") >= _PROSE * sample.count(",")


def _blanks(sample: str, sign: str) -> bool:
    return (
        re.search(rf'(?:^|[\r\n]|"){re.escape(sign)} +"|{re.escape(sign)} +"[^"]*"(?:{re.escape(sign)}|[\r\n])', sample)
        is not None
    )
