"""Search over everything a rep wrote or found: names, domains, people, notes, evidence, claims, lessons.

The texts lie folded in pieces (see `shelf`), read once and followed from the journal: every committed change is seen, of this
process or another, and a key costs milliseconds beside a hundred thousand touches.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from prospector.outreach.standing import CORRECTED
from prospector.pipeline.shelf import Found, Line, Shelf
from prospector.store.merged import merged_into, root_of
from prospector.store.reads import Reader, places
from prospector.store.set_aside import SetAside
from prospector.store.since import newest, written_since
from prospector.store.store import Store
from prospector.text import clean, folded

LEAST = 2
"""Letters from which is searched: with one letter everything fits."""
_MOST_WRITTEN = 20_000
"""Rows written since, above which everything is read anew."""
_MOST_GROWN = 2_000
_PORTION = 500
_SCATTERED = 10


_UNDATED = "''"
"""For what nobody wrote down the time of."""


class _Place(NamedTuple):
    """Where is searched."""

    where: str
    table: str
    shown: str
    """The text that is looked through and shown."""
    at: str = _UNDATED
    owner: str = "x.account_id"
    key: str = "id"
    only: str = "1 = 1"
    mine: str = "''"
    """Who alone may find it."""
    ranked: bool = False
    """The best come first, not the newest."""


_STANDS = (
    f"x.state = 'stands' AND (x.id = x.root AND x.root NOT IN ({CORRECTED}) OR x.root IN "  # noqa: S608 - constants
    f"({CORRECTED}) AND x.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = x.root "
    "AND u.chain || '' = x.chain))"
)
_PLACES = (
    _Place("name", "account", "x.name", "x.named_at", "x.id", ranked=True),
    _Place("domain", "account", "x.domain", "x.named_at", "x.id", ranked=True),
    _Place("name", "account_name", "x.name", ranked=True),
    _Place("domain", "account_domain", "x.domain", ranked=True),
    _Place("person", "person", "x.name || ' ' || x.role || ' ' || x.email", "x.read_at"),
    _Place("why", "target", "x.pain || ' ' || x.why", "x.since"),
    _Place("lesson", "target", "x.reason || ' ' || x.lesson", "x.since"),
    _Place("evidence", "evidence", "x.said", "x.given_at"),
    _Place("why now", "why_now", "x.said", "x.given_at"),
    _Place(
        "understood", "qualification", "x.need || ' ' || x.motivations || ' ' || x.buying_plan || ' ' || x.timeline"
    ),
    _Place("touch", "touch", "x.person || ' ' || x.note", "x.at", key="root", only=_STANDS,
           mine="CASE WHEN x.private THEN x.rep ELSE '' END"),
    _Place("complaint", "complaint", "x.said || ' ' || x.answer", "x.made_at", only="x.account_id IS NOT NULL"),
    _Place("claim", "claim", "x.value", "x.read_at"),
)  # fmt: skip
"""In the order of telling most."""
KINDS = tuple(dict.fromkeys(place.where for place in _PLACES))


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    account_id: str
    name: str
    """The account's."""
    where: str
    text: str
    at: str
    key: str = ""
    """What is stored there: the claim's id, the first entry of the touch..."""


class Finding:
    """Finds everything in one workspace; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is read before the first question."""
        self._database = store.database
        self._reader: Reader | None = None
        self._state = ""
        self._shelves: list[Shelf] = []
        self._aside = SetAside()
        self._above: dict[str, str] = {}
        self._turn = threading.Lock()

    def warm_up(self) -> None:
        """Read everything ahead of the first question."""
        with self._turn:
            self._follow(self._own())

    def find(self, typed: str, me: str, limit: int = 50) -> list[Hit]:
        """Return where all words of `typed` stand together, places that tell most first, newest first in each.

        Where no name holds them, names that have its letters in their order come last. Private notes are found by their
        writer (`me`) alone. Fewer than two letters find nothing.
        """
        words = folded(clean(typed)).split()
        if sum(len(word) for word in words) < LEAST:
            return []

        def seen(line: Line) -> bool:
            return line.mine in ("", me)

        with self._turn:
            self._follow(self._own())
            found: dict[tuple[str, str, str], Hit] = {}
            for place, shelf in zip(_PLACES, self._shelves, strict=True):
                self._collect(found, place, shelf.find(words, limit, seen, ranked=place.ranked))
                if len(found) >= limit:
                    break
            if not any(where == "name" for _, where, _ in found):
                self._collect(found, _PLACES[0], self._shelves[0].scattered("".join(words), _SCATTERED, seen))
        return list(found.values())[:limit]

    def close(self) -> None:
        """Close the file and forget everything."""
        with self._turn:
            if self._reader is not None:
                self._reader.close()
            self._state, self._shelves = "", []
            self._aside.close()

    def _own(self) -> Reader:
        """Return a reading connection of its own: nobody waits for another while everything is read."""
        if self._reader is None:
            self._reader = self._database.reader()
        return self._reader

    def _collect(self, into: dict[tuple[str, str, str], Hit], place: _Place, found: Sequence[Found]) -> None:
        roots = [root_of(self._above, one.line.owner) for one in found]
        names = self._names(roots)
        for one, root in zip(found, roots, strict=True):
            if root in names:
                text = clean(one.line.text, 200)
                hit = Hit(root, names[root], place.where, text, one.line.at, one.line.key)
                into.setdefault((root, place.where, text), hit)

    def _names(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the names of those of these accounts that are there."""
        wanted = sorted(set(ids))
        sql = "SELECT id, name FROM account WHERE merged_into IS NULL AND id IN"
        return dict(self._own().rows(f"{sql} ({places(len(wanted))})", wanted)) if wanted else {}

    # Keeping in step

    def _follow(self, reader: Reader) -> None:
        state = newest(reader)
        if state == self._state:
            return
        written = written_since(reader, self._state, _MOST_WRITTEN) if self._state else None
        if written is None or any(shelf.grown > _MOST_GROWN for shelf in self._shelves):
            self._aside.close()
            self._aside = SetAside()
            self._shelves = [Shelf(partial(_lines, reader, place), self._aside) for place in _PLACES]
            for place, shelf in zip(_PLACES, self._shelves, strict=True):
                shelf.fill(_texts(reader, place))
        else:
            for place, shelf in zip(_PLACES, self._shelves, strict=True):
                rows = [one for one in written if one.table == place.table]
                keys = sorted({str(image[place.key]) for one in rows for image in one.images})
                if keys:
                    shelf.renew(keys, _lines(reader, place, keys))
        if written is None or any(one.table == "account" for one in written):
            self._above = merged_into(reader)
        self._state = state


def _texts(reader: Reader, place: _Place) -> Iterator[tuple[str, str]]:
    """Yield key and text of every row of a place, newest first; where the best come first, the shortest."""
    sql = f"SELECT x.{place.key}, {place.shown} FROM {place.table} x WHERE {place.only}"  # noqa: S608 - constants
    # PostgreSQL orders by no constant.
    order = "1 DESC" if place.at == _UNDATED else f"{place.at} DESC, 1 DESC"
    order = f"LENGTH({place.shown}), {place.shown}, {order}" if place.ranked else order
    for portion in reader.portions(f"{sql} ORDER BY {order}"):
        for key, text in portion:
            if text and not text.isspace():
                yield key, _said(text) if place.table == "claim" else text.strip()


def _lines(reader: Reader, place: _Place, keys: Sequence[str]) -> list[Line]:
    """Return the texts of these rows of a place."""
    sql = (
        f"SELECT x.{place.key}, {place.owner}, {place.shown}, {place.at}, {place.mine} FROM {place.table} x "  # noqa: S608 - constants
        f"WHERE {place.only}"
    )
    portions = [keys[at : at + _PORTION] for at in range(0, len(keys), _PORTION)]
    rows = [row for one in portions for row in reader.rows(f"{sql} AND x.{place.key} IN ({places(len(one))})", one)]
    return [
        Line(key, owner, _said(text) if place.table == "claim" else text.strip(), at or "", mine)
        for key, owner, text, at, mine in rows
        if text and not text.isspace()
    ]


def _said(value: str) -> str:
    """Return a claim's value as people read it."""
    if value.startswith('"') and "\\" not in value:
        return value[1:-1]
    from prospector.research.claims import said

    return said(json.loads(value))
