"""The rows of a sheet as texts, taken from its XML one after the other; used by the process that reads workbooks alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from prospector.tabular.records import CELL_LIMIT

BLANK_ROWS = 10_000
"""Rows with cells and nothing in them after which a sheet is over: whole columns were coloured down to the last row."""
_PORTION = 256
_DIGITS = 10**15
"""From here on a spreadsheet no longer holds every digit of a number."""
_ZEROS = re.compile(r"0+\Z")
_RETURN = re.compile(r"_x000[dD]_")
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _DATA, _INLINE, _TEXT = f"{_SPACE}row", f"{_SPACE}sheetData", f"{_SPACE}is", f"{_SPACE}t"
_MOST_PLACES = 20_000
"""Columns: a sheet has 16,384."""


class Rows:
    """The rows of a sheet."""

    def __init__(self, book: Any, sheet: Any) -> None:
        """Read `sheet` of `book`, which the library has opened."""
        self._book = book
        self._sheet = sheet
        self._widths: dict[int, int] = {}
        """How many digits numbers of a style are filled up to with zeros."""
        self.seen = 0
        self.long: dict[int, list[int]] = {}
        """By column the first row with a number of more digits than a spreadsheet holds, and how many there are."""
        self.errors: dict[int, list[Any]] = {}
        """The same for errors of formulas, and the first of them."""
        self.stopped = 0
        """The row after which so many were blank that the rest was left."""

    def portions(self) -> Iterator[list[list[Any]]]:
        """Yield the rows that are not blank as lists of number and cells; a damaged sheet ends with a word about it."""
        portion: list[list[Any]] = []
        number = blank = 0
        try:
            for number, cells in self._parsed():
                while cells and not cells[-1]:
                    cells.pop()
                if not cells:
                    blank += 1
                    if blank > BLANK_ROWS:
                        self.stopped = self.seen
                        break
                    continue
                blank, self.seen = 0, number
                portion.append([number, cells])
                if len(portion) == _PORTION:
                    yield portion
                    portion = []
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged sheet raises whatever it likes, and its rows so far are good
            portion.append([number + 1, [], f"the sheet is damaged from here on ({type(error).__name__})"])
        if portion:
            yield portion

    def _parsed(self) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of each row there is.

        The library reads cells; what it keeps of rows (heights, links, formats) would take more memory than the rows.
        """
        from openpyxl.worksheet._reader import WorkSheetParser
        from openpyxl.xml.functions import iterparse

        book = self._book
        with self._sheet._get_source() as source:  # noqa: SLF001 - so does the library's own reader
            parser = WorkSheetParser(
                source, self._sheet._shared_strings, data_only=True, epoch=book.epoch,  # noqa: SLF001
                date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            )  # fmt: skip
            number = 0
            for _, element in iterparse(source):
                if element.tag == _ROW:
                    number = int(float(element.get("r") or number + 1))
                    parser.row_counter, parser.col_counter = number, 0
                    yield number, self._cells(parser, element)
                    element.clear()
                elif element.tag == _DATA:
                    return

    def _cells(self, parser: Any, row: Any) -> list[str]:
        cells: list[str] = []
        for element in row:
            cell = _inline(parser, element) or parser.parse_cell(element)
            place = cell["column"] - 1
            if place >= _MOST_PLACES:
                raise ValueError(place)
            if len(cells) <= place:
                cells += [""] * (place + 1 - len(cells))
            cells[place] = self._text(cell, parser.row_counter, place)
        return cells

    def _text(self, cell: dict[str, Any], row: int, place: int) -> str:
        """Return what a cell shows, without regard to languages: dates as ISO 8601, whole numbers without a point."""
        value = cell["value"]
        if value is None:
            return ""
        if cell["data_type"] == "e":
            self.errors.setdefault(place, [row, 0, value])[1] += 1
            return ""
        if isinstance(value, str):
            value = value[: CELL_LIMIT + 1]  # enough to see that it is too long
            return _RETURN.sub("", value) if "_x000" in value else value
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            if abs(value) >= _DIGITS:
                self.long.setdefault(place, [row, 0])[1] += 1
            return self._number(value, cell["style_id"])
        return _moment(value)

    def _number(self, value: float, style: int) -> str:
        if isinstance(value, float) and not value.is_integer():
            return format(value, ".15g")
        width = self._widths.get(style)
        if width is None:
            width = self._widths[style] = self._width(style)
        text = str(int(value))
        # A postal code in a cell that fills up with zeros is shown, and meant, with them.
        return text.zfill(width) if value >= 0 else text

    def _width(self, style: int) -> int:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        number = self._book._cell_styles[style].numFmtId  # noqa: SLF001 - so does the library's own cell
        known = number < BUILTIN_FORMATS_MAX_SIZE
        form = (
            BUILTIN_FORMATS.get(number, "") if known
            else self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]  # noqa: SLF001
        )  # fmt: skip
        return len(form) if _ZEROS.match(form) else 0


def _inline(parser: Any, element: Any) -> dict[str, Any] | None:
    """Return a cell whose text stands in it without formats, as programs write it: the library takes ten times as long."""
    if element.get("t") != "inlineStr":
        return None
    child = element.find(_INLINE)
    if child is None or len(child) != 1 or child[0].tag != _TEXT:
        return None
    coordinate = element.get("r")
    if coordinate:
        from openpyxl.utils.cell import coordinate_to_tuple

        parser.col_counter = coordinate_to_tuple(coordinate)[1]
    else:
        parser.col_counter += 1
    return {"column": parser.col_counter, "value": child[0].text, "data_type": "s", "style_id": 0}


def _moment(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
