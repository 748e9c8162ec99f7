"""How much speaks for a candidate being the company, in a figure and in words; and what forbids taking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from prospector.identity.party import Party
from prospector.research.finding import Candidate
from prospector.research.protocol import Company

if TYPE_CHECKING:
    from prospector.identity.matcher import Matcher

_ID = "candidate"
_AGREE = frozenset(
    {"same town", "same domain", "same street address", "same postal code", "same registry number", "same LEI"}
)
_IN_COUNTRY, _NAME_ALONE = 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Weight:
    """What the comparison of a company with a candidate gave."""

    score: float
    """0 to 1."""
    why: tuple[str, ...]
    """What speaks for and against, as short sentences."""
    conflict: str = ""
    """What forbids taking it, empty when nothing does."""


@cache
def _matcher() -> Matcher:
    from prospector.identity.matcher import Matcher

    return Matcher()


def weigh(company: Company, candidate: Candidate) -> Weight:
    """Return how much speaks for `candidate` being `company`, by the rules that find duplicates."""
    mine, its = _asked(company), _answered(candidate)
    decision = _matcher().compare(mine, its)
    why = [one for one in decision.why if one != "nothing in common"]
    if candidate.city and "same town" not in why and company.city is None:
        why.append(f"in {', '.join(filter(None, (candidate.city, candidate.country)))}")
    elif candidate.country and not company.country:
        why.append(f"in {candidate.country}")
    if candidate.note:
        why.append(candidate.note)
    score = min(decision.score, _most(company, candidate, why))
    why = why or ["only the source's own search speaks for it"]
    return Weight(round(score, 2), tuple(why), conflict(company, candidate))


def _most(company: Company, candidate: Candidate, why: Sequence[str]) -> float:
    """Return the most that a name alone is worth: namesakes are common, so something else has to agree."""
    if not _AGREE.isdisjoint(why):
        return 1.0
    same_country = bool(company.country and candidate.country and company.country.upper() == candidate.country)
    return _IN_COUNTRY if same_country else _NAME_ALONE


def conflict(company: Company, candidate: Candidate) -> str:
    """Return the clear contradiction between what is known and a candidate, empty when there is none."""
    from prospector.identity.place import country_code

    mine, its = country_code(company.country), country_code(candidate.country)
    if mine and its and mine != its:
        return f"it is in {candidate.country}, {company.name} is in {company.country}"
    if company.lei and candidate.lei and company.lei != candidate.lei:
        return f"its LEI is {candidate.lei}, {company.name} has {company.lei}"
    known = {_plain(one) for one in company.registry_ids}
    if candidate.registry_id and known and not _comparable(known, candidate.registry_id):
        return f"its number is {candidate.registry_id}, {company.name} has {', '.join(company.registry_ids)}"
    return ""


def _comparable(known: set[str], number: str) -> bool:
    """Say whether a number is among the known ones, or of a register that none of them is of (by its shape)."""
    plain = _plain(number)
    return plain in known or not any(_shape(one) == _shape(plain) for one in known)


def _plain(number: str) -> str:
    return "".join(sign for sign in number.casefold() if sign.isalnum())


def _shape(number: str) -> str:
    return "".join("9" if sign.isdigit() else "a" for sign in number)


def _asked(company: Company) -> Party:
    return Party(
        id="", names=tuple(name for name in (company.name, *company.other_names) if name), domains=tuple(company.domains),
        country=company.country, city=company.city, registry_ids=tuple(company.registry_ids), lei=company.lei,
    )  # fmt: skip


def _answered(candidate: Candidate) -> Party:
    return Party(
        id=_ID, names=(candidate.name,) if candidate.name else (), domains=(candidate.domain,) if candidate.domain else (),
        country=candidate.country or None, city=candidate.city or None, address=candidate.street or None,
        postcode=candidate.postal or None, registry_ids=(candidate.registry_id,) if candidate.registry_id else (),
        lei=candidate.lei or None,
    )  # fmt: skip
