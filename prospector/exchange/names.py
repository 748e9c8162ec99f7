"""Reading a list of names: one a line, or a table (CSV, TSV, XLSX) with a header. What can't be taken comes back."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.errors import BadInput
from prospector.exchange.lines import LINE_LIMIT, split_line
from prospector.identity.domain import registrable
from prospector.tabular import RefusedRow, safe_cell
from prospector.text import NAME_LIMIT, clean, clean_name

if TYPE_CHECKING:
    from prospector.exchange.reading import Row

__all__ = ["NamedRow", "NamesFile", "read_names", "split_line", "write_refused"]

_MOST = 1_000_000
"""Names of one list: all of them are compared with each other in memory."""
_SAMPLE = 200


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
    from prospector.exchange.reading import Row, open_table

    taken: list[NamedRow] = []
    refused: list[RefusedRow] = []
    with open_table(source) as table:
        # In a list that somebody typed the last cells are often left out.
        table.pads = True
        rows = table.rows()
        first = list(islice(rows, _SAMPLE))
        columns = _columns(table.source, table.header, [one for one in first if isinstance(one, Row)])
        for one in chain(first, rows):
            named = (
                _row(one.number, {field: one.cells[place] for field, place in columns}) if isinstance(one, Row) else one
            )
            if isinstance(named, NamedRow):
                taken.append(named)
            else:
                refused.append(named)
            if len(taken) > _MOST:
                raise BadInput(f"{table.source} has more than {_MOST:,} names: split it, or use `prospect import`")
        notes = (*table.notes, *table.remarks)
    return NamesFile("standard input" if source == "-" else source, taken, refused, notes)


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


def _columns(shown: str, header: Sequence[str], sample: Sequence[Row]) -> Sequence[tuple[str, int]]:
    """Return which columns hold what a list of names may give. Raises BadInput where none holds names."""
    from prospector.exchange.mapping import propose

    fields = propose(header, sample).fields
    if "name" not in fields:
        raise BadInput(f"{shown}: no column of names: call one of them name, company or firma in the first row")
    if "why" not in fields and "note" in fields:
        fields["why"] = fields["note"]
    wanted = ("name", "domain", "country", "city", "pain", "why")
    return [(one, fields[one]) for one in wanted if one in fields]


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
