"""Writing workbooks, lines and texts; each file appears whole or not at all (see `prospector.tabular`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from prospector.errors import BadInput
from prospector.tabular import whole_file
from prospector.text import escaped, harmless

_SHEET_ROWS = 1_048_575
"""Rows of a sheet of Excel below the heading."""
_CELL = 32_767
"""Characters of a cell of Excel."""


def write_sheet(path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a workbook with one sheet in which every cell is text; return how many rows. Raises BadInput over 1,048,575."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"

    def text(value: str) -> Any:
        cell = WriteOnlyCell(sheet, harmless(value)[:_CELL])  # control characters are none that XML knows
        cell.data_type = "s"  # else what begins with = becomes a formula
        return cell

    sheet.append([text(heading) for heading in headings])
    count = 0
    for row in rows:
        count += 1
        if count > _SHEET_ROWS:
            raise BadInput(f"{path} would have more rows than a sheet holds: write CSV")
        sheet.append([text(cell) for cell in row])
    with whole_file(path, "wb") as file:
        book.save(file)
    return count


def harmless_rows(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Yield `rows` without what acts on a terminal: what stood in a workspace before texts were cleaned goes no further."""
    for row in rows:
        yield [harmless(cell) for cell in row]


def write_lines(path: Path, documents: Iterable[Mapping[str, object]]) -> int:
    """Write one JSON document a line (JSON Lines, UTF-8); return how many."""
    count = 0
    with whole_file(path, encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(escaped(json.dumps(document, ensure_ascii=False)) + "\n")
            count += 1
    return count


def write_text(path: Path, text: str) -> None:
    """Write a text of UTF-8."""
    with whole_file(path, encoding="utf-8", newline="\n") as file:
        file.write(text)


def numbered(path: Path, number: int) -> Path:
    """Return the name of the so-manieth file of a series: ``list.csv``, ``list-2.csv``."""
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
