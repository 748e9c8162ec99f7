"""Czechia: ARES of the Ministry of Finance, its REST API.

https://ares.gov.cz/stranky/vyvojar-info; no key, at most 500 requests a minute (we keep to four a second), no headers wanted.
Data: open data of the state without licence conditions, source to be named. ARES finds by name only through POST, which a
source can't send; so the registration number (IČO) is read from the company's own pages, where the Civil Code (section 435)
wants it, its check digit tested, and the entry compared by name. The list of activities is sorted by code, not by weight: the
main one comes from the statistical register (RES) by a second request. Natural persons (legal forms 100 to 109) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from enrichers.shared.common import bare_name, dig, list_at, load_json, number_at, registrable, text_at
from enrichers.shared.entry import Entry, candidate
from enrichers.shared.imprint import own_texts
from enrichers.shared.nace import section
from enrichers.shared.registers import Teller, address, answered, bears_name, confirmed, is_picked, refuse_abroad
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

_API = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest"
_NUMBER = re.compile(r"(?:I[ČC]O?|DI[ČC])\s*[:.]?\s*(?:CZ\s*)?(\d{2,3}\s?\d{2,3}\s?\d{2,3}|\d{8})(?!\d)", re.IGNORECASE)
_LENGTH = 8
_MOST = 3
_PERSONS = re.compile(r"10\d")
_LONG_LABEL = 4
_POSTAL = re.compile(r"(\d{3}\s?\d{2})\s+(.+)")


class Ares:
    """Asks the Czech register of economic subjects."""

    name = "ares"
    label = "Czechia: ARES"
    fields: Sequence[str] = ("legal_name", "registry_id", "industry", "founded", "address", "event")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("ares.gov.cz",)
    licence = "open data of the Czech Republic, source: ARES, Ministry of Finance"
    terms = "https://ares.gov.cz/stranky/vyvojar-info"
    rate = 4.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company whose number stands on the company's own pages.

        Raises Skip for a company of another country or without a domain, Nothing when no number stands there or nobody bears
        it, WrongCompany when it belongs to somebody else, FetchFailed for an answer that is none.
        """
        refuse_abroad(company, "CZ", "Czech")
        numbers = confirmed(company, self.name, r"\d{8}")
        if not numbers and not company.domains:
            raise Skip("no domain known: ARES is asked by the number on the company's own pages")
        numbers = numbers or numbers_in(await own_texts(company, context))
        if not numbers:
            raise Nothing("no registration number (IČO) on the company's own pages")
        page, entry = await self._entry(company, context, numbers)
        return [*read_subject(page.text, page.url), *await self._activity(context, entry.number)]

    async def _entry(self, company: Company, context: Context, numbers: Sequence[str]) -> tuple[Page, Entry]:
        others: list[Entry] = []
        for number in numbers[:_MOST]:
            page = await context.fetch(f"{_API}/ekonomicke-subjekty/{number}")
            text = answered(page)
            entry = read_entry(text, page.url) if text is not None else None
            if entry is None:
                continue
            if is_picked(entry, company) or bears_name(entry, company) or (len(numbers) == 1 and _akin(entry, company)):
                return page, entry
            others.append(entry)
        if not others:
            raise Nothing(f"ARES has no company under {', '.join(numbers[:_MOST])}")
        theirs = "; ".join(f"{one.names[0]} ({', '.join((*one.cities[:1], one.number))})" for one in others)
        raise WrongCompany(
            f"asked {company.name} ({', '.join((*company.domains[:1], 'CZ'))}); the numbers on its pages belong to {theirs}",
            [candidate(one) for one in others],
        )

    async def _activity(self, context: Context, number: str) -> list[Claim]:
        """Return the main activity by the statistical register; nothing when that can't be had."""
        try:
            page = await context.fetch(f"{_API}/ekonomicke-subjekty-res/{number}")
            text = answered(page)
            return read_activity(text, page.url) if text is not None else []
        except FetchFailed as problem:
            context.log(f"activity left out: {problem.detail}")
            return []


def numbers_in(texts: Iterable[str]) -> list[str]:
    """Return the registration numbers that stand in `texts` after their usual word, check digit right, in their order."""
    found = (re.sub(r"\s", "", match) for text in texts for match in _NUMBER.findall(text))
    return list(dict.fromkeys(number for number in found if _valid(number)))


def _valid(number: str) -> bool:
    """Test the check digit: weights 8 to 2, modulo 11."""
    if len(number) != _LENGTH:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(number, range(8, 1, -1), strict=False)) % 11
    return int(number[-1]) == (11 - rest) % 10


def read_entry(text: str, url: str = "") -> Entry | None:
    """Return whose the answer is; None for a natural person and for an answer that names nobody."""
    subject = load_json(text, url)
    name, number = text_at(subject, "obchodniJmeno"), text_at(subject, "ico")
    if not name or not number or _PERSONS.match(text_at(subject, "pravniForma")):
        return None
    seat = _seat(dig(subject, "sidlo"))
    cities = [seat["city"]] if "city" in seat else []
    return Entry(number, [name], "CZ", cities, seat.get("postal", ""), page=url, street=seat.get("street", ""))


def read_subject(text: str, url: str) -> list[Claim]:
    """Return the claims of one subject; none about a natural person."""
    subject = load_json(text, url)
    if _PERSONS.match(text_at(subject, "pravniForma")):
        return []
    teller = Teller(text, url)
    teller.tell("legal_name", text_at(subject, "obchodniJmeno"), ["obchodniJmeno"], confidence=0.95)
    teller.tell("registry_id", text_at(subject, "ico"), ["ico"], confidence=0.98)
    born = text_at(subject, "datumVzniku")
    if born[:4].isdigit():
        teller.tell("founded", int(born[:4]), ["datumVzniku"], confidence=0.75, date=born)
    teller.tell("address", _seat(dig(subject, "sidlo")), ["sidlo", "textovaAdresa"], ["sidlo"], confidence=0.95)
    gone = text_at(subject, "datumZaniku")
    if gone:
        teller.tell("event", f"Dissolved on {gone}, says ARES", ["datumZaniku"], confidence=0.95, date=gone)
    return teller.claims


def read_activity(text: str, url: str) -> list[Claim]:
    """Return the main activity of a subject in the statistical register, as one claim or none."""
    answer = load_json(text, url)
    for number, record in enumerate(list_at(answer, "zaznamy")):
        for key in ("czNacePrevazujici2008", "czNacePrevazujici"):
            code = text_at(record, key)
            if not code:
                continue
            teller = Teller(text, url, ("zaznamy", number))
            # The newer edition moved divisions between sections, so its codes stand without words.
            words = section(code) if key.endswith("2008") else ""
            teller.tell("industry", f"CZ-NACE {code}" + (f", {words}" if words else ""), [key], confidence=0.85)
            return teller.claims
    return []


def _akin(entry: Entry, company: Company) -> bool:
    """Return whether the only number on the pages belongs to a firm whose name the site's name or domain stands in."""
    name = bare_name(entry.names[0]).replace(" ", "")
    labels = [(registrable(domain) or "").split(".", 1)[0].replace("-", "") for domain in company.domains]
    own = [bare_name(known).replace(" ", "") for known in (company.name, *company.other_names)]
    return any(len(word) >= _LONG_LABEL and (word in name or name in word) for word in (*labels, *own))


def _seat(seat: Any) -> dict[str, str]:
    """Return the parts of a seat: its fields, else what its one line says (``Duhová 1444/2, Michle, 14000 Praha 4``)."""
    city, street = text_at(seat, "nazevObce"), text_at(seat, "nazevUlice") or text_at(seat, "nazevCastiObce")
    postal = number_at(seat, "psc")
    if city:
        houses = [str(number) for key in ("cisloDomovni", "cisloOrientacni") if (number := number_at(seat, key))]
        house = "/".join(houses) + text_at(seat, "cisloOrientacniPismeno")
        country = text_at(seat, "kodStatu") or "CZ"
        return address(street=f"{street} {house}", postal=f"{postal:05d}" if postal else "", city=city, country=country)
    lines = [line.strip() for line in text_at(seat, "textovaAdresa").split(",")]
    found = _POSTAL.match(lines[-1])
    if found is None:
        return {}
    return address(street=lines[0] if len(lines) > 1 else "", postal=found[1], city=found[2], country="CZ")
