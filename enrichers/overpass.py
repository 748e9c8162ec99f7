"""OpenStreetMap by the Overpass API: shops, offices and works with their site, telephone and address.

https://wiki.openstreetmap.org/wiki/Overpass_API; no key, at most 10,000 requests a day and two at once, 429 and 504 when it is
busy (we keep to one request in two seconds). Data: © OpenStreetMap contributors, ODbL 1.0
(https://www.openstreetmap.org/copyright): attribution is due wherever they are shown, and a database made of them has to be
shared under the same licence; the method of the claim carries the first. A query that ran out of time is answered with
status 200 and a ``remark``; errors also come as pages.

A name proves nothing: an object is the company's when its website stands under the company's domain, or when name, country and
town agree. Asked by town and industry, it finds local businesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as escaped

from enrichers.shared.common import (
    BrokenAnswer,
    dig,
    fold,
    list_at,
    load_json,
    registrable,
    same_domain,
    same_name,
    text_at,
)
from enrichers.shared.contact import office_mail, office_phone
from enrichers.shared.entry import Entry, candidate
from enrichers.shared.piece import piece, words_in
from enrichers.shared.registers import address, known_country, same_town
from prospector.research.finding import RECORD, Candidate, Traits
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

METHOD = "api (© OpenStreetMap contributors, ODbL)"
_API = "https://overpass-api.de/api/interpreter?data="
_SURE = 0.6
_MOST = 60
_KINDS = ("office", "craft", "industrial", "shop", "tourism", "amenity", "healthcare", "man_made", "building")
_TAGS = (
    ("software informatics computer digital programming it", 'nwr["office"="it"]'),
    ("manufactur machinery factory works industrial maschinenbau tillverkning pump valve metal", 'nwr["man_made"="works"]'),
    ("manufactur machinery factory works industrial production", 'nwr["industrial"]["industrial"!~"^(yes|warehouse)$"]'),
    ("logistic transport freight haulage spedition warehous storage", 'nwr["office"="logistics"]'),
    ("logistic warehous storage lager", 'nwr["industrial"="warehouse"]'),
    ("build construct bau bygg contractor", 'nwr["craft"~"^(builder|carpenter|roofer|electrician|plumber|hvac)$"]'),
    ("consult advis berat", 'nwr["office"="consulting"]'),
    ("engineer architect ingenieur", 'nwr["office"~"^(engineer|architect)$"]'),
    ("insurance versicherung", 'nwr["office"="insurance"]'),
    ("bank financ", 'nwr["office"~"^(financial|financial_advisor|accountant|tax_advisor)$"]'),
    ("hotel hospitality accommodation", 'nwr["tourism"="hotel"]'),
    ("clinic medical health hospital doctor dentist", 'nwr["amenity"~"^(clinic|hospital|doctors|dentist)$"]'),
    ("brew beer", 'nwr["craft"="brewery"]'),
    ("car vehicle automotive", 'nwr["shop"~"^(car|car_repair|truck)$"]'),
    ("print druck", 'nwr["craft"="printer"]'),
)  # fmt: skip
"""Words of an industry, by their beginnings, and the tags that stand for it (https://wiki.openstreetmap.org/wiki/Map_features)."""
_ANY = 'nwr["office"="company"]'


class Overpass:
    """Asks OpenStreetMap."""

    name = "overpass"
    label = "OpenStreetMap (Overpass)"
    fields: Sequence[str] = ("name", "phone", "email", "address", "social")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("overpass-api.de",)
    licence = "© OpenStreetMap contributors, ODbL 1.0: attribution, share alike"
    terms = "https://www.openstreetmap.org/copyright, https://dev.overpass-api.de/overpass-doc/en/preface/commons.html"
    rate = 0.5
    contact = True
    on_by_default = False

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the map says about the company.

        Raises Skip without a name, Nothing when no object bears it, WrongCompany when those that do are not shown to be it.
        """
        page = await context.fetch(_API + escaped(by_name(company), safe=""))
        objects = read_objects(_text(page), page.url)
        named = [one for one in objects if any(same_name(name, company.name) for name in one.names)]
        if not named:
            raise Nothing(f"no object of the map is called {company.name}")
        own = [one for one in named if any(same_domain(one.website, domain) for domain in company.domains)]
        country = known_country(company)
        near = [
            one for one in named
            if not one.website and country and one.country in ("", country) and same_town(one.cities[0] if one.cities else "",
                                                                                      company.city)
        ]  # fmt: skip
        chosen = own or (near if len(near) == 1 else [])
        if not chosen:
            where = ", ".join(filter(None, (*company.domains[:1], company.city, country))) or "no place known"
            shown = "; ".join(f"{one.website or 'no site'}, {', '.join(one.cities) or 'no town'}" for one in named[:3])
            raise WrongCompany(
                f"asked {company.name} ({where}); the map has {len(named)} of that name: {shown}",
                [_named(candidate(one)) for one in named[:8]],
            )
        return [claim for one in chosen[:3] for claim in read_claims(_text(page), page.url, one.path)]

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return what has a site in these towns and is of these industries; raises Skip without a town."""
        if not traits.cities:
            raise Skip("finds companies by town")
        page = await context.fetch(_API + escaped(by_town(traits), safe=""))
        objects = await context.parse(read_objects, _text(page), page.url)
        found = {registrable(one.website) or one.number: _named(candidate(one)) for one in objects if one.website}
        return list(found.values())[: traits.limit]


def by_name(company: Company) -> str:
    """Return the query for objects that bear the company's names. Raises Skip without one."""
    names = list(dict.fromkeys(_safe(name) for name in (company.name, *company.other_names) if _safe(name)))[:3]
    if not names:
        raise Skip("no name known")
    parts = "".join(f'nwr["{key}"="{name}"];' for name in names for key in ("name", "operator"))
    return f"[out:json][timeout:25];({parts});out tags center {_MOST};"


def by_town(traits: Traits) -> str:
    """Return the query for objects with a site, of these industries, in these towns."""
    words = [word for industry in traits.industries for word in fold(industry).split()]
    kinds = [query for marks, query in _TAGS if any(word.startswith(mark) for mark in marks.split() for word in words)]
    areas = "".join(
        f'area["boundary"="administrative"]["name"="{_safe(town)}"];' for town in traits.cities[:2] if _safe(town)
    )
    parts = "".join(f'{kind}["name"]["website"](area.a);' for kind in dict.fromkeys(kinds or [_ANY]))
    return f"[out:json][timeout:25];({areas})->.a;({parts});out tags center {min(max(traits.limit, 1), 200)};"


def _safe(text: str) -> str:
    return re.sub(r'["\\\x00-\x1f]', "", text).strip()[:100]


def _text(page: Page) -> str:
    if page.status != 200:  # noqa: PLR2004 - HTTP's own number
        raise FetchFailed("failed", page.url, f"Overpass answered {page.status}")
    return page.text


def read_objects(text: str, url: str = "") -> list[Entry]:
    """Return the named objects of an answer; raises BrokenAnswer for one that its remark calls broken off."""
    answer = load_json(text, url)
    remark = text_at(answer, "remark")
    if "error" in remark.casefold() or "timed out" in remark.casefold():
        raise BrokenAnswer(url, f"Overpass broke off: {remark[:100]}")
    found = []
    for number, one in enumerate(list_at(answer, "elements")):
        tags = dig(one, "tags")
        name = text_at(tags, "name") or text_at(tags, "operator")
        if not name or text_at(tags, "boundary") or text_at(tags, "highway") or text_at(tags, "route"):
            continue
        names = dict.fromkeys(filter(None, (name, text_at(tags, "operator"), text_at(tags, "official_name"))))
        town = text_at(tags, "addr:city")
        kind = next((f"{key}: {text_at(tags, key)}" for key in _KINDS if text_at(tags, key) not in ("", "yes")), "")
        found.append(
            Entry(
                f"{text_at(one, 'type')}/{dig(one, 'id')}", list(names), text_at(tags, "addr:country").upper()[:2],
                [town] if town else [], text_at(tags, "addr:postcode"), _site(tags), path=("elements", number), page=url,
                street=_street(tags), industry=kind.replace("_", " "),
            )
        )  # fmt: skip
    return found


def read_claims(text: str, url: str, path: Sequence[str | int]) -> list[Claim]:
    """Return the claims of one object, standing at `path` of the answer; mobile numbers and personal mailboxes left out."""
    tags = dig(load_json(text, url), *path, "tags")
    country = text_at(tags, "addr:country").upper()
    claims: list[Claim] = []

    def tell(field: str, value: Any, *keys: str) -> None:
        words = next(filter(None, (piece(text, *path, "tags", key) for key in keys)), "") or words_in(
            text, *path, "tags"
        )
        if value and words:
            claims.append(Claim(field, value, url, words, METHOD, _SURE))

    tell("name", text_at(tags, "name"), "name")
    for key in ("phone", "contact:phone"):
        tell("phone", office_phone(text_at(tags, key).split(";")[0], country or "ZZ"), key)
    for key in ("email", "contact:email"):
        tell("email", office_mail(text_at(tags, key).split(";")[0]), key)
    parts = address(street=_street(tags), city=text_at(tags, "addr:city"), postal=text_at(tags, "addr:postcode"),
                    country=country if len(country) == 2 else "")  # fmt: skip # noqa: PLR2004 - ISO 3166
    tell("address", parts, "addr:street", "addr:city", "addr:postcode")
    for key in ("contact:facebook", "contact:linkedin", "contact:instagram"):
        link = text_at(tags, key)
        tell("social", link if link.startswith("https://") else "", key)
    return claims


def _named(one: Candidate) -> Candidate:
    """Return a candidate of the map: its number is no number of a register."""
    return Candidate(
        RECORD, one.key, one.name, one.url, "", one.domain, one.country, one.city, one.street, one.postal,
        industry=one.industry, note="© OpenStreetMap contributors",
    )  # fmt: skip


def _site(tags: Any) -> str:
    return next(filter(None, (text_at(tags, key) for key in ("website", "contact:website", "url"))), "")


def _street(tags: Any) -> str:
    return " ".join(filter(None, (text_at(tags, "addr:street"), text_at(tags, "addr:housenumber"))))
