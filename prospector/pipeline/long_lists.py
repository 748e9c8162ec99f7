"""Lists too long to be kept in memory: their order is read once and then followed, their rows when they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prospector.model.account import PLACES, FitRange, ListRow
from prospector.pipeline.gist import Gist
from prospector.pipeline.kept_orders import KeptOrders, Which
from prospector.pipeline.paged import Packed, Paged, packed
from prospector.pipeline.row_reading import by_fit, changed_since, read_rows
from prospector.store.reads import Reader, places
from prospector.store.since import newest
from prospector.store.store import Store

_MOST_MOVED = 40
"""Changed accounts for which a place is looked for one by one; for more the order is read anew."""
_FIT = (
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = "
    "(SELECT MAX(version) FROM fit_score g WHERE g.account_id = a.id)"
)
# The order of `by_fit`.
_ORDER = (
    "SELECT GROUP_CONCAT(id, ',') FROM (SELECT a.id FROM target t JOIN account a ON a.id = t.account_id "  # noqa: S608
    f"{_FIT} WHERE a.merged_into IS NULL AND t.rep = ? AND t.place IN ({{places}}) ORDER BY "
    "CASE t.place WHEN 'active' THEN 0 WHEN 'bench' THEN 1 WHEN 'dropped' THEN 2 ELSE 3 END, COALESCE(f.disqualified, 0), "
    "COALESCE((f.low + f.high) / 2.0, -1) DESC, COALESCE(f.low, 0) DESC, COALESCE(t.slot, 0), a.name, a.id)"
)
_KEY = (
    "SELECT a.name, t.place, t.slot, f.low, f.high, f.coverage, f.disqualified, f.version FROM account a "  # noqa: S608
    f"JOIN target t ON t.account_id = a.id {_FIT} WHERE a.id = ?"
)


class LongLists:
    """The orders that were asked for, each as it was at one state of the workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is read before the first question."""
        self._store = store
        self._pages: Reader | None = None
        self._orders: dict[Which, tuple[str, Paged]] = {}
        self._gists: dict[str, tuple[str, Gist]] = {}
        self._kept = KeptOrders(store.database.identity, _ORDER)

    def rows(self, rep: str, wanted: tuple[str, ...]) -> Paged | None:
        """Return the rows of `rep` in these places, best fit first; None where identifiers are not of one length."""
        state, reader = newest(self._store.reader), self._store.reader
        before, changed = self._before(rep, wanted, state)
        if before is not None and changed is None:
            return before
        ids = self._moved(before.ids, changed, rep, wanted) if before is not None and changed is not None else None
        if ids is None:
            joined = reader.value(_ORDER.replace("{places}", places(len(wanted))), (rep, *wanted))
            ids = packed(joined)
            if ids is None:
                return None
        rows = Paged(ids, self._read)
        self._orders[rep, wanted] = state, rows
        return rows

    def known(self, rep: str, wanted: tuple[str, ...]) -> bool:
        """Say whether the order of these rows is there, or a few places away."""
        return self._before(rep, wanted, newest(self._store.reader))[0] is not None

    def keep(self) -> None:
        """Keep the orders that were read for the next start."""
        self._kept.put({which: (state, rows.ids.joined) for which, (state, rows) in self._orders.items()})

    def gist(self, rep: str) -> Gist | None:
        """Return what filter and sieve need of all rows of `rep`."""
        state, reader = newest(self._store.reader), self._store.reader
        before = self._gists.get(rep)
        if before is not None and before[0] == state:
            return before[1]
        changed = changed_since(reader, before[0]) if before else None
        if before is None or changed is None:
            every, gist = self.rows(rep, PLACES), Gist()
            if every is None:
                return None
            gist.fill(reader, rep, every.ids)
            # What was merged counts for its root: those few are read as rows.
            changed = (
                {key for (key,) in reader.rows("SELECT root FROM account_root WHERE root <> id")}
                if _merged(reader)
                else set()
            )
        else:
            gist = before[1]
        if changed:
            gist.renew(changed, read_rows(reader, sorted(changed)), rep)
        self._gists[rep] = state, gist
        return gist

    def close(self) -> None:
        """Close the connection that reads pages, and forget everything."""
        if self._pages is not None:
            self._pages.close()
        self._orders.clear()
        self._gists.clear()

    def _before(self, rep: str, wanted: tuple[str, ...], state: str) -> tuple[Paged | None, set[str] | None]:
        """Return the rows as they were read or kept before, and which changed since, None for the same state.

        Where so many changed that the order is better read anew, there are none from before.
        """
        before = self._orders.get((rep, wanted)) or self._kept_rows((rep, wanted))
        if before is None:
            return None, None
        self._orders[rep, wanted] = before
        if before[0] == state:
            return before[1], None
        changed = changed_since(self._store.reader, before[0])
        return (None, None) if changed is None or len(changed) > _MOST_MOVED else (before[1], changed)

    def _kept_rows(self, which: Which) -> tuple[str, Paged] | None:
        found = self._kept.get(which)
        ids = packed(found[1]) if found else None
        return (found[0], Paged(ids, self._read)) if found and ids is not None else None

    def _read(self, ids: Sequence[str]) -> Mapping[str, ListRow]:
        """Read a page through a connection of its own: whoever scrolls does not wait for what is written or counted."""
        if self._pages is None:
            self._pages = self._store.database.reader()
        return read_rows(self._pages, ids)

    def _moved(self, before: Packed, changed: set[str], rep: str, wanted: Sequence[str]) -> Packed:
        """Return the order with the changed accounts at their new places; the same one where they stand where they stood."""
        ids = before
        fresh = read_rows(self._store.reader, sorted(changed))
        for key in changed:
            if (at := ids.find(key)) >= 0:
                ids = ids.without(at)
        # Only now are all that are left where they belong, and a place can be looked for among them.
        for key in changed:
            row = fresh.get(key)
            if row is not None and row.rep == rep and row.place in wanted:
                ids = ids.with_one(self._place(ids, row), key)
        return before if ids.joined == before.joined else ids

    def _place(self, ids: Packed, row: ListRow) -> int:
        low, high, wanted = 0, len(ids), by_fit(row)
        while low < high:
            middle = (low + high) // 2
            if self._key(ids[middle]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _key(self, account_id: str) -> tuple[Any, ...]:
        found = self._store.reader.one(_KEY, (account_id,))
        if found is None:
            return ()
        name, place, slot, low, high, coverage, out, version = found
        fit = None if low is None else FitRange(low, high, coverage, bool(out), version)
        return by_fit(_Keyed(account_id, name, place, slot, fit))  # type: ignore[arg-type]


class _Keyed:
    """As much of a row as its place in the order depends on."""

    def __init__(self, account_id: str, name: str, place: str, slot: int | None, fit: FitRange | None) -> None:
        self.id, self.name, self.place, self.slot, self.fit = account_id, name, place, slot, fit


def _merged(reader: Reader) -> bool:
    return reader.value("SELECT 1 FROM account WHERE merged_into IS NOT NULL LIMIT 1") is not None
