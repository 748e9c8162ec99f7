"""What an import says of each row before anything is written, and what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NEW, UPDATE, ALIKE, UNCHANGED, NEVER, REFUSED = VERDICTS = ("new", "update", "alike", "unchanged", "never", "refused")
"""What becomes of a row: a new account; more about one that is here; perhaps one that is here (or an earlier row) and
not merged silently; nothing that is not known; an opt-out, entered in the never-contact ledger; not taken."""
HOLD, NAME = DOUBTS = ("hold", "name")
"""Rows that look like an account: held back and handed back with a suggestion, or named on the bench, where the twins ask."""
ROW, CELL = BAD_CELLS = ("row", "cell")
"""What a cell that can't be read costs: its whole row, which is handed back, or itself alone."""
FIT, FIRST, BENCH = NEW_NAMES = ("fit", "first", "bench")
"""Where new names go: into free slots when all of them have room there, else to the bench, where a person chooses; the first
ones into the free slots however many come; all to the bench."""
UPDATE_KEYS = ("domain", "lei", "registry_id", "name")
"""Keys besides our own id on which a user may ask for updates."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be taken."""

    update_on: str = ""
    """One of `UPDATE_KEYS`, or empty: rows update an account by our own id alone."""
    source: str = ""
    """Where the names come from, as ``kind:name`` or a name alone; bought and rented lists wait in quarantine."""
    doubts: str = HOLD
    new_names: str = FIT
    """One of `NEW_NAMES`, for rows that say no place themselves."""
    bad_cells: str = ROW


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of one row, and why, in one sentence."""

    row: int
    """The row's number in the file."""
    verdict: str
    name: str
    reason: str
    account_id: str = ""
    """The account that is updated, known already, or looked like."""
    like: str = ""
    """Its name."""
    column: str = ""
    """The column of a refused row, as the file calls it."""
    value: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    source: str
    counts: Mapping[str, int]
    """Rows by verdict."""
    action_id: str = ""
    """The action that undo takes back; empty when nothing was written."""
    added: int = 0
    benched: int = 0
    """Those of `added` that wait on the bench."""
    spared: int = 0
    """Free slots that were left free, because more new names came and nobody said which of them are targets."""
    quarantined: bool = False
    """The names came from a bought or rented list: none of them stands on the list."""
    updated: int = 0
    people: int = 0
    suppressed: int = 0
    """Entries of the never-contact ledger."""
    handed_back: int = 0
    """Rows that were not taken: refused ones, and those that look like an account and were held."""
    stopped: bool = False
    """Stopped by the user: nothing was written."""
    notes: Sequence[str] = field(default=())
