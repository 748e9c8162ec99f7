"""Companies funded by Y Combinator, from the open copy of its directory (https://github.com/yc-oss/api).

One static file of 5 to 10 MB with all companies; the data belong to Y Combinator, the copy is unofficial. Terms of the
directory: https://www.ycombinator.com/legal. One request serves all accounts of a run, as the file is kept by the cache.
A record is the company's when its website stands under the company's domain. Its long description names founders and is
not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from enrichers.shared.common import (
    dig,
    fold,
    list_at,
    load_json,
    number_at,
    quote,
    registrable,
    same_domain,
    same_name,
    text_at,
)
from prospector.research.finding import RECORD, Candidate, Traits
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

ALL = "https://yc-oss.github.io/api/companies/all.json"
_ENDED = {"inactive": "inactive", "acquired": "acquired", "public": "listed on a stock exchange"}
"""Status -> what the directory says by it; `active` is no news."""
_SHORT = 3
_LANDS = {
    "US": "USA", "GB": "United Kingdom", "CA": "Canada", "IN": "India", "DE": "Germany", "FR": "France", "SE": "Sweden",
    "NL": "Netherlands", "ES": "Spain", "IL": "Israel", "SG": "Singapore", "AU": "Australia", "BR": "Brazil", "MX": "Mexico",
    "NG": "Nigeria", "DK": "Denmark", "NO": "Norway", "FI": "Finland", "CH": "Switzerland", "IE": "Ireland", "IT": "Italy",
    "PL": "Poland", "AT": "Austria", "BE": "Belgium", "PT": "Portugal", "EE": "Estonia", "JP": "Japan",
}  # fmt: skip
"""Countries as the directory writes them."""
_BETWEEN = re.compile(r"[\s,\[]*")
_DECODER = json.JSONDecoder(strict=False)


def read_companies(text: str, url: str, domains: Sequence[str]) -> list[tuple[str, tuple[Claim, ...]]]:
    """Return (name, claims) of the records whose website stands under one of `domains`.

    Takes the file of all companies as well as that of one. Raises BrokenAnswer.
    """
    data = load_json(text, url)
    found = []
    for index, record in enumerate(data if isinstance(data, list) else [data]):
        site = text_at(record, "website")
        if site and any(same_domain(site, domain) for domain in domains):
            own = _own_text(text, index) if isinstance(data, list) else text
            found.append((text_at(record, "name"), tuple(_claims(record, own, url))))
    return found


def _own_text(text: str, index: int) -> str:
    """Return the piece of a JSON list that is its element `index`: what is quoted must not be a neighbour's."""
    start, end = 0, text.index("[")
    for _ in range(index + 1):
        start = _first_of(text, end)
        _, end = _DECODER.raw_decode(text, start)
    return text[start:end]


def _first_of(text: str, at: int) -> int:
    """Return where the next element begins, blanks, comma and bracket passed over."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _claims(record: dict[str, Any], text: str, url: str) -> Iterator[Claim]:
    """Yield what one record says; `text` is the record as it stands in the file."""
    if name := text_at(record, "name"):
        yield Claim("name", name, url, quote(text, "name", name), "api", 0.8)
    if line := text_at(record, "one_liner"):
        yield Claim("description", line, url, quote(text, "one_liner", record["one_liner"]), "api", 0.8)
    heads = number_at(record, "team_size")
    if heads is not None and heads > 0:
        yield Claim("employees", heads, url, quote(text, "team_size", record["team_size"]), "api", 0.5)
    for key in ("subindustry", "industry"):
        if trade := text_at(record, key).rpartition("->")[2].strip():
            yield Claim("industry", trade, url, quote(text, key, record[key]), "api", 0.7)
            break
    if dig(record, "isHiring") is True:
        said = quote(text, "isHiring", value=True)
        yield Claim("event", "hiring, says the directory of Y Combinator", url, said, "api", 0.6)
    if state := _ENDED.get(text_at(record, "status").casefold()):
        said = quote(text, "status", record["status"])
        yield Claim("event", f"{state}, says the directory of Y Combinator", url, said, "api", 0.7)


class YCombinator:
    """Reads the company's record in the directory of Y Combinator."""

    name = "yc"
    label = "Y Combinator directory"
    fields: Sequence[str] = ("name", "description", "employees", "industry", "event")
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("yc-oss.github.io",)
    licence = "facts (c) Y Combinator, unofficial copy by yc-oss"
    terms = "https://www.ycombinator.com/legal"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the directory says about `company`; raises Nothing when it is not in there."""
        if not company.domains:
            raise Skip("no domain known to tell the record by")
        page = await self._all(context)
        found = await context.parse(read_companies, page.text, page.url, tuple(company.domains))
        named = [one for one in found if any(same_name(one[0], mine) for mine in (company.name, *company.other_names))]
        if len(found) > 1 and len(named) != 1:
            names = ", ".join(name for name, _ in found)
            raise WrongCompany(
                f"{len(found)} records have the site {company.domains[0]}: {names}",
                [Candidate(RECORD, name, name, page.url, domain=company.domains[0]) for name, _ in found],
            )
        if not found:
            raise Nothing(f"nobody in the directory has the site {company.domains[0]}")
        return (named or found)[0][1]

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the records that bear the company's name."""
        page = await self._all(context)
        return await context.parse(read_named, page.text, page.url, (company.name, *company.other_names))

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return the active companies of these industries, places and sizes; raises Skip where no industry is known."""
        if not traits.industries:
            raise Skip("finds companies by words of their industry")
        page = await self._all(context)
        return await context.parse(read_alike, page.text, page.url, traits)

    async def _all(self, context: Context) -> Page:
        page = await context.fetch(ALL)
        if page.status != 200:  # noqa: PLR2004 - HTTP's own number: the file of all companies is always there
            raise FetchFailed("failed", page.url, f"the file of all companies answered {page.status}")
        return page


def read_named(text: str, url: str, names: Sequence[str]) -> list[Candidate]:
    """Return the records that bear one of `names` now or before. Raises BrokenAnswer."""
    found = []
    for record in _records(load_json(text, url)):
        called = [text_at(record, "name"), *(name for name in list_at(record, "former_names") if isinstance(name, str))]
        if any(same_name(one, name) for one in called if one for name in names):
            found.append(_candidate(record, url))
    return found


def read_alike(text: str, url: str, traits: Traits) -> list[Candidate]:
    """Return the active records with these traits; an industry is shared when one of its words is. Raises BrokenAnswer."""
    wanted = {word for industry in traits.industries for word in fold(industry).split() if len(word) > _SHORT}
    lands = {fold(word) for word in (*traits.cities, _LANDS.get(traits.country, "")) if word}
    found = []
    for record in _records(load_json(text, url)):
        people = number_at(record, "team_size")
        said = fold(" ".join(text_at(record, key) for key in ("industry", "subindustry", "one_liner")))
        fits = not wanted.isdisjoint(said.split()) and text_at(record, "status").casefold() == "active"
        place = fold(text_at(record, "all_locations"))
        fits = fits and (not traits.country or any(land in place for land in lands))
        if fits and (people is None or (traits.least or 0) <= people <= (traits.most or 10**9)):
            found.append(_candidate(record, url))
    return found[: traits.limit]


def _records(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def _candidate(record: Any, url: str) -> Candidate:
    place = text_at(record, "all_locations").split(";")[0]
    state = text_at(record, "status").casefold()
    return Candidate(
        RECORD, text_at(record, "slug") or text_at(record, "name"), text_at(record, "name"), url,
        text_at(record, "one_liner"), registrable(text_at(record, "website")) or "", _country(place),
        place.split(",")[0].strip(), industry=text_at(record, "subindustry").rpartition("->")[2].strip(),
        employees=number_at(record, "team_size"), note="" if state in ("", "active") else state,
    )  # fmt: skip


def _country(place: str) -> str:
    last = fold(place.rpartition(",")[2])
    return next((code for code, name in _LANDS.items() if fold(name) == last), "")
