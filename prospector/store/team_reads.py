"""Reading from a team's database: the same questions as of a file, a lost connection opened again once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from prospector.store.reads import Reader, placed

if TYPE_CHECKING:
    from prospector.store.team import TeamDatabase


class TeamReader(Reader):
    """One reading connection, opened at the first question; safe to use from several threads."""

    def __init__(self, database: TeamDatabase) -> None:
        """Remember the database; nothing is opened yet."""
        self._database = database
        self._connection: Any = None
        self._lock = threading.Lock()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that `sql` gives. Raises StoreUnusable when the database can't be read."""
        import psycopg

        with self._lock:
            fresh = self._connection is None
            try:
                return self._asked(sql, parameters)
            except psycopg.Error as error:
                if fresh or not (self._connection is None or self._connection.closed):
                    raise self._failed(error) from error
            self._drop()
            try:
                return self._asked(sql, parameters)
            except psycopg.Error as error:
                raise self._failed(error) from error

    def portions(
        self,
        sql: str,
        parameters: Sequence[Any] = (),
        size: int = 5_000,  # noqa: ARG002 - they come all at once
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield all rows that `sql` gives, so that a lost connection can be opened again."""
        if rows := self.rows(sql, parameters):
            yield rows

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns, in their order."""
        found = self.rows(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped "
            "ORDER BY attnum",
            (f'public."{table}"',),
        )
        return [name for (name,) in found]

    def triggers(self) -> set[str]:
        """Return the names of all guards that are there and not switched off."""
        return {name for (name,) in self.rows("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")}

    def hidden(self) -> set[str]:
        """Return the private touches of others: their notes are theirs, here and in the journal."""
        if not self._database.acting:
            return set()
        return {key for (key,) in self.rows("SELECT id FROM touch WHERE private AND chain <> session_user")}

    def close(self) -> None:
        """Close the connection; a later question opens it again."""
        with self._lock:
            self._drop()

    def _asked(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = self._database.connect(reading=True)
        found: list[tuple[Any, ...]] = self._connection.execute(placed(sql), tuple(parameters)).fetchall()
        return found

    def _failed(self, error: BaseException) -> BaseException:
        if self._connection is not None and self._connection.closed:
            self._drop()
        return self._database.wrong(error)

    def _drop(self) -> None:
        import psycopg

        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.close()
            self._connection = None
