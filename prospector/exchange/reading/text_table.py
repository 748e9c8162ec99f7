"""Tables and lists in text: CSV with any delimiter, and names one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from prospector.errors import BadInput
from prospector.exchange.kinds import foreign_text
from prospector.exchange.lines import split_line
from prospector.exchange.reading.heading import Heading, find_heading
from prospector.exchange.reading.table import MAX_COLUMNS, Row, Table
from prospector.exchange.shapes import is_error, is_ruined
from prospector.tabular import RefusedRow, unsafe_cell
from prospector.tabular.dialect import Dialect, beginning, sniffed
from prospector.tabular.records import MARRED, Broken, Records
from prospector.tabular.words import field_of
from prospector.text import clean

SAMPLE = 1 << 18
"""Characters looked at to recognise delimiter and heading."""
_SHOWN = 80
_NOTHING = '\ufeff\0\x1a \t\r\n,;|"'
"""Characters of which a text may hold any number without holding anything."""
Stretches = Callable[[], Iterator[tuple[str, bool]]]
"""The text from its beginning, a stretch at a time, and whether something in a stretch can't stand in a cell."""
_ADVICE = {
    "quotation": "close the quotation mark, or write it twice inside a quoted cell",
    "NUL": "take the character out, or save the file again as UTF-8",
    "bytes": "save the file again as UTF-8",
    "longer": "shorten it",
}


class TextTable(Table):
    """A table in text."""

    def __init__(
        self, source: str, stretches: Stretches, size: int | None, position: Callable[[], int],
        close: Callable[[], None], notes: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Recognise delimiter and heading. Raises BadInput for what is empty, and where the heading can't be read."""
        self._stretches, self._position, self._close = stretches, position, close
        sample = _beginning(stretches())
        if not sample.strip(_NOTHING):
            raise BadInput(f"{source} is empty: give a heading and rows, or one company a line")
        if what := foreign_text(sample):
            raise BadInput(f"{source} {what}")
        self._dialect = sniffed(sample)
        if self._dialect is None:
            head, said = _one_column(sample)
            kind = "csv" if head.cells[0] != "name" or len(head.cells) == 1 else "lines"
        else:
            head, said = _several(source, sample, self._dialect)
            kind = "csv"
        self._from = head.line
        if len(sample) < SAMPLE and not _goes_on(sample, self._dialect, head.line):
            raise BadInput(f"{source} has a heading and no row below it: give at least one company")
        super().__init__(source, kind, head.cells, (*notes, *said, *head.notes), size, head.shapes)
        self._spoilt: dict[int, tuple[int, int]] = {}
        self._errors: dict[int, tuple[int, int, str]] = {}

    def position(self) -> int:
        """Return how many of `size` bytes are read."""
        return self._position()

    def close(self) -> None:
        """Let go of the file."""
        self._close()

    def rows(self) -> Iterator[Row | RefusedRow]:
        """Yield the rows below the heading, and in their place those that can't be taken."""
        dialect = self._dialect
        records = Records(
            self._watched(), dialect.delimiter if dialect else "", skip_blanks=bool(dialect and dialect.skip_blanks)
        )
        self._quoted = self._suspect = False
        width, begin = len(self.header), self._from
        for one in records:
            if isinstance(one, Broken):
                if one.line > begin:
                    yield self._refused(one)
                continue
            number, cells = one
            if number <= begin or not cells:
                continue
            if dialect is None:
                cells = self._split(cells[0])
            if self._quoted:
                cells = [unsafe_cell(cell) for cell in cells]
            if self._suspect:
                self._look(number, cells)
            if len(cells) == width and cells[0].strip():
                yield Row(number, tuple(cells))
            elif (fitted := self.fitted(number, cells)) is not None:
                yield fitted
        self._remark()

    def _split(self, line: str) -> list[str]:
        return list(split_line(line)) if self.kind == "lines" else [line]

    def _watched(self) -> Iterator[tuple[str, bool]]:
        """Yield the text; note what its rows have to be looked through for."""
        try:
            for text, marred in self._stretches():
                self._quoted = self._quoted or "'" in text
                self._suspect = self._suspect or "E+" in text or "#" in text
                yield text.replace("\x1a", ""), marred
        except OSError as error:
            raise BadInput(
                f"{self.source} can't be read any further: {(error.strerror or str(error)).lower()}"
            ) from None

    def _refused(self, one: Broken) -> RefusedRow:
        column = self.header[one.column] if one.column is not None and one.column < len(self.header) else ""
        advice = next((said for word, said in _ADVICE.items() if word in one.reason), "")
        text = one.text.rstrip("\r\n")[:SAMPLE]
        cells = one.cells or tuple(self._roughly(text))
        value = one.cells[one.column or 0][:SAMPLE] if one.cells else text
        return RefusedRow(
            one.line,
            column,
            clean(value, _SHOWN),
            one.reason,
            advice,
            tuple(MARRED.sub("\ufffd", cell) for cell in cells),
        )

    def _roughly(self, text: str) -> list[str]:
        """Return the cells of a row that is no CSV as they seem to be meant: where the delimiters stand, or as one."""
        cells = text.split(self._dialect.delimiter) if self._dialect else [text]
        return [cell.strip('" ') for cell in cells] if len(cells) == len(self.header) else [text]

    def _look(self, number: int, cells: list[str]) -> None:
        """Note numbers that lost digits; empty cells that hold the error of a formula."""
        for place, cell in enumerate(cells):
            if is_ruined(cell):
                first, count = self._spoilt.get(place, (number, 0))
                self._spoilt[place] = first, count + 1
            elif is_error(cell):
                row, times, value = self._errors.get(place, (number, 0, cell.strip()))
                self._errors[place] = row, times + 1, value
                cells[place] = ""

    def _remark(self) -> None:
        for place, (first, count) in self._spoilt.items():
            self.remark_long(place, first, count)
        for place, (row, times, value) in self._errors.items():
            self.remark_error(place, row, times, value)


def _beginning(stretches: Iterator[tuple[str, bool]]) -> str:
    sample = ""
    for text, _ in stretches:
        sample += text
        if len(sample) >= SAMPLE:
            break
    return sample


def _goes_on(sample: str, dialect: Dialect | None, line: int) -> bool:
    """Say whether anything stands below the heading in `line`."""
    rows = beginning(sample, dialect.delimiter if dialect else "")
    return any((one.line if isinstance(one, Broken) else one[0]) > line for one in rows)


def _several(source: str, sample: str, dialect: Dialect) -> tuple[Heading, list[str]]:
    """Return the heading of a table of several columns and what is to be said."""
    rows = beginning(sample, dialect.delimiter, skip_blanks=dialect.skip_blanks)
    if dialect.told:
        rows = [one for one in rows if (one.line if isinstance(one, Broken) else one[0]) > 1]
    if not rows:
        raise BadInput(f"{source} is empty: give a heading and rows, or one company a line")
    if isinstance(first := rows[0], Broken):
        raise BadInput(f"{source}, line {first.line}: {first.reason}, so the heading can't be read: mend that line")
    head = find_heading(rows)
    if len(head.cells) > MAX_COLUMNS:
        raise BadInput(f"{source} has {len(head.cells):,} columns, more than {MAX_COLUMNS}: leave out those not needed")
    return head, [f"columns split by {dialect.word}"]


def _one_column(sample: str) -> tuple[Heading, list[str]]:
    """Return the heading of a text of one column: a list of names, unless its first line says it is something else."""
    whole = ((one[0], one[1][0]) for one in beginning(sample, "") if not isinstance(one, Broken))
    number, first = next(whole, (0, ""))
    first = first.lstrip("\ufeff")
    field = field_of(first)
    if field not in (None, "name"):
        return Heading((first,), number), ["one column"]
    return Heading(("name", "domain"), number if field else 0), ["a list, one name a line"]
