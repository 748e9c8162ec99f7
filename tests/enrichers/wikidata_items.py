"""Statements of made-up items, as Wikidata writes them."""

from __future__ import annotations

from typing import Any


def when(time: str, precision: int = 11) -> dict[str, Any]:
    """Return a day; precision 9 is a year, 11 a day."""
    return {"time": f"+{time}T00:00:00Z", "precision": precision}


def stated(prop: str, value: Any, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    """Return a statement that a property has a value, with its qualifiers."""
    snak = {"snaktype": "value", "property": prop, "datavalue": {"value": value}}
    marks = {
        one: [{"snaktype": "value", "property": one, "datavalue": {"value": what}}] for one, what in qualifiers.items()
    }
    return {"mainsnak": snak, "type": "statement", "qualifiers": marks, "rank": rank}
