"""Which accounts may be one company: found once for all of them, then again only for those that change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospector.identity.party import Party
from prospector.pipeline.indexed import Indexed, changed_since
from prospector.pipeline.parties import parties, portions_of, root_ids
from prospector.store.reads import Reader
from prospector.store.since import newest
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.identity.matcher import Pair
    from prospector.identity.saved import SavedIndex

_MOST_CHANGED = 500
"""Accounts that are compared again one by one; after more all are compared."""
_MOST_CHANGES = 20_000


class Twins:
    """The likely duplicates of one workspace."""

    def __init__(self, store: Store, indexed: Indexed) -> None:
        """Work on `store`; nothing is read before the first question."""
        self.store = store
        self._indexed = indexed
        self._pairs: dict[tuple[str, str], Pair] = {}
        self._state = ""

    def pairs(self) -> list[Pair]:
        """Return the pairs that are not `different`, surest first; `left` is the account that was there first."""
        state = newest(self.store.reader)
        if state != self._state:
            changed = changed_since(self.store.reader, self._state, _MOST_CHANGES) if self._state else None
            if changed is None or len(changed) > _MOST_CHANGED:
                self._pairs = _among(self.store.reader)
            else:
                self._compare_again(changed)
            self._state = state
        return sorted(self._pairs.values(), key=lambda pair: (-pair.score, pair.left, pair.right))

    def _compare_again(self, changed: set[str]) -> None:
        kept = {ids: pair for ids, pair in self._pairs.items() if changed.isdisjoint(ids)}
        fresh = [party for party in parties(self.store.reader, changed).values() if party is not None]
        kept |= self._indexed.ask(lambda index: _around(fresh, index))
        self._pairs = kept


def _among(reader: Reader) -> dict[tuple[str, str], Pair]:
    """Return all pairs among all accounts, by ids."""
    from prospector.identity.batch import Batch
    from prospector.identity.intake import Intake
    from prospector.identity.known import parcel
    from prospector.identity.matcher import Pair

    intake = Intake()
    for portion in portions_of(root_ids(reader)):
        for party in parties(reader, portion).values():
            if party is not None:
                intake.put(parcel(party))
    batch = Batch(intake)
    found = {}
    for one in batch.pairs(range(len(batch))):
        ids = batch.ids[one.left], batch.ids[one.right]
        found[ids] = Pair(*ids, one.score, one.verdict, one.why)
    return found


def _around(fresh: list[Party], index: SavedIndex) -> dict[tuple[str, str], Pair]:
    """Return the pairs of each of these parties with any other."""
    from prospector.identity.known import prepare
    from prospector.identity.matcher import Pair
    from prospector.identity.typed import compared

    found = {}
    for party in fresh:
        known = prepare(party)
        for other, decision in compared(known, index):
            if decision.verdict != "different":
                left, right = sorted((known.id, other.id))
                found[left, right] = Pair(left, right, decision.score, decision.verdict, decision.why)
    return found
