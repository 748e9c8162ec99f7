"""The three lamps that should be lit before the first touch: a fact, a fit, a reason why now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prospector.plan.why_now import holding
from prospector.store.reads import Reader, parts_of, places


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
    return lamps_of(reader, [account_id], today)[account_id]


def lamps_of(reader: Reader, ids: Sequence[str], today: date) -> dict[str, Lamps]:
    """Return the lamps of each of these accounts as of `today`, through their merged parts."""
    if not ids:
        return {}
    begin, parts = parts_of(ids)
    claimed = f"{begin}SELECT DISTINCT r.root FROM {parts} claim c ON c.account_id = r.id"  # noqa: S608 - constants
    facts = {key for (key,) in reader.rows(claimed, ids)}
    fits = dict(
        reader.rows(
            f"SELECT account_id, body FROM fit_score WHERE account_id IN ({places(len(ids))}) ORDER BY version",  # noqa: S608
            ids,
        )
    )
    reasons = holding(reader, today, ids[0] if len(ids) == 1 else None)
    return {key: Lamps(key in facts, '"met"' in (fits.get(key) or ""), key in reasons) for key in ids}
