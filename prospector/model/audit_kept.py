"""What an audit keeps or sends: samples and verdicts, long shots, sign-offs, letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

VERDICTS = {
    "fine": "all right", "thin": "too little behind it", "wrong": "not as it was said", "ask": "to be talked about",
}  # fmt: skip
"""What a manager may say of a drawn item."""


@dataclass(frozen=True, slots=True)
class LongShotRow:
    """An active target under the fit floor, and what was decided about it."""

    account_id: str
    name: str
    rep: str
    fit: str
    keep_until: str
    """ISO 8601 day of the newest decision, empty while nobody decided."""
    reason: str
    decided_by: str
    due: bool
    """Nobody decided, or the day is over."""


@dataclass(frozen=True, slots=True)
class Risky:
    """One thing that may be drawn into the sample."""

    mark: str
    """Kind and row: the same thing has the same mark on every machine."""
    kind: str
    rep: str
    account_id: str | None
    said: str
    weight: int


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One drawn item with its newest verdict."""

    id: str
    number: int
    """Its place in its sample, from 1."""
    mark: str
    kind: str
    rep: str
    account_id: str | None
    name: str
    said: str
    drawn_at: str
    verdict: str = ""
    """Empty: it waits."""
    reason: str = ""
    judged_by: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, and what of earlier samples waits still."""

    seed: str
    since: str
    until: str
    items: Sequence[SampleItem]
    carried: Sequence[SampleItem]
    """Drawn in earlier samples, without a verdict."""
    coverage: str
    population: int


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one name that a source or a person gave."""

    account_id: str
    name: str
    domain: str
    given_on: str
    """ISO 8601 day."""
    named_by: str
    fate: str
    """One of `prospector.audit.letters.FATES`."""
    reason: str
    """In a sentence: why, or what was last heard."""
    since: str
    """ISO 8601 day since which it stands so."""
    touches: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The fate of every name of one source (or namer), to be sent back to who gave them."""

    by: str
    """`source` or `namer`."""
    value: str
    day: date
    fates: Sequence[Fate]
    errors: Sequence[str] = ()
    """What was found wrong, a sentence for each field."""
    complaints: Sequence[str] = ()

    def count(self, fate: str) -> int:
        """Return how many met one fate."""
        return sum(one.fate == fate for one in self.fates)


@dataclass(frozen=True, slots=True)
class SignOffRecord:
    """An audit that was signed."""

    id: str
    since: str
    until: str
    number: int
    head: str
    note: str
    signed_by: str
    signed_at: str
