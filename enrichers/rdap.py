"""Since when the company's domain has been registered, from the registry's own RDAP server (RFC 9083).

``rdap.org`` leads to the registry in charge by the bootstrap table of IANA. No key. Terms: https://about.rdap.org and those
of each registry; several forbid bulk use and keeping what says who holds a domain, so only the days of registration and expiry
and the registrar (a firm with a number of IANA's) are kept: no holder, no contacts. One request in two seconds and host. A 404
means that the domain is not registered or that its registry has no RDAP; the two can't be told apart. Both types are accepted:
some registries refuse ``application/rdap+json`` when it stands alone.

The age of a domain is not the age of the company: the claim is an event, never a founding year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import quote as escape

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, registrable, text_at
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Skip, WrongCompany

_BOTH = {"Accept": "application/rdap+json, application/json"}
_MISSING = (400, 404, 410, 422)
_BAD_STATUS = 400
_SURE = 0.9
_DAY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?=T|\b)")
_PIECE = re.compile(r"\{[^{}]{0,400}\}")
_ACTS = {act: re.compile(rf'"eventAction"\s*:\s*"{act}"', re.IGNORECASE) for act in ("registration", "expiration")}


class Registration(NamedTuple):
    """What is kept of an RDAP answer."""

    domain: str
    """As the registry names it, lower case, punycode."""
    day: str
    """ISO date, empty when it is not told."""
    passage: str
    registrar: str = ""
    until: str = ""
    """ISO date until which it is registered, empty when it is not told."""
    until_passage: str = ""


class Rdap:
    """Asks the registry when the domain was registered."""

    name = "rdap"
    label = "Domain registration (RDAP)"
    fields: Sequence[str] = ("event",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("rdap.org",)
    licence = "facts of the domain registry, whose terms forbid bulk use; days and registrar alone are kept"
    terms = "https://about.rdap.org"
    rate = 0.5

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the registration of the main domain as an event.

        Raises Skip without a domain, Nothing for an unknown one, WrongCompany when another domain is answered.
        """
        domain = registrable(company.domains[0]) if company.domains else None
        if domain is None:
            raise Skip("no domain known")
        page = await context.fetch(f"https://rdap.org/domain/{escape(domain, safe='.-')}", headers=_BOTH)
        if page.status in _MISSING:
            raise Nothing(f"no registry that can be asked knows {domain}")
        if page.status >= _BAD_STATUS:
            raise FetchFailed("failed", page.url, f"the registry answered {page.status}")
        found = read_registration(page.text, page.url)
        if found.domain != domain:
            raise WrongCompany(f"asked {domain}; the registry answers about {found.domain or 'no domain'}")
        if not found.day or found.day > context.now().date().isoformat():
            raise Nothing(f"the registry does not say since when {domain} is registered")
        claims = [Claim("event", f"Domain {domain} registered", page.url, found.passage, "api", _SURE, found.day)]
        if found.until and found.until_passage:
            with_whom = f" with {found.registrar}" if found.registrar else ""
            said = f"Domain {domain} is registered until {found.until}{with_whom}"
            claims.append(Claim("event", said, page.url, found.until_passage, "api", _SURE, found.until))
        return claims


def read_registration(text: str, url: str) -> Registration:
    """Return the domain and its day of registration from an RDAP answer.

    Raises BrokenAnswer when `text` is no RDAP object of a domain.
    """
    data = load_json(text, url)
    if dig(data, "errorCode") is not None or not (text_at(data, "ldhName") or list_at(data, "events")):
        raise BrokenAnswer(url, "no RDAP answer about a domain")
    domain = text_at(data, "ldhName").strip(".").lower()
    told: dict[str, tuple[str, str]] = {}
    for event in list_at(data, "events")[:100]:
        day, act = _DAY.match(text_at(event, "eventDate")), text_at(event, "eventAction").lower()
        if day and act in _ACTS and act not in told:
            told[act] = day[1], _quoted(text, text_at(event, "eventDate"), _ACTS[act])
    day_words, until_words = (told.get(act, ("", "")) for act in _ACTS)
    return Registration(domain, *day_words, _registrar(data), *until_words)


def _registrar(data: Any) -> str:
    """Return the firm through which the domain is registered; nobody else of the entities is looked at."""
    for entity in list_at(data, "entities")[:20]:
        if "registrar" in list_at(entity, "roles") and list_at(entity, "publicIds"):
            for part in list_at(entity, "vcardArray", 1)[:50]:
                if text_at(part, 0) == "fn":
                    return text_at(part, 3)[:100]
    return ""


def _quoted(text: str, stamp: str, act: re.Pattern[str]) -> str:
    """Return the event as it stands in the answer."""
    start = max(text.find('"events"'), 0)
    for piece in _PIECE.finditer(text, start):
        if act.search(piece.group()) and stamp in piece.group():
            return piece.group()
    return stamp if stamp in text else ""
