"""Opening what a user gives: a path, standard input, a pasted text; recognised for what it is."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from prospector.errors import BadInput
from prospector.exchange.kinds import WORKBOOK, foreign
from prospector.exchange.reading.json_table import JsonTable, is_json_lines
from prospector.exchange.reading.sheet_table import SheetTable
from prospector.exchange.reading.table import Table
from prospector.exchange.reading.text_table import TextTable
from prospector.tabular.encoding import STRETCH, named, recognised, stretches
from prospector.tabular.records import is_marred
from prospector.text import clean

_HEAD = 65_536
"""Bytes looked at to know a file that is no text; old workbooks name their kind some way in."""
_IN_MEMORY = 8_000_000
"""Bytes of a stream that are held in memory; more goes to a temporary file, for a table is looked at twice."""
_STREAM_LIMIT = 4_000_000_000
"""Bytes of a stream that are put by: ten million rows; an endless one must not fill the disk."""


def open_table(source: str, *, sheet: str | None = None, encoding: str | None = None) -> Table:
    """Return the table in the file `source`, or on standard input for ``-``; close it, or use it in a ``with`` statement.

    `sheet` is the name or number of a workbook's sheet (the first that is not empty when None), `encoding` overrules what is
    recognised. Raises BadInput for what is no table, saying what it is and what to do.
    """
    shown = "standard input" if source == "-" else Path(source).name or source
    try:
        file = _spooled(sys.stdin.buffer, shown) if source == "-" else _file(Path(source), source)
        try:
            return _recognised(file, shown, sheet, encoding)
        except BaseException:
            file.close()
            raise
    except FileNotFoundError:
        raise BadInput(f"there is no file {source}: check the path") from None
    except OSError as error:
        raise BadInput(f"{shown} can't be read: {(error.strerror or str(error)).lower()}") from None


def open_text(text: str, source: str = "clipboard") -> Table:
    """Return the table in a text, pasted say; `source` names it in sentences. Raises BadInput for what is no table."""
    if is_json_lines(text[:_HEAD].encode("utf-8", "surrogatepass")):
        return JsonTable(source, io.BytesIO(text.encode("utf-8", "replace")))
    done = 0

    def parts() -> Iterator[tuple[str, bool]]:
        nonlocal done
        done = 0
        for start in range(0, len(text), STRETCH):
            part = text[start : start + STRETCH]
            done = start + len(part)
            yield part, is_marred(part)

    return TextTable(source, parts, len(text), lambda: done, lambda: None)


def _recognised(file: IO[bytes], shown: str, sheet: str | None, encoding: str | None) -> Table:
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(WORKBOOK):
        return SheetTable(shown, file, sheet)
    if said := foreign(head):
        raise BadInput(f"{shown} {said}")
    if encoding is None and sheet is None and is_json_lines(head):
        return JsonTable(shown, file)
    if sheet is not None:
        raise BadInput(f"{shown} is no workbook, so it has no sheet “{clean(sheet, 60)}”: leave the sheet out")
    size = file.seek(0, os.SEEK_END)
    how = named(encoding, shown) if encoding else recognised(file, shown)
    return TextTable(shown, lambda: stretches(file, how), size, file.tell, file.close, how.notes or (how.label,))


def _file(path: Path, source: str) -> IO[bytes]:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise BadInput(f"{source} is a folder: give a file")
    file = path.open("rb")
    if stat.S_ISREG(mode):
        return file
    with file:
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            return _spooled(file, path.name)
        raise BadInput(f"{source} is a device, not a file: give a file")


def _spooled(stream: IO[bytes], shown: str) -> IO[bytes]:
    """Return a stream as a file that can be read twice."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the table closes it
    total = 0
    while part := stream.read(STRETCH):
        total += len(part)
        if total > _STREAM_LIMIT:
            file.close()
            raise BadInput(f"{shown} is larger than {_STREAM_LIMIT // 1_000_000_000} GB: give it as a file")
        file.write(part)
    return file
