"""Evidence: what speaks for and against two records being one company, as named measures.

Measures are plain numbers, most between 0 and 1; words count by how telling they are in the base at hand (bits). What the
measures are worth together is the business of `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prospector.identity import vocabulary
from prospector.identity.known import Known
from prospector.identity.likeness import likeness
from prospector.identity.name import NameForm

Bits = Callable[[str], float]

MEASURES = (
    "words_equal", "compact_equal", "overlap", "contained", "shared_bits", "best_bits", "swapped", "extra",
    "number_conflict", "number_one", "place_conflict", "place_one", "role_one", "typo", "typo_established", "shortened",
    "compact_ratio", "compact_start", "legal_same", "legal_conflict", "legal_one", "first_same", "order_differs",
    "acronym", "alias", "namesakes", "qualifier_conflict",
    "domain_same", "domain_conflict", "domain_label", "domain_name", "country_same", "country_conflict", "region_conflict",
    "city_same", "city_conflict", "postcode_same", "postcode_conflict", "address_same", "address_conflict",
    "phone_same", "phone_conflict", "name_only",
    "weak_name_domain", "weak_name_phone", "weak_name_address", "equal_name_conflicts", "phone_and_address", "short_name", "shared_common",
)  # fmt: skip


@dataclass(slots=True)
class NameEvidence:
    """How two names compare, word by word."""

    overlap: float = 0.0
    contained: float = 0.0
    shared: float = 0.0
    best: float = 0.0
    pairs: list[tuple[str, str, float]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    left_bits: float = 0.0
    right_bits: float = 0.0


@dataclass(slots=True)
class Evidence:
    """All measures of one pair by name, and the word-level findings they rest on."""

    values: dict[str, float]
    name: NameEvidence
    first: NameForm | None
    second: NameForm | None


def compare_names(first: NameForm, second: NameForm, bits: Bits) -> NameEvidence:
    """Return how the words of two names cover each other, weighed by `bits`."""
    found = NameEvidence()
    left = list(dict.fromkeys(first.words))
    right = list(dict.fromkeys(second.words))
    common = set(left).intersection(right)
    if common:
        found.pairs = [(word, word, 1.0) for word in left if word in common]
        left = [word for word in left if word not in common]
        right = [word for word in right if word not in common]
    if left and right:
        _join(left, right, found)
        _align(left, right, found)
        left = [word for word in left if word]
        right = [word for word in right if word]
    found.left, found.right = left, right
    shared = 0.0
    covered = [0.0, 0.0]
    for one, other, like in found.pairs:
        weight, weight_other = bits(one), bits(other) if other != one else 0.0
        weight_other = weight_other or weight
        shared += like * min(weight, weight_other)
        covered[0] += weight
        covered[1] += weight_other
        if like >= 0.94 and min(weight, weight_other) > found.best:
            found.best = min(weight, weight_other)
    found.left_bits = sum(map(bits, left))
    found.right_bits = sum(map(bits, right))
    found.shared = shared
    total = max(covered) + found.left_bits + found.right_bits
    smaller = min(covered[0] + found.left_bits, covered[1] + found.right_bits)
    found.overlap = min(1.0, shared / total) if total else 0.0
    found.contained = min(1.0, shared / smaller) if smaller else 0.0
    return found


def _join(left: list[str], right: list[str], found: NameEvidence) -> None:
    """Pair words written apart with one written together (``face book``, ``facebook``)."""
    for apart, together in ((left, right), (right, left)):
        for place in range(len(apart) - 1):
            joined = apart[place] + apart[place + 1]
            if apart[place] and apart[place + 1] and joined in together:
                found.pairs.append((joined, joined, 0.98))
                together.remove(joined)
                apart[place] = apart[place + 1] = ""


def _align(left: list[str], right: list[str], found: NameEvidence) -> None:
    likely = []
    for i, one in enumerate(left[:12]):
        for j, other in enumerate(right[:12]):
            if one and other and (like := likeness(one, other)):
                likely.append((like, i, j))
    likely.sort(reverse=True)
    for like, i, j in likely:
        if left[i] and right[j]:
            found.pairs.append((left[i], right[j], like))
            left[i] = right[j] = ""


def weigh(first: Known, second: Known, bits: Bits, frequency: Callable[[str], int], namesakes: Callable[[str], int]) -> Evidence:
    """Return the evidence on two records; the result does not depend on their order."""
    best: tuple[float, NameEvidence, NameForm, NameForm] | None = None
    for i, one in enumerate(first.forms):
        for j, other in enumerate(second.forms):
            found = compare_names(one, other, bits)
            rank = found.overlap + (0.5 if one.compact == other.compact else 0.0) + 0.02 * (not i and not j)
            if best is None or rank > best[0]:
                best = (rank, found, one, other)
    values: dict[str, float] = {}
    _fields(first, second, values)
    if best is None:
        return Evidence(values, NameEvidence(), None, None)
    _, found, one, other = best
    _name(found, one, other, frequency, values)
    values["alias"] = float(one is not first.forms[0] or other is not second.forms[0])
    values["namesakes"] = 0.0
    if one.compact == other.compact:
        values["namesakes"] = min(1.0, max(0, namesakes(one.compact) - 2) / 10)
    _cross(first, second, one, other, found, values)
    return Evidence(values, found, one, other)


def _name(found: NameEvidence, one: NameForm, other: NameForm, frequency: Callable[[str], int], values: dict[str, float]) -> None:
    from rapidfuzz.distance import JaroWinkler, Indel

    places, roles = vocabulary.places(), vocabulary.roles()
    values["words_equal"] = float(one.words == other.words)
    values["compact_equal"] = float(one.compact == other.compact)
    values["overlap"] = found.overlap
    values["contained"] = found.contained
    values["shared_bits"] = min(found.shared, 40.0) / 20
    values["best_bits"] = min(found.best, 16.0) / 10
    values["swapped"] = min(found.left_bits, found.right_bits, 20.0) / 10
    values["extra"] = min(abs(found.left_bits - found.right_bits), 30.0) / 10
    numbers, others = sorted(one.numbers), sorted(other.numbers)
    if numbers != others:
        values["number_conflict" if numbers and others else "number_one"] = 1.0
    left_place, right_place = any(w in places for w in found.left), any(w in places for w in found.right)
    values["place_conflict"] = float(left_place and right_place)
    values["place_one"] = float(left_place != right_place)
    values["role_one"] = float(any(w in roles for w in found.left) != any(w in roles for w in found.right))
    for left, right, like in found.pairs:
        if like == 1.0:
            continue
        if like == 0.8:
            values["shortened"] = values.get("shortened", 0.0) + 1.0
        else:
            values["typo"] = values.get("typo", 0.0) + (1.0 - like) * 5
            if frequency(left) > 1 and frequency(right) > 1:
                values["typo_established"] = 1.0
    values["compact_ratio"] = Indel.normalized_similarity(one.compact[:60], other.compact[:60])
    values["compact_start"] = JaroWinkler.normalized_similarity(one.compact[:40], other.compact[:40])
    values["first_same"] = float(one.words[0] == other.words[0])
    values["order_differs"] = float(one.words != other.words and sorted(one.words) == sorted(other.words))
    values["short_name"] = float(min(len(one.compact), len(other.compact)) <= 4)
    _legal(one, other, values)
    _acronym(one, other, values)
    if one.qualifiers and other.qualifiers and one.qualifiers != other.qualifiers:
        values["qualifier_conflict"] = 1.0


def _legal(one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    if not one.legal or not other.legal:
        values["legal_one"] = float(bool(one.legal) != bool(other.legal))
        return
    mine, theirs = {family for family, _ in one.legal}, {family for family, _ in other.legal}
    values["legal_same" if mine & theirs else "legal_conflict"] = 1.0


def _acronym(one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    for short, full in ((one, other), (other, one)):
        if 3 <= len(full.initials) <= 8 and len(full.words) >= 3 and short.compact == full.initials:
            values["acronym"] = 1.0


def _fields(first: Known, second: Known, values: dict[str, float]) -> None:
    known = _compare_sets(first.domains, second.domains, "domain", values)
    if known and not values.get("domain_same") and first.labels & second.labels:
        values["domain_label"] = 1.0
    known |= _compare_sets(first.phones, second.phones, "phone", values)
    for name, one, other in (
        ("country", first.country, second.country),
        ("city", first.city, second.city),
        ("postcode", first.postcode, second.postcode),
        ("region", first.region, second.region),
    ):
        if one and other:
            same = one == other or (name != "country" and min(len(one), len(other)) >= 4 and likeness(one, other) >= 0.7)
            values[f"{name}_{'same' if same else 'conflict'}"] = 1.0
            known |= name != "region"
    if first.address and second.address:
        known = True
        if first.house == second.house and _streets_agree(first.street, second.street):
            values["address_same"] = 1.0
        else:
            values["address_conflict"] = 1.0
    values["name_only"] = float(not known)


def _compare_sets(one: frozenset[str], other: frozenset[str], name: str, values: dict[str, float]) -> bool:
    if not one or not other:
        return False
    values[f"{name}_same" if one & other else f"{name}_conflict"] = 1.0
    return True


def _streets_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    if one & other or one == other:
        return True
    return any(likeness(mine, theirs) >= 0.7 for mine in one for theirs in other)


def _cross(first: Known, second: Known, one: NameForm, other: NameForm, found: NameEvidence, values: dict[str, float]) -> None:
    if not values.get("domain_same") and (one.compact in second.labels or other.compact in first.labels):
        values["domain_name"] = 1.0
    weak = 1.0 - found.overlap
    values["weak_name_domain"] = weak * values.get("domain_same", 0.0)
    values["weak_name_phone"] = weak * values.get("phone_same", 0.0)
    values["weak_name_address"] = weak * values.get("address_same", 0.0)
    values["phone_and_address"] = values.get("phone_same", 0.0) * values.get("address_same", 0.0)
    conflicts = sum(values.get(f"{name}_conflict", 0.0) for name in ("domain", "country", "city", "postcode", "phone", "address"))
    values["equal_name_conflicts"] = conflicts * values["compact_equal"] / 3
    values["shared_common"] = float(found.best < 6.0)
