"""Search over everything a rep wrote or found: names, domains, people, notes, evidence, claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from prospector.store.reads import Reader
from prospector.text import clean

LEAST = 2
"""Letters from which is searched: with one letter everything fits."""


class _Place(NamedTuple):
    """Where is searched."""

    where: str
    table: str
    shown: str
    """The text that is looked through and shown."""
    at: str = "''"
    owner: str = "x.account_id"
    only: str = ""


_NEWEST = (
    " AND x.state = 'stands' AND (x.private = 0 OR x.rep = ?) AND NOT EXISTS "
    "(SELECT 1 FROM touch u WHERE u.root = x.root AND u.chain || '' = x.chain AND u.seq > x.seq)"
)
_PLACES = (
    _Place("name", "account", "x.name", "x.named_at", "x.id"),
    _Place("domain", "account", "x.domain", "x.named_at", "x.id"),
    _Place("name", "account_name", "x.name"),
    _Place("domain", "account_domain", "x.domain"),
    _Place("person", "person", "x.name || ' ' || x.role || ' ' || x.email", "x.read_at"),
    _Place("why", "target", "x.pain || ' ' || x.why || ' ' || x.lesson", "x.since"),
    _Place("evidence", "evidence", "x.said", "x.given_at"),
    _Place("why now", "why_now", "x.said", "x.given_at"),
    _Place(
        "understood", "qualification", "x.need || ' ' || x.motivations || ' ' || x.buying_plan || ' ' || x.timeline"
    ),
    _Place("touch", "touch", "x.person || ' ' || x.note", "x.at", only=_NEWEST),
    _Place("claim", "claim", "x.value", "x.read_at"),
)
"""In the order of telling most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    account_id: str
    name: str
    """The account's."""
    where: str
    text: str
    at: str


def search(reader: Reader, typed: str, me: str, limit: int = 50) -> list[Hit]:
    """Return where all words of `typed` stand together, places that tell most first, newest first in each.

    Private notes are found by their writer (`me`) alone. Fewer than two letters find nothing.
    """
    words = clean(typed).casefold().split()
    if sum(len(word) for word in words) < LEAST:
        return []
    found: dict[tuple[str, str, str], Hit] = {}
    for place in _PLACES:
        for root, name, text, at in reader.rows(*_query(place, words, me, limit)):
            found.setdefault((root, place.where, text), Hit(root, name, place.where, clean(text, 200), at))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _query(place: _Place, words: list[str], me: str, limit: int) -> tuple[str, list[str | int]]:
    like = " AND ".join(f"lower({place.shown}) LIKE ? ESCAPE '\\'" for _ in words)
    sql = (
        f"SELECT r.root, a.name, {place.shown}, {place.at} FROM {place.table} x "  # noqa: S608 - constants of this module
        f"JOIN account_root r ON r.id = {place.owner} JOIN account a ON a.id = r.root "
        f"WHERE {like}{place.only} ORDER BY 4 DESC LIMIT {limit}"
    )
    return sql, [*(f"%{_literal(word)}%" for word in words), *([me] if place.only else [])]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
