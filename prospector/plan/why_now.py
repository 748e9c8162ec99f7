"""Dated reasons to speak to a company now: which of them hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

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
    for root, said in _rows("w.said", reader, today, account_id, undated=undated):
        found[root].append(said)
    return dict(found)


def told(reader: Reader, today: date, account_id: str) -> list[tuple[str, str, str, str, str | None]]:
    """Return the reasons of one account that hold on `today`, undated ones too, the nearest first.

    Each with what was said, who said so and when, its link and the day it happens.
    """
    columns = "w.said, w.given_by, w.given_at, w.url, w.happens_on"
    return [(said, by, at, url, on) for _, said, by, at, url, on in _rows(columns, reader, today, account_id)]


def _rows(
    columns: str, reader: Reader, today: date, account_id: str | None, *, undated: bool = True
) -> Sequence[tuple[Any, ...]]:
    return reader.rows(
        f"SELECT r.root, {columns} FROM why_now w JOIN account_root r ON r.id = w.account_id "  # noqa: S608 - constants
        "WHERE (? IS NULL OR r.root = ?) AND COALESCE(w.expires_on, w.happens_on, ?) >= ? "
        "ORDER BY COALESCE(w.happens_on, w.expires_on, ?), w.given_at, w.id",
        (account_id, account_id, _NEVER if undated else "", today.isoformat(), _NEVER),
    )
