"""The journal of one action while it is written: by the portion, hashed as it goes, so that a million rows need no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from prospector.model.tables import Change
from prospector.store.chain import JournalDigest, JournalEntry

PORTION = 10_000
"""Rows that are written at once."""
T = TypeVar("T")


class Journal:
    """Takes the images of what an action writes, in order."""

    def __init__(self, session: Session, action_id: str) -> None:
        """Write through `session`; nothing is written yet."""
        self._session = session
        self._action_id = action_id
        self._digest = JournalDigest()
        self.count = 0
        """Entries written so far."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of everything written so far."""
        return self._digest.hexadecimal

    def write(self, entries: Iterable[JournalEntry]) -> None:
        """Write further entries."""
        for portion in portions(entries):
            self._digest.feed(portion)
            self._session.connection().execute(
                insert(Change.__table__),  # type: ignore[attr-defined]
                [
                    {
                        "action_id": self._action_id,
                        "seq": number,
                        "tbl": tbl,
                        "row": row,
                        "before": before,
                        "after": after,
                    }
                    for number, (tbl, row, before, after) in enumerate(portion, self.count)
                ],
            )
            self.count += len(portion)


def portions(rows: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield `rows` in portions that are written at once."""
    following = iter(rows)
    while portion := list(islice(following, PORTION)):
        yield portion
