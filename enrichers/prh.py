"""Finland: the Business Information System YTJ by the open data of PRH, API version 3.

https://avoindata.prh.fi/en/ytj/swagger-ui; no key, at most 300 requests a minute from all users together (we keep to one a
second), no headers wanted. Data: CC BY 4.0, Finnish Patent and Registration Office. ``names`` holds ended names too, activities
are codes with words in three languages (1 Finnish, 2 Swedish, 3 English). Private traders bear their own name: left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, number_at, text_at
from enrichers.shared.entry import Entry, candidate, candidates
from enrichers.shared.registers import Teller, address, answered, confirmed, parsed, pick, refuse_abroad, search
from prospector.research.finding import Candidate, Traits
from prospector.research.protocol import Claim, Company, Context, Page, Skip

_API = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
_LANGUAGES = ("3", "1", "2")
_TOL, _MOST_CLASSES = 5, 3
"""Digits of a Finnish class of activity; classes that are asked for."""
_TRADER = "26"
_TRADER_WORDS = ("elinkeinonharjoittaja", "private trader", "enskild näringsidkare")
_LAST = 9
_SITUATIONS = {"KONK": "Bankrupt", "SELTILA": "In liquidation", "SANE": "In restructuring"}
_FIRST_DAY = "1979"
"""The register opened in 1978 with what was there: its own date says nothing about older companies."""


class Prh:
    """Asks the Finnish register of companies."""

    name = "prh"
    label = "Finland: YTJ of PRH"
    fields: Sequence[str] = ("legal_name", "name", "registry_id", "industry", "founded", "address", "event")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("avoindata.prh.fi",)
    licence = "CC BY 4.0, Finnish Patent and Registration Office (PRH)"
    terms = "https://avoindata.prh.fi/en"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an
        answer that is none.
        """
        refuse_abroad(company, "FI", "Finnish")
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        return await parsed(context, read_company, page.text, page.url, entry.path)

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the companies that bear the company's name; raises Skip for a company of another country."""
        refuse_abroad(company, "FI", "Finnish")
        return candidates((await self._search(company, context))[1], company)

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return the companies of these activities and places; raises Skip where the register can't be asked so."""
        if traits.country not in ("", "FI") or not traits.codes:
            raise Skip("finds Finnish companies by class of activity (TOL)")
        found: list[Candidate] = []
        for code in traits.codes[:_MOST_CLASSES]:
            digits = "".join(sign for sign in code if sign.isdigit())
            asked = {"mainBusinessLine": digits.ljust(_TOL, "0"), "location": " ".join(traits.cities[:1])}
            page = await context.fetch(f"{_API}?{urlencode({key: value for key, value in asked.items() if value})}")
            text = answered(page)
            entries = await parsed(context, read_entries, text, page.url) if text is not None else []
            found += [candidate(one) for one in entries if one.alive]
        return found[: traits.limit]

    async def _search(self, company: Company, context: Context) -> tuple[Page, list[Entry]]:
        numbers = confirmed(company, self.name, r"(?:FI)?\d{8}")
        urls = [f"{_API}?{urlencode({'businessId': f'{one[-8:-1]}-{one[-1]}'})}" for one in numbers]
        return await search(company, context, _url, read_entries, urls)


def _url(name: str) -> str:
    return f"{_API}?{urlencode({'name': name})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of a search answer by the names they bear now, private traders left out."""
    found = []
    for number, one in enumerate(list_at(load_json(text, url), "companies")):
        names = [text_at(one, "names", place, "name") for place in _names(one)]
        if not names or not text_at(one, "businessId", "value") or _private(one):
            continue
        cities = [
            text_at(office, "city") for place in list_at(one, "addresses") for office in list_at(place, "postOffices")
        ]
        found.append(
            Entry(
                text_at(one, "businessId", "value"),
                names,
                "FI",
                list(dict.fromkeys(filter(None, cities))),
                text_at(one, "addresses", 0, "postCode"),
                text_at(one, "website", "url"),
                not text_at(one, "endDate"),
                ("companies", number),
                [f"FI{text_at(one, 'businessId', 'value').replace('-', '')}"],
                url,
                industry=_activity(one),
                code=text_at(one, "mainBusinessLine", "type") or str(number_at(one, "mainBusinessLine", "type") or ""),
            )
        )
    return found


def read_company(text: str, url: str, path: Sequence[str | int] = ("companies", 0)) -> list[Claim]:
    """Return the claims of one company, standing at `path` of the answer; none about a private trader."""
    one = dig(load_json(text, url), *path)
    if _private(one):
        return []
    teller = Teller(text, url, path)
    for rank, place in enumerate(_names(one)):
        field = "legal_name" if rank == 0 else "name"
        teller.tell(
            field, text_at(one, "names", place, "name"), ["names", place, "name"], confidence=0.8 if rank else 0.95
        )
    teller.tell("registry_id", text_at(one, "businessId", "value"), ["businessId", "value"], confidence=0.98)
    _tell_activity(teller, one)
    entered = text_at(one, "businessId", "registrationDate")
    if entered[:4].isdigit() and entered >= _FIRST_DAY:
        path_of_date: list[str | int] = ["businessId", "registrationDate"]
        teller.tell("founded", int(entered[:4]), path_of_date, confidence=0.6, date=entered)
    _tell_address(teller, one)
    for number, situation in enumerate(list_at(one, "companySituations")):
        said = _SITUATIONS.get(text_at(situation, "type"))
        since = text_at(situation, "registrationDate")
        if said and not text_at(situation, "endDate"):
            where: list[str | int] = ["companySituations", number]
            teller.tell("event", f"{said}, says YTJ", where, [*where, "type"], confidence=0.95, date=since or None)
    gone = text_at(one, "endDate")
    teller.tell("event", f"Ceased on {gone}, says YTJ" if gone else "", ["endDate"], confidence=0.95, date=gone or None)
    return teller.claims


def _names(one: Any) -> list[int]:
    """Return where the names stand that have not ended: the company's own (type 1) first, then parallel and auxiliary ones."""
    living = [
        place
        for place, name in enumerate(list_at(one, "names"))
        if text_at(name, "name") and not text_at(name, "endDate")
    ]
    return sorted(living, key=lambda place: number_at(one, "names", place, "type") or 1)


def _activity(one: Any) -> str:
    """Return the main activity in words, English where there are any, with its code."""
    line = dig(one, "mainBusinessLine")
    words = {str(dig(said, "languageCode")): text_at(said, "description") for said in list_at(line, "descriptions")}
    code = text_at(line, "type") or str(number_at(line, "type") or "")
    return f"{code} {next(filter(None, map(words.get, _LANGUAGES)), '')}".strip()


def _private(one: Any) -> bool:
    for form in list_at(one, "companyForms"):
        words = " ".join(text_at(said, "description").casefold() for said in list_at(form, "descriptions"))
        if not text_at(form, "endDate") and (
            str(dig(form, "type")) == _TRADER or any(word in words for word in _TRADER_WORDS)
        ):
            return True
    return False


def _tell_activity(teller: Teller, one: Any) -> None:
    line = dig(one, "mainBusinessLine")
    said = list_at(line, "descriptions")
    code = text_at(line, "type") or str(number_at(line, "type") or "")
    for language in _LANGUAGES:
        for place, words in enumerate(said):
            if str(dig(words, "languageCode")) == language and text_at(words, "description"):
                path: list[str | int] = ["mainBusinessLine", "descriptions", place]
                value = f"{code} {text_at(words, 'description')}".strip()
                teller.tell("industry", value, path, [*path, "description"])
                return
    teller.tell("industry", f"TOL {code}" if code else "", ["mainBusinessLine", "type"], confidence=0.7)


def _tell_address(teller: Teller, one: Any) -> None:
    """Claim the street address (type 1), else the postal one."""
    places = sorted(range(len(list_at(one, "addresses"))), key=lambda at: number_at(one, "addresses", at, "type") or 9)
    for at in places:
        place = dig(one, "addresses", at)
        offices = list_at(place, "postOffices")
        city = next((text_at(one_of, "city") for one_of in offices if str(dig(one_of, "languageCode")) == "1"), "")
        city = city or text_at(place, "postOffices", 0, "city")
        house = " ".join(filter(None, (text_at(place, "buildingNumber"), text_at(place, "entrance"))))
        street = f"{text_at(place, 'street')} {house}" if text_at(place, "street") else ""
        box = text_at(place, "postOfficeBox")
        parts = address(
            street=street or (f"PL {box}" if box else ""),
            postal=text_at(place, "postCode"),
            city=city,
            country=text_at(place, "country") or "FI",
        )
        if parts and len(parts["country"]) == 2:  # noqa: PLR2004 - a code of ISO 3166
            where: list[str | int] = ["addresses", at]
            teller.tell("address", parts, where, [*where, "street"], [*where, "postCode"], confidence=0.9)
            return
