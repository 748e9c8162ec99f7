"""Wikidata (https://www.wikidata.org): what the free knowledge base says about larger companies.

Data are CC0. Terms: https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use; manners:
https://www.mediawiki.org/wiki/API:Etiquette (serial requests, a user agent that names a contact, gzip, Retry-After obeyed)
and, for query.wikidata.org, 60 s of query time a minute. Asked are, in this order: which items have the company's site
(P856), else which bear its name; the item itself; the labels of the items it points to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote as escaped
from urllib.parse import urlencode

from enrichers.shared.common import bare_name, registrable, same_domain, same_name, same_place
from enrichers.wikidata.alike import question, read_alike
from enrichers.wikidata.answers import read_hits, read_labels, read_table
from enrichers.wikidata.item import Item, read_item
from enrichers.wikidata.statements import QID
from prospector.research.finding import RECORD, Candidate, Traits
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Retry, Skip, WrongCompany

_API = "https://www.wikidata.org/w/api.php?"
_ENTITY = "https://www.wikidata.org/wiki/Special:EntityData/{}.json"
_SPARQL = "https://query.wikidata.org/sparql?"
_MAXLAG = "5"
"""Seconds of lag of its servers from which the service says so instead of answering (API:Etiquette)."""
_MOST_READ = 3
"""Items that are read for one company; one may weigh a megabyte."""
_MOST_DOMAINS = 3
_PLAIN_DOMAIN = re.compile(r"[a-z0-9.-]+\Z")

_Labels = dict[str, tuple[str, str]]
"""Item -> label and the passage that says it."""


class Wikidata:
    """Reads the company's item of Wikidata."""

    name = "wikidata"
    label = "Wikidata"
    fields: Sequence[str] = (
        "name", "founded", "employees", "revenue", "parent", "lei", "ticker", "industry", "address", "social", "event",
    )  # fmt: skip
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("query.wikidata.org", "www.wikidata.org")
    licence = "CC0 1.0"
    terms = "https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use"
    rate = 1.0
    contact = True

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what Wikidata says about `company`.

        Raises Nothing when no item has its site or name, WrongCompany when those that do are not shown to be this company,
        FetchFailed and Retry as the services answer.
        """
        item = _proven(await self._candidates(company, context), company)
        url, labels = "", _Labels()
        if item.referred:
            try:
                url, labels = await self._labels(item.referred, context)
            except (FetchFailed, Retry) as problem:
                context.log(f"the words of {item.label} not read: {problem}")
        claims = [*item.claims, *_worded(item, labels, url)]
        if not claims:
            raise Nothing(f"Wikidata's item {item.id} says nothing of use")
        return claims

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the items that bear the company's name or site, with the official website that each one states."""
        try:
            found = await self._candidates(company, context)
        except Nothing:
            return []
        return [_candidate(item, town) for item, town in found if item.company]

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return companies of the same industry, country and size; raises Skip where neither industry nor site is known."""
        query = question(traits)
        if not query:
            raise Skip("finds companies by industry, or like one whose site is known")
        page = await context.fetch(_SPARQL + urlencode({"format": "json", "query": query}, quote_via=escaped))
        return (await context.parse(read_alike, page.text, page.url))[: traits.limit]

    async def _candidates(self, company: Company, context: Context) -> list[tuple[Item, str]]:
        """Return the items that may be the company, each with its town where that has to be compared."""
        failure: FetchFailed | None = None
        ids = [one for one in [company.known_as.get(self.name, "")] if QID.match(one)]
        try:
            ids = ids or await self._by_site(company, context)
        except FetchFailed as problem:
            failure = problem
            context.log(f"not looked up by site: {problem.detail}")
        ids = ids or await self._by_name(company, context)
        found = []
        for qid in ids[:_MOST_READ]:
            try:
                page = await context.fetch(_ENTITY.format(qid))
                item = await context.parse(read_item, page.text, page.url, qid)
                if item is not None:
                    found.append((item, await self._town(item, company, context)))
            except FetchFailed as problem:
                failure = problem
        if not found:
            raise failure or Nothing(f"no item of Wikidata has the site or the name of {company.name}")
        return found

    async def _by_site(self, company: Company, context: Context) -> list[str]:
        domains = [domain for one in company.domains if _PLAIN_DOMAIN.match(domain := registrable(one) or "")]
        if not domains:
            return []
        sites = [
            f"<{scheme}://{www}{domain}{slash}>"
            for domain in domains[:_MOST_DOMAINS]
            for scheme in ("https", "http")
            for www in ("www.", "")
            for slash in ("/", "")
        ]
        query = f"SELECT DISTINCT ?item WHERE {{ VALUES ?site {{ {' '.join(sites)} }} ?item p:P856/ps:P856 ?site }} LIMIT 20"
        page = await context.fetch(_SPARQL + urlencode({"format": "json", "query": query}, quote_via=escaped))
        return read_table(page.text, page.url)

    async def _by_name(self, company: Company, context: Context) -> list[str]:
        """Return the items that bear the company's name, which proves nothing yet."""
        if not company.name.strip():
            raise Skip("no name known")
        for name in dict.fromkeys((company.name.strip(), bare_name(company.name))):
            asked = {
                "action": "wbsearchentities",
                "format": "json",
                "language": "en",
                "uselang": "en",
                "type": "item",
                "limit": "10",
                "maxlag": _MAXLAG,
                "search": name[:250],
            }
            page = await context.fetch(_API + urlencode(asked))
            hits = read_hits(page.text, page.url)
            if ids := [qid for qid, names in hits if any(same_name(one, company.name) for one in names)]:
                return ids
        return []

    async def _labels(self, ids: Sequence[str], context: Context) -> tuple[str, _Labels]:
        asked = {
            "action": "wbgetentities",
            "format": "json",
            "ids": "|".join(ids),
            "props": "labels",
            "maxlag": _MAXLAG,
        }
        page = await context.fetch(_API + urlencode({**asked, "languages": "en|mul|de|fr"}))
        return page.url, read_labels(page.text, page.url)

    async def _town(self, item: Item, company: Company, context: Context) -> str:
        """Return the town of an item of the same name and country that has no site to compare, else nothing."""
        if not (item.place and company.city and _same_country(item, company) and _has_name(item, company)):
            return ""
        if item.sites and company.domains:
            return ""
        _, labels = await self._labels([item.place], context)
        return labels.get(item.place, ("", ""))[0]


def _proven(candidates: Sequence[tuple[Item, str]], company: Company) -> Item:
    """Return the one item that speaks of this company: by its site, else by name, country and town.

    A part of a group often carries the group's site, so that it has to bear the company's name as well.
    """
    items = [item for item, _ in candidates if item.company]
    if picked := next((item for item in items if item.id in company.known_as.values()), None):
        return picked
    found = [item for item in items if _has_site(item, company)]
    named = [item for item in found if _has_name(item, company)]
    if len(named) == 1:
        return named[0]
    if len(found) == 1 and not found[0].parent:
        return found[0]
    placed = [item for item, town in candidates if item.company and same_place(town, company.city)]
    if not found and len(placed) == 1:
        return placed[0]
    asked = ", ".join(filter(None, (*company.domains[:1], company.city, company.country))) or "no domain known"
    if len(found or placed) > 1:
        said = f"{len(found or placed)} items of Wikidata fit {company.name} ({asked}): {_told(found or placed)}"
    elif found:
        said = f"asked {company.name} ({asked}); the item with that site is a part of a group: {_told(found)}"
    else:
        said = f"asked {company.name} ({asked}); Wikidata has {_told([item for item, _ in candidates])}"
    among = found or placed or items
    raise WrongCompany(said, [_candidate(item, town) for item, town in candidates if item in among])


def _candidate(item: Item, town: str) -> Candidate:
    lei = next((claim for claim in item.claims if claim.field == "lei"), None)
    name = next((claim for claim in item.claims if claim.field == "name"), None)
    return Candidate(
        RECORD, item.id, item.label, _ENTITY.format(item.id), name.passage if name else "",
        registrable(item.sites[0]) or "" if item.sites else "", item.country or "", town, item.street, item.postal,
        lei=str(lei.value) if lei else "", note="a part of a group" if item.parent else "",
    )  # fmt: skip


def _has_site(item: Item, company: Company) -> bool:
    return any(same_domain(site, domain) for site in item.sites for domain in company.domains)


def _has_name(item: Item, company: Company) -> bool:
    return any(same_name(mine, name) for mine in (company.name, *company.other_names) for name in item.names)


def _same_country(item: Item, company: Company) -> bool:
    return bool(item.country and company.country) and item.country == (company.country or "").upper()


def _told(items: Sequence[Item]) -> str:
    facts = ((item, (item.id, *filter(None, map(registrable, item.sites[:1])), item.country or "")) for item in items)
    return "; ".join(f"{item.label or 'a nameless item'} ({', '.join(filter(None, fact))})" for item, fact in facts)


def _worded(item: Item, labels: _Labels, url: str) -> Iterator[Claim]:
    """Yield the claims whose words are labels of other items: they are quoted from the page of the labels."""
    if item.parent in labels:
        yield Claim("parent", labels[item.parent][0], url, labels[item.parent][1], "api", 0.7)
    for one in item.industries:
        if one in labels:
            yield Claim("industry", labels[one][0], url, labels[one][1], "api", 0.7)
    if item.place in labels:
        city, said = labels[item.place]
        address = {"street": item.street, "postal": item.postal, "city": city, "country": item.country or ""}
        yield Claim("address", {key: part for key, part in address.items() if part}, url, said, "api", 0.6)
