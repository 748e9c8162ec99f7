"""Reading without the ORM: plain SQL in, plain tuples out, so that first rows do not wait for SQLAlchemy.

The SQL used through here is the common part of SQLite and PostgreSQL; values always travel as parameters.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prospector.store.sqlite import connect, errors, unusable


class Reader:
    """One reading connection, opened at the first question; safe to use from several threads."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Remember the file; nothing is opened yet."""
        self.path = path
        self._read_only = read_only
        self._connection: Any = None
        self._lock = threading.Lock()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that `sql` gives. Raises StoreUnusable when the file can't be read."""
        with self._lock:
            try:
                found: list[tuple[Any, ...]] = self._opened().execute(sql, tuple(parameters)).fetchall()
            except errors() as error:
                raise unusable(self.path, error) from error
            return found

    def portions(self, sql: str, parameters: Sequence[Any] = (), size: int = 5_000) -> Iterator[list[tuple[Any, ...]]]:
        """Yield all rows that `sql` gives, so many at a time; nothing else may be asked of this reader meanwhile."""
        with self._lock:
            try:
                cursor = self._opened().execute(sql, tuple(parameters))
                while found := cursor.fetchmany(size):
                    yield found
            except errors() as error:
                raise unusable(self.path, error) from error

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that `sql` gives, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.one(sql, parameters)
        return found[0] if found else None

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns, in their order."""
        return [row[1] for row in self.rows(f'PRAGMA table_info("{table}")')]

    def triggers(self) -> set[str]:
        """Return the names of all guards there are."""
        return {name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type='trigger'")}

    def hidden(self) -> set[str]:
        """Return the touches of which this reader may not see everything; of a file everything is seen."""
        return set()

    def _opened(self) -> Any:
        if self._connection is None:
            self._connection = connect(self.path, read_only=self._read_only)
            self._connection.execute("PRAGMA query_only=ON")
        return self._connection

    def close(self) -> None:
        """Close the connection; a later question opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def places(count: int) -> str:
    """Return ``?,?,?`` for `count` parameters."""
    return ",".join("?" * count)


def beginning(given: str) -> str:
    """Return the LIKE pattern of identifiers that begin with what was `given`; of none where it can't begin one."""
    return f"{given.lower()}%" if given.isalnum() else "-"


_QUOTED = re.compile(r"""('[^']*'|"[^"]*")""")


@functools.lru_cache(maxsize=512)
def placed(sql: str) -> str:
    """Return `sql` as PostgreSQL and its driver want it: ``%s`` for each parameter, its own sign doubled elsewhere.

    SQLite is told by CROSS JOIN which table comes first, and takes an empty list; PostgreSQL neither wants nor knows that.
    """
    parts = _QUOTED.split(sql.replace("%", "%%"))
    # What stands in quotes comes at every second place.
    return "".join(part if number % 2 else _common(part) for number, part in enumerate(parts))


def _common(sql: str) -> str:
    told = _TOLD_FIRST.sub(r"\1 JOIN", sql)
    told = told.replace("NOT IN ()", "<> ALL ('{}')").replace("IN ()", "= ANY ('{}')")
    return told.replace("?", "%s")


_TOLD_FIRST = re.compile(r"(\bpart \w+) CROSS JOIN")

PARTS_OF_ONE = (
    "(WITH RECURSIVE part (id) AS (SELECT id FROM account WHERE id = ? AND merged_into IS NULL "
    "UNION ALL SELECT account.id FROM account JOIN part ON account.merged_into = part.id) SELECT id FROM part)"
)
"""What stands behind ``account_id IN``: one account, its only parameter, and all that was merged into it.

`account_root` is made anew of all accounts each time; this looks at these few alone.
"""


def parts_of(ids: Sequence[str] | None) -> tuple[str, str]:
    """Return what a question about the accounts `ids` (all when None) begins with, and what its FROM begins with.

    Its first table, `r`, gives ``id`` and ``root`` of every account that was merged into one of them, and of themselves;
    its parameters are `ids`. Twenty accounts cost the same among a hundred and a million: `account_root` is made anew of
    all of them each time.
    """
    if ids is None:
        return "", "account_root r JOIN"
    begin = (
        f"WITH RECURSIVE part (id, root) AS (SELECT id, id FROM account WHERE id IN ({places(len(ids))}) "  # noqa: S608
        "AND merged_into IS NULL "
        "UNION ALL SELECT account.id, part.root FROM account JOIN part ON account.merged_into = part.id) "
    )
    # SQLite knows not how few they are, and would look through the other table instead.
    return begin, "part r CROSS JOIN"
