"""An account as screens and commands see it: plain frozen records, no database behind them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

STAGES = ("named", "researched", "lead", "qualified", "handed_over", "opportunity", "nurture", "dropped")
ORIGINS = ("chosen", "inbound")
PLACES = ("active", "bench", "dropped")


@dataclass(frozen=True, slots=True)
class FitRange:
    """How well an account fits the profile, as far as is known."""

    low: int
    """0 to 100 if everything unknown turned out badly."""
    high: int
    """0 to 100 if everything unknown turned out well."""
    coverage: float
    """Share of the profile's weight that is known, 0 to 1."""
    disqualified: bool = False
    """A `never` criterion is met."""
    version: int = 0
    """The version of the profile it was computed with."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One account on a list, with what the list shows."""

    id: str
    name: str
    domain: str | None
    stage: str
    place: str
    """`active`, `bench`, `dropped` or empty when it is on no list."""
    slot: int | None
    rep: str
    pain: str
    why: str
    fit: FitRange | None
    touches: int
    last_touch: str | None
    """Stamp of the last touch by anybody, or None: never touched."""
    last_outcome: str | None
    named_at: str
    research: str
    """State of the last research as one word of `STATES`, `never` when none was tried."""
    claims: int
    city: str | None = None
    country: str | None = None
    horizon: str = ""
    """`short` or `long`."""
    explore: bool = False
    """In one of the exploration slots, judged apart."""
    source: str = ""
    origin: str = ""
    sector: str = ""
    reason_code: str = ""
    """Why it is in its place, as a code that can be counted; empty for a name that nobody judged yet."""
    since: str = ""
    """Stamp of the moment from which it is in its place."""

    @property
    def researched(self) -> str:
        """The state of the last research as lists say it: `no_domain` where sources were skipped because none is known."""
        return "no_domain" if self.research == "skipped" and not self.domain else self.research


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A stored claim with its proof."""

    id: str
    account_id: str
    field: str
    value: Any
    source: str
    url: str
    passage: str
    method: str
    confidence: float
    read_at: str
    value_date: str | None = None
    confirmed_at: str | None = None
    confirmed_by: str | None = None


CLAIM_COLUMNS = (
    "id, account_id, field, value, source, url, passage, method, confidence, read_at, value_date, "
    "confirmed_at, confirmed_by"
)
"""Columns of a claim in the order that `claim_record` reads."""


def claim_record(row: Sequence[Any]) -> ClaimRecord:
    """Return the claim of a stored row, in the order of `CLAIM_COLUMNS`."""
    record: Callable[..., ClaimRecord] = ClaimRecord
    return record(*row[:3], json.loads(row[3]), *row[4:])


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What became of asking one source about one account."""

    source: str
    state: str
    detail: str
    requests: int
    at: str


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """Everything the account screen and `prospect show` need about one account, except its claims and touches."""

    id: str
    name: str
    domain: str | None
    other_names: Sequence[str]
    other_domains: Sequence[str]
    country: str | None
    city: str | None
    stage: str
    origin: str
    source: str
    named_by: str
    named_at: str
    rep: str
    place: str
    slot: int | None
    pain: str
    why: str
    reason: str
    lesson: str
    fit: FitRange | None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """An account that may be the company which was asked for."""

    id: str
    name: str
    score: float
    """0 to 1."""
    verdict: str
    """`same`, `review`, `related` or `different`."""
    why: Sequence[str]
    words: Sequence[str] = ()
    """Words of the name to light up."""
    place: str = ""
    """Its place on a list: `active`, `bench`, `dropped` or empty."""
