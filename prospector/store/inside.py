"""Reading inside an action: what it wrote so far is in the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.store.action import Action
from prospector.store.reads import Reader, placed


class Inside(Reader):
    """Reads through the transaction of an action."""

    def __init__(self, action: Action) -> None:
        """Read through `action`, as long as it is under way."""
        self._action = action

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that `sql` gives."""
        self._action.session.flush()
        connection = self._action.session.connection()
        written = sql if connection.dialect.paramstyle == "qmark" else placed(sql)
        return [tuple(row) for row in connection.exec_driver_sql(written, tuple(parameters))]

    def close(self) -> None:
        """Leave the action as it is."""
