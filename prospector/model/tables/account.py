"""Accounts, what else they are called, and their place on a rep's list."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlalchemy import text as sql

from prospector.model.tables.base import Row, key, maybe_text, reference, text

_MERGED = sql("merged_into IS NOT NULL")


class Account(Row, table=True):
    """A company under our own id; the name and domain here are only the ones that lists show."""

    # Nearly no account is merged: an index of all would be looked through whenever the others are meant.
    __table_args__: Any = (
        Index("ix_account_merged_into", "merged_into", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    id: str = key()
    name: str = text(index=True)
    domain: str | None = maybe_text(index=True)
    country: str | None = maybe_text()
    city: str | None = maybe_text()
    stage: str = text(default="named", index=True)
    origin: str = text(default="chosen")
    source: str = text(default="own naming")
    named_by: str = text()
    named_at: str = text(index=True)
    sector: str = text()
    personal: bool = False
    """A person asked for personal mailboxes and names of this account (they are left out otherwise)."""
    merged_into: str | None = reference("account.id", nullable=True, index=False)


class AccountName(Row, table=True):
    """One more name of an account: `former`, `trade`, `legal` or `alias`."""

    __tablename__ = "account_name"

    id: str = key()
    account_id: str = reference("account.id")
    name: str = text()
    kind: str = text(default="alias")


class AccountDomain(Row, table=True):
    """One more registrable domain of an account."""

    __tablename__ = "account_domain"

    id: str = key()
    account_id: str = reference("account.id")
    domain: str = text(index=True)


class Target(Row, table=True):
    """An account on a rep's list: in one of the slots, on the bench, or dropped with a reason and a lesson."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("rep", "place", "slot", "reason", "since"),)
    alone: ClassVar[tuple[tuple[str, ...], ...]] = (("rep", "slot"),)
    __table_args__: Any = (Index("ix_target_place", "place", "rep"),)

    id: str = key()
    account_id: str = reference("account.id", unique=True)
    rep: str = text(index=True)
    place: str = text(default="active")
    slot: int | None = None
    pain: str = text()
    why: str = text()
    reason: str = text()
    lesson: str = text()
    since: str = text()
    horizon: str = text(default="short")
    """`short`: expected within two sales cycles; `long`: later."""
    explore: bool = False
    """In one of the exploration slots, judged apart."""
    reason_code: str = text()
    """The kind of reason for a drop, so that reasons can be counted."""


class LeadSource(Row, table=True):
    """Where names come from; accounts refer to it by its name."""

    __tablename__ = "lead_source"

    id: str = key()
    name: str = text(index=True)
    kind: str = text(default="own_naming")
    note: str = text()
    justified: str = text()
    """Why names may still enter through it after many tries without an advance."""
    justified_at: str | None = maybe_text()
