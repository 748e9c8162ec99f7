"""Norway: Enhetsregisteret of Brønnøysundregistrene, its open API.

https://data.brreg.no/enhetsregisteret/api/dokumentasjon/en/index.html; no key, no documented limit (we keep to two requests a
second), no headers wanted. Data: Norwegian Licence for Open Government Data (NLOD) 2.0. A search without hits has no
``_embedded``; a deleted unit answers 410 with few keys. Sole proprietorships (ENK) bear their owner's name: left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, number_at, text_at
from enrichers.shared.contact import office_mail, office_phone
from enrichers.shared.entry import Entry, candidate, candidates
from enrichers.shared.nace import dotted
from enrichers.shared.piece import piece
from enrichers.shared.registers import Teller, address, answered, confirmed, parsed, pick, refuse_abroad, search
from prospector.research.finding import Candidate, PublicPerson, Traits
from prospector.research.protocol import Claim, Company, Context, Page, Skip

_API = "https://data.brreg.no/enhetsregisteret/api/enheter"
_PERSONS = frozenset({"ENK"})
_WARNINGS = (
    ("konkurs", "konkursdato", "Bankrupt"),
    ("underAvvikling", "underAvviklingDato", "In liquidation"),
    (
        "underTvangsavviklingEllerTvangsopplosning",
        "tvangsavvikletPgaManglendeSlettingDato",
        "In compulsory liquidation",
    ),
)
_FIRST_DAY = "1996"
"""The register opened in 1995 with what was there: its own date says nothing about older companies."""


class Brreg:
    """Asks the Norwegian register of companies."""

    name = "brreg"
    label = "Norway: Enhetsregisteret"
    fields: Sequence[str] = (
        "legal_name", "registry_id", "employees", "industry", "founded", "address", "phone", "email", "description", "event",
    )  # fmt: skip
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("data.brreg.no",)
    licence = "NLOD 2.0 (Norwegian Licence for Open Government Data), Brønnøysundregistrene"
    terms = "https://data.norge.no/nlod/en/2.0"
    rate = 2.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an
        answer that is none.
        """
        refuse_abroad(company, "NO", "Norwegian")
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        return await parsed(context, read_unit, page.text, page.url, entry.path)

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the units that bear the company's name; raises Skip for a company of another country."""
        refuse_abroad(company, "NO", "Norwegian")
        return candidates((await self._search(company, context))[1], company)

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return the units of these activities, places and sizes; raises Skip where the register can't be asked so."""
        if traits.country not in ("", "NO") or not traits.codes:
            raise Skip("finds Norwegian companies by class of activity (NACE)")
        asked = {"naeringskode": ",".join(dotted(code) for code in traits.codes), "size": str(min(traits.limit, 100))}
        if traits.cities:
            asked["forretningsadresse.poststed"] = ",".join(traits.cities)
        for key, people in (("fraAntallAnsatte", traits.least), ("tilAntallAnsatte", traits.most)):
            if people is not None:
                asked[key] = str(people)
        page = await context.fetch(f"{_API}?{urlencode(asked)}")
        text = answered(page)
        entries = await parsed(context, read_entries, text, page.url) if text is not None else []
        return [candidate(one) for one in entries if one.alive]

    async def people(self, company: Company, context: Context) -> Sequence[PublicPerson]:
        """Return who holds an office of the unit (the register's roles); raises what `enrich` raises."""
        refuse_abroad(company, "NO", "Norwegian")
        entry = await pick(company, context, (await self._search(company, context))[1], self.label)
        page = await context.fetch(f"{_API}/{entry.number}/roller")
        text = answered(page)
        return read_roles(text, page.url) if text is not None else []

    async def _search(self, company: Company, context: Context) -> tuple[Page, list[Entry]]:
        urls = [f"{_API}/{number}" for number in confirmed(company, self.name, r"\d{9}")]
        return await search(company, context, _url, read_entries, urls)


def _url(name: str) -> str:
    return f"{_API}?{urlencode({'navn': name, 'size': 50})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of an answer, whether it is a search or one unit, sole proprietorships left out."""
    answer = load_json(text, url)
    alone = text_at(answer, "organisasjonsnummer") != ""
    found = []
    for number, unit in enumerate([answer] if alone else list_at(answer, "_embedded", "enheter")):
        if not text_at(unit, "organisasjonsnummer") or text_at(unit, "organisasjonsform", "kode") in _PERSONS:
            continue
        places = [
            text_at(unit, kind, part)
            for kind in ("forretningsadresse", "postadresse")
            for part in ("poststed", "kommune")
        ]
        found.append(
            Entry(
                text_at(unit, "organisasjonsnummer"),
                [text_at(unit, "navn")],
                "NO",
                list(dict.fromkeys(filter(None, places))),
                text_at(unit, "forretningsadresse", "postnummer"),
                text_at(unit, "hjemmeside"),
                not any(dig(unit, flag) is True for flag, _, _ in _WARNINGS) and not text_at(unit, "slettedato"),
                () if alone else ("_embedded", "enheter", number),
                page=url,
                street=", ".join(
                    line for line in list_at(unit, "forretningsadresse", "adresse") if isinstance(line, str)
                ),
                industry=f"{text_at(unit, 'naeringskode1', 'kode')} {text_at(unit, 'naeringskode1', 'beskrivelse')}".strip(),
                code=text_at(unit, "naeringskode1", "kode"),
                employees=number_at(unit, "antallAnsatte"),
            )
        )
    return found


def read_unit(text: str, url: str, path: Sequence[str | int] = ()) -> list[Claim]:
    """Return the claims of one unit, standing at `path` of the answer; none about a sole proprietorship."""
    unit = dig(load_json(text, url), *path)
    if text_at(unit, "organisasjonsform", "kode") in _PERSONS:
        return []
    teller = Teller(text, url, path)
    teller.tell("legal_name", text_at(unit, "navn"), ["navn"], confidence=0.95)
    teller.tell("registry_id", text_at(unit, "organisasjonsnummer"), ["organisasjonsnummer"], confidence=0.98)
    counted = text_at(unit, "registreringsdatoAntallAnsatteNAVAaregisteret") or text_at(
        unit, "registreringsdatoAntallAnsatteEnhetsregisteret"
    )
    if dig(unit, "harRegistrertAntallAnsatte") is not False:
        teller.tell(
            "employees", number_at(unit, "antallAnsatte"), ["antallAnsatte"], confidence=0.95, date=counted or None
        )
    code, words = text_at(unit, "naeringskode1", "kode"), text_at(unit, "naeringskode1", "beskrivelse")
    teller.tell("industry", f"{code} {words}".strip(), ["naeringskode1"], ["naeringskode1", "beskrivelse"])
    _tell_founding(teller, unit)
    place = dig(unit, "forretningsadresse")
    street = ", ".join(line for line in list_at(place, "adresse") if isinstance(line, str) and line.strip())
    parts = address(
        street=street,
        postal=text_at(place, "postnummer"),
        city=text_at(place, "poststed"),
        country=text_at(place, "landkode"),
    )
    paths = (["forretningsadresse", *more] for more in ([], ["adresse", 0], ["poststed"]))
    teller.tell("address", parts, *paths, confidence=0.95)
    teller.tell("phone", office_phone(text_at(unit, "telefon"), "NO"), ["telefon"])
    teller.tell("email", office_mail(text_at(unit, "epostadresse")), ["epostadresse"])
    lines = [line for line in list_at(unit, "aktivitet") if isinstance(line, str)]
    teller.tell("description", " ".join(" ".join(lines).split()), ["aktivitet"], confidence=0.6)
    for flag, date, said in _WARNINGS:
        if dig(unit, flag) is True:
            teller.tell(
                "event", f"{said}, says Enhetsregisteret", [flag], confidence=0.95, date=text_at(unit, date) or None
            )
    gone = text_at(unit, "slettedato")
    teller.tell(
        "event", f"Struck from the register on {gone}" if gone else "", ["slettedato"], confidence=0.95, date=gone
    )
    return teller.claims


def read_roles(text: str, url: str) -> list[PublicPerson]:
    """Return the persons in office, by role; dates of birth and those who left are not read."""
    found = []
    for at, group in enumerate(list_at(load_json(text, url), "rollegrupper")):
        for number, role in enumerate(list_at(group, "roller")):
            name = dig(role, "person", "navn")
            called = " ".join(filter(None, (text_at(name, "fornavn"), text_at(name, "etternavn"))))
            words = piece(text, "rollegrupper", at, "roller", number, "person", "navn")
            if called and words and dig(role, "fratraadt") is not True:
                found.append(PublicPerson(called, text_at(role, "type", "beskrivelse"), url, words))
    return found


def _tell_founding(teller: Teller, unit: Any) -> None:
    founded, entered = text_at(unit, "stiftelsesdato"), text_at(unit, "registreringsdatoEnhetsregisteret")
    if founded[:4].isdigit():
        teller.tell("founded", int(founded[:4]), ["stiftelsesdato"], date=founded)
    elif entered[:4].isdigit() and entered >= _FIRST_DAY:
        key = "registreringsdatoEnhetsregisteret"
        teller.tell("founded", int(entered[:4]), [key], confidence=0.6, date=entered)
