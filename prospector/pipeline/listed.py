"""The rows of lists: a few are read as they stand, all are read once and then followed from the journal."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from prospector.model.account import PLACES, ListRow
from prospector.pipeline.row_reading import UNCORRECTED, by_fit, changed_since, read_rows
from prospector.store import reads
from prospector.store.file import File
from prospector.store.reads import Reader
from prospector.store.since import newest
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.pipeline.gist import Gist
    from prospector.pipeline.long_lists import LongLists
    from prospector.pipeline.paged import Paged

__all__ = ["UNCORRECTED", "Lists", "by_fit", "read_rows"]

_FEW = 400
"""Accounts that are read one by one; for more of them everything is read, and kept."""
_MOST_KEPT = 5_000
"""Accounts of a file whose rows are read ahead; of more of them only those that are looked at."""


class Lists:
    """The rows of one workspace; safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is read before the first question."""
        self.store = store
        self._state = ""
        self._rows: dict[str, ListRow] = {}
        self._sorted: list[ListRow] = []
        self._turn = threading.Lock()

    @cached_property
    def _long(self) -> LongLists:
        """What reads long lists, imported when there is one."""
        from prospector.pipeline.long_lists import LongLists

        return LongLists(self.store)

    def rows(self, rep: str | None = None, places: Sequence[str] = ("active",)) -> list[ListRow]:
        """Return the accounts in `places` (of `rep`, or of everybody), best fit first, unknown fit last."""
        with self._turn:
            reader, few = self.store.reader, self._few(rep, places)
            if few is not None:
                return sorted(read_rows(reader, few).values(), key=by_fit)
            self._follow(reader)
            return [row for row in self._sorted if row.place in places and (rep is None or row.rep == rep)]

    @property
    def are_many(self) -> bool:
        """Say whether there are too many accounts for all rows to be read just to show some of them."""
        if not isinstance(self.store.database, File):
            return False
        return self.store.reader.value("SELECT 1 FROM account LIMIT 1 OFFSET ?", (_MOST_KEPT,)) is not None

    def paged(self, rep: str, places: Sequence[str]) -> Paged | None:
        """Return the rows of a long list without reading them, best fit first; None where the list is short."""
        with self._turn:
            if not self.are_many or self._few(rep, places) is not None:
                return None
            return self._long.rows(rep, tuple(places))

    def at_once(self, rep: str, places: Sequence[str], *, paged: bool) -> bool:
        """Say whether these rows, and all that are counted with them, are there without reading or sorting everything.

        With `paged` the order of a long list is enough.
        """
        with self._turn:
            if self._state:
                return True
            if self.are_many:
                return self._few(rep, places) is not None or (paged and self._long.known(rep, tuple(places)))
            return self._few(rep, PLACES) is not None

    def gist(self, rep: str) -> Gist | None:
        """Return what filter and sieve need of all rows of `rep`; None where those are few enough to be looked at."""
        with self._turn:
            return self._long.gist(rep) if self.are_many else None

    def close(self) -> None:
        """Close what reads pages; it is opened again when it is asked."""
        if "_long" in vars(self):
            self._long.close()

    def of(self, ids: Sequence[str]) -> list[ListRow]:
        """Return the rows of these accounts, in their order; those that are not here any more are left out."""
        found = read_rows(self.store.reader, ids) if ids else {}
        return [found[key] for key in ids if key in found]

    def warm_up(self) -> None:
        """Read all rows ahead of the first question that needs them, through a connection of its own.

        Of many rows the order alone is kept, for the next start.
        """
        with self._turn:
            if self.are_many:
                self._long.keep()
                return
            own = self.store.database.reader()
            try:
                self._follow(own)
            finally:
                own.close()

    def _few(self, rep: str | None, places: Sequence[str]) -> list[str] | None:
        """Return the accounts in `places` when they are few, else None."""
        found = self.store.reader.rows(
            f"SELECT t.account_id FROM target t JOIN account a ON a.id = t.account_id WHERE a.merged_into IS NULL "  # noqa: S608
            f"AND t.place IN ({reads.places(len(places))}) AND (? IS NULL OR t.rep = ?) LIMIT {_FEW + 1}",
            (*places, rep, rep),
        )
        return [key for (key,) in found] if len(found) <= _FEW else None

    def _follow(self, reader: Reader) -> None:
        state = newest(reader)
        if state == self._state:
            return
        changed = changed_since(reader, self._state) if self._state else None
        if changed is None:
            self._rows = read_rows(reader)
        elif changed:
            fresh = read_rows(reader, sorted(changed))
            for key in changed:
                self._rows.pop(key, None)
            self._rows.update(fresh)
        if changed is None or changed:
            self._sorted = sorted(self._rows.values(), key=by_fit)
        self._state = state
