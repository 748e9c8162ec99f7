"""How well an account fits: a range, a coverage and a reason per criterion. Pure: same input, same answer.

What is not known widens the range instead of counting as bad.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from prospector.model.account import ClaimRecord, FitRange
from prospector.plan.profile import MUST, NEVER, RANGE_FIELDS, Criterion, Profile

MET, MISSED, UNKNOWN = "met", "missed", "unknown"
MISSED_MUST_CAP = 35
"""The most an account can reach, of 100, once a `must` is missed."""
ENOUGH_TEXT = 400
"""Characters that must have been read before the absence of a word says anything."""
_TEXT_FIELDS = ("description", "industry", "name", "legal_name", "opening")
_LOOKS_AT = {
    "country": {"address"}, "city": {"address"}, "words": set(_TEXT_FIELDS), "hiring": {"opening"},
    "industry": {"industry", "description", "name"},
}  # fmt: skip
"""Fields of claims behind a field of a criterion, where they are others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one criterion."""

    criterion: str
    kind: str
    weight: int
    state: str
    """`met`, `missed` or `unknown`."""
    contribution: int
    """Points of 100 that it gives (met), took (missed) or keeps open (unknown)."""
    reason: str
    claim_id: str | None = None
    """The claim it rests on."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The fit of one account under one profile."""

    range: FitRange
    verdicts: Sequence[Verdict]

    @property
    def to_find_out(self) -> Sequence[str]:
        """Return the unknown criteria, the heaviest first: what to find out next."""
        unknown = [one for one in self.verdicts if one.state == UNKNOWN and one.kind != NEVER]
        return [one.criterion for one in sorted(unknown, key=lambda one: -one.weight)]


def fit(profile: Profile, claims: Sequence[ClaimRecord], today: date) -> Fit:
    """Return the fit of an account of which `claims` are known, as seen `today`.

    Low counts what is met, high also what is unknown, of the weight of all `must` and `should`. A missed `must` caps both
    at 35; a `never` that is met makes both 0 and disqualifies.
    """
    facts = [claim for claim in claims if claim.read_at[:10] <= today.isoformat()]
    total = sum(one.weight for one in profile.criteria if one.kind != NEVER) or 1
    verdicts = []
    for one in profile.criteria:
        state, reason, claim = judge(one, facts)
        points = 0 if one.kind == NEVER else round(100 * one.weight / total)
        verdicts.append(Verdict(one.name, one.kind, one.weight, state, points, reason, claim.id if claim else None))
    return Fit(_range(profile, verdicts, total), tuple(verdicts))


def fields_for(profile: Profile) -> frozenset[str]:
    """Return the fields of claims that the criteria of `profile` look at."""
    found: set[str] = set()
    for one in profile.criteria:
        found |= _LOOKS_AT.get(one.field, {one.field})
    return frozenset(found)


def judge(criterion: Criterion, claims: Sequence[ClaimRecord]) -> tuple[str, str, ClaimRecord | None]:
    """Return state, reason in words and the claim it rests on, for one criterion."""
    if criterion.field in RANGE_FIELDS:
        return _judge_range(criterion, claims)
    if criterion.field in ("country", "city"):
        return _judge_place(criterion, claims)
    if criterion.field == "words":
        return _judge_words(criterion, claims, _TEXT_FIELDS, "words")
    if criterion.field == "industry":
        return _judge_industry(criterion, claims)
    return _judge_listed(criterion, claims)


def _range(profile: Profile, verdicts: Sequence[Verdict], total: int) -> FitRange:
    counted = [one for one in verdicts if one.kind != NEVER]
    met = sum(one.weight for one in counted if one.state == MET)
    unknown = sum(one.weight for one in counted if one.state == UNKNOWN)
    low, high = round(100 * met / total), round(100 * (met + unknown) / total)
    disqualified = any(one.kind == NEVER and one.state == MET for one in verdicts)
    if disqualified:
        low = high = 0
    elif any(one.kind == MUST and one.state == MISSED for one in verdicts):
        low, high = min(low, MISSED_MUST_CAP), min(high, MISSED_MUST_CAP)
    coverage = round(1 - unknown / total, 3)
    return FitRange(low, high, coverage, disqualified, profile.version)


def _judge_range(criterion: Criterion, claims: Sequence[ClaimRecord]) -> tuple[str, str, ClaimRecord | None]:
    claim = best_claim([one for one in claims if one.field == criterion.field and isinstance(one.value, int | float)])
    if claim is None:
        return UNKNOWN, f"{criterion.field} not known; wanted {criterion.wanted()}", None
    low = criterion.min is None or claim.value >= criterion.min
    high = criterion.max is None or claim.value <= criterion.max
    shown = f"{claim.value:,}" if criterion.field == "employees" else claim.value
    state = MET if low and high else MISSED
    return state, f"{criterion.field} {shown}; wanted {criterion.wanted()}", claim


def _judge_place(criterion: Criterion, claims: Sequence[ClaimRecord]) -> tuple[str, str, ClaimRecord | None]:
    places = [one for one in claims if one.field == "address" and isinstance(one.value, dict)]
    known = [(one, str(one.value.get(criterion.field) or "")) for one in places]
    known = [(one, said) for one, said in known if said]
    if not known:
        return UNKNOWN, f"{criterion.field} not known; wanted {criterion.wanted()}", None
    wanted = {folded(word) for word in criterion.any}
    for one, said in known:
        if folded(said) in wanted:
            return MET, f"{criterion.field} {said}", one
    return MISSED, f"{criterion.field} {known[0][1]}; wanted {criterion.wanted()}", known[0][0]


def _judge_words(
    criterion: Criterion, claims: Sequence[ClaimRecord], fields: Sequence[str], called: str
) -> tuple[str, str, ClaimRecord | None]:
    texts = [(one, str(one.value)) for one in claims if one.field in fields]
    for one, said in texts:
        for word in criterion.any:
            if word_pattern(word).search(folded(said)):
                return MET, f"“{word}” in its {one.field.replace('_', ' ')}", one
    read = sum(len(said) for _, said in texts)
    if read < ENOUGH_TEXT:
        return UNKNOWN, f"too little read ({read} characters) to miss {criterion.wanted()}", None
    return MISSED, f"none of the {called} in {read:,} characters read; wanted {criterion.wanted()}", None


def _judge_industry(criterion: Criterion, claims: Sequence[ClaimRecord]) -> tuple[str, str, ClaimRecord | None]:
    state, reason, claim = _judge_words(criterion, claims, ("industry", "description", "name"), "industries")
    said = best_claim([one for one in claims if one.field == "industry"])
    if state == UNKNOWN and said is not None:
        return MISSED, f"industry “{said.value}”; wanted {criterion.wanted()}", said
    return state, reason, claim


def _judge_listed(criterion: Criterion, claims: Sequence[ClaimRecord]) -> tuple[str, str, ClaimRecord | None]:
    field = "opening" if criterion.field == "hiring" else criterion.field
    listed = [one for one in claims if one.field == field]
    if not listed:
        return UNKNOWN, f"no {field} known; wanted {criterion.wanted()}", None
    for one in listed:
        if not criterion.any:
            return MET, f"opening “{one.value}”", one
        for word in criterion.any:
            if word_pattern(word).search(folded(str(one.value))):
                return MET, f"{field} “{one.value}”", one
    some = ", ".join(str(one.value) for one in listed[:3])
    return MISSED, f"{field} {some}; wanted {criterion.wanted()}", listed[0]


def best_claim(claims: Sequence[ClaimRecord]) -> ClaimRecord | None:
    """Return the claim that counts: a person's, else a confirmed one, else the surest, else the newest."""
    return max(
        claims,
        key=lambda one: (one.source == "human", one.confirmed_at or "", one.confidence, one.value_date or one.read_at),
        default=None,
    )


@lru_cache(maxsize=2_000)
def word_pattern(word: str) -> re.Pattern[str]:
    """Return what finds `word` at the beginning of a word of folded text."""
    return re.compile(rf"(?<!\w){re.escape(folded(word))}")


def folded(text: str) -> str:
    """Return `text` without case and accents, so that “Kältetechnik” is found in “KALTETECHNIK”."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
