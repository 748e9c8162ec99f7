"""How many wait on a bench: counted once and then followed from the journal, for a bench may be long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prospector.store.reads import places
from prospector.store.since import NEWEST, NOTHING, newest, written_since
from prospector.store.store import Store

_MOST_WRITTEN = 2_000
"""Rows written since, above which is counted anew."""
_ON = "place = 'bench' AND rep = ?"
# The state in the same question: a count that another process writes between would follow from the wrong one.
_COUNT = f"SELECT ({NEWEST}), (SELECT COUNT(*) FROM target WHERE {_ON})"  # noqa: S608 - constants
_MERGED = (
    "SELECT COUNT(*) FROM account a JOIN target t ON t.account_id = a.id "
    "WHERE a.merged_into IS NOT NULL AND t.place || '' = 'bench' AND t.rep || '' = ?"
)


class Bench:
    """The benches of one workspace, as they were committed."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is counted before the first question."""
        self._store = store
        self._counted: dict[str, tuple[str, int]] = {}

    def waiting(self, rep: str) -> int:
        """Return how many wait on the bench of `rep`; merged ones, which are few, are counted each time and taken off."""
        before = self._counted.get(rep)
        counted = self._followed(*before, rep) if before else None
        if counted is None:
            state, count = self._store.reader.rows(_COUNT, (rep,))[0]
            counted = state or NOTHING, int(count)
        self._counted[rep] = counted
        return counted[1] - int(self._store.reader.value(_MERGED, (rep,)) or 0)

    def _followed(self, state: str, count: int, rep: str) -> tuple[str, int] | None:
        """Return the state now and the count that follows from the one at `state`; None where that can't be said."""
        reader = self._store.reader
        now = newest(reader)
        if now == state:
            return state, count
        written = written_since(reader, state, _MOST_WRITTEN)
        if written is None:
            return None
        first: dict[str, Mapping[str, Any] | None] = {}
        for one in written:
            if one.table == "target":
                first.setdefault(one.key, one.before)
        for image in first.values():
            if image is not None:
                if not {"place", "rep"} <= image.keys():  # told in brief
                    return None
                count -= image["place"] == "bench" and image["rep"] == rep
        if first:
            count += reader.value(
                f"SELECT COUNT(*) FROM target WHERE {_ON} AND id IN ({places(len(first))})",  # noqa: S608
                (rep, *first),
            )
        return (now, count) if newest(reader) == now else None
