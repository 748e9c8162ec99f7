"""What the never-contact ledger takes out of a page or a file about an account that itself may be contacted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from prospector.model.account import ClaimRecord
from prospector.model.brief import Notes
from prospector.model.qualification import PersonRecord
from prospector.outreach.suppression import find
from prospector.store.reads import Reader

_WAYS = {"email": "email", "phone": "phone", "fax": "phone"}
"""Fields that are ways to somebody, and the kind under which the ledger has them."""


def open_ways(reader: Reader, claims: Sequence[ClaimRecord]) -> list[ClaimRecord]:
    """Return `claims` without the addresses and numbers that the ledger forbids."""
    return [one for one in claims if not _barred(reader, one)]


def open_people(notes: Notes, people: Iterable[PersonRecord]) -> Notes:
    """Return `notes` without the contacts that the ledger forbids."""
    barred = {f"{one.name}, {one.role}" for one in people if one.suppressed}
    return replace(notes, people=tuple(one for one in notes.people if one.said not in barred)) if barred else notes


def _barred(reader: Reader, claim: ClaimRecord) -> bool:
    kind = _WAYS.get(claim.field)
    return kind is not None and find(reader, [(kind, str(claim.value))]) is not None
