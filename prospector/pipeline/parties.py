"""What is compared of accounts, read from the store: merged parts under the account they are read through."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from prospector.identity.party import Party
from prospector.model.account import ClaimRecord
from prospector.model.proof import CheckRecord
from prospector.store.reads import Reader, places
from prospector.text import clean

COMPARED = frozenset(("legal_name", "address", "phone", "registry_id", "lei"))
"""Fields of claims that are compared."""
_PORTION = 500
_MEMBERS = (
    "WITH RECURSIVE part (id, root) AS (SELECT id, id FROM account WHERE id IN ({marks}) AND merged_into IS NULL "
    "UNION ALL SELECT a.id, part.root FROM account a JOIN part ON a.merged_into = part.id) "
    "SELECT id, root FROM part ORDER BY root, id"
)
# One table at a time: joined to the recursive part, SQLite reads the whole table for every account asked for.
_MORE = (
    "SELECT id, name, domain FROM account WHERE id IN ({marks}) ORDER BY id",
    "SELECT account_id, name, NULL FROM account_name WHERE account_id IN ({marks}) ORDER BY id",
    "SELECT account_id, NULL, domain FROM account_domain WHERE account_id IN ({marks}) ORDER BY id",
)
_FIELDS = "field IN ('legal_name', 'address', 'phone', 'registry_id', 'lei')"
_CLAIMS = (
    f"SELECT account_id, field, value, source FROM claim WHERE account_id IN ({{marks}}) AND {_FIELDS} "  # noqa: S608
    "ORDER BY confidence DESC, id"
)
_CHECKS = (
    "SELECT account_id, field, value, source, answer, id, checked_at FROM claim_check "  # noqa: S608 - constants
    f"WHERE account_id IN ({{marks}}) AND {_FIELDS}"
)
_ACCOUNTS = "SELECT id, name, domain, country, city FROM account WHERE id IN ({marks})"
_UNMERGED = " AND merged_into IS NULL"
_INTO = "SELECT merged_into FROM account WHERE id = ?"


def root_ids(reader: Reader) -> list[str]:
    """Return the ids of all accounts that are not merged into another, in order."""
    return [one for (one,) in reader.rows("SELECT id FROM account WHERE merged_into IS NULL ORDER BY id")]


def parties(reader: Reader, ids: Collection[str] | None = None) -> dict[str, Party | None]:
    """Return what is compared of the accounts with these ids (of all when None); None for those gone or merged."""
    wanted = root_ids(reader) if ids is None else sorted(ids)
    found: dict[str, Party | None] = dict.fromkeys(wanted)
    for portion in portions_of(wanted):
        found.update((party.id, party) for party in _read(reader, portion))
    return found


def portions_of(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield `ids` in portions that are read at once."""
    for start in range(0, len(ids), _PORTION):
        yield ids[start : start + _PORTION]


def own(reader: Reader, ids: Collection[str]) -> dict[str, Party]:
    """Return what is compared of each of these accounts by itself: merged ones too, and nothing of their merged parts."""
    found: dict[str, Party] = {}
    for portion in portions_of(sorted(ids)):
        more = _more(reader, {one: one for one in portion}, [])
        found.update((row[0], _party(row, more)) for row in _rows(reader, _ACCOUNTS, portion))
    return found


def _read(reader: Reader, ids: Sequence[str]) -> Iterator[Party]:
    """Yield what is compared of those of `ids` that are there and not merged."""
    roots: dict[str, str] = dict(_rows(reader, _MEMBERS, ids))
    more = _more(reader, roots, [one for one in roots if roots[one] != one])
    for row in _rows(reader, _ACCOUNTS + _UNMERGED, ids):
        yield _party(row, more)


def _more(reader: Reader, roots: Mapping[str, str], joined: Sequence[str]) -> dict[str, dict[str, list[Any]]]:
    """Return further names, domains and claims by kind and root; of `joined` the names and domains they go by too."""
    members = list(roots)
    more: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for place, sql in enumerate(_MORE):
        for owner, name, domain in _rows(reader, sql, members if place else joined):
            if name:
                more["legal_name"][roots[owner]].append(name)
            if domain:
                more["domain"][roots[owner]].append(domain)
    said = defaultdict(list)
    for owner, *claim in _rows(reader, _CLAIMS, members):
        said[roots[owner]].append(claim)
    answered = defaultdict(list)
    for owner, *check in _rows(reader, _CHECKS, members):
        answered[roots[owner]].append(check)
    for root, claims in said.items():
        for field, value in _believed(claims, answered[root]) if root in answered else _values(claims):
            more[field][root].append(value)
    return more


def _values(claims: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Any]]:
    for field, raw, _ in claims:
        yield field, json.loads(raw)


def _believed(claims: Iterable[Sequence[Any]], checks: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield field and value of the claims that nobody refuted: what is wrong tells nobody apart and joins nobody."""
    from prospector.research.reconcile import unrefuted

    records = [
        ClaimRecord(str(number), "", field, json.loads(raw), source, "", "", "", 1.0, "")
        for number, (field, raw, source) in enumerate(claims)
    ]
    answers = [
        CheckRecord(key, "", field, json.loads(raw), source, answer, "", "", at)
        for field, raw, source, answer, key, at in checks
    ]
    for one in unrefuted(records, answers):
        yield one.field, one.value


def _rows(reader: Reader, sql: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for portion in portions_of(ids):
        found += reader.rows(sql.format(marks=places(len(portion))), portion)
    return found


def roots_of(reader: Reader, ids: Iterable[str]) -> set[str]:
    """Return the accounts that these are read through."""
    found = set()
    for one in ids:
        root, passed = one, set[str]()
        while root not in passed and (above := reader.value(_INTO, (root,))) is not None:
            passed.add(root)
            root = above
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
        lei=next((clean(one) for one in known("lei")), None),
    )
