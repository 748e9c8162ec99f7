"""What one action wrote, as people read it: row for row, what was before and what was after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prospector.model.action import Written
from prospector.store.reads import Reader, places

_QUIET = ("id", "account_id", "root", "seq", "chain", "hash", "previous", "digest", "nonce", "salt", "slot_key")
"""Columns that say nothing to people."""
_PORTION = 400
_TOLD = 400
"""Characters of one change that are told."""


def written(reader: Reader, action_id: str, limit: int = 200) -> Sequence[Written]:
    """Return the first rows that an action wrote; how many there are in all stands in its record."""
    rows = reader.rows(
        'SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq LIMIT ?', (action_id, limit)
    )
    images = [(table, key, _image(before), _image(after)) for table, key, before, after in rows]
    names = _names(reader, {of for table, key, before, after in images if (of := _account(table, key, before, after))})
    return [
        Written(table.replace("_", " "), names.get(_account(table, key, before, after), ""), *_said(before, after))
        for table, key, before, after in images
    ]


def _image(raw: str | None) -> Mapping[str, Any] | None:
    return None if raw is None else json.loads(raw)


def _account(table: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    image = after or before or {}
    return key if table == "account" else str(image.get("account_id") or "")


def _names(reader: Reader, ids: set[str]) -> dict[str, str]:
    wanted = sorted(ids)
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), _PORTION):
        part = wanted[begin : begin + _PORTION]
        found.update(reader.rows(f"SELECT id, name FROM account WHERE id IN ({places(len(part))})", part))  # noqa: S608 - marks alone
    return found


def _said(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return the kind of the change (`added`, `changed`, `removed`) and what it was, in words."""
    if before is None or after is None:
        told = "; ".join(_fields(after or before or {}))
        return ("added" if before is None else "removed"), told[:_TOLD]
    changed = [
        f"{key.replace('_', ' ')}: {_shown(before.get(key))} → {_shown(after.get(key))}"
        for key in after
        if key not in _QUIET and before.get(key) != after.get(key)
    ]
    return "changed", "; ".join(changed)[:_TOLD]


def _fields(image: Mapping[str, Any]) -> Iterator[str]:
    for key, value in image.items():
        if key not in _QUIET and value not in (None, "", 0, "[]", "{}"):
            yield f"{key.replace('_', ' ')}: {_shown(value)}"


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)
