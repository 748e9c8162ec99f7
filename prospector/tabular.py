"""What everything that reads or writes tables shares: decoding, rows handed back, cells that no spreadsheet runs."""

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

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 100_000
_TELLING = 60
_CODE_PAGES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp932": "Shift JIS",
    "gb18030": "GB 18030", "cp949": "Korean (cp949)",
}  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Signs that start a formula, their full-width forms included (OWASP ASVS 1.2.10, CWE-1236)."""
_PHONE = re.compile(r"\+\d[\d ]{4,20}\Z")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row of a file that was not taken: its number (the first line is 1), the column, the value and why."""

    row: int
    column: str
    value: str
    reason: str


def decoded(raw: bytes, shown: str) -> tuple[str, list[str]]:
    """Return the text of a file and what is worth saying about how it was read; `shown` names it in errors.

    A byte order mark rules, then UTF-16 without one, UTF-8, what the bytes look like, Windows-1252. Raises BadInput for
    what is no text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), [] if encoding == "utf-8-sig" else ["read as UTF-16"]
            except UnicodeDecodeError:
                break
    if order := _unmarked_utf16(raw[:10_000]):
        return raw.decode(order, "replace"), ["read as UTF-16"]
    binary = BadInput(f"{shown} is a binary file, not a list or a table: give text, CSV or XLSX")
    if b"\x00" in raw[:_SAMPLE]:
        raise binary
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        text, encoding = _guessed(raw)
    odd = sum(1 for letter in text[:_SAMPLE] if letter == "�" or (letter < " " and letter not in "\t\r\n\f"))
    if odd > len(text[:_SAMPLE]) // 50:
        raise binary
    return text, [f"not UTF-8, read as {encoding}: check letters such as ä and é"]


def safe_cell(value: str) -> str:
    """Return `value` so that no spreadsheet takes it for a formula: an apostrophe before what would start one.

    Negative numbers stay numbers, and so does ``+49 40 1234``, a telephone number. See OWASP, CSV injection.
    """
    # What has such an apostrophe already gets one more, so that `unsafe_cell` gives back exactly what there was.
    bare = value.lstrip("'")
    if not bare.lstrip(" ").startswith(_FORMULA_STARTS) or _PHONE.match(bare):
        return value
    return value if bare.startswith("-") and _is_number(bare) else f"'{value}"


def unsafe_cell(value: str) -> str:
    """Return what stood in a cell before `safe_cell` made it safe."""
    if value.startswith("'") and safe_cell(value[1:]) == value:
        return value[1:]
    return value


@contextmanager
def whole_file(path: Path, mode: str = "w", **how: Any) -> Iterator[IO[Any]]:
    """Open a new file beside `path` that takes its place at the end, or leaves no trace after an error.

    Raises BadInput where the folder can't be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from error
    try:
        with os.fdopen(handle, mode, **how) as file:
            yield file
        Path(name).replace(path)
    except OSError as error:
        raise BadInput(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from error
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
            writer.writerow(row if raw else [safe_cell(cell) for cell in row])
            count += 1
    return count


def _guessed(raw: bytes) -> tuple[str, str]:
    """Return text and encoding: what the bytes look like when there are enough of them, else Windows-1252."""
    encoding = "cp1252"
    # Below some dozens of accented letters a guess is no better than a coin.
    if sum(byte > 127 for byte in raw[:200_000]) >= _TELLING:  # noqa: PLR2004 - ASCII ends there
        from charset_normalizer import from_bytes

        guess = from_bytes(raw[:200_000], cp_isolation=list(_CODE_PAGES)).best()
        encoding = guess.encoding if guess is not None else encoding
    try:
        return raw.decode(encoding), _CODE_PAGES.get(encoding, encoding)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), _CODE_PAGES["cp1252"]


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every other byte of Western text is zero, the others never are."""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) * 0.4
    if max(first, second) < max(most, 2) or min(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
