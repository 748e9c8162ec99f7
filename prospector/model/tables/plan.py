"""The plan, the versions of the ideal customer profile and what accounts score under it."""

from __future__ import annotations

from typing import ClassVar

from prospector.model.tables.base import Row, key, reference, text


class Plan(Row, table=True):
    """What we sell and to whom, in the rep's own words; one row a workspace."""

    id: str = key()
    firm: str = text()
    offer: str = text()
    pain: str = text()
    best_customer: str = text()
    cycle_weeks: int = 12


class Profile(Row, table=True):
    """One version of the ideal customer profile, as the TOML text it was written in."""

    id: str = key()
    version: int = 1
    body: str = text()
    made_by: str = text()
    made_at: str = text()


class FitScore(Row, table=True):
    """The fit of one account under one version of the profile, with the reason per criterion as JSON."""

    __tablename__ = "fit_score"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("low", "high", "coverage", "disqualified", "body", "at"),)

    id: str = key()
    account_id: str = reference("account.id")
    version: int = 1
    low: int = 0
    high: int = 100
    coverage: float = 0.0
    disqualified: bool = False
    body: str = text(default="[]")
    at: str = text()
