"""The orders of long lists, kept over a restart in a derived file: reading one anew means sorting everything."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from prospector import __version__
from prospector.store.derived import Derived
from prospector.store.sqlite import errors

_TABLES = ("CREATE TABLE kept (rep TEXT, places TEXT, state TEXT, ids TEXT, PRIMARY KEY (rep, places))",)
Which = tuple[str, tuple[str, ...]]
"""A rep, and the places of a list."""


class KeptOrders:
    """The orders of one workspace (`database`: its identity), each as it was at one state; made by the query `rule`."""

    def __init__(self, database: str, rule: str) -> None:
        """Remember whose they are; nothing is opened."""
        self._derived = Derived(database, "orders", _TABLES, f"{__version__} {zlib.crc32(rule.encode()):08x}")
        self._states: dict[Which, str] = {}

    def get(self, which: Which) -> tuple[str, str] | None:
        """Return state and identifiers, joined by commas, of an order; None where none is kept."""
        rep, places = which
        try:
            found = (
                self._derived.open()
                and self._derived.connection.execute(
                    "SELECT state, ids FROM kept WHERE rep = ? AND places = ?", (rep, ",".join(places))
                ).fetchone()
            )
        except errors():
            found = None
        finally:
            self._derived.close()
        if not found:
            return None
        self._states[which] = found[0]
        return str(found[0]), str(found[1])

    def put(self, orders: Mapping[Which, tuple[str, str]]) -> None:
        """Keep these orders, unless they are kept as they stand."""
        if all(self._states.get(which) == state for which, (state, _) in orders.items()):
            return

        def filled(connection: object) -> None:
            connection.executemany(  # type: ignore[attr-defined]  # of either driver
                "INSERT INTO kept VALUES (?, ?, ?, ?)",
                [(rep, ",".join(places), state, ids) for (rep, places), (state, ids) in orders.items()],
            )

        self._derived.make(filled)
        self._derived.close()
        self._states = {which: state for which, (state, _) in orders.items()}
