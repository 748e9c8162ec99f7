"""How values age: each kind of field by its own table; and which sources are due to be asked again.

A value is fresh up to half of the days its field can bear, ageing up to all of them, then stale. The days count from the
last time it was known to hold: the day it was read, or the day a person confirmed it when that is later. What tells of a
certain time (employees, revenue, an event) counts from the date that the source gives for it, unless a person confirmed
it since: reading an old figure again does not make it young.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from prospector.clock import moment
from prospector.model.account import ClaimRecord, OutcomeRecord
from prospector.model.proof import AGEING, FRESH, STALE, Age

STALE_AFTER: Mapping[str, int] = {
    "opening": 14, "event": 90, "technology": 180, "feed": 180,
    "email": 365, "phone": 365, "fax": 365, "social": 365, "employees": 365, "revenue": 365, "description": 365, "lei": 365,
    "name": 730, "legal_name": 730, "address": 730, "industry": 730, "parent": 730, "ticker": 730, "domain": 730,
    "registry_id": 1_825, "founded": 3_650,
}  # fmt: skip
"""Days after which a value of a field is stale.

An opening may be filled within two weeks and an event is no reason to call after a quarter; what a site runs on changes
within half a year; people, mailboxes and figures turn over within a year (an LEI must be renewed every year); names,
addresses and industries hold for two years; a register number hardly ever changes, a founding year never.
"""
OTHERWISE = 365
DATED = frozenset({"employees", "revenue", "event"})
"""Fields that tell of a certain time: they age from the date of the value, where the source gives one."""
ASK_AGAIN: Mapping[str, int] = {
    "nothing": 30, "wrong_company": 90, "refused_by_robots": 7, "blocked": 7, "unreachable": 1, "failed": 1, "found": 30,
}  # fmt: skip
"""Days after which a source that gave no claim is asked again, by what became of the last time; else it is due at once."""


@dataclass(frozen=True, slots=True)
class Due:
    """A source that is to be asked (again) about an account."""

    source: str
    why: str
    weight: float
    """How pressing: age as a multiple of what can be borne; infinite when it was never asked."""


def age_of(
    field: str, read_at: str, now: datetime, *, confirmed_at: str | None = None, value_date: str | None = None
) -> Age:
    """Return the age of a value of `field` that was read, confirmed and dated so; what lies in the future is new."""
    limit = STALE_AFTER.get(field, OTHERWISE)
    since, basis = moment(read_at), "read"
    if value_date and field in DATED:
        since, basis = _end_of(value_date), "dated"
    if confirmed_at and moment(confirmed_at) >= since:
        since, basis = moment(confirmed_at), "confirmed"
    days = max(0, (now - since).days)
    band = FRESH if days <= limit / 2 else AGEING if days <= limit else STALE
    return Age(band, days, limit, basis)


def due_sources(
    claims: Iterable[ClaimRecord], outcomes: Iterable[OutcomeRecord], now: datetime, asked: Sequence[str]
) -> list[Due]:
    """Return which of the sources `asked` are to be asked about an account now, the most pressing first.

    A source is due when it was never asked, when one of its values was read longer ago than its field can bear (a
    person's confirmation makes up for the reading), or when it gave nothing and the time for that has passed.
    """
    said: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        said[claim.source].append(claim)
    last: dict[str, OutcomeRecord] = {}
    for outcome in outcomes:
        if outcome.source not in last or last[outcome.source].at < outcome.at:
            last[outcome.source] = outcome
    due = [_due(source, said[source], last.get(source), now) for source in dict.fromkeys(asked)]
    return sorted((one for one in due if one is not None), key=lambda one: -one.weight)


def _due(source: str, claims: Sequence[ClaimRecord], last: OutcomeRecord | None, now: datetime) -> Due | None:
    if last is None:
        return Due(source, "never asked", float("inf"))
    days = max(0, (now - moment(last.at)).days)
    # What was stale already when the source was asked last, it does not say any more: asking again would not renew it.
    living = [one for one in claims if _held(one, moment(last.at)).band != STALE]
    if last.state == "found" and living:
        ages = [(_held(one, now), one.field) for one in living]
        oldest, field = max(ages, key=lambda one: (one[0].days / one[0].limit, one[1]))
        if oldest.band != STALE:
            return None
        told = f"its {field.replace('_', ' ')} was read {oldest.days} days ago, stale after {oldest.limit}"
        return Due(source, told, oldest.days / oldest.limit)
    wait = ASK_AGAIN.get(last.state, 0)
    if days < wait:
        return None
    return Due(source, f"{last.state.replace('_', ' ')} {days} days ago", days / wait if wait else 1.0)


def _held(claim: ClaimRecord, now: datetime) -> Age:
    return age_of(claim.field, max(claim.read_at, claim.confirmed_at or ""), now)


def _end_of(dated: str) -> datetime:
    """Return the last moment that an ISO date, month or year can mean."""
    year, month, day = (*(int(part) for part in dated.split("-")), 0, 0)[:3]
    if not month:
        last = date(year, 12, 31)
    elif not day:
        last = date(year, month, 28)
    else:
        last = date(year, month, day)
    return datetime(last.year, last.month, last.day, tzinfo=UTC)
