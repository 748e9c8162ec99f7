"""People at accounts, and the ledger of whom never to contact."""

from __future__ import annotations

from typing import Any

from sqlalchemy import UniqueConstraint

from prospector.model.tables.base import Entry, Row, key, logged_reference, maybe_text, reference, text


class Person(Row, table=True):
    """A contact at an account, with where their data came from."""

    id: str = key()
    account_id: str = reference("account.id")
    name: str = text(index=True)
    role: str = text()
    email: str = text()
    phone: str = text()
    profile: str = text()
    """Web address of a public profile."""
    source: str = text()
    url: str = text()
    read_at: str = text()
    consent: str = text(default="unknown")
    """`unknown`, `given` or `withdrawn`."""
    consent_at: str | None = maybe_text()
    consent_note: str = text()


class Suppression(Entry, table=True):
    """One entry of the never-contact ledger. What is suppressed is kept as a salted hash only."""

    __table_args__: Any = (UniqueConstraint("chain", "seq"),)

    kind: str = text(index=True)
    """`company`, `person`, `domain`, `email` or `phone`."""
    salt: str = text(index=True)
    digest: str = text(index=True)
    """Salted SHA-256 of the normalised value, in hexadecimal."""
    account_id: str | None = logged_reference("account.id", nullable=True)
    """The account it was said of, while that one is kept; never set for what was erased."""
    reason: str = text()
    erased: bool = False
    added_by: str = text()
    added_at: str = text()
