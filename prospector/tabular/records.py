"""The rows of a CSV text of any size, each with the line where it begins; what is no CSV costs its own row alone.

The standard library reads strictly, for leniently a quotation mark that is never closed swallows every later row in
silence. Where a row breaks, it is handed back and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

CELL_LIMIT = 65_536
"""Characters of one cell; a spreadsheet holds half of that, and no field of ours takes more than 10,000."""
LINE_LIMIT = 1_000_000
"""Characters of one line: what is longer is no table, and would have to be held in memory."""
_MOST_LINES = 1_000
"""Lines that one row may span; beyond, a quotation mark was left open."""
_LATER_LINES, _OFTEN = 20, 100
"""The same in a file where it happened so often that trying each time would take long."""
MARRED = re.compile("[\0\ud800-\udfff]")
"""What can't stand in a cell: NUL, and bytes that were no text (see `prospector.tabular.encoding`)."""
_UNCLOSED = re.compile(r' *"(?:[^"]++|"")*+\Z')
_KEPT = 1_000
"""Characters kept of a line that is too long, to show it by."""
_OPEN = "a quotation mark opens here and is never closed"
_STRAY = "a quotation mark stands inside a quoted cell"
_LONG_CELL = f"longer than {CELL_LIMIT:,} characters"
_LONG_LINE = f"the line is longer than {LINE_LIMIT:,} characters"
_NUL = "a NUL character in it"
_NO_TEXT = "bytes in it that are no text in the encoding of the file"


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is none: the line where it begins, its text, why, and where in the row it is when that is known."""

    line: int
    text: str
    reason: str
    column: int | None = None
    """Counted from 0."""
    cells: tuple[str, ...] = ()
    """The cells, where it is one of them that is wrong and not how they are split."""


Record = tuple[int, list[str]]
"""The line where a row begins, counted from 1, and its cells."""


class Records:
    """The rows of a text, once."""

    def __init__(self, stretches: Iterable[tuple[str, bool]], delimiter: str, *, skip_blanks: bool = False) -> None:
        """Read `stretches` of text, each with whether something in it can't stand in a cell.

        Without a delimiter every line is one cell. `skip_blanks` leaves out blanks behind a
        delimiter, without which a quoted cell behind one is not seen as such.
        """
        self._stretches = stretches
        self._plain = not delimiter
        self._how: dict[str, Any] = {"delimiter": delimiter or ",", "skipinitialspace": skip_blanks, "strict": True}
        blanks, mark = " *" if skip_blanks else "", re.escape(delimiter)
        self._cell = re.compile(rf'{blanks}(?:"(?:[^"]++|"")*+"|(?!")[^{mark}\r\n]*+)(?:{mark}|(?=[\r\n]*\Z))')
        self._long: set[int] = set()
        self._open = 0

    def __iter__(self) -> Iterator[Record | Broken]:
        """Yield all rows; a blank line is a row without cells."""
        lines: list[str] = []
        first = 1
        rest, cut, marred = "", False, False
        for stretch, bad in self._stretches:
            marred = (marred and bool(lines or rest)) or bad
            text = rest + stretch
            # A return at the very end may be the first half of a line end.
            end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            if cut and end:
                self._long.add(first + len(lines))
                cut = False
            lines += _lines(text[:end])
            rest = text[end:]
            if len(rest) > LINE_LIMIT or cut:
                rest, cut = rest[:_KEPT].replace('"', ""), True
            if end:
                used = yield from self._rows(lines, first, marred=marred, last=False)
                first += used
                del lines[:used]
        if cut:
            self._long.add(first + len(lines))
        lines += _lines(rest)
        yield from self._rows(lines, first, marred=marred, last=True)

    def _rows(self, lines: list[str], first: int, *, marred: bool, last: bool) -> Generator[Record | Broken, None, int]:
        """Yield the rows of `lines`, the first of which has the number `first`; return how many lines are done with."""
        if self._plain:
            for place, line in enumerate(lines):
                yield self._judged(first + place, [_unquoted(line.rstrip("\r\n"))], [line])
            return len(lines)
        begin = 0
        suspect = marred or bool(self._long) or max(map(len, lines), default=0) > CELL_LIMIT
        while begin < len(lines):
            start = begin
            source: Any = iter(lines)
            source.__setstate__(begin)  # goes there at once, where a slice would copy
            # Where marks were left open often, a row is given up early: trying each to the end would take hours.
            stop = len(lines) if self._open < _OFTEN else min(len(lines), begin + _LATER_LINES)
            reader = csv.reader(islice(source, stop - begin), **self._how)
            problem = ""
            try:
                for cells in reader:
                    end = start + reader.line_num
                    if end - begin > _MOST_LINES:
                        break
                    yield self._judged(first + begin, cells, lines[begin:end]) if suspect or end - begin > 1 else (
                        first + begin, cells
                    )  # fmt: skip
                    begin = end
                else:
                    continue
            except csv.Error as error:
                problem = str(error)
                if "end of data" in problem and stop < len(lines) and begin > start:
                    continue  # it was cut off here, not there
                if "end of data" in problem and stop == len(lines) and not last and self._may_go_on(lines, begin):
                    return begin
            yield self._broken(first + begin, lines[begin], problem)
            begin += 1
        return begin

    def _may_go_on(self, lines: list[str], begin: int) -> bool:
        """Say whether the row that is open at the end of `lines` may end further on."""
        if len(lines) - begin > (_MOST_LINES if self._open < _OFTEN else _LATER_LINES):
            return False
        return sum(len(lines[place]) for place in range(begin, len(lines))) <= LINE_LIMIT

    def _judged(self, line: int, cells: list[str], spans: list[str]) -> Record | Broken:
        """Return a row whose cells have to be looked at, or why it is none."""
        if self._long and any(line + offset in self._long for offset in range(len(spans))):
            return Broken(line, spans[0], _LONG_LINE)
        for place, cell in enumerate(cells):
            if problem := flaw(cell):
                return Broken(line, spans[0], problem, place, tuple(cells))
        return line, cells

    def _broken(self, line: int, text: str, problem: str) -> Broken:
        """Return why the row that begins with `text` could not be read."""
        if line in self._long:
            return Broken(line, text, _LONG_LINE)
        place = at = 0
        while (found := self._cell.match(text, at)) and found.end() > at:
            if found.end() - at > CELL_LIMIT and "field limit" in problem:
                return Broken(line, text, _LONG_CELL, place)
            place, at = place + 1, found.end()
        unclosed = _UNCLOSED.match(text, at)
        if "field limit" in problem and not (unclosed and len(text) - at <= CELL_LIMIT):
            return Broken(line, text, _LONG_CELL, place)
        if unclosed:
            self._open += 1
            return Broken(line, text, _OPEN, place)
        return Broken(line, text, _STRAY, place)


def flaw(cell: str) -> str:
    """Return why a cell can't be taken, empty when it can."""
    if len(cell) > CELL_LIMIT:
        return _LONG_CELL
    found = MARRED.search(cell)
    return "" if found is None else _NUL if found[0] == "\0" else _NO_TEXT


def is_marred(text: str) -> bool:
    """Say whether something in `text` can't stand in a cell."""
    if "\0" in text:
        return True
    if text.isascii():
        return False
    try:
        # Encoding finds lone surrogates ten times faster than a pattern; a part at a time, for a copy costs memory.
        for start in range(0, len(text), LINE_LIMIT):
            text[start : start + LINE_LIMIT].encode()
    except UnicodeEncodeError:
        return True
    return False


def _unquoted(line: str) -> str:
    """Return a line that is one quoted cell, as programs write a single column, without its quotation marks."""
    bare = line.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        inner = bare[1:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"')
    return line


def _lines(text: str) -> list[str]:
    """Return the lines of `text` with their ends: line feed, return or both, and nothing else that Python takes for one."""
    return list(io.StringIO(text, newline="")) if text else []
