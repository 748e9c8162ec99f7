"""Dated reasons to speak to a company now: which of them hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospector.store.reads import Reader

_NEVER = "9999"


def holding(
    reader: Reader, today: date, account_id: str | None = None, *, undated: bool = False
) -> dict[str, list[str]]:
    """Return the reasons that hold on `today` by account (of one, or of all), through merged parts, the nearest first.

    One holds until it expires or, without such a day, until it has happened; one without any day holds only if `undated`
    ones are asked for.
    """
    found: dict[str, list[str]] = defaultdict(list)
    rows = reader.rows(
        "SELECT r.root, w.said FROM why_now w JOIN account_root r ON r.id = w.account_id "
        "WHERE (? IS NULL OR r.root = ?) AND COALESCE(w.expires_on, w.happens_on, ?) >= ? "
        "ORDER BY COALESCE(w.happens_on, w.expires_on, ?), w.given_at, w.id",
        (account_id, account_id, _NEVER if undated else "", today.isoformat(), _NEVER),
    )
    for root, said in rows:
        found[root].append(said)
    return dict(found)
