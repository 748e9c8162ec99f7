"""Reading a list of names: one a line, or a table (CSV, TSV, XLSX) with a header. What can't be taken comes back."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prospector.errors import BadInput
from prospector.identity.domain import registrable
from prospector.tabular import RefusedRow, safe_cell, unsafe_cell
from prospector.tabular.encoding import decoded
from prospector.text import NAME_LIMIT, clean, clean_name

MAX_BYTES = 64_000_000
LINE_LIMIT = 1_000
"""Characters of one line or cell; a longer one is no name but a slip."""
_HEADERS = {
    "name": ("name", "company", "company name", "account", "account name", "firma", "firmenname", "unternehmen",
             "organisation", "organization", "société", "entreprise", "nom", "empresa", "nombre", "företag", "företagsnamn",
             "bolag", "azienda", "ragione sociale", "società", "nome", "bedrijf", "bedrijfsnaam"),
    "domain": ("domain", "website", "web", "url", "homepage", "webseite", "site", "site web", "sitio web", "webbplats",
               "hemsida", "sito", "sito web"),
    "country": ("country", "country code", "land", "pays", "país", "paese", "nazione"),
    "city": ("city", "town", "ort", "stadt", "ville", "ciudad", "città", "plaats", "stad"),
    "pain": ("pain", "problem", "need", "schmerz"),
    "why": ("why", "reason", "note", "grund", "warum"),
}  # fmt: skip
_COLUMN = {header: field for field, headers in _HEADERS.items() for header in headers}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One company as the file gives it."""

    row: int
    """Line or row of the file, counted from 1."""
    name: str
    domain: str = ""
    country: str = ""
    city: str = ""
    pain: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class NamesFile:
    """What a file holds."""

    source: str
    rows: Sequence[NamedRow]
    refused: Sequence[RefusedRow]
    notes: Sequence[str] = field(default_factory=tuple)
    """What was recognised and is worth saying: an encoding, a delimiter."""


def read_names(source: str) -> NamesFile:
    """Read the file `source`, or standard input for ``-``. Raises BadInput when nothing in it can be taken."""
    shown = "standard input" if source == "-" else source
    raw = _bytes(source, shown)
    if not raw.strip():
        raise BadInput(f"{shown} is empty: write one company a line")
    if raw.startswith(b"PK\x03\x04"):
        from prospector.exchange.workbook import read_sheet

        return _table(shown, read_sheet(raw, shown), ["an Excel workbook, first sheet"])
    text, note = decoded(raw, shown)
    if not text.strip():
        raise BadInput(f"{shown} is empty: write one company a line")
    lines = text.splitlines()
    delimiter = _delimiter(lines)
    if delimiter:
        # The limit is the whole process's, and others rely on theirs.
        limit = csv.field_size_limit(MAX_BYTES)
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        finally:
            csv.field_size_limit(limit)
        name = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}[delimiter]
        return _table(shown, rows, [*note, f"a table, columns split by {name}"])
    return _plain(shown, lines, note)


def write_refused(source: str, refused: Sequence[RefusedRow]) -> Path:
    """Write the refused rows beside the file they came from and return where; an earlier file is never overwritten."""
    target = refused_path("names" if source == "-" else source)
    try:
        with target.open("x", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "column", "value", "reason"])
            writer.writerows([one.row, one.column, safe_cell(one.value), one.reason] for one in refused)
    except OSError as error:
        raise BadInput(
            f"the refused rows can't be written to {target} ({(error.strerror or str(error)).lower()}): "
            "make the folder writable, or read the list with --json"
        ) from None
    return target


def refused_path(source: str) -> Path:
    """Return the file that rows of `source` are handed back in; none that is there already."""
    stem = Path(source)
    target = stem.with_name(f"{stem.stem}.refused.csv")
    number = 1
    while target.exists():
        number += 1
        target = stem.with_name(f"{stem.stem}.refused-{number}.csv")
    return target


def _bytes(source: str, shown: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if source == "-" else _file(Path(source))
    except FileNotFoundError:
        raise BadInput(f"there is no file {shown}: check the path") from None
    except IsADirectoryError:
        raise BadInput(f"{shown} is a folder: give a file with one company a line") from None
    except OSError as error:
        raise BadInput(f"{shown} can't be read: {(error.strerror or str(error)).lower()}") from None
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{shown} is larger than {MAX_BYTES // 1_000_000} MB: split it")
    return raw


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter when the first line is a header: a column of names and another, or nothing but columns we know."""
    first = next((line for line in lines if line.strip()), "")
    for delimiter in ("\t", ";", ",", "|"):
        cells = [cell.strip(' "').casefold() for cell in first.split(delimiter)]
        known = [_COLUMN[cell] for cell in cells if cell in _COLUMN]
        if len(cells) > 1 and ("name" in known or len(known) == len(cells)):
            return delimiter
    return None


def _table(shown: str, rows: Iterable[Sequence[str]], notes: Sequence[str]) -> NamesFile:
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(str(cell).strip() for cell in row)]
    if not numbered:
        raise BadInput(f"{shown} is empty: write one company a line")
    header = [_COLUMN.get(str(cell).strip().casefold()) for cell in numbered[0][1]]
    if "name" not in header:
        raise BadInput(f"{shown}: no column of names: call one of them name, company or firma in the first row")
    taken: list[NamedRow] = []
    refused: list[RefusedRow] = []
    for number, row in numbered[1:]:
        cells: dict[str, str] = {}
        for column, cell in zip(header, row, strict=False):
            if column and column not in cells:
                cells[column] = unsafe_cell(str(cell))
        one = _row(number, cells)
        if isinstance(one, NamedRow):
            taken.append(one)
        else:
            refused.append(one)
    return NamesFile(shown, taken, refused, tuple(notes))


def _plain(shown: str, lines: Sequence[str], notes: Sequence[str]) -> NamesFile:
    taken: list[NamedRow] = []
    refused: list[RefusedRow] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (number == 1 and line.strip().casefold() in _HEADERS["name"]):
            continue
        one = _row(number, dict(zip(("name", "domain"), split_line(line), strict=True)))
        if isinstance(one, NamedRow):
            taken.append(one)
        else:
            refused.append(one)
    return NamesFile(shown, taken, refused, tuple(notes))


def split_line(line: str) -> tuple[str, str]:
    """Return the name and the domain (or nothing) of one line.

    The last part after a tab, semicolon or comma is the domain when it is one; a bare web address is both.
    """
    if len(line) > LINE_LIMIT:
        return line, ""
    for mark in ("\t", ";", ","):
        name, found, last = line.rpartition(mark)
        host = last.strip()
        if found and name.strip() and "." in host and " " not in host and registrable(host):
            return name.strip(" \t;,"), host
    words = line.strip()
    if (
        "." in words
        and " " not in words
        and ("://" in words or words.startswith("www."))
        and (site := registrable(words))
    ):
        return site, words
    return words, ""


def _row(number: int, cells: Mapping[str, str]) -> NamedRow | RefusedRow:
    for column, value in cells.items():
        if len(value) > LINE_LIMIT:
            return RefusedRow(number, column, clean(value, 200), f"longer than {LINE_LIMIT} characters: no {column}")
    name, domain = clean_name(cells.get("name", "")), clean(cells.get("domain", ""))
    if not any(letter.isalnum() for letter in name):
        return RefusedRow(number, "name", name or clean(cells.get("name", "")), "no letter or digit in it: type a name")
    if len(clean(cells.get("name", ""), LINE_LIMIT)) > NAME_LIMIT:
        return RefusedRow(number, "name", name, f"longer than {NAME_LIMIT} characters: no company is called that")
    if domain and registrable(domain) is None:
        return RefusedRow(number, "domain", domain, "not a company's domain: write it like acme.com")
    more = {key: clean(cells.get(key, "")) for key in ("country", "city", "pain", "why")}
    return NamedRow(number, name, domain, **more)
