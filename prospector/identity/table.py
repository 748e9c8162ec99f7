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
from prospector.tabular import RefusedRow, decoded
from prospector.text import clean

_LONGEST_NAME = 400
_LONGEST_CELL = 500
_SHOWN = 60
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


def read_table(path: Path, id_column: str | None = None) -> Table:
    """Return the companies in the CSV file `path`; without an id column the line number is the id.

    Raises BadInput when the file can't be read, is empty or has no column for the name, or when `id_column` is absent.
    """
    text, _notes = decoded(_bytes_of(path), path.name)
    lines = [line for line in text.splitlines() if line.strip()][:1]
    if not lines:
        raise BadInput(f"{path.name} is empty: give a CSV file with a heading line and a column 'name'.")
    delimiter = max(_DELIMITERS, key=lambda sign: (lines[0].count(sign), -_DELIMITERS.index(sign)))
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        heading = next(row for row in rows if any(cell.strip() for cell in row))
        columns = _columns(heading, path, id_column)
        return _read(_numbered(rows), heading, columns)
    except csv.Error as error:
        raise BadInput(f"{path.name}, line {rows.line_num}: not readable as CSV ({error}).") from error


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


def _short(text: str) -> str:
    return clean(text, _SHOWN) or "(empty)"


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for row in rows:
        yield getattr(rows, "line_num", 0), row


def _read(rows: Iterator[tuple[int, list[str]]], heading: list[str], columns: dict[str, int]) -> Table:
    parties: list[Party] = []
    refused: list[RefusedRow] = []
    seen: set[str] = set()
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        taken = _party(row, line, heading, columns, seen)
        if isinstance(taken, Party):
            seen.add(taken.id)
            parties.append(taken)
        else:
            refused.append(taken)
    titles = {field: clean(heading[place]) for field, place in columns.items()}
    return Table(tuple(parties), tuple(refused), titles)


def _party(
    row: list[str], line: int, heading: list[str], columns: dict[str, int], seen: set[str]
) -> Party | RefusedRow:
    def cell(field: str) -> str:
        place = columns.get(field, len(row))
        return row[place] if place < len(row) else ""

    def title(field: str) -> str:
        return _short(heading[columns[field]])

    if len(row) > len(heading):
        extra = _short(row[len(heading)])
        return RefusedRow(line, "", extra, f"The row has {len(row)} cells, the heading {len(heading)}.")
    name = clean(cell("name"), _LONGEST_NAME)
    if not any(character.isalnum() for character in name):
        return RefusedRow(line, title("name"), _short(cell("name")), "There is no name in this row.")
    identifier = clean(cell("id")) if "id" in columns else str(line)
    if not identifier:
        return RefusedRow(line, title("id"), "", "The id is empty.")
    if identifier in seen:
        return RefusedRow(line, title("id"), _short(identifier), "Another row has this id.")
    values = {field: clean(cell(field), _LONGEST_CELL) for field in _COLUMNS}
    return Party(
        id=identifier,
        names=(name,),
        domains=(values["domain"],) if values["domain"] else (),
        country=values["country"] or None,
        region=values["region"] or None,
        city=values["city"] or None,
        address=values["address"] or None,
        postcode=values["postcode"] or None,
        phones=(values["phone"],) if values["phone"] else (),
        registry_ids=(values["registry_id"],) if values["registry_id"] else (),
        lei=values["lei"] or None,
    )
