"""France: the register Sirene with the annual accounts of the INPI, by the API Recherche d'entreprises.

https://recherche-entreprises.api.gouv.fr/docs/; no key, at most seven requests a second and address (we keep to five), 429
beyond; no headers wanted. Data: Licence Ouverte 2.0 (Etalab), INSEE and INPI. What the API says is about one legal unit: the
headcount of a holding is not that of its group, and comes as a band (``42``: 1,000 to 1,999), so no exact number is claimed.
``dirigeants`` are people with their months of birth: their names are read only when the user asks for persons of an account, the
months never. Sole traders and entries kept from publication are left out. The gazette BODACC adds what was announced of the unit
(insolvency, sale, striking off), see `enrichers/shared/notices.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, number_at, text_at
from enrichers.shared.entry import Entry, candidate, candidates
from enrichers.shared.nace import dotted, letter, section
from enrichers.shared.notices import HOST, notices_url, read_notices
from enrichers.shared.piece import piece
from enrichers.shared.registers import Teller, address, answered, confirmed, parsed, pick, refuse_abroad, search
from prospector.research.finding import Candidate, PublicPerson, Traits
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Page, Skip

_API = "https://recherche-entreprises.api.gouv.fr/search"
BANDS = {
    "00": "0", "01": "1 to 2", "02": "3 to 5", "03": "6 to 9", "11": "10 to 19", "12": "20 to 49", "21": "50 to 99",
    "22": "100 to 199", "31": "200 to 249", "32": "250 to 499", "41": "500 to 999", "42": "1,000 to 1,999",
    "51": "2,000 to 4,999", "52": "5,000 to 9,999", "53": "10,000 or more",
}  # fmt: skip
"""Headcount bands of INSEE by code (``NN``: no employees, or not known), https://www.sirene.fr/sirene/public/variable/tefen."""
_LEAST = {code: int(words.replace(",", "").split()[0]) for code, words in BANDS.items()}
_WHOLE = 5
"""Signs of a whole NAF code without its point: four digits and a letter."""
_SOLE_TRADER = "1"
"""First digit of the legal category of natural persons, https://www.insee.fr/fr/information/2028129."""


class Sirene:
    """Asks the French register of companies."""

    name = "sirene"
    label = "France: Sirene"
    fields: Sequence[str] = (
        "legal_name", "registry_id", "industry", "founded", "address", "revenue", "description", "event",
    )  # fmt: skip
    needs: Sequence[str] = ("name",)
    hosts: Sequence[str] = ("recherche-entreprises.api.gouv.fr", HOST)
    licence = "Licence Ouverte 2.0 (Etalab), INSEE and INPI"
    terms = "https://recherche-entreprises.api.gouv.fr/docs/"
    rate = 5.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an
        answer that is none.
        """
        refuse_abroad(company, "FR", "French")
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        claims = list(await parsed(context, read_unit, page.text, page.url, entry.path))
        return [*claims, *await self._notices(entry.number, context)]

    async def _notices(self, siren: str, context: Context) -> Sequence[Claim]:
        """Return what the gazette announced of the unit; one that can't be read now takes nothing from the register."""
        try:
            page = await context.fetch(notices_url(siren))
            text = answered(page)
            return await parsed(context, read_notices, text, page.url, siren) if text is not None else ()
        except FetchFailed as problem:
            context.log(f"gazette not read: {problem.detail}")
            return ()

    async def find(self, company: Company, context: Context) -> Sequence[Candidate]:
        """Return the units that bear the company's name; raises Skip for a company of another country."""
        refuse_abroad(company, "FR", "French")
        return candidates((await self._search(company, context))[1], company)

    async def discover(self, traits: Traits, context: Context) -> Sequence[Candidate]:
        """Return the units of these activities and sizes; raises Skip where the register can't be asked so."""
        if traits.country not in ("", "FR") or not traits.codes:
            raise Skip("finds French companies by class of activity (NAF)")
        whole = [code for code in traits.codes if len(code) == _WHOLE and code[-1].isalpha()]
        asked = {"q": " ".join(traits.cities[:1]), "etat_administratif": "A", "per_page": "25"}
        if whole:
            asked["activite_principale"] = ",".join(f"{dotted(code[:4])}{code[4].upper()}" for code in whole)
        else:
            asked["section_activite_principale"] = ",".join(sorted({letter(code) for code in traits.codes} - {""}))
        if bands := bands_within(traits.least, traits.most):
            asked["tranche_effectif_salarie"] = ",".join(bands)
        page = await context.fetch(f"{_API}?{urlencode({key: value for key, value in asked.items() if value})}")
        text = answered(page)
        entries = await parsed(context, read_entries, text, page.url) if text is not None else []
        return [candidate(one) for one in entries if one.alive]

    async def people(self, company: Company, context: Context) -> Sequence[PublicPerson]:
        """Return who directs the unit (`dirigeants`, dates of birth left out); raises what `enrich` raises."""
        refuse_abroad(company, "FR", "French")
        page, entries = await self._search(company, context)
        entry = await pick(company, context, entries, self.label)
        return await parsed(context, read_directors, page.text, page.url, entry.path)

    async def _search(self, company: Company, context: Context) -> tuple[Page, list[Entry]]:
        return await search(company, context, _url, read_entries, map(_url, confirmed(company, self.name, r"\d{9}")))


def _url(name: str) -> str:
    return f"{_API}?{urlencode({'q': name})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of a search answer, natural persons and unpublished entries left out."""
    found = []
    for number, unit in enumerate(list_at(load_json(text, url), "results")):
        if not text_at(unit, "siren") or not text_at(unit, "nom_raison_sociale") or _personal(unit):
            continue
        signs = [sign for sign in list_at(unit, "siege", "liste_enseignes") if isinstance(sign, str)]
        code = text_at(unit, "activite_principale")
        names = [
            text_at(unit, "nom_raison_sociale"),
            text_at(unit, "sigle"),
            text_at(unit, "siege", "nom_commercial"),
            *signs,
        ]
        found.append(
            Entry(
                text_at(unit, "siren"),
                list(dict.fromkeys(filter(None, names))),
                "FR",
                [city] if (city := text_at(unit, "siege", "libelle_commune")) else [],
                text_at(unit, "siege", "code_postal"),
                alive=text_at(unit, "etat_administratif") != "C",
                path=("results", number),
                page=url,
                industry=f"NAF {code}, {section(code)}".rstrip(", ") if code else "",
                code=code,
                size=f"{people} employees" if (people := band(unit)) and people != "0" else "",
                marks=[
                    mark
                    for mark in (*list_at(unit, "tva"), text_at(unit, "siege", "siret"))
                    if mark and isinstance(mark, str)
                ],
            )
        )
    return found


def read_unit(text: str, url: str, path: Sequence[str | int] = ("results", 0)) -> list[Claim]:
    """Return the claims of one legal unit, standing at `path` of the answer; none about a natural person."""
    unit = dig(load_json(text, url), *path)
    if _personal(unit):
        return []
    teller = Teller(text, url, path)
    teller.tell("legal_name", text_at(unit, "nom_raison_sociale"), ["nom_raison_sociale"], confidence=0.95)
    teller.tell("registry_id", text_at(unit, "siren"), ["siren"], confidence=0.98)
    code = text_at(unit, "activite_principale")
    if code:
        words = section(code)
        teller.tell(
            "industry", f"NAF {code}" + (f", {words}" if words else ""), ["activite_principale"], confidence=0.85
        )
    created = text_at(unit, "date_creation")
    if created[:4].isdigit():
        teller.tell("founded", int(created[:4]), ["date_creation"], confidence=0.75, date=created)
    teller.tell("address", _seat(dig(unit, "siege")), ["siege", "adresse"], confidence=0.95)
    _tell_revenue(teller, dig(unit, "finances"))
    _tell_band(teller, unit)
    closed = text_at(unit, "date_fermeture")
    if text_at(unit, "etat_administratif") == "C":
        said = f"Ceased{f' on {closed}' if closed else ''}, says Sirene"
        teller.tell("event", said, ["date_fermeture"], ["etat_administratif"], confidence=0.95, date=closed or None)
    return teller.claims


def read_directors(text: str, url: str, path: Sequence[str | int] = ("results", 0)) -> list[PublicPerson]:
    """Return the natural persons who direct a unit, by role; months of birth are not read."""
    found = []
    for number, one in enumerate(list_at(dig(load_json(text, url), *path), "dirigeants")):
        if text_at(one, "type_dirigeant") != "personne physique":
            continue
        called = f"{text_at(one, 'prenoms').split(' ')[0].title()} {text_at(one, 'nom').title()}".strip()
        words = piece(text, *path, "dirigeants", number, "nom")
        if called and words:
            found.append(PublicPerson(called, text_at(one, "qualite"), url, words))
    return found


def bands_within(least: int | None, most: int | None) -> list[str]:
    """Return the headcount bands that begin between `least` and `most` people, none when neither is given."""
    if least is None and most is None:
        return []
    known = sorted(_LEAST.items(), key=lambda one: one[1])
    ends = [following for _, following in known[1:]] + [10**9]
    return [
        code
        for (code, first), after in zip(known, ends, strict=True)
        if after > (least or 0) and (most is None or first <= most)
    ]


def band(unit: Any) -> str:
    """Return the headcount band of a unit as people read it, "" when it has none."""
    return BANDS.get(text_at(unit, "tranche_effectif_salarie"), "")


def _personal(unit: Any) -> bool:
    return (
        text_at(unit, "nature_juridique").startswith(_SOLE_TRADER)
        or dig(unit, "complements", "est_entrepreneur_individuel") is True
        or text_at(unit, "statut_diffusion") in ("N", "P")
    )


def _seat(seat: Any) -> dict[str, str]:
    postal, city = text_at(seat, "code_postal"), text_at(seat, "libelle_commune")
    line = text_at(seat, "adresse")
    street = line.partition(f" {postal} ")[0] if postal and f" {postal} " in line else ""
    if text_at(seat, "code_pays_etranger"):
        return {}
    return address(street=street, postal=postal, city=city, country="FR")


def _tell_revenue(teller: Teller, finances: Any) -> None:
    """Claim the revenue (``ca``, in euros) of the newest year that has one."""
    for year in sorted(finances if isinstance(finances, dict) else (), reverse=True):
        value = number_at(finances, year, "ca")
        if value is not None and year.isascii() and year.isdigit():
            sum_of_year = {"value": value, "currency": "EUR", "year": int(year)}
            teller.tell(
                "revenue", sum_of_year, ["finances", year], ["finances", year, "ca"], confidence=0.85, date=year
            )
            return


def _tell_band(teller: Teller, unit: Any) -> None:
    """Say the headcount band in words: a whole number would claim more than the register knows."""
    people, year = band(unit), text_at(unit, "annee_tranche_effectif_salarie")
    if not people or people == "0":
        return
    when = f" ({year})" if year else ""
    said = f"{people} employees{when} in the legal unit alone, subsidiaries left out (headcount band of INSEE)"
    teller.tell("description", said, ["tranche_effectif_salarie"], confidence=0.3, date=year or None)
