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
    tries: int = 1
    """How often it was asked in a row without an answer."""
    retry_at: str | None = maybe_text()
    """Not before this moment again."""


class ClaimCheck(Row, table=True):
    """A person's answer about what a source said: it outlives the claim, because it counts for the source."""

    __tablename__ = "claim_check"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("value", "answer", "reason", "checked_by", "checked_at"),)

    id: str = key()
    account_id: str = reference("account.id")
    field: str = text()
    value: str = text()
    source: str = text(index=True)
    answer: str = text()
    """`confirmed`, `refuted`, or `pinned`: shown whatever the sources say."""
    reason: str = text()
    checked_by: str = text()
    checked_at: str = text()


class Doubt(Row, table=True):
    """Somebody in a source who may be this company: a person takes or refuses it, nothing is stored before."""

    id: str = key()
    account_id: str = reference("account.id")
    source: str = text()
    kind: str = text()
    """`domain`, `registry` or `record`."""
    key_text: str = text()
    """The domain, the registry number or the identifier in the source."""
    name: str = text()
    body: str = text(default="{}")
    """What is known of the candidate, as JSON."""
    compared: str = text()
    """What was compared, in a sentence."""
    score: float = 0.0
    url: str = text()
    state: str = text(default="open")
    """`open`, `taken` or `refused`."""
    found_at: str = text()
    answered_by: str = text()
    answered_at: str | None = maybe_text()
