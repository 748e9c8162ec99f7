"""The log of outreach attempts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint

from prospector.model.tables.base import Entry, logged_reference, text, unguessable


class Touch(Entry, table=True):
    """One outreach attempt, or the correction of one (same `root`). Its chain is the rep's."""

    __table_args__: Any = (UniqueConstraint("chain", "seq"),)

    account_id: str = logged_reference("account.id")
    rep: str = text(index=True)
    channel: str = text()
    outcome: str = text()
    reaction: str = text(default="unknown")
    person: str = text()
    note: str = text()
    private: bool = False
    at: str = text(index=True)
    recorded_at: str = text()
    nonce: str | None = unguessable()
