"""An action as the history shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One step of a person or a machine: everything it wrote, under one id, in one transaction."""

    number: int
    """Order of commit."""
    id: str
    batch: str
    """Actions of one act (a build, a run of research) share it and are undone together."""
    kind: str
    """`do`, `undo` or `redo`."""
    actor: str
    by: str
    """`human` or `machine`."""
    at: str
    title: str
    reason: str
    changes: int
    undone: bool
    """Taken back and not done again."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row that an action wrote."""

    table: str
    of: str
    """Name of the account it belongs to, empty when it belongs to none."""
    kind: str
    """`added`, `changed` or `removed`."""
    said: str
    """Its values; of a changed one what was before and what is now."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo or a redo did."""

    title: str
    """The title of the act that was taken back or done again."""
    restored: int
    """Rows put back."""
    kept: Sequence[str]
    """One sentence per row or field that was changed since and therefore stays."""
    since: Sequence[str] = ()
    """What was done since with the accounts that are two again, and where it stays; told of an unmerge alone."""
