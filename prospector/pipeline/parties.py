"""What is compared of accounts, read from the store: merged parts under the account they are read through."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prospector.identity.party import Party
from prospector.store.reads import Reader, places
from prospector.text import clean

_MOST_IDS = 500
"""Above this many accounts all are read: one pass over a table costs less than as many look-ups."""
_PARTS = (
    "WITH RECURSIVE part (id, root) AS (SELECT id, id FROM account WHERE merged_into IS NULL {scope} "
    "UNION ALL SELECT a.id, part.root FROM account a JOIN part ON a.merged_into = part.id) "
)
_MORE = (
    ("legal_name", "SELECT p.root, a.name FROM part p JOIN account a ON a.id = p.id WHERE p.id <> p.root"),
    ("domain", "SELECT p.root, a.domain FROM part p JOIN account a ON a.id = p.id WHERE p.id <> p.root"),
    ("legal_name", "SELECT p.root, n.name FROM part p JOIN account_name n ON n.account_id = p.id ORDER BY n.id"),
    ("domain", "SELECT p.root, d.domain FROM part p JOIN account_domain d ON d.account_id = p.id ORDER BY d.id"),
)
_CLAIMS = (
    "SELECT p.root, c.field, c.value FROM part p JOIN claim c ON c.account_id = p.id "
    "WHERE c.field IN ('legal_name', 'address', 'phone', 'registry_id') ORDER BY c.confidence DESC"
)


def parties(reader: Reader, ids: set[str] | None = None) -> dict[str, Party | None]:
    """Return what is compared of the accounts with these ids (of all when None); None for those gone or merged."""
    found: dict[str, Party | None] = dict.fromkeys(ids or ())
    narrow = sorted(ids) if ids is not None and len(ids) <= _MOST_IDS else None
    if narrow == []:
        return found
    scope = "" if narrow is None else f"AND id IN ({places(len(narrow))})"
    parts, parameters = _PARTS.format(scope=scope), narrow or []
    more: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind, sql in _MORE:
        for root, value in reader.rows(parts + sql, parameters):
            more[kind][root].append(value)
    for root, field, raw in reader.rows(parts + _CLAIMS, parameters):
        more[field][root].append(json.loads(raw))
    accounts = f"SELECT id, name, domain, country, city FROM account WHERE merged_into IS NULL {scope}"  # noqa: S608
    for row in reader.rows(accounts, parameters):
        if ids is None or row[0] in ids:
            found[row[0]] = _party(row, more)
    return found


def roots_of(reader: Reader, ids: Iterable[str]) -> set[str]:
    """Return the accounts that these are read through."""
    found = set()
    for one in ids:
        root, above = one, reader.value("SELECT merged_into FROM account WHERE id = ?", (one,))
        while above is not None:
            root, above = above, reader.value("SELECT merged_into FROM account WHERE id = ?", (above,))
        found.add(root)
    return found


def _party(row: Sequence[Any], more: Mapping[str, Mapping[str, list[Any]]]) -> Party:
    account_id, name, domain, country, city = row

    def known(kind: str) -> list[Any]:
        return more[kind][account_id] if kind in more and account_id in more[kind] else []

    address = next((one for one in known("address") if isinstance(one, dict)), {})
    return Party(
        id=account_id,
        names=tuple(dict.fromkeys([name, *known("legal_name")])),
        domains=tuple(dict.fromkeys(one for one in (domain, *known("domain")) if one)),
        country=country or address.get("country"),
        region=address.get("region"),
        city=city or address.get("city"),
        address=address.get("street"),
        postcode=address.get("postal"),
        phones=tuple(dict.fromkeys(clean(one) for one in known("phone"))),
        registry_ids=tuple(dict.fromkeys(clean(one) for one in known("registry_id"))),
    )
