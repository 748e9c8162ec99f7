"""What accounts have in common: traits read from claims and from the profile, and what a candidate shares with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prospector.identity.fold import fold
from prospector.identity.place import city_key, country_code
from prospector.model.account import ClaimRecord
from prospector.plan.profile import NEVER, Profile
from prospector.research.finding import Candidate, Traits

_CODE = re.compile(r"(?:(?:NAF|SIC|TOL|SN|CZ-NACE|NACE|WZ|SNI)\s*)?(\d{2})\.?(\d{1,2})(\d?)([A-Z]?)(?=\W|$)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DULL_TEXT = """and other than with from activities services service company companies industry products production
manufacture manufacturing annen andre produksjon virksomhet muuta fabrication commerce autres supply trade sector limited"""
_DULL = frozenset(map(fold, _DULL_TEXT.split()))
_FROM, _TO = 0.3, 3.0
"""A company of a third to three times the head count is of like size (look-alikes by Wikidata use the same)."""
_INDUSTRY, _WORDS, _TOWN, _COUNTRY, _SIZE = 0.45, 0.35, 0.2, 0.1, 0.25
_MOST_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class Like:
    """One thing that suggestions should be like."""

    label: str
    """Name of the account, or of the profile."""
    traits: Traits
    account_id: str = ""
    """Empty for the profile."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a candidate shares with one of them."""

    like: Like
    traits: Sequence[str]
    """In words: ``same industry NACE 28.13``, ``Malmö``, ``80 employees``."""
    score: float

    @property
    def sentence(self) -> str:
        """Return it as one sentence."""
        return f"{', '.join(self.traits)} - like {self.like.label}"


def of_profile(profile: Profile) -> list[Like]:
    """Return what the profile asks for, once for each of its first countries; nothing without an industry."""
    words: dict[str, list[str]] = {}
    least = most = None
    for one in profile.criteria:
        if one.kind != NEVER:
            words.setdefault(one.field, []).extend(one.any)
            if one.field == "employees":
                least, most = one.min if one.min is not None else least, one.max if one.max is not None else most
    industries = words.get("industry", [])
    if not industries:
        return []
    countries = [code for word in words.get("country", []) if len(code := country_code(word).upper()) == 2] or [""]  # noqa: PLR2004
    return [
        Like(f"the profile “{profile.name}”", _traits(industries, country, words.get("city", []), least, most))
        for country in countries[:_MOST_COUNTRIES]
    ]


def of_account(
    account_id: str, name: str, domain: str | None, place: tuple[str | None, str | None], claims: Sequence[ClaimRecord]
) -> Like | None:
    """Return what is like an account, None when nothing says what it does; `place` is country and city as a person knows them."""
    said = [str(one.value) for one in claims if one.field == "industry"]
    seat = next((one.value for one in claims if one.field == "address" and isinstance(one.value, dict)), {})
    people = next((one.value for one in claims if one.field == "employees" and isinstance(one.value, int)), None)
    if not said and not domain:
        return None
    country, city = place[0] or str(seat.get("country", "")), place[1] or str(seat.get("city", ""))
    least, most = (max(1, round(people * _FROM)), round(people * _TO)) if people else (None, None)
    return Like(
        name,
        _traits(said, country.upper(), [city] if city else [], least, most, [domain] if domain else []),
        account_id,
    )


def _traits(
    industries: Iterable[str], country: str, cities: Iterable[str], least: int | None, most: int | None,
    sites: Iterable[str] = (),
) -> Traits:  # fmt: skip
    said = list(dict.fromkeys(industries))
    codes = [code for one in said if (code := class_of(one))]
    words = [
        plain for one in said if (plain := _CODE.sub("", one, count=1).strip(" ,-:") if class_of(one) else one.strip())
    ]
    return Traits(
        country, tuple(cities), tuple(dict.fromkeys(words)), tuple(dict.fromkeys(codes)), least, most, tuple(sites)
    )


def class_of(said: str) -> str:
    """Return the class that an industry begins with: ``2813`` of ``28.130 Pumps``, ``2813Z`` of ``NAF 28.13Z``, else empty."""
    found = _CODE.match(said)
    if found is None:
        return ""
    division, group, _sub, letter = found.groups()
    return f"{division}{group}{letter if len(group) == 2 else ''}"  # noqa: PLR2004 - a letter stands behind a whole class


def shared(like: Like, candidate: Candidate) -> Shared:
    """Return what `candidate` has in common with `like`."""
    traits, wanted, score = [], like.traits, 0.0
    industry, weight = _same_industry(wanted, candidate)
    if industry:
        traits.append(industry)
        score += weight
    towns = {city_key(city): city for city in wanted.cities}
    if candidate.city and city_key(candidate.city) in towns:
        traits.append(towns[city_key(candidate.city)])
        score += _TOWN + _COUNTRY
    elif wanted.country and candidate.country == wanted.country:
        traits.append(f"in {candidate.country}")
        score += _COUNTRY
    if candidate.employees is not None and (wanted.least or wanted.most):
        if (wanted.least or 0) <= candidate.employees <= (wanted.most or 10**9):
            traits.append(f"{candidate.employees} employees")
            score += _SIZE
    elif candidate.size and (wanted.least or wanted.most):
        traits.append(candidate.size)
        score += _SIZE / 2
    return Shared(like, tuple(traits), round(min(score, 1.0), 2))


def _same_industry(wanted: Traits, candidate: Candidate) -> tuple[str, float]:
    """Return in words what of the industry agrees, and its weight: whole classes count more than divisions."""
    for depth, weight in ((4, _INDUSTRY), (3, _INDUSTRY - 0.1), (2, _INDUSTRY - 0.2)):
        for code in wanted.codes:
            if len(code) >= depth and len(candidate.code) >= depth and candidate.code[:depth] == code[:depth]:
                shown = f"{code[:2]}.{code[2:depth]}".rstrip(".")
                return f"{'same' if depth == 4 else 'near'} industry NACE {shown}", weight  # noqa: PLR2004 - a whole class
    mine = {word for one in wanted.industries for word in _words(one)}
    common = [word for word in _WORD.findall(candidate.industry) if _stem(word) in mine]
    if common:
        return f"same industry: {candidate.industry[:60]}", _WORDS
    return "", 0.0


def _words(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text)} - {""}


def _stem(word: str) -> str:
    """Return a word without the endings that differ between a profile and a register; nothing for one that says nothing."""
    folded = fold(word)
    return "" if folded in _DULL else re.sub(r"(?:ing|ies|es|s|y)$", "", folded)[:8]
