"""Which value of a field is shown, and why: one pure function over claims and what people answered about them.

The order of the rules: what a person typed or pinned, what a person confirmed, what most sources say independently of one
another, the source most trusted for the field (with how surely it was read, and less for old figures), the newest. What a
person refuted is left out, also when it is read again. The order in which claims come never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prospector.model.account import ClaimRecord
from prospector.model.proof import CONFIRMED, HUMAN, PINNED, REFUTED, STALE, Age, CheckRecord, Gone, Reconciled, Stated
from prospector.research import meaning
from prospector.research.ageing import age_of
from prospector.research.rule import rule_of
from prospector.research.trust import OLD_FIGURE, Learnt, independent, trust_in

ONE = frozenset({"legal_name", "founded", "employees", "lei", "ticker", "parent"})
"""Fields of which a company has one value: two different ones contradict each other."""
BEST = frozenset({"name", "description", "revenue", "domain"})
"""Fields of which one value is shown although others may be true as well. Of all other fields every value is shown."""
_YEAR, _DAY = 4, 10
"""Characters of a stamp that tell the year, the day."""
_ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim with everything that decides its place, in the order of the rules."""

    claim: ClaimRecord
    standing: str
    """`typed`, `pinned`, `confirmed` or empty."""
    stood_at: str
    """When a person said so."""
    fullness: int
    families: Sequence[str]
    """Who bears it out."""
    trust: float
    age: Age

    @property
    def newest(self) -> str:
        """Return the day it is from."""
        return (self.claim.value_date or self.claim.read_at)[:_DAY]

    @property
    def order(self) -> tuple[Any, ...]:
        """Return the sort key, the best highest."""
        human = {"typed": 2, "pinned": 2, "confirmed": 1}.get(self.standing, 0)
        return human, self.stood_at, self.fullness, len(self.families), self.trust, self.newest


def reconcile(
    claims: Iterable[ClaimRecord], checks: Iterable[CheckRecord], now: datetime, learnt: Learnt | None = None
) -> list[Reconciled]:
    """Return every field that something was said about, by name; `learnt` gives the error rates of the sources."""
    said: dict[str, list[ClaimRecord]] = defaultdict(list)
    answered: dict[str, list[CheckRecord]] = defaultdict(list)
    for claim in claims:
        said[claim.field].append(claim)
    for check in checks:
        answered[check.field].append(check)
    fields = sorted(said.keys() | answered.keys())
    return [reconcile_field(field, said[field], answered[field], now, learnt) for field in fields]


def reconcile_field(
    field: str,
    claims: Sequence[ClaimRecord],
    checks: Sequence[CheckRecord],
    now: datetime,
    learnt: Learnt | None = None,
) -> Reconciled:
    """Return one field reconciled."""
    ordered = sorted(claims, key=lambda one: (one.source, str(one.value), one.id))
    answers = _Answers(field, checks, ordered)
    living = [one for one in ordered if not answers.refutes(one)]
    ranked = _ranked(field, living, answers, now, learnt)
    groups = _grouped(field, ranked)
    values = [_stated(group, answers) for group in groups]
    shown, beside = _split(field, values)
    return Reconciled(
        field=field,
        shown=shown,
        beside=beside,
        refuted=answers.gone(ordered),
        rule=rule_of(field, values, [group[0] for group in groups], len(shown)),
        contradicted=_contradicted(field, shown, beside),
    )


def unrefuted(claims: Iterable[ClaimRecord], checks: Iterable[CheckRecord]) -> list[ClaimRecord]:
    """Return the claims, in their order, that nobody refuted: those that may be believed."""
    given = list(claims)
    answered: dict[str, list[CheckRecord]] = defaultdict(list)
    for check in checks:
        answered[check.field].append(check)
    answers = {
        field: _Answers(field, found, [one for one in given if one.field == field]) for field, found in answered.items()
    }
    return [one for one in given if one.field not in answers or not answers[one.field].refutes(one)]


class _Answers:
    """What people answered about the values of one field; of several answers about one value the last holds.

    A value that a person types after all holds again, whoever says it.
    """

    def __init__(self, field: str, checks: Sequence[CheckRecord], claims: Sequence[ClaimRecord]) -> None:
        self.field = field
        self._by_key: dict[Hashable, list[CheckRecord]] = defaultdict(list)
        for check in sorted(checks, key=lambda one: (one.checked_at, one.id), reverse=True):
            self._by_key[meaning.key(field, check.value)].append(check)
        self._typed = {meaning.key(field, one.value) for one in claims if one.source == HUMAN} if checks else set()
        self._refuted = [
            found[0] for key, found in self._by_key.items() if found[0].answer == REFUTED and key not in self._typed
        ]

    def about(self, value: Any) -> Sequence[CheckRecord]:
        """Return the answers about this very value, the newest first."""
        if not self._by_key:
            return ()
        return self._by_key.get(meaning.key(self.field, value), ())

    def refutes(self, claim: ClaimRecord) -> bool:
        """Say whether a person refuted what the claim says; what stands typed or was confirmed since holds."""
        if not self._refuted or claim.source == HUMAN:
            return False
        direct = self.about(claim.value)
        if meaning.key(self.field, claim.value) in self._typed or (direct and direct[0].answer != REFUTED):
            return False
        return any(meaning.speaks_of(self.field, one.value, claim.value) for one in self._refuted)

    def gone(self, claims: Sequence[ClaimRecord]) -> Sequence[Gone]:
        """Return the refuted values, the last refuted first."""
        return tuple(
            Gone(
                one.value,
                tuple(self.about(one.value)),
                tuple(
                    claim
                    for claim in claims
                    if self.refutes(claim) and meaning.speaks_of(self.field, one.value, claim.value)
                ),
            )
            for one in self._refuted
        )


def _ranked(
    field: str, claims: Sequence[ClaimRecord], answers: _Answers, now: datetime, learnt: Learnt | None
) -> list[Ranked]:
    """Return the claims with their ranks, the best first."""
    backers = _backers(field, claims)
    typed = [one for one in claims if one.source == HUMAN]
    found = []
    for claim in claims:
        standing, stood_at = _standing(field, claim, answers, typed, claims)
        age = age_of(field, claim.read_at, now, confirmed_at=stood_at or None, value_date=claim.value_date)
        trust = trust_in(claim.source, field, learnt) * claim.confidence * (OLD_FIGURE if age.band == STALE else 1)
        found.append(
            Ranked(
                claim=claim,
                standing=standing,
                stood_at=stood_at,
                fullness=meaning.fullness(claim.value) if field == _ADDRESS else 0,
                families=independent(backers[claim.id]),
                trust=round(trust, 3),
                age=age,
            )
        )
    return sorted(found, key=lambda one: one.order, reverse=True)


def _standing(
    field: str, claim: ClaimRecord, answers: _Answers, typed: Sequence[ClaimRecord], claims: Sequence[ClaimRecord]
) -> tuple[str, str]:
    """Return what a person says of a claim and since when.

    A typed address that tells only a part (a country, a town) lends its standing to those that tell more.
    """
    if claim.source == HUMAN:
        fuller = field == _ADDRESS and any(_tells_more(other.value, claim.value) for other in claims)
        return ("", "") if fuller else ("typed", claim.read_at)
    about = [one for one in answers.about(claim.value) if one.answer in (PINNED, CONFIRMED)]
    if about and about[0].answer == PINNED:
        return "pinned", about[0].checked_at
    if field == _ADDRESS:
        wanted = [one.read_at for one in typed if _tells_more(claim.value, one.value)]
        if wanted and all(meaning.covers(claim.value, one.value) for one in typed):
            return "typed", max(wanted)
    confirmed = max([claim.confirmed_at or "", *(one.checked_at for one in about)])
    return ("confirmed", confirmed) if confirmed else ("", "")


def _tells_more(wide: Any, narrow: Any) -> bool:
    return meaning.covers(wide, narrow) and not meaning.covers(narrow, wide)


def _backers(field: str, claims: Sequence[ClaimRecord]) -> Mapping[str, Sequence[ClaimRecord]]:
    """Return for each claim those that bear it out, itself included."""
    if len(claims) == 1:
        return {claims[0].id: claims}
    if field in meaning.BY_MEANING:
        return {one.id: [two for two in claims if meaning.agree(field, one.value, two.value)] for one in claims}
    same: dict[Hashable, list[ClaimRecord]] = defaultdict(list)
    for one in claims:
        same[meaning.key(field, one.value)].append(one)
    return {one.id: same[meaning.key(field, one.value)] for one in claims}


def _grouped(field: str, ranked: Sequence[Ranked]) -> list[list[Ranked]]:
    """Return the claims by value: each group under its best claim, so that likeness never makes a chain."""
    groups: list[list[Ranked]] = []
    if field not in meaning.BY_MEANING:
        same: dict[Hashable, list[Ranked]] = {}
        for one in ranked:
            same.setdefault(meaning.key(field, one.claim.value), []).append(one)
        return list(same.values())
    rest = list(ranked)
    while rest:
        first, others = rest[0], rest[1:]
        alike = [one for one in others if meaning.agree(field, first.claim.value, one.claim.value)]
        taken = {id(one) for one in alike}
        groups.append([first, *alike])
        rest = [one for one in others if id(one) not in taken]
    return groups


def _stated(group: Sequence[Ranked], answers: _Answers) -> Stated:
    first = group[0]
    checks = {check.id: check for one in group for check in answers.about(one.claim.value)}
    families = first.families if len(group) == 1 else independent(one.claim for one in group)
    return Stated(
        claims=tuple(one.claim for one in group),
        families=families,
        checks=tuple(sorted(checks.values(), key=lambda one: (one.checked_at, one.id), reverse=True)),
        age=min((one.age for one in group), key=lambda one: (one.days, one.basis)),
        trust=max(one.trust for one in group),
        standing=first.standing,
    )


def _split(field: str, values: Sequence[Stated]) -> tuple[Sequence[Stated], Sequence[Stated]]:
    """Return what is shown and what stands beside it: of one value all others, of a typed place those somewhere else."""
    if field in ONE or field in BEST:
        return tuple(values[:1]), tuple(values[1:])
    typed = _typed_place(values) if field == _ADDRESS else None
    if typed is None:
        return tuple(values), ()
    there = [one for one in values[1:] if meaning.agree(field, typed, one.value)]
    return (*values[:1], *there), tuple(one for one in values[1:] if one not in there)


def _typed_place(values: Sequence[Stated]) -> Any:
    if not values or values[0].standing != "typed":
        return None
    return next((claim.value for claim in values[0].claims if claim.source == HUMAN), None)


def _contradicted(field: str, shown: Sequence[Stated], beside: Sequence[Stated]) -> bool:
    """Say whether what stands beside can't be true as well; figures of different years can."""
    if not shown or field not in ONE | {"revenue", _ADDRESS}:
        return False
    if field in ("employees", "revenue"):
        first = _year(shown[0])
        return any(not first or not _year(other) or first == _year(other) for other in beside)
    return bool(beside)


def _year(one: Stated) -> str:
    told = one.value.get("year") if isinstance(one.value, dict) else one.claim.value_date
    return str(told or "")[:_YEAR]
