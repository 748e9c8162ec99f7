"""The figures as one document for other programs, and every number in them by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from prospector.errors import NotFound
from prospector.model.audit import AuditFigures
from prospector.model.figure import Curve, Number
from prospector.model.proof import ErrorRate
from prospector.text import clean


def document(value: Any) -> Any:
    """Return figures, or a part of them, as plain values; a number says how many, of how many, and its key."""
    if isinstance(value, Number):
        return {
            "key": value.key,
            "label": value.label,
            "part": value.part,
            "whole": value.whole,
            "percent": value.percent,
        }
    if isinstance(value, ErrorRate):
        low, high = value.interval
        return {"source": value.source, "field": value.field, "confirmed": value.confirmed, "refuted": value.refuted,
                "interval": [low, high] if value.enough else None}  # fmt: skip
    if is_dataclass(value):
        found = {one.name: document(getattr(value, one.name)) for one in fields(value)}
        return found | {"open": value.open, "median": value.median} if isinstance(value, Curve) else found
    if isinstance(value, Mapping):
        return {key: document(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [document(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def number_of(figures: AuditFigures, key: str) -> Number:
    """Return the number with this key. Raises NotFound."""
    wanted = clean(key)
    found = next((one for one in numbers(figures) if one.key == wanted), None)
    if found is None:
        raise NotFound(f"no number “{wanted}” in this audit: `prospect audit --json` gives every number's key")
    return found


def numbers(value: Any) -> Iterator[Number]:
    """Yield every number of the figures."""
    if isinstance(value, Number):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from numbers(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from numbers(one)
