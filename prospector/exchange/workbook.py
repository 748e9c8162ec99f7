"""Reading the first sheet of an Excel workbook without letting it eat the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from prospector.errors import BadInput

MAX_UNPACKED = 200_000_000
"""Bytes a workbook may unpack to; a real list of a million names stays below."""
MAX_COLUMNS = 200
MAX_ROWS = 1_048_576


def read_sheet(raw: bytes, shown: str) -> Iterator[list[str]]:
    """Return the rows of the first sheet as texts. Raises BadInput for a broken or a hostile workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MAX_UNPACKED:
                raise BadInput(f"{shown} unpacks to more than {MAX_UNPACKED // 1_000_000} MB: save it as CSV")
            if "xl/workbook.xml" not in archive.namelist():
                raise BadInput(f"{shown} is a ZIP archive but not an Excel workbook: give text, CSV or XLSX")
    except zipfile.BadZipFile:
        raise BadInput(f"{shown} is a broken workbook: open it in a spreadsheet program and save it again") from None
    return _rows(raw, shown)


def _rows(raw: bytes, shown: str) -> Iterator[list[str]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS, values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
        book.close()
    except BadInput:
        raise
    except Exception as error:
        raise BadInput(f"{shown} can't be read as a workbook: save it as CSV and try again") from error
