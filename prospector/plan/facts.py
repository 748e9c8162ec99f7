"""What is known of the accounts, as rules and criteria look at it: account columns first, then the claims that count."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from prospector.research.unrefuted import UNREFUTED
from prospector.store.reads import parts_of, places
from prospector.store.store import Store

_COLUMNS = ("name", "country", "city", "sector", "source", "origin", "stage")
_LISTED = {"technology": "technology", "opening": "hiring", "industry": "industry"}
_SPOKEN = ("description", "industry", "name", "legal_name", "opening")
"""Fields whose text makes up the field `words`."""
_FIELDS = ("address", "employees", "founded", "industry", "technology", "opening", "description", "legal_name", "name")


def facts(store: Store, ids: Sequence[str] | None = None) -> dict[str, dict[str, Sequence[Any]]]:
    """Return what is known of every account (or of these), by account and field; merged parts count for their root."""
    found = _columns(store, ids)
    marks = ", ".join(f"'{field}'" for field in _FIELDS)
    begin, parts = parts_of(ids)
    rows = store.reader.rows(
        f"{begin}SELECT r.root, c.field, c.value FROM {parts} claim c ON r.id = c.account_id "  # noqa: S608
        f"WHERE c.field IN ({marks}) AND {UNREFUTED} "
        "ORDER BY c.source = 'human', c.confirmed_at IS NOT NULL, c.confidence, COALESCE(c.value_date, c.read_at), c.id",
        ids or (),
    )
    claimed: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for root, field, raw in rows:
        claimed[root][field].append(json.loads(raw))
    for root, said in claimed.items():
        if root in found:
            _take(found[root], said)
    return found


def _columns(store: Store, ids: Sequence[str] | None) -> dict[str, dict[str, Sequence[Any]]]:
    only = "" if ids is None else f"AND a.id IN ({places(len(ids))})"
    rows = store.reader.rows(
        f"SELECT a.id, f.low, {', '.join(f'a.{one}' for one in _COLUMNS)} FROM account a "  # noqa: S608 - constants
        "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = (SELECT MAX(version) FROM profile) "
        f"WHERE a.merged_into IS NULL {only}",
        ids or (),
    )
    found: dict[str, dict[str, Sequence[Any]]] = {}
    for root, low, *values in rows:
        known: dict[str, Sequence[Any]] = {
            column: (value,) for column, value in zip(_COLUMNS, values, strict=True) if value
        }
        if low is not None:
            known["fit"] = (low,)
        found[root] = known
    return found


def _take(known: dict[str, Sequence[Any]], said: Mapping[str, Sequence[Any]]) -> None:
    """Add what the claims say, the surest last in `said`; a column that a person filled in stays."""
    for field in ("employees", "founded"):
        numbers = [one for one in said.get(field, ()) if isinstance(one, int | float)]
        if numbers:
            known[field] = (numbers[-1],)
    for place in said.get("address", ())[::-1]:
        for part in ("country", "city"):
            if isinstance(place, dict) and place.get(part):
                known.setdefault(part, (place[part],))
    for field, called in _LISTED.items():
        if said.get(field):
            known[called] = tuple(map(str, said[field]))
    spoken = [str(one) for field in _SPOKEN for one in said.get(field, ())]
    if spoken:
        known["words"] = tuple(spoken)
