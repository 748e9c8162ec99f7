"""What is known of one field of an account, with everything behind it: plain frozen records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prospector.model.account import ClaimRecord
from prospector.model.share import share_interval

HUMAN = "human"
"""The source of a value that a person typed; no machine source may be called so."""
ACCOUNT_MARK = "account:"
"""Beginning of the id of a value that stands on the account itself (name, domain, place): a person typed it."""
CONFIRMED, REFUTED, PINNED = ANSWERS = ("confirmed", "refuted", "pinned")
"""What a person may answer about a value."""
FRESH, AGEING, STALE = BANDS = ("fresh", "ageing", "stale")
LEAST_CHECKED = 5
"""Below this many checked values a share of errors says nothing."""


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """What a person answered about one value that one source gave."""

    id: str
    account_id: str
    field: str
    value: Any
    source: str
    answer: str
    """One of `ANSWERS`."""
    reason: str
    checked_by: str
    checked_at: str


@dataclass(frozen=True, slots=True)
class Age:
    """How old a value is, measured by what its field can bear."""

    band: str
    """One of `BANDS`."""
    days: int
    limit: int
    """Days after which it is stale."""
    basis: str
    """What the days are counted from: `read`, `confirmed` or `dated` (the date that the source gives for the value)."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value and the claims that mean it, the one to show first."""

    claims: Sequence[ClaimRecord]
    families: Sequence[str]
    """Families of sources that say it independently of one another."""
    checks: Sequence[CheckRecord]
    """What people answered about it, the newest first."""
    age: Age
    trust: float
    """0 to 1: the trust in the best of its sources for this field, with what was learnt about their errors."""
    standing: str = ""
    """`typed`, `pinned`, `confirmed`, `refuted` or empty: what a person says of it."""

    @property
    def claim(self) -> ClaimRecord:
        """Return the claim whose value is shown."""
        return self.claims[0]

    @property
    def value(self) -> Any:
        """Return the value."""
        return self.claims[0].value


@dataclass(frozen=True, slots=True)
class Gone:
    """A refuted value: kept for the record and for the error rate of its sources, never shown as true."""

    value: Any
    checks: Sequence[CheckRecord]
    claims: Sequence[ClaimRecord]
    """Claims that still say it."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One field of one account: what is shown, by which rule, and everything else that was said."""

    field: str
    shown: Sequence[Stated]
    """The value shown; of a field with many values all of them, the best first. Empty when all were refuted."""
    beside: Sequence[Stated]
    """Other values: they contradict the shown one, or are suggestions beside what a person wrote."""
    refuted: Sequence[Gone]
    rule: str
    """The rule that chose, as a sentence."""
    contradicted: bool = False
    """Sources disagree: of the values in `shown` and `beside` only one can be true."""

    @property
    def suggested(self) -> bool:
        """Say whether the values beside are suggestions of machines next to what a person wrote."""
        return bool(self.beside) and bool(self.shown) and self.shown[0].standing in ("typed", "pinned")

    @property
    def claims(self) -> Sequence[ClaimRecord]:
        """Return every claim that is not refuted, the shown ones first."""
        return [claim for one in (*self.shown, *self.beside) for claim in one.claims]

    def stated(self, claim_id: str) -> Stated | None:
        """Return the value that a claim belongs to."""
        return next(
            (one for one in (*self.shown, *self.beside) if any(claim.id == claim_id for claim in one.claims)), None
        )


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often a source was wrong, of what people checked; `field` is empty for all fields together."""

    source: str
    field: str
    confirmed: int
    refuted: int

    @property
    def checked(self) -> int:
        """Return how many of its values people checked."""
        return self.confirmed + self.refuted

    @property
    def enough(self) -> bool:
        """Say whether enough were checked to give a share."""
        return self.checked >= LEAST_CHECKED

    @property
    def share(self) -> float:
        """Return the share of wrong values among the checked ones, 0 to 1; 0 when nothing was checked."""
        return self.refuted / self.checked if self.checked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the share after Wilson (1927), 0 to 1; all of it when nothing was checked."""
        return share_interval(self.refuted, self.checked)

    @property
    def sentence(self) -> str:
        """Return the rate in words, with its interval, or why there is none."""
        if not self.checked:
            return "nobody checked a value of it yet"
        counted = f"{self.refuted} of {self.checked} checked {'was' if self.refuted == 1 else 'were'} wrong"
        if not self.enough:
            return f"{counted}: too few to say"
        low, high = self.interval
        return f"{counted}: {round(100 * self.share)} % ({round(100 * low)} to {round(100 * high)} %)"
