"""What everything that reads or writes tables shares: rows handed back, cells that no spreadsheet runs, whole files."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from prospector.errors import BadInput

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Signs that start a formula, their full-width forms included (OWASP ASVS 1.2.10, CWE-1236)."""
_SIGN = re.compile(f"[{re.escape(''.join(_FORMULA_STARTS))}]")
_INNER = re.compile("([;\t\r\n] *)('*)([=+\\-@\uff1d\uff0b\uff0d\uff20][^;\t\r\n]*)")
"""The same signs where a program set to another language would begin a new cell: behind a semicolon, a tab, a line end."""
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?\Z")
_PHONE = re.compile(r"\+\d[\d ]{4,20}\Z")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row of a file that was not taken: its number (the first line is 1), the column, the value and why."""

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""
    """What to do about it, where there is something to say."""
    cells: tuple[str, ...] = ()
    """The row as the file gives it, where it is known."""


def safe_cell(value: str) -> str:
    """Return `value` so that no spreadsheet takes it for a formula: an apostrophe before what would start one.

    Negative numbers stay numbers, and so does ``+49 40 1234``, a telephone number. See OWASP, CSV injection.
    """
    if _SIGN.search(value) is None:
        return value
    made = _within(value, "'")
    # What has such an apostrophe already gets one more, so that `unsafe_cell` gives back exactly what there was.
    bare = value.lstrip("'")
    if not bare.lstrip(" ").startswith(_FORMULA_STARTS) or _PHONE.match(bare) or _NUMBER.match(bare):
        return made
    return f"'{made}"


def unsafe_cell(value: str) -> str:
    """Return what stood in a cell before `safe_cell` made it safe."""
    if "'" not in value:
        return value
    before = _within(value, "")
    if before.startswith("'") and safe_cell(before[1:]) == value:
        return before[1:]
    return before if safe_cell(before) == value else value


def _within(value: str, apostrophe: str) -> str:
    """Put an apostrophe before every formula inside a cell; with an empty one, take one away from each."""

    def put(found: re.Match[str]) -> str:
        edge, kept, rest = found.groups()
        if _PHONE.match(rest) or _NUMBER.match(rest):
            return found[0]
        return f"{edge}{apostrophe}{kept if apostrophe else kept[1:]}{rest}"

    at = len(value) - len(value.lstrip("' \t\r\n"))
    return value[:at] + _INNER.sub(put, value[at:])


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(f"{path} can't be written ({(error.strerror or str(error)).lower()}): choose another place for it")


@contextmanager
def whole_file(path: Path, mode: str = "w", **how: Any) -> Iterator[IO[Any]]:
    """Open a new file beside `path` that takes its place at the end, or leaves no trace after an error.

    Raises BadInput where the folder can't be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, mode, **how) as file:
            yield file
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], *, raw: bool = False, mark: bool = True
) -> int:
    """Write a CSV of UTF-8, with the `mark` that spreadsheets know it by; return how many rows.

    A cell that would run as a formula gets an apostrophe in front (OWASP, CSV injection), unless `raw` is asked for, which
    is for programs alone.
    """
    count = 0
    with whole_file(path, encoding="utf-8-sig" if mark and not raw else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            # Most rows hold no such sign: one look at the whole row is enough for them.
            plain = raw or _SIGN.search("".join(row)) is None
            writer.writerow(row if plain else [safe_cell(cell) for cell in row])
            count += 1
    return count
