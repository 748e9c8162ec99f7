"""Reading a table of companies for deduplication: columns by name, encoding and delimiter recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prospector.errors import BadInput
from prospector.identity.party import Party
from prospector.tabular import RefusedRow
from prospector.tabular.dialect import sniffed
from prospector.tabular.encoding import decoded
from prospector.tabular.records import Broken, Record, Records, is_marred
from prospector.tabular.words import ranked
from prospector.text import clean

_LONGEST_NAME = 400
_LONGEST_CELL = 500
_SHOWN = 60
_STRETCH = 1 << 18
_MARKS = "\u0300"
_WORKBOOK = b"PK\x03\x04"
_FIELDS = {
    "id": "id", "name": "name", "legal_name": "name", "domain": "domain", "email": "domain", "person_email": "domain",
    "country": "country", "region": "region", "city": "city", "postal": "postcode", "street": "address", "phone": "phone",
    "person_phone": "phone", "lei": "lei", "registry_id": "registry_id",
}  # fmt: skip
"""What is compared of a company, by the field that a heading stands for (see `prospector.tabular.words`)."""
_SECOND_BEST = frozenset(("legal_name", "email", "person_email", "person_phone"))
"""Taken only where no column holds the thing itself: the domain of an address, say."""


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a file and the rows that were refused; `columns` tells which heading was read as what."""

    parties: tuple[Party, ...]
    refused: tuple[RefusedRow, ...]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A file read as text, its heading understood and its rows still to be read."""

    shown: str
    text: str
    delimiter: str
    heading: tuple[str, ...]
    columns: dict[str, int]
    notes: tuple[str, ...] = ()
    """What is worth saying about how it was decoded."""
    marred: bool = False
    """Something in the text can't stand in a cell."""
    begins: int = 1
    """The line of the heading."""

    @property
    def titles(self) -> dict[str, str]:
        """Return which heading was read as what."""
        return {field: clean(self.heading[place]) for field, place in self.columns.items()}

    def rows(self) -> Iterator[tuple[int, list[str] | RefusedRow]]:
        """Yield the line where it begins and the cells of every row below the heading that is not blank.

        In the place of a row that is no CSV stands why.
        """
        begins = self.begins
        for one in _records(self.text, self.delimiter, marred=self.marred):
            if isinstance(one, Broken):
                if one.line > begins:
                    yield one.line, self._refused(one)
            elif one[0] > begins and any(map(str.strip, one[1])):
                yield one

    def party(self, line: int, row: list[str] | RefusedRow) -> Party | RefusedRow:
        """Return the company in a row, or why it is refused."""
        return row if isinstance(row, RefusedRow) else _party(row, line, self.heading, self.columns)

    def _refused(self, one: Broken) -> RefusedRow:
        place = one.column if one.column is not None else len(self.heading)
        title = _short(self.heading[place]) if place < len(self.heading) else ""
        return RefusedRow(one.line, title, _short(one.text), f"{one.reason[:1].upper()}{one.reason[1:]}.")

    def repeated(self, line: int, identifier: str) -> RefusedRow:
        """Return the refusal of a row whose id an earlier row has."""
        return RefusedRow(
            line, _short(self.heading[self.columns["id"]]), _short(identifier), "Another row has this id."
        )


def open_table(path: Path, id_column: str | None = None) -> Source:
    """Return the CSV file `path`, ready to be read row by row.

    Raises BadInput when the file can't be read, is empty or has no column for the name, or when `id_column` is absent.
    """
    raw = _bytes_of(path)
    if raw.startswith(_WORKBOOK):
        raise BadInput(f"{path.name} is a workbook: save the sheet as CSV and give that.")
    text, notes = decoded(raw, path.name)
    del raw
    dialect = sniffed(text[:_STRETCH])
    delimiter = dialect.delimiter if dialect else ""
    marred = is_marred(text)
    heading = None
    for one in _records(text, delimiter, marred=marred):
        if isinstance(one, Broken):
            raise BadInput(f"{path.name}, line {one.line}: {one.reason}, so the heading can't be read: mend that line.")
        if any(cell.strip() for cell in one[1]) and not (dialect and dialect.told and one[0] == 1):
            heading = one
            break
    if heading is None:
        raise BadInput(f"{path.name} is empty: give a CSV file with a heading line and a column 'name'.")
    columns = _columns(heading[1], path, id_column)
    return Source(path.name, text, delimiter, tuple(heading[1]), columns, tuple(notes), marred, heading[0])


def read_table(path: Path, id_column: str | None = None) -> Table:
    """Return the companies in the CSV file `path`; without an id column the line number is the id.

    Raises BadInput as `open_table` does.
    """
    source = open_table(path, id_column)
    parties: list[Party] = []
    refused: list[RefusedRow] = []
    seen: set[str] = set()
    for line, row in source.rows():
        taken = source.party(line, row)
        if isinstance(taken, RefusedRow):
            refused.append(taken)
        elif taken.id in seen:
            refused.append(source.repeated(line, taken.id))
        else:
            seen.add(taken.id)
            parties.append(taken)
    return Table(tuple(parties), tuple(refused), source.titles)


def _records(text: str, delimiter: str, *, marred: bool) -> Iterator[Record | Broken]:
    """Yield the rows of `text`, a stretch at a time: a whole copy of it in lines would cost four bytes a letter."""
    stretches = ((text[start : start + _STRETCH], marred) for start in range(0, len(text), _STRETCH))
    return iter(Records(stretches, delimiter))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror or error}.") from error


def _columns(heading: list[str], path: Path, id_column: str | None) -> dict[str, int]:
    found: dict[str, int] = {}
    ranks: dict[str, tuple[bool, int]] = {}
    for place, title in enumerate(heading):
        meant = ranked(title)
        field = _FIELDS.get(meant[0]) if meant else None
        if meant is None or field is None:
            continue
        rank = meant[0] in _SECOND_BEST, meant[1]
        if field not in found or rank < ranks[field]:
            found[field], ranks[field] = place, rank
    if id_column is not None:
        titles = [title.strip("\ufeff ") for title in heading]
        if id_column not in titles:
            raise BadInput(
                f"{path.name} has no column '{id_column}'; its columns are: {', '.join(map(_short, titles))}."
            )
        found["id"] = titles.index(id_column)
    if "name" not in found:
        titles = [_short(title) for title in heading]
        raise BadInput(f"{path.name} has no column for the name; call it 'name'. Its columns are: {', '.join(titles)}.")
    return found


def _cleaned(text: str, limit: int = _LONGEST_CELL) -> str:
    """Return `text` as `prospector.text.clean` does, at once where it is clean already, as most cells are.

    Below U+0300 there are no combining marks, and what is printable there has no controls and no blank but the space.
    """
    return text.strip() if len(text) < limit and _is_plain(text) else clean(text, limit)


def _is_plain(text: str) -> bool:
    """Say whether `text` and each part of it is short and clean already, but for blanks at its ends."""
    return (
        len(text) < _LONGEST_NAME and text.isprintable() and "  " not in text and (text.isascii() or max(text) < _MARKS)
    )


def _short(text: str) -> str:
    return clean(text, _SHOWN) or "(empty)"


def _party(row: list[str], line: int, heading: tuple[str, ...], columns: dict[str, int]) -> Party | RefusedRow:
    def title(field: str) -> str:
        return _short(heading[columns[field]])

    width = len(row)
    if width > len(heading):
        extra = _short(row[len(heading)])
        return RefusedRow(line, "", extra, f"The row has {width} cells, the heading {len(heading)}.")
    written = row[columns["name"]] if columns["name"] < width else ""
    plain = _is_plain("".join(row))
    name = written.strip() if plain else _cleaned(written, _LONGEST_NAME)
    if not name[:1].isalnum() and not any(character.isalnum() for character in name):
        return RefusedRow(line, title("name"), _short(written), "There is no name in this row.")
    cell = {
        field: row[place].strip() if plain else _cleaned(row[place])
        for field, place in columns.items()
        if place < width and row[place]
    }.get
    identifier = cell("id", "") if "id" in columns else str(line)
    if not identifier:
        return RefusedRow(line, title("id"), "", "The id is empty.")
    domain, phone, registry_id = cell("domain"), cell("phone"), cell("registry_id")
    return Party(
        identifier,
        (name,),
        (domain,) if domain else (),
        cell("country") or None,
        cell("region") or None,
        cell("city") or None,
        cell("address") or None,
        cell("postcode") or None,
        (phone,) if phone else (),
        (registry_id,) if registry_id else (),
        cell("lei") or None,
    )
