"""How far a source is trusted: which sources copy from one another, who is best for which field, what was learnt.

**Families.** Two sources are independent when neither takes its values from the other nor both from one hand. What the
company writes about itself is one hand, wherever it stands: its site, feeds, job board, DNS, domain registration, its
GitHub and Y Combinator profiles. Wikipedia and Wikidata copy from each other. GLEIF takes names and addresses from the
national registers. Everybody else is alone.

**Trust** is 0 to 1, by source and field; a source that is best for a field stands first in its list. What people refuted
lowers it: the part of the errors that is sure (the lower end of the 95 % interval) is taken off, once enough was checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from prospector.model.account import ClaimRecord
from prospector.model.proof import CONFIRMED, HUMAN, PINNED, REFUTED, ErrorRate

OWN, WIKI, REGISTER = "the company itself", "Wikipedia and Wikidata", "registers"
FAMILIES: Mapping[str, str] = {
    "website": OWN, "feeds": OWN, "jobs": OWN, "dns": OWN, "rdap": OWN, "crtsh": OWN, "github": OWN, "yc": OWN,
    "wikidata": WIKI, "wikipedia": WIKI,
    "gleif": REGISTER, "ares": REGISTER, "ariregister": REGISTER, "brreg": REGISTER, "companies_house": REGISTER,
    "prh": REGISTER, "sirene": REGISTER,
}  # fmt: skip
"""The hand that a source's values come from."""
NATIONAL = ("ares", "ariregister", "brreg", "companies_house", "prh", "sirene")
"""The national registers: equally good where a list says `register`."""
RANKED: Mapping[str, tuple[str, ...]] = {
    "legal_name": ("register", "gleif", "website", "sec", "wikidata"),
    "name": ("website", "yc", "wikidata", "wikipedia", "github", "sec", "gleif", "register"),
    "description": ("website", "yc", "jobs", "wikipedia", "wikidata", "github"),
    "phone": ("website", "register", "sec", "overpass"),
    "fax": ("website", "register"),
    "email": ("website", "register", "github"),
    "address": ("website", "register", "gleif", "sec", "overpass", "wikidata"),
    "employees": ("brreg", "ares", "wikidata", "sirene", "prh", "yc", "website", "wikipedia"),
    "revenue": ("sec", "sirene", "brreg", "wikidata", "website"),
    "industry": ("register", "sec", "yc", "website", "wikidata"),
    "founded": ("register", "website", "wikidata", "wikipedia", "yc"),
    "parent": ("gleif", "wikidata", "website", "wikipedia"),
    "technology": ("website", "dns", "jobs"),
    "opening": ("jobs", "website"),
    "event": ("sec", "feeds", "website"),
    "lei": ("gleif", "website", "wikidata"),
    "registry_id": ("register", "gleif", "website", "wikidata"),
    "ticker": ("sec", "website", "wikidata"),
    "social": ("website", "wikidata", "github", "yc"),
    "feed": ("feeds", "website"),
}
"""The sources of a field, the best first: who keeps the record, then who publishes it, then who retells it."""
BEST, STEP, LEAST_RANKED, UNRANKED = 0.95, 0.05, 0.6, 0.5
OLD_FIGURE = 0.6
"""What is left of the trust in a value that is stale by its field's table."""

Learnt = Mapping[tuple[str, str], ErrorRate]
"""Error rates by source and field; the field is empty for all of a source's fields together."""


def family(source: str) -> str:
    """Return the hand that a source's values come from; a source that is not known is alone."""
    return FAMILIES.get(source, source)


def trust_in(source: str, field: str, learnt: Learnt | None = None) -> float:
    """Return the trust in what `source` says about `field`, 0 to 1, lowered by what was learnt about its errors.

    The rate of the very field counts when enough was checked, else the rate of the whole source.
    """
    if source == HUMAN:
        return 1.0
    base = _base(source, field)
    return round(base * (1 - _sure_error(source, field, learnt)), 3) if learnt else base


@cache
def _base(source: str, field: str) -> float:
    ranked = RANKED.get(field, ())
    called = "register" if source in NATIONAL and source not in ranked else source
    return round(max(LEAST_RANKED, BEST - STEP * ranked.index(called)), 3) if called in ranked else UNRANKED


def error_rates(counts: Iterable[tuple[str, str, str, int]]) -> dict[tuple[str, str], ErrorRate]:
    """Return the error rates from (source, field, answer, how many) of what people checked, also of each whole source.

    A pinned value counts as confirmed: somebody stands by it. What people typed themselves is nobody's error.
    """
    found: dict[tuple[str, str], ErrorRate] = {}
    for source, field, answer, count in counts:
        if source == HUMAN or answer not in (CONFIRMED, PINNED, REFUTED):
            continue
        for where in ((source, field), (source, "")):
            rate = found.get(where) or ErrorRate(*where, 0, 0)
            found[where] = (
                replace(rate, refuted=rate.refuted + count)
                if answer == REFUTED
                else replace(rate, confirmed=rate.confirmed + count)
            )
    return found


def independent(claims: Iterable[ClaimRecord]) -> tuple[str, ...]:
    """Return the families that make these claims, in order of their names; a person is no source."""
    given = tuple(claims)
    if len(given) == 1 and given[0].source != HUMAN:
        return (family(given[0].source),)
    return tuple(sorted({family(claim.source) for claim in given if claim.source != HUMAN}))


def _sure_error(source: str, field: str, learnt: Learnt) -> float:
    for where in ((source, field), (source, "")):
        rate = learnt.get(where)
        if rate is not None and rate.enough:
            return rate.interval[0]
    return 0.0
