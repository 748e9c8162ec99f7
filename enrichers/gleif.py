"""GLEIF: the register of Legal Entity Identifiers (LEI), with parents.

https://www.gleif.org/en/lei-data/gleif-api; no key, at most 60 requests a minute, answers as ``application/vnd.api+json``. Data:
CC0 1.0. The legal name stands in the script of its country, an English one among ``otherNames``; a record that is LAPSED was not
renewed, which says nothing about the company; a parent may be a reporting exception instead of a record. Funds and branches,
which outnumber firms, are left out, and so are sole proprietors, who bear their own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, text_at
from enrichers.shared.entry import Entry, candidates
from enrichers.shared.piece import piece
from enrichers.shared.registers import Teller, address, answered, confirmed, known_country, parsed, pick, search
from prospector.research.finding import Candidate
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Page

_API = "https://api.gleif.org/api/v1/lei-records"
_NO_FIRMS = frozenset({"FUND", "BRANCH", "SOLE_PROPRIETOR"})
_NO_RECORDS = frozenset({"DUPLICATE", "ANNULLED", "CANCELLED", "PENDING_VALIDATION", "PENDING_ARCHIVAL"})
_FORMER = "PREVIOUS_LEGAL_NAME"
_ENGLISH_HEADQUARTERS = "ALTERNATIVE_LANGUAGE_HEADQUARTERS_ADDRESS"
_PARENTS = ("direct-parent", "ultimate-parent")


class Gleif:
    """Asks the register of Legal Entity Identifiers."""

    name = "gleif"
    label = "GLEIF"
    fields: Sequence[str] = ("legal_name", "name", "lei", "registry_id", "address", "founded", "parent", "event")
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("api.gleif.org",)
    licence = "CC0 1.0, Global Legal Entity Identifier Foundation"
    terms = "https://www.gleif.org/en/meta/lei-data-terms-of-use"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the company's record says, and its parent's name.

        Raises Skip without a name, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an answer that is none.
        """
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        claims = await parsed(context, read_record, page.text, page.url, entry.path)
        return [*claims, *await self._parent(page, entry, context)]

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the firms that bear the company's name, of its country where that is known."""
        return candidates((await self._search(company, context))[1], company)

    async def _search(self, company: Company, context: Context) -> tuple[Page, list[Entry]]:
        urls = [f"{_API}/{lei}" for lei in confirmed(company, self.name, r"[A-Z0-9]{18}\d\d")]
        return await search(company, context, partial(_url, known_country(company)), read_entries, urls)

    async def _parent(self, page: Page, entry: Entry, context: Context) -> list[Claim]:
        """Return the direct parent, else the ultimate one; nothing when none is named or it can't be had."""
        links = dig(load_json(page.text, page.url), *entry.path, "relationships")
        for kind in _PARENTS:
            if not names_parent(links, kind):
                continue
            try:
                answer = await context.fetch(f"{_API}/{entry.number}/{kind}")
                text = answered(answer)
                return read_parent(text, answer.url, entry.number) if text is not None else []
            except FetchFailed as problem:
                context.log(f"parent left out: {problem.detail}")
        return []


def _url(country: str | None, name: str) -> str:
    wanted = {"filter[fulltext]": name}
    if country:
        wanted["filter[entity.legalAddress.country]"] = country
    return f"{_API}?{urlencode({**wanted, 'page[size]': '50'})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the firms of an answer, whether it is a search or one record."""
    answer = load_json(text, url)
    several = isinstance(dig(answer, "data"), list)
    found = []
    for number, record in enumerate(list_at(answer, "data") if several else [dig(answer, "data")]):
        entity, lei = dig(record, "attributes", "entity"), text_at(record, "attributes", "lei")
        registration = text_at(record, "attributes", "registration", "status")
        if not lei or text_at(entity, "category") in _NO_FIRMS or registration in _NO_RECORDS:
            continue
        places = [dig(entity, "headquartersAddress"), dig(entity, "legalAddress"), *list_at(entity, "otherAddresses")]
        found.append(
            Entry(
                lei,
                _names(entity),
                text_at(entity, "headquartersAddress", "country") or text_at(entity, "legalAddress", "country"),
                list(dict.fromkeys(filter(None, (text_at(place, "city") for place in places)))),
                text_at(entity, "headquartersAddress", "postalCode"),
                alive=text_at(entity, "status") != "INACTIVE",
                path=("data", number) if several else ("data",),
                marks=[known] if (known := text_at(entity, "registeredAs")) else [],
                page=url,
                street=", ".join(
                    line for line in list_at(entity, "headquartersAddress", "addressLines") if isinstance(line, str)
                ),
                lei=lei,
                registry_id=text_at(entity, "registeredAs"),
            )
        )
    return found


def read_record(text: str, url: str, path: Sequence[str | int] = ("data",)) -> list[Claim]:
    """Return the claims of one record, standing at `path` of the answer; none about a sole proprietor."""
    record = dig(load_json(text, url), *path)
    entity = dig(record, "attributes", "entity")
    if text_at(entity, "category") in _NO_FIRMS:
        return []
    teller = Teller(text, url, (*path, "attributes"))
    updated = text_at(record, "attributes", "registration", "lastUpdateDate")[:10] or None
    legal = text_at(entity, "legalName", "name")
    teller.tell("legal_name", legal, ["entity", "legalName", "name"], confidence=0.95, date=updated)
    for kind in ("otherNames", "transliteratedOtherNames"):
        for number, other in enumerate(list_at(entity, kind)):
            if text_at(other, "type") != _FORMER and text_at(other, "name") != legal:
                teller.tell("name", text_at(other, "name"), ["entity", kind, number, "name"], confidence=0.8)
    teller.tell("lei", text_at(record, "attributes", "lei"), ["lei"], confidence=0.98, date=updated)
    teller.tell("registry_id", text_at(entity, "registeredAs"), ["entity", "registeredAs"])
    created = text_at(entity, "creationDate")[:10]
    if created[:4].isdigit():
        teller.tell("founded", int(created[:4]), ["entity", "creationDate"], confidence=0.75, date=created)
    _tell_address(teller, entity, updated)
    if text_at(entity, "status") == "INACTIVE":
        since = text_at(entity, "expiration", "date")[:10]
        said = f"No longer exists{f' since {since}' if since else ''}, says GLEIF"
        teller.tell("event", said, ["entity", "status"], confidence=0.9, date=since or None)
    return teller.claims


def names_parent(links: Any, kind: str) -> bool:
    """Return whether `relationships` of a record lead to a parent, not to the reason why none is named."""
    known = dig(links, kind, "links")
    return isinstance(known, dict) and bool(known.keys() - {"reporting-exception"})


def read_parent(text: str, url: str, child: str = "") -> list[Claim]:
    """Return the parent's name, in English where the record has it; nothing for the company itself."""
    record = dig(load_json(text, url), "data", "attributes")
    entity = dig(record, "entity")
    path: tuple[str | int, ...] = ("legalName", "name")
    for kind in ("otherNames", "transliteratedOtherNames"):
        for number, other in enumerate(list_at(entity, kind)):
            english = text_at(other, "language")[:2] == "en" or kind != "otherNames"
            if path[0] == "legalName" and english and "LEGAL_NAME" in text_at(other, "type").replace(_FORMER, ""):
                path = (kind, number, "name")
    value = text_at(entity, *path)
    words = piece(text, "data", "attributes", "entity", *path)
    if not value or not words or text_at(record, "lei") == child:
        return []
    return [Claim("parent", value, url, words, "api", 0.95)]


def _names(entity: Any) -> list[str]:
    """Return the names an entity bears now, the legal one first."""
    names = [text_at(entity, "legalName", "name")]
    for kind in ("otherNames", "transliteratedOtherNames"):
        names.extend(text_at(other, "name") for other in list_at(entity, kind) if text_at(other, "type") != _FORMER)
    return list(dict.fromkeys(filter(None, names)))


def _tell_address(teller: Teller, entity: Any, updated: str | None) -> None:
    """Claim the headquarters, in English where given: the legal address is often that of an agent."""
    english = [
        number
        for number, place in enumerate(list_at(entity, "otherAddresses"))
        if text_at(place, "type") == _ENGLISH_HEADQUARTERS and text_at(place, "language")[:2] == "en"
    ]
    path: list[str | int] = ["otherAddresses", english[0]] if english else ["headquartersAddress"]
    place = dig(entity, *path)
    region = text_at(place, "region")
    parts = address(
        street=", ".join(line.strip() for line in list_at(place, "addressLines") if isinstance(line, str)),
        city=text_at(place, "city"),
        region=region.rpartition("-")[2],
        postal=text_at(place, "postalCode"),
        country=text_at(place, "country"),
    )
    where: list[str | int] = ["entity", *path]
    teller.tell(
        "address", parts, where, [*where, "addressLines"], [*where, "addressLines", 0], [*where, "city"], date=updated
    )
