"""France: the register Sirene with the annual accounts of the INPI, by the API Recherche d'entreprises.

https://recherche-entreprises.api.gouv.fr/docs/; no key, at most seven requests a second and address (we keep to five), 429
beyond; no headers wanted. Data: Licence Ouverte 2.0 (Etalab), INSEE and INPI. What the API says is about one legal unit: the
headcount of a holding is not that of its group, and comes as a band (``42``: 1,000 to 1,999), so no exact number is claimed.
``dirigeants`` are people with their months of birth: never read. Sole traders and entries kept from publication are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from enrichers.shared.common import dig, list_at, load_json, number_at, text_at
from enrichers.shared.nace import section
from enrichers.shared.registers import Entry, Teller, address, parsed, pick, refuse_abroad, search
from prospector.research.protocol import Claim, Company, Context

_API = "https://recherche-entreprises.api.gouv.fr/search"
BANDS = {
    "00": "0", "01": "1 to 2", "02": "3 to 5", "03": "6 to 9", "11": "10 to 19", "12": "20 to 49", "21": "50 to 99",
    "22": "100 to 199", "31": "200 to 249", "32": "250 to 499", "41": "500 to 999", "42": "1,000 to 1,999",
    "51": "2,000 to 4,999", "52": "5,000 to 9,999", "53": "10,000 or more",
}  # fmt: skip
"""Headcount bands of INSEE by code (``NN``: no employees, or not known), https://www.sirene.fr/sirene/public/variable/tefen."""
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
    hosts: Sequence[str] = ("recherche-entreprises.api.gouv.fr",)
    licence = "Licence Ouverte 2.0 (Etalab), INSEE and INPI"
    terms = "https://recherche-entreprises.api.gouv.fr/docs/"
    rate = 5.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the register says about the company.

        Raises Skip for a company of another country, Nothing and WrongCompany as `registers.pick` does, FetchFailed for an
        answer that is none.
        """
        refuse_abroad(company, "FR", "French")
        page, entries = await search(company, context, _url, read_entries)
        entry = await pick(company, context, entries, self.label)
        return await parsed(context, read_unit, page.text, page.url, entry.path)


def _url(name: str) -> str:
    return f"{_API}?{urlencode({'q': name})}"


def read_entries(text: str, url: str = "") -> list[Entry]:
    """Return the companies of a search answer, natural persons and unpublished entries left out."""
    found = []
    for number, unit in enumerate(list_at(load_json(text, url), "results")):
        if not text_at(unit, "siren") or not text_at(unit, "nom_raison_sociale") or _personal(unit):
            continue
        signs = [sign for sign in list_at(unit, "siege", "liste_enseignes") if isinstance(sign, str)]
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
