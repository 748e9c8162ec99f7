"""A private temporary database: what is too much for memory while one act goes on, gone with its connection.

SQLite keeps it in memory while it is small and else in a file without a name that nobody else can open.
"""

from __future__ import annotations

from typing import Any

from prospector.store.sqlite import driver

_PRAGMAS = (
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-32768",
)


def scratch(*tables: str) -> Any:
    """Return a connection to an empty database with these tables."""
    connection = driver().connect("", isolation_level=None, check_same_thread=False)
    for statement in (*_PRAGMAS, *tables):
        connection.execute(statement)
    return connection
