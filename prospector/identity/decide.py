"""Decision: one score, one verdict and the sentences that explain them.

The score is a logistic model over the measures of `evidence`; its weights stand in `weights` with how they were found.
The verdict is not the score alone: `same` is safe to offer as a one-key merge, so it also asks that nothing of the
names is left over, that no field contradicts, and that something besides a common name agrees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Literal

from prospector.identity.evidence import SISTERS, Evidence
from prospector.identity.known import Known
from prospector.identity.likeness import ABBREVIATED
from prospector.identity.weights import BIAS, WEIGHTS

Bits = Callable[[str], float]
Verdict = Literal["same", "review", "related", "different"]

REVIEW_FROM = 0.3
"""Score from which a pair is worth a person's look: where the seven labelled sets lose least on both sides."""

SAME_FROM = 0.85
_LEI_SAME, _LEI_CONFLICT = 6.0, -7.0
_ID_SAME, _ID_CONFLICT = 4.0, -3.0
_TELLING = 9.0
"""Bits from which a word is called distinctive."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What two records are to each other: score 0 to 1, verdict, reasons, and the folded words both names share."""

    score: float
    verdict: Verdict
    why: tuple[str, ...]
    words: tuple[str, ...]


def decide(first: Known, second: Known, evidence: Evidence, bits: Bits) -> Decision:
    """Return the decision on two records and their evidence."""
    score, verdict = judge(first, second, evidence)
    words = tuple(dict.fromkeys(word for one, other, _ in evidence.name.pairs for word in (one, other)))
    return Decision(score, verdict, reasons(first, second, evidence, bits), words)


def judge(first: Known, second: Known, evidence: Evidence) -> tuple[float, Verdict]:
    """Return score and verdict alone."""
    score = probability(evidence) if not _numbers(first, second) else _with_numbers(first, second, evidence)
    return round(score, 4), _verdict(first, second, evidence, score)


def logit(evidence: Evidence) -> float:
    """Return the log-odds of the measures, registry numbers apart."""
    total, weight = BIAS, WEIGHTS.get
    for name, value in evidence.values.items():
        total += weight(name, 0.0) * value
    return total


def probability(evidence: Evidence, more: float = 0.0) -> float:
    """Return the score of the measures; `more` is added to the log-odds."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit(evidence) + more))))


def _numbers(first: Known, second: Known) -> bool:
    return bool((first.lei and second.lei) or (first.ids and second.ids))


def _with_numbers(first: Known, second: Known, evidence: Evidence) -> float:
    more = 0.0
    if first.lei and second.lei:
        more += _LEI_SAME if first.lei == second.lei else _LEI_CONFLICT
    if first.ids and second.ids:
        more += _ID_SAME if first.ids & second.ids else _ID_CONFLICT
    return probability(evidence, more)


def _verdict(first: Known, second: Known, evidence: Evidence, score: float) -> Verdict:
    values = evidence.values.get
    if score >= SAME_FROM and _safe(first, second, evidence):
        return "same"
    if score >= REVIEW_FROM:
        apart = _subsidiary(evidence) or _other_nature(evidence) or _sisters(evidence)
        return "related" if apart else "review"
    akin = values("contained", 0.0) >= _AKIN and evidence.name.best >= _TELLING
    if (akin and not values("number_conflict")) or values("domain_same"):
        return "related"
    return "different"


def _subsidiary(evidence: Evidence) -> bool:
    """Say whether one name is the other plus a place, in another country: a branch or a daughter, not a duplicate."""
    values = evidence.values.get
    return bool(values("place_one") and values("country_conflict") and not values("address_same"))


def _sisters(evidence: Evidence) -> bool:
    """Say whether two names differ in a place put in brackets and nothing but the name connects them."""
    values = evidence.values
    return values.get("place_conflict", 0.0) >= SISTERS and not any(name in values for name in _AGREE)


def _other_nature(evidence: Evidence) -> bool:
    """Say whether one is a foundation, an association, the other a company, and nothing but the name connects them."""
    values = evidence.values
    return "legal_nature" in values and not any(name in values for name in _AGREE)


def _safe(first: Known, second: Known, evidence: Evidence) -> bool:
    values = evidence.values.get
    if first.lei and first.lei == second.lei:
        return values("overlap", 0.0) >= _SOME
    if (first.lei and second.lei) or (first.ids and second.ids and not first.ids & second.ids):
        return False
    return not any(values(name) for name in _BARS) and _backed(first, second, evidence)


def _backed(first: Known, second: Known, evidence: Evidence) -> bool:
    """Say whether the whole name agrees and either a field or the rarity of the name backs it."""
    values = evidence.values.get
    if values("overlap", 0.0) < _WHOLE and not values("compact_equal"):
        return False
    agree = sum(name in evidence.values for name in _AGREE) + bool(first.ids & second.ids)
    if agree < _SURE_OF_FORM and values("legal_foreign") and not values("phone_same") and _one_placed(first, second):
        return False
    conflict = sum(name in evidence.values for name in _CONTRADICT)
    if agree and not (values("legal_abroad") and agree == 1):
        return not conflict or agree > conflict + 1
    if conflict or any(values(name) for name in _NEED_MORE):
        return False
    return evidence.name.own >= _TELLING


def _one_placed(first: Known, second: Known) -> bool:
    """Say whether only one of two records tells its country: its legal form may be that of a namesake abroad."""
    return bool(first.country) != bool(second.country) and not (first.city and first.city == second.city)


_SURE_OF_FORM = 2
_WHOLE, _AKIN, _SOME = 0.97, 0.9, 0.3
_BARS = frozenset(
    (
        "number_conflict",
        "number_one",
        "country_conflict",
        "legal_conflict",
        "legal_nature",
        "typo",
        "qualifier_conflict",
        "qualifier_one",
        "place_one",
        "place_conflict",
        "role_one",
        "city_conflict",
        "alias",
        "shortened",
    )
)
_AGREE = ("domain_same", "phone_same", "address_same")
_CONTRADICT = ("domain_conflict", "phone_conflict", "address_conflict", "postcode_conflict")
_NEED_MORE = ("short_name", "legal_abroad", "legal_loose", "respelled", "common_name")

_SENTENCES = {
    "acronym": "one name is the initials of the other",
    "alias": "agrees with another of its names",
    "domain_same": "same domain",
    "domain_name": "the domain spells the other name",
    "phone_same": "same telephone number",
    "address_same": "same street address",
    "postcode_same": "same postal code",
    "city_same": "same town",
    "number_conflict": "different numbers in the names",
    "number_one": "a number in one name only",
    "place_conflict": "different place words",
    "place_one": "a place word in one name only",
    "role_one": "parent and subsidiary words",
    "legal_conflict": "different legal forms",
    "legal_nature": "different legal forms",
    "country_conflict": "different countries",
    "city_conflict": "different towns",
    "domain_conflict": "different domains",
    "phone_conflict": "different telephone numbers",
    "address_conflict": "different addresses",
    "qualifier_conflict": "different words in brackets",
}


def reasons(first: Known, second: Known, evidence: Evidence, bits: Bits) -> tuple[str, ...]:
    """Return what speaks for and against, as short sentences."""
    values = evidence.values.get
    why = _number_reasons(first, second)
    if values("words_equal"):
        why.append("same name")
    elif values("compact_equal"):
        why.append("same name but for spaces and signs")
    else:
        why.extend(_word_reasons(evidence, bits))
    why += [sentence for name, sentence in _SENTENCES.items() if values(name)]
    return tuple(why) or ("nothing in common",)


def _number_reasons(first: Known, second: Known) -> list[str]:
    why = []
    if first.lei and second.lei:
        why.append("same LEI" if first.lei == second.lei else "different LEIs")
    if first.ids and second.ids:
        why.append("same registry number" if first.ids & second.ids else "different registry numbers")
    return why


def _word_reasons(evidence: Evidence, bits: Bits) -> list[str]:
    why = []
    name = evidence.name
    for one, other, like in sorted(
        name.pairs, key=lambda pair: (-pair[2], -bits(pair[0]) - bits(pair[1]), *sorted(pair[:2]))
    )[:3]:
        if one != other:
            first, second = sorted((one, other))
            why.append(
                f"'{first}' and '{second}' are much alike"
                if like != ABBREVIATED
                else f"'{first}' and '{second}' shorten each other"
            )
        elif bits(one) >= _TELLING:
            why.append(f"distinctive word '{one}' in both")
        else:
            why.append(f"common word '{one}' in both")
    left, right = sorted((" ".join(name.left[:3]), " ".join(name.right[:3])))
    if left and right:
        why.append(f"'{left}' against '{right}'")
    elif left or right:
        why.append(f"'{left or right}' in one name only")
    return why
