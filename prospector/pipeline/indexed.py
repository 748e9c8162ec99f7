"""The saved index of one workspace, kept in step with it.

The index is never the truth. It says which action it has seen last; before every question that is held against the
workspace, and the accounts that later actions wrote about are read again. Where its last action isn't there (a restored
backup, another workspace), where anything in it can't be read, or where too much has changed, it is made anew.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from prospector import __version__
from prospector.errors import StoreUnusable
from prospector.identity import saved
from prospector.identity.filling import fill
from prospector.identity.known import prepare
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex
from prospector.identity.written import Damaged
from prospector.pipeline.parties import COMPARED, parties, portions_of, root_ids, roots_of
from prospector.store.derived import Derived
from prospector.store.reads import Reader
from prospector.store.since import newest, written_since
from prospector.store.sqlite import errors
from prospector.store.store import Store

T = TypeVar("T")

_FEW_CHANGES = 20_000
"""Entries of the journal that are always followed; after more than these and one an account the index is made anew."""
_FEW_CHANGED, _SHARE_CHANGED = 2_000, 0.2
"""Accounts that are always read again one by one; above both of these making the index anew is faster."""
_ATTEMPTS = 4
_BY_FIELD = frozenset(("claim", "claim_check"))
_COMPARED_TABLES = frozenset(("account", "account_name", "account_domain", "claim", "claim_check"))


class Stale(Exception):
    """The index says something that the workspace does not: it is to be made anew."""


class Indexed:
    """Opens, follows and renews the index; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is opened before the first question."""
        self.store = store
        self._derived = Derived(store.database.identity, "names", saved.TABLES, _rules())
        self._index: SavedIndex | None = None
        self._state = ""
        self._turn = threading.RLock()

    def ask(self, question: Callable[[SavedIndex], T]) -> T:
        """Return the answer to `question`, asked of an index that is up to date; asked again of a new one if it fails.

        A question fails when it meets something unreadable, or raises Stale. Raises StoreUnusable when it fails on and on.
        """
        unreadable: tuple[type[Exception], ...] = (Damaged, *errors())
        with self._turn:
            for attempt in range(_ATTEMPTS):
                try:
                    return question(self._current())
                except Stale:  # perhaps only because another process wrote in between
                    if attempt:
                        self.forget()
                except unreadable:
                    self.forget()
        raise StoreUnusable(
            f"{self.store.database.shown} is being changed by another program: wait a moment and try again"
        )

    def forget(self) -> None:
        """Throw the index away: the next question makes it anew. For what is erased past the journal."""
        with self._turn:
            self._index = None
            self._derived.throw_away()

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._index = None
            self._derived.close()

    def _current(self) -> SavedIndex:
        state = newest(self.store.reader)
        if not self._derived.open():
            return self._make(state)
        connection = self._derived.connection
        if self._index is None or self._index.connection is not connection:
            self._index = SavedIndex(connection)
            self._state = _noted(connection)
            self._check_count()
        elif (noted := _noted(connection)) != self._state:
            self._index.forget()
            self._state = noted
        if self._state == state:
            return self._index
        return self._index if self._follow(self._index, state) else self._make(state)

    def _check_count(self) -> None:
        """Raise Stale when the index does not hold as many accounts as there were after its last action."""
        if self._index is not None and self._state == newest(self.store.reader):
            count = self.store.reader.value("SELECT COUNT(*) FROM account WHERE merged_into IS NULL")
            if self._state == newest(self.store.reader) and count != len(self._index):
                self._index = None
                raise Stale

    def _make(self, state: str) -> SavedIndex:
        """Make the index anew; `state` was read before, so what is written meanwhile is followed afterwards."""
        store = self.store
        ids = root_ids(store.reader)

        def portions(worker: int, workers: int) -> Iterator[list[Party]]:
            reader = store.database.reader()
            for number, portion in enumerate(portions_of(ids)):
                if number % workers == worker:
                    yield [party for party in parties(reader, portion).values() if party is not None]
            reader.close()

        def filled(connection: Any) -> None:
            fill(connection, portions, len(ids))
            _note(connection, state)

        self._derived.make(filled)
        self._index, self._state = SavedIndex(self._derived.connection), state
        return self._index

    def _follow(self, index: SavedIndex, state: str) -> bool:
        """Bring the index up to `state`; return False where it can't be followed."""
        run = index.connection.execute
        changed = changed_since(self.store.reader, self._state, most=max(_FEW_CHANGES, len(index)))
        if changed is None or len(changed) > max(_FEW_CHANGED, _SHARE_CHANGED * len(index)):
            return False
        fresh = parties(self.store.reader, changed)
        run("BEGIN IMMEDIATE")
        try:
            if _noted(index.connection) != self._state:  # another process was faster
                run("ROLLBACK")
                index.forget()
                self._state = _noted(index.connection)
                return self._state == state or self._follow(index, state)
            gone = _apply(index, fresh)
            _note(index.connection, state)
            run("COMMIT")
        except BaseException:
            if index.connection.in_transaction:
                run("ROLLBACK")
            raise
        self._state = state
        if gone:  # what left must not stay readable in the log
            run("PRAGMA wal_checkpoint(TRUNCATE)")
        return True


def _apply(index: SavedIndex, fresh: dict[str, Party | None]) -> bool:
    """Write what became of accounts; say whether anything was taken out."""
    gone = False
    for account_id, party in fresh.items():
        if party is None:
            gone |= index.remove(account_id)
        else:
            gone |= index.put(prepare(party))
    return gone


def changed_since(reader: Reader, state: str, most: int) -> set[str] | None:
    """Return the accounts whose compared fields actions after `state` may have changed.

    None: that action is not in this workspace, or the journal holds more than `most` entries since.
    """
    written = written_since(reader, state, most)
    if written is None:
        return None
    changed: set[Any] = set()
    for one in written:
        for image in one.images if one.table in _COMPARED_TABLES else ():
            if one.table == "account":
                changed |= {one.key, image.get("merged_into")}
            elif one.table not in _BY_FIELD or image["field"] in COMPARED:
                changed.add(image["account_id"])
    changed.discard(None)
    return changed | roots_of(reader, changed)


def _noted(connection: Any) -> str:
    row = connection.execute("SELECT value FROM note WHERE name = 'state'").fetchone()
    return str(row[0]) if row else ""


def _note(connection: Any, state: str) -> None:
    connection.execute("INSERT OR REPLACE INTO note VALUES ('state', ?)", (state,))


@cache
def _rules() -> str:
    """Return what stands for the rules by which records are prepared: other rules, another index."""
    digest = hashlib.sha256(__version__.encode())
    here = Path(__file__)
    for path in sorted((here.with_name("parties.py"), *Path(saved.__file__).parent.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
