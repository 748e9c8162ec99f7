"""Keeping what a source says: stored once, read again without losing what people answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prospector.errors import BadInput
from prospector.model.proof import CONFIRMED, HUMAN, PINNED
from prospector.research import meaning
from prospector.research.protocol import Claim

if TYPE_CHECKING:
    from prospector.store.action import Action


def keep(action: Action, account_id: str, source: str, claims: Sequence[Claim], read_at: dict[str, str]) -> int:
    """Store what `source` says about an account now; return how many claims are new.

    A claim seen again keeps its row with the newer reading date. One that the source no longer makes goes, unless a person
    confirmed or pinned it; the journal still has it. What was refuted is stored too and stays refuted, because the answer
    outlives the claim. `read_at` gives the stamp of each page by URL. Raises BadInput for a source that calls itself human.
    """
    from prospector.model.tables import Claim as Row

    if source == HUMAN:
        raise BadInput(f"no source may be called “{HUMAN}”: what people type is never written by a machine")
    present = {
        (row.field, row.value): row for row in action.find(Row, Row.account_id == account_id, Row.source == source)
    }
    new = 0
    seen = set()
    for claim in claims:
        key = (claim.field, meaning.dumped(claim.value))
        seen.add(key)
        row = present.get(key)
        if row is None:
            new += 1
            row = action.add(Row(account_id=account_id, field=claim.field, value=key[1], source=source))
        row.url, row.passage, row.method = claim.url, claim.passage, claim.method
        row.confidence, row.value_date = claim.confidence, claim.value_date
        row.read_at = read_at.get(claim.url) or action.now()
    gone = [row for key, row in present.items() if key not in seen and row.confirmed_at is None]
    held = _held(action, account_id, source) if gone else set()
    for row in gone:
        if (row.field, meaning.key(row.field, json.loads(row.value))) not in held:
            action.remove(row)
    return new


def follow_place(action: Action, account_id: str, city: str | None, country: str | None) -> None:
    """Let a typed address follow the town and country that a person changed on the account: the last typed word holds."""
    from prospector.model.tables import Claim as Row

    for row in action.find(Row, Row.account_id == account_id, Row.source == HUMAN, Row.field == "address"):
        kept = {part: value for part, value in json.loads(row.value).items() if part not in ("city", "country")}
        place = {part: value for part, value in (("city", city), ("country", country)) if value}
        row.value, row.read_at = meaning.dumped(kept | place), action.now()
        row.confirmed_at, row.confirmed_by = action.now(), action.label.actor


def _held(action: Action, account_id: str, source: str) -> set[tuple[str, object]]:
    """Return the values of a source that people confirmed or pinned, by field and meaning."""
    from prospector.model.tables import ClaimCheck

    rows = action.find(ClaimCheck, ClaimCheck.account_id == account_id, ClaimCheck.source == source)
    return {
        (row.field, meaning.key(row.field, json.loads(row.value)))
        for row in rows
        if row.answer in (CONFIRMED, PINNED)
    }  # fmt: skip
