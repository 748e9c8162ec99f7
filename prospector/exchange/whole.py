"""Our own table: everything about an account that may leave, in columns that `prospect import` takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from prospector.model.leaving import LeavingAccount, LeavingPerson

_LISTED = "; "
_PEOPLE = "people"
COLUMNS = (*(one.name for one in fields(LeavingAccount) if one.name != _PEOPLE), "opt_out")
"""Headings, in their order. What ends in `_on`, `touches`, `reason` and the like is told, not taken back."""


def whole_row(one: LeavingAccount) -> Sequence[str]:
    """Return the cells of one account under `COLUMNS`; people stand in files of their own."""
    cells = []
    for column in COLUMNS[:-1]:
        value = getattr(one, column)
        cells.append(value if isinstance(value, str) else _LISTED.join(value))
    return [*cells, "no"]


def whole_document(one: LeavingAccount) -> Mapping[str, object]:
    """Return one account with its people as a JSON document; what is unknown is left out."""
    document: dict[str, object] = {}
    for column in COLUMNS[:-1]:
        value = getattr(one, column)
        if value:
            document[column] = value if isinstance(value, str) else list(value)
    if one.people:
        document[_PEOPLE] = [_person(person) for person in one.people]
    return document | {"opt_out": False}


def _person(one: LeavingPerson) -> Mapping[str, object]:
    known = {part.name: getattr(one, part.name) for part in fields(LeavingPerson)}
    return {key: value for key, value in known.items() if value}
