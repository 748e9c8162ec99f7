"""Statements of a Wikidata item by rank, date and end, and their values (https://www.wikidata.org/wiki/Help:Ranking)."""

from __future__ import annotations

import re
from typing import Any

from enrichers.shared.common import dig, list_at, text_at

QID = re.compile(r"Q[1-9]\d{0,14}\Z")
_YEAR, _MONTH = 9, 10
"""Precisions of a Wikibase time (11 is a day); a coarser one names no year."""
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_WINDOW = 290
"""Most characters of a passage."""


def every(entity: Any, prop: str) -> list[dict[str, Any]]:
    """Return the statements of a property that have a value and are not deprecated, of whatever rank and time."""
    return [
        one
        for one in list_at(entity, "claims", prop)
        if dig(one, "mainsnak", "snaktype") == "value" and dig(one, "rank") != "deprecated"
    ]


def holding(entity: Any, prop: str) -> list[dict[str, Any]]:
    """Return the statements that hold: the preferred ones alone where there are any, and none that has ended (P582)."""
    kept = every(entity, prop)
    best = [one for one in kept if dig(one, "rank") == "preferred"] or kept
    return [one for one in best if not list_at(one, "qualifiers", "P582")]


def first(entity: Any, prop: str) -> dict[str, Any]:
    """Return the first statement that holds, an empty one when there is none."""
    return next(iter(holding(entity, prop)), {})


def newest(entity: Any, prop: str) -> dict[str, Any]:
    """Return of the statements that hold the one of the latest point in time (P585), an empty one when there is none."""
    return max(holding(entity, prop), key=lambda one: date_of(qualifier(one, "P585")) or "", default={})


def value(statement: Any) -> Any:
    """Return the value of a statement, of whatever type."""
    return dig(statement, "mainsnak", "datavalue", "value")


def qualifier(statement: Any, prop: str) -> Any:
    """Return the value of the first qualifier of that property."""
    return dig(statement, "qualifiers", prop, 0, "datavalue", "value")


def as_text(found: Any) -> str:
    """Return a value that is a text, with or without its language, in one line; empty when it is none."""
    return text_at([found], 0) or text_at(found, "text")


def items(entity: Any, prop: str) -> list[str]:
    """Return the items that the statements of a property point to."""
    return [qid for one in holding(entity, prop) if QID.match(qid := text_at(value(one), "id"))]


def amount(found: Any) -> int | float | None:
    """Return the number of a Wikibase quantity (``"+144000"``), None when it is none or not above zero."""
    try:
        number = float(text_at(found, "amount") or "nan")
    except ValueError:
        return None
    if not 0 < number < 1e15:  # noqa: PLR2004 - more than the world earns
        return None
    return int(number) if number.is_integer() else number


def date_of(found: Any) -> str | None:
    """Return the ISO date of a Wikibase time as far as its precision goes: ``+1862-00-00`` with 9 is ``1862``."""
    match, precision = _TIME.match(text_at(found, "time")), dig(found, "precision")
    if not match or not isinstance(precision, int) or precision < _YEAR:
        return None
    year, month, day = match.groups()
    if precision == _YEAR or month == "00":
        return year
    return f"{year}-{month}" if precision == _MONTH or day == "00" else f"{year}-{month}-{day}"


def proof(text: str, prop: str, written: Any) -> str:
    """Return the piece of the page from a property to its value; the value alone when they do not stand together."""
    token = f'"{written}"'
    for found in re.finditer(rf'"property"\s*:\s*"{prop}"', text):
        piece = text[found.start() : found.start() + _WINDOW]
        end, following = piece.find(token), piece.find('"snaktype"')
        if end > 0 and (following < 0 or end < following):
            return piece[: end + len(token)]
    return token if token in text else ""
