"""Evidence: what speaks for and against two records being one company, as named measures.

Measures are plain numbers, most between 0 and 1; words count by how telling they are in the base at hand (bits). What
the measures are worth together is the business of `decide`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from prospector.identity import vocabulary
from prospector.identity.known import Known
from prospector.identity.likeness import ABBREVIATED, likeness
from prospector.identity.name import NameForm
from prospector.identity.wording import Wording, compare_words

_LIKE_FIELD = 0.7
SISTERS = 2.5
"""What it counts for when two names differ in a place put in brackets, as sister companies abroad are told apart."""
_TYPO_SCALE = 5
_MOST_BEST, _MOST_SHARED, _MOST_LEFT = 16.0, 40.0, 24.0
_ACRONYM_LEAST, _ACRONYM_MOST, _ACRONYM_WORDS = 3, 8, 3
_SHORT = 4
_OTHER_NATURE = frozenset(("association", "foundation", "cooperative", "enterprise"))
_KINS_OF_MANY = frozenset(("ltd", "plc", "llc", "corporation", "company", "lp"))
"""Forms of English law and its heirs, which lists leave out and add all over the world; others belong to few countries."""
_LOOSE_FAMILIES = frozenset(("corporation", "company", "limited"))


class Base(Protocol):
    """What evidence asks of a base of records."""

    @property
    def bits(self) -> Callable[[str], float]:
        """Return what says how telling a word is."""

    @property
    def frequency(self) -> Callable[[str], int]:
        """Return what says how many records hold a word."""


@dataclass(slots=True)
class Evidence:
    """All measures of one pair that are not zero, by name, and the words they rest on."""

    values: dict[str, float]
    name: Wording


def weigh(first: Known, second: Known, base: Base, fields: dict[str, float] | None = None) -> Evidence:
    """Return the evidence on two records; the result does not depend on their order.

    `fields` is what `compare_fields` returned for them, where that has been asked already.
    """
    values = compare_fields(first, second) if fields is None else fields
    if not first.forms or not second.forms:
        return Evidence(values, Wording())
    one, other = first.forms[0], second.forms[0]
    if len(first.forms) == len(second.forms) == 1:
        found = compare_words(one, other, base.bits)
    else:
        found, one, other = _closest(first, second, base)
    _name(found, one, other, base, values)
    if one is not first.forms[0] or other is not second.forms[0]:
        values["alias"] = 1.0
    _cross(first, second, one, other, found, values)
    return Evidence(values, found)


def _closest(first: Known, second: Known, base: Base) -> tuple[Wording, NameForm, NameForm]:
    """Return the two names, one of each record, that agree most; of equals the same two whatever the order."""
    compared = []
    for i, one in enumerate(first.forms):
        for j, other in enumerate(second.forms):
            found = compare_words(one, other, base.bits)
            rank = found.overlap + (0.5 if one.compact == other.compact else 0.0) + 0.02 * (not i and not j)
            compared.append((rank, sorted((one, other)), found, one, other))
    return max(compared, key=lambda item: item[:2])[2:]


def _name(found: Wording, one: NameForm, other: NameForm, base: Base, values: dict[str, float]) -> None:
    ratio, start = _metrics()
    if one.words == other.words:
        values["words_equal"] = values["compact_equal"] = 1.0
    elif one.compact == other.compact or one.squeezed == other.squeezed:
        values["compact_equal"] = 1.0
    values["overlap"] = found.overlap
    values["contained"] = found.contained
    values["shared_bits"] = min(found.shared, _MOST_SHARED) / 20
    values["best_bits"] = min(found.best, _MOST_BEST) / 10
    values["holders"] = min(6.0, found.holders(base.frequency)) / 3
    if found.left or found.right:
        values["swapped"] = min(found.left_bits, found.right_bits, _MOST_LEFT) / 10
        values["extra"] = min(abs(found.left_bits - found.right_bits), 30.0) / 10
        values["swapped_best"] = min(found.left_best, found.right_best) / 10
        values["extra_best"] = max(found.left_best, found.right_best) / 10
        _leftovers(found, values)
    if one.numbers or other.numbers:
        _count_numbers(one, other, values)
    _typing(found, base, values)
    values["compact_ratio"] = ratio(one.compact[:60], other.compact[:60])
    values["compact_start"] = start(one.compact[:40], other.compact[:40])
    if one.words[0] == other.words[0]:
        values["first_same"] = 1.0
    if min(len(one.compact), len(other.compact)) <= _SHORT:
        values["short_name"] = 1.0
    _legal(one, other, values)
    _acronym(one, other, values)
    if one.qualifiers or other.qualifiers:
        _qualify(one, other, base, values)


@cache
def _metrics() -> tuple[Callable[[str, str], float], Callable[[str, str], float]]:
    from rapidfuzz.distance import Indel, JaroWinkler

    return Indel.normalized_similarity, JaroWinkler.normalized_similarity


def _count_numbers(one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    if sorted(one.numbers) != sorted(other.numbers):
        values["number_conflict" if one.numbers and other.numbers else "number_one"] = 1.0


def _leftovers(found: Wording, values: dict[str, float]) -> None:
    left, right = found.left, found.right
    places, roles = vocabulary.places(), vocabulary.roles()
    if not (left and right) and _generic().issuperset(left or right):
        values["generic_extra"] = 1.0
    no_left, no_right = places.isdisjoint(left), places.isdisjoint(right)
    if not (no_left and no_right):
        values["place_one" if no_left or no_right else "place_conflict"] = 1.0
    if roles.isdisjoint(left) != roles.isdisjoint(right):
        values["role_one"] = 1.0


@cache
def _generic() -> frozenset[str]:
    """Return words that say what kind of company it is and no more."""
    return frozenset(vocabulary.expected()) - vocabulary.places() - vocabulary.roles()


def _typing(found: Wording, base: Base, values: dict[str, float]) -> None:
    typo = shortened = 0.0
    for left, right, like in found.pairs:
        if like == 1.0:
            continue
        if like == ABBREVIATED:
            shortened += 1.0
            continue
        typo += (1.0 - like) * _TYPO_SCALE
        if base.frequency(left) > 1 and base.frequency(right) > 1:
            values["typo_established"] = 1.0
    if typo:
        values["typo"] = typo
        if not found.best:
            values["typo_alone"] = 1.0
    if shortened:
        values["shortened"] = shortened


def _qualify(one: NameForm, other: NameForm, base: Base, values: dict[str, float]) -> None:
    mine = set(one.qualifiers).difference(other.qualifiers, other.words)
    theirs = set(other.qualifiers).difference(one.qualifiers, one.words)
    if mine and theirs:
        places = vocabulary.places()
        if mine & places and theirs & places:
            values["place_conflict"] = SISTERS
        values["qualifier_conflict"] = min(20.0, sum(map(base.bits, mine)), sum(map(base.bits, theirs))) / 10
    elif mine or theirs:
        values["qualifier_one"] = 1.0


def _legal(one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    if not one.legal or not other.legal:
        if one.legal or other.legal:
            values["legal_one"] = 1.0
            if all(kin not in _KINS_OF_MANY for _, kin in one.legal or other.legal):
                values["legal_foreign"] = 1.0
        return
    if one.legal == other.legal:
        values["legal_same"] = 1.0
        return
    mine, theirs = {family for family, _ in one.legal}, {family for family, _ in other.legal}
    if mine & theirs:
        values["legal_same"] = 1.0
        if {kin for _, kin in one.legal}.isdisjoint(kin for _, kin in other.legal):
            values["legal_abroad"] = 1.0
    elif (mine & _OTHER_NATURE) != (theirs & _OTHER_NATURE):
        values["legal_nature"] = 1.0
    else:
        values["legal_loose" if (mine | theirs) <= _LOOSE_FAMILIES else "legal_conflict"] = 1.0


def _acronym(one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    if len(one.compact) > _ACRONYM_MOST and len(other.compact) > _ACRONYM_MOST:
        return
    for short, full in ((one, other), (other, one)):
        if (
            short.compact == full.initials
            and _ACRONYM_LEAST <= len(full.initials) <= _ACRONYM_MOST
            and len(full.words) >= _ACRONYM_WORDS
        ):
            values["acronym"] = 1.0


def contradicted(fields: dict[str, float]) -> bool:
    """Say whether a field contradicts and no domain, telephone number or address agrees, by what `compare_fields` says."""
    return not _CONFLICTS.isdisjoint(fields) and _BACKING.isdisjoint(fields)


def compare_fields(first: Known, second: Known) -> dict[str, float]:
    """Return the measures of everything but the names."""
    values: dict[str, float] = {}
    _compare_sets(first.domains, second.domains, "domain", values)
    if "domain_conflict" in values and first.labels & second.labels:
        values["domain_label"] = 1.0
    _compare_sets(first.phones, second.phones, "phone", values)
    if first.country and second.country:
        values["country_same" if first.country == second.country else "country_conflict"] = 1.0
    _compare_text(first.city, second.city, "city", values)
    _compare_text(first.postcode, second.postcode, "postcode", values)
    if (first.house or first.street) and (second.house or second.street):
        same = first.house == second.house and _streets_agree(first.street, second.street)
        values["address_same" if same else "address_conflict"] = 1.0
    if not values or (len(values) == 1 and "country_same" in values):
        values["name_only"] = 1.0
    return values


def _compare_text(one: str, other: str, name: str, values: dict[str, float]) -> None:
    if one and other:
        same = one == other or (min(len(one), len(other)) >= _SHORT and likeness(one, other) >= _LIKE_FIELD)
        values[f"{name}_same" if same else f"{name}_conflict"] = 1.0


def _compare_sets(one: frozenset[str], other: frozenset[str], name: str, values: dict[str, float]) -> None:
    if one and other:
        values[f"{name}_conflict" if one.isdisjoint(other) else f"{name}_same"] = 1.0


def _streets_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    if one == other or not one.isdisjoint(other):
        return True
    return any(likeness(mine, theirs) >= _LIKE_FIELD for mine in one for theirs in other)


def _cross(
    first: Known, second: Known, one: NameForm, other: NameForm, found: Wording, values: dict[str, float]
) -> None:
    """Add what counts only together: a weak name with a strong field, an equal name with contradicting ones."""
    _domain_names(first, second, one, other, values)
    if "generic_extra" in values and "first_same" in values and "number_one" not in values:
        values["brand_start"] = min(found.best, _MOST_BEST) / 10
    weak = 1.0 - found.overlap
    if weak:
        for same, name in _WEAK_NAME:
            if same in values:
                values[name] = weak
    if "phone_same" in values and "address_same" in values:
        values["phone_and_address"] = 1.0
    conflicts = sum([name in values for name in _CONFLICTS])
    if conflicts:
        values["weak_conflicts" if "compact_equal" not in values else "equal_name_conflicts"] = conflicts / 3
    if "compact_equal" in values:
        if one.squeezed != other.squeezed:
            values["respelled"] = 1.0
        if found.best < _COMMON and _BACKING.isdisjoint(values):
            values["common_name"] = 1.0


def _domain_names(first: Known, second: Known, one: NameForm, other: NameForm, values: dict[str, float]) -> None:
    if "domain_same" in values:
        if "acronym" in values:
            values["acronym_domain"] = 1.0
        elif one.compact.isascii() != other.compact.isascii():
            values["other_script_domain"] = 1.0
    elif (second.labels and (one.compact in second.labels or one.squeezed in second.labels)) or (
        first.labels and (other.compact in first.labels or other.squeezed in first.labels)
    ):
        values["domain_name"] = 1.0


_COMMON = 7.0
_CONFLICTS = frozenset(f"{field}_conflict" for field in ("domain", "country", "city", "postcode", "phone", "address"))
_WEAK_NAME = tuple((f"{field}_same", f"weak_name_{field}") for field in ("domain", "phone", "address"))
_BACKING = frozenset(same for same, _ in _WEAK_NAME)
