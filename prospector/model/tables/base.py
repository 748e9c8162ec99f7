"""What all tables share.

Moments are stored as ISO 8601 UTC text (see `prospector.clock.stamp`): SQLite drops time zones from its datetimes
without a warning, and text hashes and sorts the same in every store. Foreign keys are checked at commit, so that the
order in which one action writes its rows does not matter.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlmodel import Field, SQLModel

from prospector.model.ids import new_id


def key() -> Any:
    """Return the primary key column: an identifier of our own."""
    return Field(default_factory=new_id, sa_type=Text, primary_key=True)


def text(*, default: str = "", index: bool = False) -> Any:
    """Return a text column that is never null."""
    return Field(default=default, sa_type=Text, nullable=False, index=index)


def maybe_text(*, index: bool = False) -> Any:
    """Return a text column that may be null: not known."""
    return Field(default=None, sa_type=Text, nullable=True, index=index)


def reference(target: str, *, unique: bool = False, nullable: bool = False, index: bool = True) -> Any:
    """Return an indexed reference to another row, checked at commit."""
    column: Column[Any] = Column(
        Text,
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        nullable=nullable,
        index=index,
        unique=unique,
    )
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def logged_reference(target: str, *, nullable: bool = False) -> Any:
    """Return an indexed reference from a log to a row that may go when what made it is undone.

    A log can't be emptied of an undone row's entries, so the store does not enforce this one; undo looks at the entries
    that still stand (`refers` names the row for it).
    """
    column: Column[Any] = Column(Text, nullable=nullable, index=True, info={"refers": target})
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def unguessable() -> Any:
    """Return a column with random text that goes when its entry is erased: without it nobody can guess what a hash hid."""
    column: Column[Any] = Column(
        Text, nullable=True
    )  # of its own: a default of the column would fill in what was erased
    return Field(default_factory=partial(secrets.token_hex, 16), sa_column=column)


class Row(SQLModel):
    """A row that may be changed and removed; the journal keeps what it was."""

    append_only: ClassVar[bool] = False
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of columns that make sense only together: undo puts back all of a group or nothing of it."""
    alone: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of columns whose values no two rows may share (null is no value); the services and undo hold to it.

    Not a constraint of the schema, because a swap passes through a moment in which two rows share them.
    """


class Entry(SQLModel):
    """A row of an append-only, hash-chained log: a correction is a new entry with the same `root`.

    What holds is the newest entry of a root; with `state` ``withdrawn`` nothing of it holds.
    """

    append_only: ClassVar[bool] = True

    id: str = Field(default_factory=new_id, sa_type=Text, primary_key=True)
    root: str = Field(default="", sa_type=Text, nullable=False, index=True)
    state: str = Field(default="stands", sa_type=Text, nullable=False)
    chain: str = Field(default="", sa_type=Text, nullable=False)
    seq: int = Field(default=0, sa_type=Integer, nullable=False)
    prev: str = Field(default="", sa_type=Text, nullable=False)
    hash: str = Field(default="", sa_type=Text, nullable=False)
