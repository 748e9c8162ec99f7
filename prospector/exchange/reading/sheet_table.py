"""The sheet of a workbook, read by a process of its own (see `exchange.sheets.child`), a portion of rows at a time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO, Any

from prospector.errors import BadInput
from prospector.exchange.reading.heading import Heading, find_heading
from prospector.exchange.reading.table import MAX_COLUMNS, Row, Table
from prospector.exchange.sheets.rows import BLANK_ROWS
from prospector.tabular import RefusedRow
from prospector.tabular.records import CELL_LIMIT
from prospector.text import clean, plural

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from prospector.exchange.sheets.child import main; main()"
)
_SAMPLE = 200
_ENDS = {
    "SIGALRM": "takes too long to read", "SIGXCPU": "takes too long to read", "SIGKILL": "takes more than this machine has",
}  # fmt: skip


class SheetTable(Table):
    """A table in a workbook."""

    def __init__(self, source: str, file: IO[bytes], wanted: str | None) -> None:
        """Start reading. Raises BadInput for what is no workbook, is hostile, or has nothing in the sheet that is wanted."""
        self._file = file
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        self.source = source
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-I", "-c", _BOOT, json.dumps([path for path in sys.path if path]), json.dumps(wanted)],
            stdin=file.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            opened = self._message()
            notes = [f"sheet “{clean(opened['sheet'], 60)}”" + _of(opened["sheets"])]
            if opened["unstored"]:
                notes.append(
                    f"{plural(opened['unstored'], 'formula')} without a stored result, read as empty: open the workbook in a "
                    "spreadsheet program and save it"
                )
            self._rows = self._received()
            sample = list(islice(self._rows, _SAMPLE))
            head = self._heading(sample)
        except BaseException:
            self.close()
            raise
        self._rows = chain((one for one in sample if one[0] > head.line), self._rows)
        super().__init__(source, "xlsx", head.cells, ("an Excel workbook", *notes, *head.notes), size, head.shapes)

    def position(self) -> int:
        """Return how many of `size` bytes are read, as far as that can be told of a packed file."""
        try:
            return min(self.size or 0, os.lseek(self._file.fileno(), 0, os.SEEK_CUR))
        except (OSError, ValueError):
            return self.size or 0

    def close(self) -> None:
        """End the process and let go of the file."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._file.close()

    def rows(self) -> Iterator[Row | RefusedRow]:
        """Yield the rows below the heading, and in their place those that can't be taken."""
        width = len(self.header)
        for number, cells, *problem in self._rows:
            if problem:
                yield RefusedRow(number, "", "", problem[0], "open it in a spreadsheet program and save it as CSV")
                continue
            long = next((place for place, cell in enumerate(cells) if len(cell) > CELL_LIMIT), None)
            if long is not None:
                column = self.header[long] if long < width else ""
                shown = clean(cells[long][:200], 80)
                yield RefusedRow(number, column, shown, f"longer than {CELL_LIMIT:,} characters", "shorten it")
                continue
            # A sheet holds no cells at the end of a row that are empty.
            fitted = self.fitted(number, cells + [""] * (width - len(cells)))
            if fitted is not None:
                yield fitted
        self._remark()

    def _remark(self) -> None:
        for place, (first, count) in self._end["long"].items():
            self.remark_long(int(place), first, count)
        for place, (first, count, value) in self._end["errors"].items():
            self.remark_error(int(place), first, count, value)
        if self._end["stopped"]:
            self.remarks.append(
                f"reading stopped after row {self._end['stopped']:,}: {BLANK_ROWS:,} blank rows follow it"
            )

    def _heading(self, sample: list[list[Any]]) -> Heading:
        whole = [(number, cells) for number, cells, *problem in sample if not problem]
        if not whole:
            raise BadInput(f"{self.source} is a damaged workbook: open it in a spreadsheet program and save it again")
        # A stray cell at the far right costs its row alone, where there are others.
        narrow = [(number, cells) for number, cells in whole if len(cells) <= MAX_COLUMNS]
        if not narrow:
            most = max(len(cells) for _, cells in whole)
            raise BadInput(f"{self.source} has {most:,} columns, more than {MAX_COLUMNS}: leave out those not needed")
        width = max(len(cells) for _, cells in narrow)
        head = find_heading([(number, cells + [""] * (width - len(cells))) for number, cells in narrow])
        if not any(number > head.line for number, *_ in sample):
            raise BadInput(f"{self.source} has a heading and no row below it: give at least one company")
        return head

    def _received(self) -> Iterator[list[Any]]:
        while True:
            message = self._message()
            if isinstance(message, list):
                yield from message
            else:
                self._end = message
                return

    def _message(self) -> Any:
        """Return the next message of the process. Raises BadInput when it says that it can't, or is gone."""
        line = self._process.stdout.readline() if self._process.stdout is not None else b""
        if not line.endswith(b"\n"):
            raise BadInput(f"{self.source} {self._gone()}: save the sheet as CSV and give that")
        message = json.loads(line)
        if isinstance(message, dict) and "error" in message:
            raise BadInput(f"{self.source} {message['error']}")
        return message

    def _gone(self) -> str:
        code = self._process.wait()
        name = signal.Signals(-code).name if code < 0 else ""
        return _ENDS.get(name, "can't be read as a workbook")


def _of(sheets: list[str]) -> str:
    if len(sheets) == 1:
        return ""
    return f" of {len(sheets)}: {', '.join(clean(name, 40) for name in sheets[:10])}"
