"""What an erasure leaves: that it was, and which entries of the logs it blanked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint

from prospector.model.tables.base import Entry, text


class Erasure(Entry, table=True):
    """One erasure. It holds nothing of who was erased.

    The hash chains stay whole because `blanked` names each entry whose text went with the hash of what it was and the hash
    of what it is now: the chain goes on from the first, and the second finds every other change.
    """

    __table_args__: Any = (UniqueConstraint("chain", "seq"),)

    kind: str = text()
    """`company`, `person`, `domain`, `email` or `phone`."""
    blanked: str = text(default="[]")
    """JSON: a list of [table, key, hash before, hash now]; of a journal (`change`) the key is its action's."""
    removed: int = 0
    """Rows of the other tables that were removed."""
    erased_by: str = text()
    erased_at: str = text()
