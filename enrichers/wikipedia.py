"""Wikipedia (https://www.wikipedia.org): the opening lines of the company's article.

Text is CC BY-SA 4.0: attribution and a link are due wherever it is shown; the method of the claim carries the first, its
URL the second. Terms: https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use; a user agent that names a contact, serial
requests. A title proves nothing: the article is the company's when its Wikidata item has the company's site (P856), or
when its own text names the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as escaped

from enrichers.shared.common import list_at, load_json, registrable, same_domain, text_at
from prospector.research.protocol import Claim, Company, Context, Nothing, Skip, WrongCompany

METHOD = "api (Wikipedia, CC BY-SA 4.0)"
_SUMMARY = "https://{}.wikipedia.org/api/rest_v1/page/summary/{}"
_ENTITY = "https://www.wikidata.org/wiki/Special:EntityData/{}.json"
_TONGUES = {
    "DE": "de", "AT": "de", "CH": "de", "LI": "de", "FR": "fr", "BE": "nl", "NL": "nl", "IT": "it", "ES": "es", "PT": "pt",
    "BR": "pt", "SE": "sv", "NO": "no", "DK": "da", "FI": "fi", "PL": "pl", "CZ": "cs", "JP": "ja", "AR": "es", "MX": "es",
    "CL": "es", "CO": "es",
}  # fmt: skip
"""The Wikipedia that is asked after the English one has no article, by country."""
_QID = re.compile(r"Q[1-9]\d{0,14}\Z")
_LEGAL = re.compile(
    r"[\s,]+(?:(?:&|und|and) co\.?\s*)?(?:gmbh|ag|se|kg(?:aa)?|ohg|ltd|limited|plc|inc|corp|corporation|llc|s\.?a\.?s?|sarl"
    r"|s\.?p\.?a|s\.?r\.?l|b\.?v|n\.?v|ab|as|asa|a/s|aps|oyj?|s\.?r\.?o|sp\.? z o\.?o)\.?\Z",
    re.IGNORECASE,
)
_SITE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_QUOTED = re.compile(r'"extract"\s*:\s*"((?:[^"\\]|\\.){0,280})')


@dataclass(frozen=True)
class Summary:
    """The summary of one article."""

    title: str
    kind: str
    """``standard``, ``disambiguation``, ``no-extract``; empty in old answers."""
    item: str
    """The Wikidata item of the article, empty when not said."""
    extract: str
    passage: str
    """The beginning of the extract as it stands in the answer."""


def read_summary(text: str, url: str = "") -> Summary:
    """Return what a page summary says. Raises BrokenAnswer."""
    data = load_json(text, url)
    item = text_at(data, "wikibase_item")
    found = _QUOTED.search(text)
    return Summary(
        title=text_at(data, "title"),
        kind=text_at(data, "type"),
        item=item if _QID.match(item) else "",
        extract=text_at(data, "extract"),
        passage=found.group(1).rstrip("\\") if found else "",
    )


def read_sites(text: str, url: str, item: str) -> list[str]:
    """Return the sites (P856) of a Wikidata item's page, deprecated ones left out. Raises BrokenAnswer."""
    statements = list_at(load_json(text, url), "entities", item, "claims", "P856")
    sites = [
        text_at(one, "mainsnak", "datavalue", "value") for one in statements if text_at(one, "rank") != "deprecated"
    ]
    return [site for site in sites if site]


class Wikipedia:
    """Reads the opening lines of the company's article."""

    name = "wikipedia"
    label = "Wikipedia"
    fields: Sequence[str] = ("description",)
    needs: Sequence[str] = ("name", "domain")
    hosts: Sequence[str] = (
        *(f"{tongue}.wikipedia.org" for tongue in sorted({"en", *_TONGUES.values()})), "www.wikidata.org",
    )  # fmt: skip
    licence = "CC BY-SA 4.0"
    terms = "https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use"
    rate = 1.0
    contact = True

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the opening lines of the article that is shown to be about `company`.

        Raises Nothing when no article bears its name, WrongCompany when those that do are not shown to be about it.
        """
        if not company.domains:
            raise Skip("no domain known to tell the article by")
        doubts: list[str] = []
        for url in _addresses(company):
            page = await context.fetch(url)
            if page.status == 404:  # noqa: PLR2004 - HTTP's own number: no article of that title
                continue
            summary = read_summary(page.text, page.url)
            doubt = await self._doubt(summary, company, context)
            if not doubt and summary.extract:
                return [Claim("description", summary.extract, page.url, summary.passage, METHOD, 0.7)]
            doubts.append(doubt or f"“{summary.title}” has no text")
        if not doubts:
            raise Nothing(f"no article is called {company.name}")
        raise WrongCompany(f"asked {company.name} ({', '.join(company.domains[:3])}); {'; '.join(doubts)}")

    async def _doubt(self, summary: Summary, company: Company, context: Context) -> str:
        """Return why the article is not shown to be about the company, empty when it is."""
        title = f"“{summary.title or 'nameless'}”"
        if summary.kind == "disambiguation":
            return f"{title} lists several things of that name"
        if any(same_domain(found, domain) for found in _SITE.findall(summary.extract) for domain in company.domains):
            return ""
        if not summary.item:
            return f"{title} names no site"
        page = await context.fetch(_ENTITY.format(summary.item))
        sites = await context.parse(read_sites, page.text, page.url, summary.item)
        if any(same_domain(site, domain) for site in sites for domain in company.domains):
            return ""
        others = ", ".join(dict.fromkeys(filter(None, map(registrable, sites))))
        return f"{title} is about {summary.item}, whose site is {others or 'unknown'}"


def _addresses(company: Company) -> Iterator[str]:
    """Yield the addresses of the articles that may be the company's: by name, without legal form, in its own language."""
    bare = _LEGAL.sub("", _LEGAL.sub("", company.name.strip())).strip(" ,&")
    tongues = dict.fromkeys(("en", _TONGUES.get((company.country or "").upper(), "en")))
    for tongue in tongues:
        for title in dict.fromkeys(filter(None, (company.name.strip(), bare))):
            yield _SUMMARY.format(tongue, escaped(title.replace(" ", "_"), safe=""))
