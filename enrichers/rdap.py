"""Since when the company's domain has been registered, from the registry's own RDAP server (RFC 9083).

``rdap.org`` leads to the registry in charge by the bootstrap table of IANA. No key. Terms: https://about.rdap.org and those
of each registry; several forbid bulk use and keeping what says who holds a domain, so only the day of registration is kept:
no registrar, no holder, no contacts. One request in two seconds and host. A 404 means that the domain is not registered
or that its registry has no RDAP; the two can't be told apart. Accept is left general: some registries refuse
``application/rdap+json`` when it stands alone.

The age of a domain is not the age of the company: the claim is an event, never a founding year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote as escape

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, registrable, text_at
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Skip, WrongCompany

_MISSING = (400, 404, 410, 422)
_BAD_STATUS = 400
_SURE = 0.9
_DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?=T|\b)")
_PIECE = re.compile(r"\{[^{}]{0,400}\}")
_REGISTERED = re.compile(r'"eventAction"\s*:\s*"registration"', re.IGNORECASE)


class Registration(NamedTuple):
    """What is kept of an RDAP answer."""

    domain: str
    """As the registry names it, lower case, punycode."""
    day: str
    """ISO date, empty when it is not told."""
    passage: str


class Rdap:
    """Asks the registry when the domain was registered."""

    name = "rdap"
    label = "Domain registration (RDAP)"
    fields: Sequence[str] = ("event",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("rdap.org",)
    licence = "facts of the domain registry, whose terms forbid bulk use; the day of registration alone is kept"
    terms = "https://about.rdap.org"
    rate = 0.5

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the registration of the main domain as an event.

        Raises Skip without a domain, Nothing for an unknown one, WrongCompany when another domain is answered.
        """
        domain = registrable(company.domains[0]) if company.domains else None
        if domain is None:
            raise Skip("no domain known")
        page = await context.fetch(f"https://rdap.org/domain/{escape(domain, safe='.-')}")
        if page.status in _MISSING:
            raise Nothing(f"no registry that can be asked knows {domain}")
        if page.status >= _BAD_STATUS:
            raise FetchFailed("failed", page.url, f"the registry answered {page.status}")
        found = read_registration(page.text, page.url)
        if found.domain != domain:
            raise WrongCompany(f"asked {domain}; the registry answers about {found.domain or 'no domain'}")
        if not found.day or found.day > context.now().date().isoformat():
            raise Nothing(f"the registry does not say since when {domain} is registered")
        said = f"Domain {domain} registered"
        return [Claim("event", said, page.url, found.passage, "api", _SURE, found.day)]


def read_registration(text: str, url: str) -> Registration:
    """Return the domain and its day of registration from an RDAP answer.

    Raises BrokenAnswer when `text` is no RDAP object of a domain.
    """
    data = load_json(text, url)
    if dig(data, "errorCode") is not None or not (text_at(data, "ldhName") or list_at(data, "events")):
        raise BrokenAnswer(url, "no RDAP answer about a domain")
    domain = text_at(data, "ldhName").strip(".").lower()
    for event in list_at(data, "events")[:100]:
        day = _DAY.match(text_at(event, "eventDate"))
        if text_at(event, "eventAction").lower() == "registration" and day:
            return Registration(domain, day[1], _quoted(text, text_at(event, "eventDate")))
    return Registration(domain, "", "")


def _quoted(text: str, stamp: str) -> str:
    """Return the event as it stands in the answer."""
    start = max(text.find('"events"'), 0)
    for piece in _PIECE.finditer(text, start):
        if _REGISTERED.search(piece.group()) and stamp in piece.group():
            return piece.group()
    return stamp if stamp in text else ""
