"""Reading a table of companies for deduplication: columns by name, encoding and delimiter recognised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prospector.errors import BadInput
from prospector.identity.fold import fold
from prospector.identity.party import Party
from prospector.tabular import RefusedRow
from prospector.tabular.encoding import decoded
from prospector.text import clean

_LONGEST_NAME = 400
_LONGEST_CELL = 500
_SHOWN = 60
_STRETCH = 1 << 20
_MARKS = "\u0300"
_WORKBOOK = b"PK\x03\x04"
_DELIMITERS = ",;\t|"
_COLUMNS = {
    "id": "id key recordid accountid companyid leadid crmid externalid uuid",
    "name": "name companyname company account accountname organisation organization organisationname "
    "organizationname firm business businessname legalname lead firma firmenname unternehmen nom societe "
    "raisonsociale empresa nombre azienda",
    "domain": "domain website web url site homepage webseite companydomain companywebsite domainname email "
    "emaildomain mail www",
    "country": "country countrycode land pays pais nation billingcountry hqcountry",
    "region": "region state province county bundesland stateprovince billingstate",
    "city": "city town ort stadt ville ciudad citta locality billingcity place",
    "postcode": "postcode postalcode zip zipcode plz postleitzahl codepostal cap billingzip",
    "address": "address street streetaddress adresse strasse addressline1 address1 billingstreet direccion indirizzo",
    "phone": "phone telephone phonenumber tel telefon telephonenumber mobile companyphone telefono",
    "lei": "lei leicode legalentityidentifier",
    "registry_id": "registryid registrynumber registrationnumber registrationid companynumber regno vat vatid vatnumber "
    "taxid siren siret crn duns handelsregister hrb",
}


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

    @property
    def titles(self) -> dict[str, str]:
        """Return which heading was read as what."""
        return {field: clean(self.heading[place]) for field, place in self.columns.items()}

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield number of the last line and cells of every row below the heading that is not blank.

        Raises BadInput where the text is no CSV.
        """
        reader = csv.reader(_lines(self.text), delimiter=self.delimiter)
        try:
            _heading(reader)
            begun = reader.line_num
            for row in reader:
                if reader.line_num > begun + 1 and _unclosed(row, self.text):
                    raise BadInput(f"{self.shown}, line {begun + 1}: a quotation mark opens here and is never closed.")
                begun = reader.line_num
                if any(row) and any(cell.strip() for cell in row):
                    yield reader.line_num, row
        except csv.Error as error:
            raise BadInput(f"{self.shown}, line {reader.line_num}: not readable as CSV ({error}).") from error

    def party(self, line: int, row: list[str]) -> Party | RefusedRow:
        """Return the company in a row, or why it is refused."""
        return _party(row, line, self.heading, self.columns)

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
    if "\0" in text:
        text = text.replace("\0", "")
    first = next((line for line in _lines(text) if line.strip()), "")
    if not first:
        raise BadInput(f"{path.name} is empty: give a CSV file with a heading line and a column 'name'.")
    delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
    rows = csv.reader(_lines(text), delimiter=delimiter)
    try:
        heading = _heading(rows)
    except csv.Error as error:
        raise BadInput(f"{path.name}, line {rows.line_num}: not readable as CSV ({error}).") from error
    return Source(path.name, text, delimiter, tuple(heading), _columns(heading, path, id_column), tuple(notes))


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


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of `text` with their ends, a stretch at a time: a whole copy would cost four bytes a letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _unclosed(row: list[str], text: str) -> bool:
    """Say whether the last cell of a row of several lines is the rest of the file: its quotation mark was never closed."""
    last = row[-1].rstrip("\r\n") if row else ""
    return "\n" in row[-1] and text.rstrip("\r\n").endswith(last) and not text.rstrip().endswith('"')


def _heading(rows: Iterator[list[str]]) -> list[str]:
    return next(row for row in rows if any(cell.strip() for cell in row))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror or error}.") from error


def _columns(heading: list[str], path: Path, id_column: str | None) -> dict[str, int]:
    known = {
        alias: field for field, aliases in _COLUMNS.items() for alias in (field.replace("_", ""), *aliases.split())
    }
    found: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for place, title in enumerate(heading):
        squeezed = "".join(character for character in fold(title.strip("\ufeff ")) if character.isalnum())
        field = known.get(squeezed)
        if field is None:
            continue
        rank = [field.replace("_", ""), *_COLUMNS[field].split()].index(squeezed)
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
    if not text:
        return ""
    if text.isprintable() and len(text) < limit and "  " not in text and (text.isascii() or max(text) < _MARKS):
        return text.strip()
    return clean(text, limit)


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
    name = _cleaned(written, _LONGEST_NAME)
    if not name[:1].isalnum() and not any(character.isalnum() for character in name):
        return RefusedRow(line, title("name"), _short(written), "There is no name in this row.")
    cell = {field: _cleaned(row[place]) for field, place in columns.items() if place < width and row[place]}.get
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
