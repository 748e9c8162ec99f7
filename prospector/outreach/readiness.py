"""The three lamps that should be lit before the first touch: a fact, a fit, a reason why now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from prospector.plan.why_now import holding
from prospector.store.reads import PARTS_OF_ONE, Reader

_PART = f"IN {PARTS_OF_ONE}"


@dataclass(frozen=True, slots=True)
class Lamps:
    """What is known of an account before anybody calls there."""

    fact: bool
    """At least one researched fact with its source, or one that a person confirmed."""
    fit: bool
    """A criterion of the profile is met by something that is known."""
    why_now: bool
    """A dated reason to speak to them that has not expired."""

    @property
    def lit(self) -> bool:
        """Say whether all three are lit."""
        return self.fact and self.fit and self.why_now

    @property
    def dark(self) -> list[str]:
        """Return the names of those that are not."""
        named = (("a researched fact", self.fact), ("a fit reason", self.fit), ("a dated why-now", self.why_now))
        return [name for name, lit in named if not lit]


def lamps(reader: Reader, account_id: str, today: date) -> Lamps:
    """Return the lamps of one account as of `today`."""
    fact = reader.value(f"SELECT 1 FROM claim WHERE account_id {_PART} LIMIT 1", (account_id,))  # noqa: S608
    fit = reader.value("SELECT body FROM fit_score WHERE account_id = ? ORDER BY version DESC LIMIT 1", (account_id,))
    return Lamps(bool(fact), '"met"' in (fit or ""), bool(holding(reader, today, account_id)))
