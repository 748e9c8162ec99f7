"""Which column is taken for which field: proposed from headings, from values where they say nothing, corrected by people."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prospector.errors import BadInput
from prospector.exchange.fields import FIELDS, PERSON, TOLD
from prospector.exchange.reading.table import Row
from prospector.exchange.shapes import shape
from prospector.tabular.words import ranked, squeezed
from prospector.text import clean

IGNORED = ""
"""The field of a column that is not taken."""
_EXAMPLES = 3
_PEOPLE = frozenset(("person_first", "person_last", "person_name"))
"""Fields that only rows of people have."""
_MOSTLY = 0.6
"""Share of a column's values that must look alike."""
_BY_SHAPE = {
    "email": "email", "domain": "domain", "phone": "phone", "lei": "lei", "linkedin": "linkedin",
    "linkedin person": "person_profile",
}  # fmt: skip
_OF_PERSON = {"email": "person_email", "phone": "person_phone", "linkedin": "person_profile"}
"""What stands beside a person's name is the person's, unless the heading says the company's."""
_SURE_COMPANY = frozenset(("companyphone", "companyemail", "companyphonenumber", "linkedincompanypage", "companylinkedin",
                           "companylinkedinurl", "linkedincompanyurl", "mainphone"))  # fmt: skip
_JUST_NAME = frozenset(("name", "nom", "nombre", "nome", "naam", "namn", "navn", "nimi"))
"""Headings that are the company's name, and a person's where another column is surely the company's."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file and what it is taken for."""

    header: str
    field: str
    """One of `FIELDS`, or empty: left out."""
    how: str
    """How that was recognised, in words."""
    examples: tuple[str, ...] = ()
    """Some of its values, cleaned."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a file are taken for."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    """What is worth saying about the values: zeros in front that may be lost."""

    @property
    def fields(self) -> dict[str, int]:
        """Return the place of the column for each field that is taken."""
        return {column.field: place for place, column in enumerate(self.columns) if column.field}

    @property
    def chosen(self) -> dict[str, str]:
        """Return field (or empty) by heading: what is remembered, and what `corrected` takes."""
        return {column.header: column.field for column in self.columns}

    def field_of(self, header: str) -> str:
        """Return the field of a column, empty where it is left out or not there."""
        return self.chosen.get(header, IGNORED)


def propose(header: Sequence[str], sample: Sequence[Row]) -> Mapping:
    """Return what each column of a table is taken for, best by its heading, else by the values of `sample`."""
    known = [ranked(heading) for heading in header]
    people, firm = _has_people(header, known)
    wanted: dict[str, tuple[int, int]] = {}
    hows = ["no field of ours: left out"] * len(header)
    for place, found in enumerate(known):
        if found is None:
            continue
        field, rank = _in_context(found[0], header[place], people=people, firm=firm), found[1]
        if field in TOLD:
            hows[place] = "written by our own export: told, not taken back"
            continue
        if field in wanted and wanted[field][1] <= rank:
            hows[place] = f"also {field}: “{header[wanted[field][0]]}” is taken"
            continue
        if field in wanted:
            hows[wanted[field][0]] = f"also {field}: “{header[place]}” is taken"
        wanted[field], hows[place] = (place, rank), "by its heading"
    fields = {place: field for field, (place, _) in wanted.items()}
    _by_values(header, sample, known, fields, hows, people=people)
    columns = tuple(
        Column(heading, fields.get(place, IGNORED), hows[place], _examples(sample, place))
        for place, heading in enumerate(header)
    )
    return Mapping(columns, _told_notes(columns, sample))


def corrected(mapping: Mapping, wishes: Map[str, str]) -> Mapping:
    """Return `mapping` with columns taken for what a person says; an empty field (or ``-``) leaves a column out.

    A column that was taken for the same field before gives it up. Raises BadInput for a column that is not there, a field
    that is none, and a field given to two columns.
    """
    places = {squeezed(column.header): place for place, column in reversed(list(enumerate(mapping.columns)))}
    places |= {column.header: place for place, column in enumerate(mapping.columns)}
    columns = list(mapping.columns)
    given: dict[str, str] = {}
    for header, wish in wishes.items():
        place = places.get(header, places.get(squeezed(header)))
        if place is None:
            names = ", ".join(column.header for column in columns)
            raise BadInput(f"there is no column “{clean(header, 80)}”: the columns are {names}")
        field = checked_field(wish)
        if field and field in given:
            raise BadInput(
                f"“{given[field]}” and “{columns[place].header}” can't both be {field}: leave one of them out"
            )
        for other, column in enumerate(columns):
            if field and column.field == field and other != place:
                columns[other] = replace(column, field=IGNORED, how=f"given up for “{columns[place].header}”")
        columns[place] = replace(columns[place], field=field, how="as you said")
        if field:
            given[field] = columns[place].header
    return replace(mapping, columns=tuple(columns))


def checked_field(wish: str) -> str:
    """Return the field that `wish` names, empty for none. Raises BadInput where there is no such field."""
    bare = wish.strip()
    if bare in ("", "-"):
        return IGNORED
    if bare in FIELDS:
        return bare
    found = ranked(bare)
    if found is not None and found[0] in FIELDS:
        return found[0]
    near = difflib.get_close_matches(bare.casefold(), FIELDS, 1)
    hint = f"do you mean {near[0]}?" if near else f"one of {', '.join(FIELDS)}"
    raise BadInput(f"“{clean(bare, 80)}” is no field of ours: {hint}")


def _has_people(header: Sequence[str], known: Sequence[tuple[str, int] | None]) -> tuple[bool, bool]:
    """Say whether the rows are people, and whether a column is surely the name of their company.

    Where headings are our own names of a person's fields, those of the company mean the company.
    """
    if PERSON.intersection(header):
        return False, False
    fields = {found[0] for found in known if found}
    firm = any(found and found[0] == "name" and squeezed(heading) not in _JUST_NAME
               for heading, found in zip(header, known, strict=True))  # fmt: skip
    just = any(squeezed(heading) in _JUST_NAME for heading in header)
    return bool(fields & _PEOPLE) or (firm and (just or "person_role" in fields)), firm


def _in_context(field: str, heading: str, *, people: bool, firm: bool = False) -> str:
    """Return what a column is in its table: where the rows are people, `firm` says that another column names the company."""
    if firm and squeezed(heading) in _JUST_NAME:
        return "person_name"
    if people and squeezed(heading) not in _SURE_COMPANY:
        return _OF_PERSON.get(field, field)
    return field


def _by_values(
    header: Sequence[str], sample: Sequence[Row], known: Sequence[tuple[str, int] | None], fields: dict[int, str],
    hows: list[str], *, people: bool,
) -> None:  # fmt: skip
    """Add to `fields` the columns whose heading says nothing and whose values do."""
    taken = set(fields.values())
    texts = []
    for place in range(len(header)):
        if known[place] is not None:
            continue
        shapes = Counter(shape(row.cells[place]) for row in sample if row.cells[place].strip())
        most, count = shapes.most_common(1)[0] if shapes else ("empty", 0)
        field = _in_context(_BY_SHAPE.get(most, IGNORED), header[place], people=people)
        if field and field not in taken and count >= _MOSTLY * shapes.total():
            fields[place], hows[place] = field, "by its values"
            taken.add(field)
        elif most == "text":
            texts.append(place)
    if texts and "name" not in taken:
        best = max(texts, key=lambda place: (_distinct(sample, place), -place))
        fields[best], hows[best] = "name", "by its values: the texts that differ most"


def _distinct(sample: Sequence[Row], place: int) -> int:
    return len({row.cells[place].strip().casefold() for row in sample if row.cells[place].strip()})


def _examples(sample: Sequence[Row], place: int) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for row in sample:
        if value := clean(row.cells[place], 60):
            seen.setdefault(value)
            if len(seen) == _EXAMPLES:
                break
    return tuple(seen)


def _told_notes(columns: Sequence[Column], sample: Sequence[Row]) -> tuple[str, ...]:
    """Return a warning for codes of which some have lost the zeros in front that others of five digits have."""
    notes = []
    for place, column in enumerate(columns):
        if column.field != "postal":
            continue
        codes = [row.cells[place].strip() for row in sample if row.cells[place].strip().isdecimal()]
        lengths = Counter(map(len, codes))
        if lengths[5] and lengths[4] and not any(code.startswith("0") for code in codes):
            notes.append(
                f"“{column.header}”: codes of four and of five digits: a spreadsheet may have cut off zeros in front"
            )
    return tuple(notes)
