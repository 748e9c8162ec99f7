"""Sites that may be a company's by its name alone: tried, compared, and only ever proposed.

For an account without a domain: the name as ``name.tld`` with the country's ending and ``com``, at most six addresses, each
read once and kept only as a candidate when its page names the company. A person picks; nothing is stored before. No terms but
each site's own robots.txt; one request a second to one host. Whoever runs such a site sees that it was looked at: switch the
source off where that matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichers.shared.common import bare_name, fold, registrable, same_name
from enrichers.shared.imprint import read_page
from enrichers.shared.own_pages import refuse_no_page
from prospector.research.finding import DOMAIN, Candidate
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Page, Skip

_MOST = 6
_SHORTEST = 3
_ENDINGS = {
    "GB": ("co.uk", "uk"),
    "US": ("com",),
    "BR": ("com.br",),
    "AU": ("com.au",),
    "JP": ("co.jp",),
    "MX": ("com.mx",),
}
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})<", re.IGNORECASE)
_SITE = re.compile(
    r"""<meta\s[^>]{0,200}property=["']og:site_name["'][^>]{0,200}content=["']([^"'<>]{1,200})["']""", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s[|\-\u2013\u2014:·]\s|\s?[|\u2013\u2014·]\s?")
_PARKED = re.compile(
    "domain is for sale|buy this domain|domain (?:steht|ist) zum verkauf|parked|domain parking|hugedomains|sedoparking|dan\\.com",
    re.IGNORECASE,
)


class Guesses:
    """Tries addresses made of the name of a company whose domain is not known."""

    name = "guesses"
    label = "Own sites tried by name (candidates only)"
    fields: Sequence[str] = ()
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ()
    licence = "none: nothing is kept but the address and the title, as a question"
    terms = "each site's own robots.txt"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:  # noqa: ARG002 - the protocol
        """Claim nothing: raises Skip."""
        raise Skip("proposes domains for accounts without one, claims nothing")

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the addresses whose page names the company; raises Skip when a domain is known or the name is too short."""
        if company.domains:
            raise Skip("a domain is known already")
        addresses = list(guesses(company))
        if not addresses:
            raise Skip("no address can be made of this name")
        found: dict[str, Candidate] = {}
        for domain in addresses:
            try:
                page = await context.fetch(f"https://{domain}/")
                refuse_no_page(page)
                text, _ = await context.parse(read_page, page.text, page.url)
            except FetchFailed as problem:
                context.log(f"{domain}: {problem.detail}")
                continue
            one = read_candidate(page, text, company)
            if one is not None:
                found.setdefault(one.key, one)
        return list(found.values())


def guesses(company: Company) -> Iterator[str]:
    """Yield the addresses worth a try, the likeliest first, at most six."""
    words = [word for word in bare_name(company.name).split() if word.isascii() and word != "and"]
    if len("".join(words)) < _SHORTEST:
        return
    country = (company.country or "").upper()
    endings = dict.fromkeys((*_ENDINGS.get(country, (country.lower(),) if country else ()), "com"))
    labels = dict.fromkeys(("".join(words), "-".join(words)))
    every = [f"{label}.{ending}" for label in labels for ending in endings]
    yield from [one for one in every if registrable(one) == one][:_MOST]


def read_candidate(page: Page, text: str, company: Company) -> Candidate | None:
    """Return the site as a candidate, None when its page does not name the company or is only parked."""
    domain = registrable(page.url)
    stated = [found[1] for pattern in (_SITE, _TITLE) if (found := pattern.search(page.text))]
    called = [part.strip() for one in stated for part in (one, *_BETWEEN.split(one)) if part.strip()]
    own = next((part for part in called if same_name(part, company.name)), "")
    wanted = f" {bare_name(company.name)} "
    named = own or (wanted in f" {fold(text)} ")
    if domain is None or not named or _PARKED.search(text[:3000]):
        return None
    town = company.city if company.city and f" {fold(company.city)} " in f" {fold(text)} " else ""
    notes = [] if own else ["the name stands on the page, the site calls itself otherwise"]
    if company.city and not town:
        notes.append(f"its first page does not name {company.city}")
    title = " ".join((stated or [""])[-1].split())
    return Candidate(
        DOMAIN, domain, own or title[:100] or domain, page.url, title, domain, city=town or "", note=", ".join(notes)
    )
