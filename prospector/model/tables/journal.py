"""Actions and the journal of what they changed."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from prospector.model.tables.base import Entry, maybe_text, text, unguessable


class Action(Entry, table=True):
    """One undoable step. `digest` covers its journal, so the hash chain covers every write there ever was."""

    __table_args__: Any = (UniqueConstraint("chain", "seq"),)

    number: int = Field(sa_type=Integer, nullable=False, index=True)
    """Order of commit. Identifiers carry a clock, and clocks jump."""
    batch: str = text(index=True)
    kind: str = text(default="do")
    actor: str = text()
    by: str = text(default="human")
    at: str = text(index=True)
    title: str = text()
    reason: str = text()
    target: str | None = maybe_text(index=True)
    changes: int = 0
    digest: str = text()
    nonce: str | None = unguessable()


def _action_id() -> Any:
    return Field(
        sa_column=Column(Text, ForeignKey("action.id", deferrable=True, initially="DEFERRED"), primary_key=True)
    )


class Change(SQLModel, table=True):
    """One row as it was before and after one action, as JSON; null: it was not there."""

    append_only: ClassVar[bool] = True

    action_id: str = _action_id()
    seq: int = Field(sa_type=Integer, primary_key=True)
    tbl: str = text()
    row: str = text(index=True)
    before: str | None = maybe_text()
    after: str | None = maybe_text()
