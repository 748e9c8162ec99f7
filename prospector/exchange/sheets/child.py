"""Reads one sheet of a workbook in a process of its own, whose memory and time are limited; the rows go to standard output.

A workbook of a few kilobytes can unpack to gigabytes, hold a million rows of nothing or take minutes; whatever it does, it
does to this process alone. One JSON document a line goes out: first what was opened, then rows in portions, last the end.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any

from prospector.exchange.kinds import foreign_archive
from prospector.exchange.sheets.rows import Rows
from prospector.tabular.records import CELL_LIMIT

MEMORY = 200_000_000
"""Bytes this process may take on top of what it is at its start (about 60 MB), so that it stays below 300 MB."""
SECONDS, CPU_SECONDS = 60, 300
"""Time for one portion of rows by the clock, and for all by the processor; a sheet of a million rows takes a third."""
MAX_UNPACKED = 200_000_000
"""Bytes a workbook may unpack to; a real list of a million names stays below."""
MAX_RATIO, _RATIO_FROM = 200, 1_000_000
"""How many times its packed size a part may be, where it is large at all; real sheets are packed ten to thirty times."""
MAX_PARTS = 10_000
"""Parts of a workbook; a real one has some dozens, and each costs memory."""
_UNSTORED = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_SCANNED = 20_000_000


class _Refused(Exception):
    """The workbook as a whole can't be read; the text says why, and what to do."""


class _Strings:
    """The shared texts of a workbook in one piece of memory: as objects they would take three times as much."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._data = bytearray()
        self._ends = array("Q", (0,))
        for text in texts:
            self._data += text[: CELL_LIMIT + 1].encode("utf-8", "replace")
            self._ends.append(len(self._data))

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        return self._data[self._ends[number] : self._ends[number + 1]].decode("utf-8")


def main() -> None:
    """Read the workbook on standard input; the argument is the sheet that is wanted, as JSON."""
    wanted = json.loads(sys.argv[2])
    try:
        _limit()
        for message in _messages(sys.stdin.buffer, wanted):
            _sleepless(0)
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()
            _sleepless(SECONDS)
    except _Refused as error:
        _last(str(error))
    except MemoryError:
        _last("needs more memory than a table may take: save the sheet as CSV and give that")
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more


def _last(error: str) -> None:
    sys.stdout.write(json.dumps({"error": error}) + "\n")
    sys.stdout.flush()


def _limit() -> None:
    """Set the limits that this system knows."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    # Libraries that are not needed here would take time, and the memory that the sheet may have.
    sys.modules["numpy"] = sys.modules["PIL"] = None  # type: ignore[assignment]
    os.environ["OPENPYXL_LXML"] = "False"
    import openpyxl  # noqa: F401 - it belongs to what the process is at its start

    now = 0
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib would be one more import
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        now = 1 << 30
    for what, most in (
        (resource.RLIMIT_AS, now + MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, 1 << 30),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        _, hard = resource.getrlimit(what)
        with suppress(OSError, ValueError):  # a system that knows no such limit says so here
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _sleepless(seconds: int) -> None:
    """End this process when so many seconds pass without a portion; 0 waits for ever, while the parent reads."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _messages(file: IO[bytes], wanted: str | None) -> Iterator[Any]:
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise _Refused("is a broken workbook: open it in a spreadsheet program and save it again") from error
    yield from _sheet(file, wanted)


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _Refused(f"has {len(parts):,} parts, more than any workbook: save the sheet as CSV")
    kind = b""
    if "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size < 1_000:  # noqa: PLR2004
        kind = archive.read("mimetype")
    if said := foreign_archive(archive.namelist(), kind.decode("ascii", "replace")):
        raise _Refused(said)
    if any(part.flag_bits & 1 for part in parts):
        raise _Refused("is protected by a password: save it without one")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _Refused(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB: save the sheet as CSV")
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > MAX_RATIO * part.compress_size:
            raise _Refused(
                f"has a part that unpacks to {part.file_size // max(1, part.compress_size)} times its size, as no real "
                "workbook does: save the sheet as CSV"
            )


def _sheet(file: IO[bytes], wanted: str | None) -> Iterator[Any]:
    """Yield what was opened, the rows and the end of the sheet that is wanted."""
    book = _opened(file)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    names = [sheet.title for sheet in book.worksheets]
    if not names:
        raise _Refused("holds no sheet with cells: give one that does")
    for sheet in visible if wanted is None else [_named(book.worksheets, names, wanted)]:
        reader = Rows(book, sheet)
        portions = reader.portions()
        first = next(portions, None)
        if first is None:
            continue
        yield {"sheet": sheet.title, "sheets": names, "unstored": _unstored(file, sheet)}
        yield first
        yield from portions
        yield {"end": reader.seen, "long": reader.long, "errors": reader.errors, "stopped": reader.stopped}
        return
    which = f"the sheet “{wanted}”" if wanted is not None else "every sheet"
    raise _Refused(f"holds nothing: {which} is empty, give a heading and rows")


def _opened(file: IO[bytes]) -> Any:
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.reader.strings import read_string_table
    from openpyxl.worksheet._reader import WorkSheetParser

    class Reader(ExcelReader):  # type: ignore[misc] # the library has no types
        def read_strings(self) -> None:
            content = self.package.find("application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml")
            self.shared_strings: Any = []
            if content is not None:
                with self.archive.open(content.PartName[1:]) as source:
                    self.shared_strings = _Strings(read_string_table(source))

    # What a sheet says of its size is not believed, and where it says nothing the whole sheet would be read for it.
    WorkSheetParser.parse_dimensions = lambda _: None
    file.seek(0)
    try:
        reader = Reader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
    except (MemoryError, _Refused):
        raise
    except Exception as error:
        raise _Refused("can't be read as a workbook: open it in a spreadsheet program and save it as CSV") from error
    return reader.wb


def _named(sheets: Sequence[Any], names: Sequence[str], wanted: str) -> Any:
    for sheet in sheets:
        if sheet.title.casefold() == wanted.strip().casefold():
            return sheet
    if wanted.isdecimal() and 0 < int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    raise _Refused(f"has no sheet “{wanted}”: its sheets are {', '.join(names[:20])}")


def _unstored(file: IO[bytes], sheet: Any) -> int:
    """Return how many formulas near the top of a sheet have no stored result: nobody ever computed them."""
    with zipfile.ZipFile(file) as archive, archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 - known nowhere else
        return len(_UNSTORED.findall(part.read(_SCANNED)))
