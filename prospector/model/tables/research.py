"""Claims and the outcomes of asking sources."""

from __future__ import annotations

from typing import ClassVar

from prospector.model.tables.base import Row, key, maybe_text, reference, text


class Claim(Row, table=True):
    """One value for one field of one account from one source, with its proof. `value` is JSON."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("value", "url", "passage", "method", "confidence", "read_at", "value_date"),
        ("confirmed_at", "confirmed_by"),
    )

    id: str = key()
    account_id: str = reference("account.id")
    field: str = text()
    value: str = text()
    source: str = text()
    url: str = text()
    passage: str = text()
    method: str = text()
    confidence: float = 0.8
    read_at: str = text()
    value_date: str | None = maybe_text()
    confirmed_at: str | None = maybe_text()
    confirmed_by: str | None = maybe_text()


class Outcome(Row, table=True):
    """What became of the last time one source was asked about one account."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("state", "detail", "requests", "at"),)

    id: str = key()
    account_id: str = reference("account.id")
    source: str = text()
    state: str = text()
    detail: str = text()
    requests: int = 0
    at: str = text()
