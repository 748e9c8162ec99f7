"""United Kingdom: Companies House, its public data API, with a key of the user's own.

https://developer-specs.company-information.service.gov.uk; a free account at https://developer.company-information.service.gov.uk
gives a key (an application of type “live”, a REST key), which goes as the user name of HTTP Basic with an empty password. At most
600 requests in five minutes (two a second), 429 beyond. Data: public register, free to reuse with the source named
(https://www.gov.uk/government/organisations/companies-house/about/personal-information-charter has what concerns persons).

Numbers are texts with leading zeros or letters (``SC``, ``NI``). The registered office is often an agent's, not where people
work. A shell that files dormant accounts may bear the name of a well-known firm: it is only taken when the number stands on the
company's own pages or a person picked it. Officers are people: read only when the user asks for persons of an account.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, text_at
from enrichers.shared.entry import Entry, candidate, candidates
from enrichers.shared.imprint import on_own_pages
from enrichers.shared.nace import section
from enrichers.shared.piece import piece
from enrichers.shared.registers import (
    Teller,
    address,
    answered,
    confirmed,
    is_picked,
    parsed,
    pick,
    refuse_abroad,
    search,
)
from prospector.research.finding import Candidate, PublicPerson, Traits
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

_API = "https://api.company-information.service.gov.uk"
_SHAPE = r"(?:[A-Z]{2}\d{6}|\d{8})"
_DORMANT = "dormant"
_SUBCLASSES = "01239"
"""Last digits that most British subclasses of a class by NACE have."""
_COUNTRIES = {
    "": "GB", "united kingdom": "GB", "england": "GB", "wales": "GB", "scotland": "GB", "northern ireland": "GB",
    "great britain": "GB", "england & wales": "GB",
}  # fmt: skip


class CompaniesHouse:
    """Asks the British register of companies."""

    name = "companies_house"
    label = "United Kingdom: Companies House"
    fields: Sequence[str] = ("legal_name", "registry_id", "industry", "founded", "address", "description", "event")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("api.company-information.service.gov.uk",)
    licence = "public register, reuse with the source named: Companies House"
    terms = "https://developer.company-information.service.gov.uk (needs a free key of your own)"
    rate = 2.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country or without a key, Nothing and WrongCompany as `registers.pick` does,
        FetchFailed for an answer that is none.
        """
        refuse_abroad(company, "GB", "British")
        door = _Door(context)
        _, entries = await self._search(company, door)
        entry = await pick(company, context, entries, self.label)
        page = await door.fetch(f"{_API}/company/{entry.number}")
        text = answered(page)
        if text is None:
            raise Nothing(f"Companies House has no profile of {entry.number}")
        shell = text_at(load_json(text, page.url), "accounts", "last_accounts", "type") == _DORMANT
        if (
            shell
            and not is_picked(entry, company)
            and not await on_own_pages(company, context, {"it": (entry.number,)})
        ):
            one = Entry(**{**_fields(entry), "note": "files dormant accounts: a shell"})
            raise WrongCompany(
                f"asked {company.name}; {entry.names[0]} ({entry.number}) files dormant accounts and its number does not stand "
                "on the company's own pages: it may be a shell of the same name",
                [candidate(one)],
            )
        return read_profile(text, page.url)

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the companies that bear the company's name; raises Skip as `enrich` does."""
        refuse_abroad(company, "GB", "British")
        return candidates((await self._search(company, _Door(context)))[1], company)

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return active companies of these activities and places; raises Skip where the register can't be asked so."""
        if traits.country not in ("", "GB") or not traits.codes:
            raise Skip("finds British companies by class of activity (SIC)")
        digits = ["".join(sign for sign in code if sign.isdigit())[:4] for code in traits.codes]
        classes = [f"{code}{last}" for code in digits for last in _SUBCLASSES]
        asked = {"sic_codes": ",".join(classes), "company_status": "active", "size": str(min(traits.limit, 100))}
        if traits.cities:
            asked["location"] = traits.cities[0]
        page = await _Door(context).fetch(f"{_API}/advanced-search/companies?{urlencode(asked)}")
        text = answered(page)
        entries = await parsed(context, read_entries, text, page.url) if text is not None else []
        return [candidate(one) for one in entries if one.alive]

    async def people(self, company: Company, context: Context) -> Sequence[PublicPerson]:
        """Return the officers in office; raises what `enrich` raises."""
        refuse_abroad(company, "GB", "British")
        door = _Door(context)
        _, entries = await self._search(company, door)
        entry = await pick(company, context, entries, self.label)
        page = await door.fetch(f"{_API}/company/{entry.number}/officers")
        text = answered(page)
        return read_officers(text, page.url) if text is not None else []

    async def _search(self, company: Company, door: _Door) -> tuple[Page, list[Entry]]:
        urls = [f"{_API}/company/{number}" for number in confirmed(company, self.name, _SHAPE)]
        return await search(company, door, _url, read_entries, urls)


class _Door:
    """A context that shows the user's key with every request."""

    def __init__(self, context: Context) -> None:
        """Take the key; raises Skip, saying how to get one, when there is none."""
        try:
            key = context.key()
        except Skip as said:
            raise type(said)(f"{said}; it is free at https://developer.company-information.service.gov.uk") from None
        token = base64.b64encode(f"{key}:".encode()).decode()
        self._context = context
        self._headers = {"Authorization": f"Basic {token}", "Accept": "application/json"}
        self.parse, self.now, self.log, self.key = context.parse, context.now, context.log, context.key

    async def fetch(self, url: str, *, headers: Any = None) -> Page:
        """Return the page at `url`; a key that is refused is said so."""
        try:
            return await self._context.fetch(url, headers=headers or self._headers)
        except FetchFailed as problem:
            if problem.state == "blocked":
                raise FetchFailed("blocked", url, "Companies House refuses this key: check it") from None
            raise


def _fields(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__slots__}


def _url(name: str) -> str:
    return f"{_API}/search/companies?{urlencode({'q': name, 'items_per_page': 50})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of an answer: a search, an advanced search or one profile."""
    answer = load_json(text, url)
    several = dig(answer, "items")
    found = []
    for number, one in enumerate(several if isinstance(several, list) else [answer]):
        code, name = text_at(one, "company_number"), text_at(one, "title") or text_at(one, "company_name")
        if not code or not name:
            continue
        office = dig(one, "address") or dig(one, "registered_office_address")
        sic = text_at(one, "sic_codes", 0)
        found.append(
            Entry(
                code, [name], _country(office), [town] if (town := text_at(office, "locality")) else [],
                text_at(office, "postal_code"), alive=text_at(one, "company_status") in ("active", "open", ""),
                path=("items", number) if isinstance(several, list) else (), page=url, street=_street(office),
                industry=_activity(sic), code=sic,
            )
        )  # fmt: skip
    return found


def read_profile(text: str, url: str) -> list[Claim]:
    """Return the claims of one company's profile."""
    one = load_json(text, url)
    teller = Teller(text, url)
    teller.tell("legal_name", text_at(one, "company_name"), ["company_name"], confidence=0.95)
    teller.tell("registry_id", text_at(one, "company_number"), ["company_number"], confidence=0.98)
    born = text_at(one, "date_of_creation")
    if born[:4].isdigit():
        teller.tell("founded", int(born[:4]), ["date_of_creation"], confidence=0.75, date=born)
    for number, code in enumerate(list_at(one, "sic_codes")[:4]):
        if isinstance(code, str):
            teller.tell("industry", _activity(code), ["sic_codes", number], ["sic_codes"], confidence=0.85)
    office = dig(one, "registered_office_address")
    parts = address(street=_street(office), city=text_at(office, "locality"), region=text_at(office, "region"),
                    postal=text_at(office, "postal_code"), country=_country(office))  # fmt: skip
    where = ["registered_office_address"]
    teller.tell("address", parts, where, [*where, "address_line_1"], [*where, "locality"], confidence=0.8)
    _tell_standing(teller, one)
    return teller.claims


def _tell_standing(teller: Teller, one: Any) -> None:
    """Claim what changes how a company is approached: its state, dormant accounts, former names, the kind of accounts."""
    state = text_at(one, "company_status")
    if state not in ("", "active", "open"):
        said, gone = f"{state.replace('-', ' ').capitalize()}, says Companies House", text_at(one, "date_of_cessation")
        teller.tell("event", said, ["company_status"], confidence=0.95, date=gone or None)
    path = ["accounts", "last_accounts"]
    kind, until = text_at(one, *path, "type"), text_at(one, *path, "made_up_to")
    if kind == _DORMANT:
        teller.tell(
            "event", f"Files dormant accounts (to {until})", [*path, "type"], confidence=0.95, date=until or None
        )
    elif kind and kind != "null":
        said = f"Files {kind} accounts (to {until})" if until else f"Files {kind} accounts"
        teller.tell("description", said, [*path, "type"], confidence=0.3, date=until or None)
    for number, former in enumerate(list_at(one, "previous_company_names")):
        name, day = text_at(former, "name"), text_at(former, "ceased_on")
        where_name: list[str | int] = ["previous_company_names", number, "name"]
        teller.tell(
            "event", f"Was called {name} until {day}" if name else "", where_name, confidence=0.95, date=day or None
        )


def read_officers(text: str, url: str) -> list[PublicPerson]:
    """Return the officers who have not resigned; other companies in office and dates of birth are left out."""
    found = []
    for number, one in enumerate(list_at(load_json(text, url), "items")):
        role = text_at(one, "officer_role")
        if not role or role.startswith("corporate") or text_at(one, "resigned_on"):
            continue
        last, _, first = text_at(one, "name").partition(",")
        name = f"{first.strip()} {last.strip().title()}".strip()
        words = piece(text, "items", number, "name")
        if name and words:
            found.append(PublicPerson(name, role.replace("-", " "), url, words))
    return found


def _activity(code: str) -> str:
    return f"SIC {code}, {section(code)}".rstrip(", ") if code else ""


def _street(office: Any) -> str:
    first = " ".join(filter(None, (text_at(office, "premises"), text_at(office, "address_line_1"))))
    return ", ".join(filter(None, (first, text_at(office, "address_line_2"))))


def _country(office: Any) -> str:
    return _COUNTRIES.get(text_at(office, "country").casefold(), "")
