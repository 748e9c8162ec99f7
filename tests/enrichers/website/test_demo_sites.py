"""The demo's made-up sites, read over real HTTP: what a careful reader finds on each, and what it leaves alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from prospector.clock import Clock
from prospector.demo.site import domains, site_of
from prospector.demo.web import DemoWeb
from prospector.research.ask import SourceOutcome, ask, open_fetcher
from prospector.research.protocol import Claim, Company
from prospector.research.sources import chosen_sources
from prospector.settings import Settings

AT_ONCE = 5


@dataclass(frozen=True)
class Expected:
    """What stands on a site, chosen by hand from its files; what is empty is not checked."""

    names: Sequence[str] = ()
    legal: str = ""
    city: str = ""
    mails: Sequence[str] = ()
    phones: Sequence[str] = ()
    faxes: Sequence[str] = ()
    founded: int = 0
    employees: int = 0
    technologies: Sequence[str] = ()
    openings: int = 0
    more: dict[str, Any] = field(default_factory=dict)


FOUND = {
    "ascenseurs-belcour.example": Expected(
        ["Ascenseurs Belcour"], "Belcour Ascenseurs SAS", "Nantes", ["bonjour", "recrutement"],
        ["+33261915500", "+33261915555"], [], 1975, 260, ["Drupal"], 2,
        {"description": "Entretien, dépannage et rénovation d'ascenseurs."},
    ),
    "aufzug-brandtner.example": Expected(
        ["Aufzug Brandtner"], "Aufzug Brandtner GmbH", "München", ["service"], ["+498999998720"], ["+498999998729"],
        employees=160, technologies=["Wix"],
    ),
    "autoclaves-jurade.example": Expected(
        ["Autoclaves Jurade"], "", "Besançon", ["sav"], ["+33353016000"], ["+33353016009"], 1958, 118
    ),
    "bergman-pumpar.example": Expected(
        ["Bergman Pumpar"], "Bergman Pumpar AB", "Malmö", ["info", "service"], ["+46406280410", "+46406280411"], [],
        1961, 240, ["WordPress", "Teamtailor"], 2,
    ),
    "cairnmoor-instruments.example": Expected(
        ["Cairnmoor Instruments"], "Cairnmoor Instruments Ltd", "Edinburgh", ["support", "sales"], ["+441314960330"], [],
        2011, 140, ["Hugo", "Zendesk"], 1,
    ),
    "coldharbour-refrigeration.example": Expected(
        ["Coldharbour Refrigeration"], "Coldharbour Refrigeration Ltd", "Liverpool", ["hello"], ["+441514960240"], [],
        2003, 180, ["Squarespace"],
    ),
    "druckluft-hansen.example": Expected(
        ["Druckluft Hansen"], "Druckluft Hansen GmbH & Co. KG", "Hamburg", ["service"],
        ["+494066969100", "+494066969120"], ["+494066969199"], 1978, 95,
    ),
    "foerderia.example": Expected(
        ["Förderia"], "Förderia GmbH", "Köln", ["info"], ["+492214710200", "+492214710250"], [], 1968, 350, ["HubSpot"]
    ),
    "froid-armorique.example": Expected(
        ["Froid Armorique"], "Froid Armorique SCOP SA", "Lorient", ["accueil"], ["+33261914010", "+33261914015"],
        employees=72, technologies=["Joomla"],
    ),
    "frostvik-kyl.example": Expected(
        ["Frostvik Kylteknik"], "Frostvik Kylteknik AB", "Göteborg", ["kundtjanst"], ["+46313900620"], [], 1997, 0,
        ["Next.js"],
    ),
    "hebewerk-isartal.example": Expected(
        ["Hebewerk Isartal"], "Hebewerk Isartal e.K.", "Pullach", ["werkstatt", "teile"], ["+498999998510"], [], 1971, 64
    ),
    "hisskompaniet.example": Expected(["Hisskompaniet Öresund"], "", "Malmö", ["hej"], ["+46406280477"]),
    "kaeltebau-reinsberg.example": Expected(
        ["Kältebau Reinsberg"], "Kältebau Reinsberg GmbH", "Frankfurt am Main", ["zentrale", "bewerbung"],
        ["+496990009300", "+496990009333"], ["+496990009399"], 1992, 180, ["TYPO3"], 4,
    ),
    "kolbenwerk-rheinau.example": Expected(
        ["Kolbenwerk Rheinau"], "Kolbenwerk Rheinau AG", "Köln", ["zentrale"], ["+492214710500"], [], 1899, 2400
    ),
    "laborgeraete-wiesenau.example": Expected(
        ["Laborgeräte Wiesenau"], "Laborgeräte Wiesenau UG (haftungsbeschränkt)", "Berlin", ["kundendienst"],
        ["+493023125600", "+493023125610"], technologies=["Shopware"],
    ),
    "nordhafen-logistik.example": Expected(
        ["Nordhafen Logistik"], "Nordhafen Logistik GmbH", "Hamburg", ["info", "leitstand", "personal"],
        ["+494066969400", "+494066969450"], ["+494066969499"], 1984, 420, ["Google Tag Manager", "Personio"], 2,
    ),
    "peakline-handling.example": Expected(
        ["Peakline Handling"], "Peakline Material Handling Ltd", "Sheffield", ["office", "breakdowns"],
        ["+441144960420", "+441144960424"], [], 1987, 210, ["HubSpot"],
    ),
    "thornley-pumps.example": Expected(
        ["Thornley Pumps"], "Thornley Pumps Limited", "Leeds", ["enquiries", "servicedesk", "accounts", "jobs"],
        ["+441134960170", "+441134960171", "+448081570134"], ["+441134960179"], 1934, 310, ["Zendesk"], 2,
    ),
    "truckpartner-malardalen.example": Expected(
        ["Truckpartner Mälardalen"], "Truckpartner i Mälardalen AB", "Södertälje", ["info", "faktura"],
        ["+46846500430", "+46846500431"], [], 2006, 125, ["HubSpot", "Teamtailor"], 1,
    ),
    "tynegate-doors.example": Expected(
        ["Tynegate Industrial Doors"], "Tynegate Industrial Doors Ltd", "Gateshead", ["office"],
        ["+441914980180", "+441914980181"], [], 1998, 110, [], 0,
    ),
    "valmorin.example": Expected(
        ["Compresseurs Valmorin"], "Compresseurs Valmorin SAS", "Saint-Priest", ["contact"],
        ["+33465712010", "+33465712012"], [], 1989, 0, ["PHP"],
    ),
}  # fmt: skip
REFUSED = {
    "manutention-gerland.example": "unreachable",
    "polarlager-spree.example": "refused_by_robots",
    "portes-vercors.example": "unreachable",
}
MOVED = {"foerdertechnik-lohmar.example": "foerderia.example"}


@pytest.fixture(scope="module")
def readings() -> Iterator[dict[str, SourceOutcome]]:
    async def all_of_them(gateway: str) -> dict[str, SourceOutcome]:
        (website,) = chosen_sources(["website"])
        room = asyncio.Semaphore(AT_ONCE)
        async with open_fetcher(Settings(gateway=gateway, cache="none", pace_seconds=0), Clock()) as fetcher:

            async def one(domain: str) -> SourceOutcome:
                async with room:
                    company = Company(name="", domains=(domain,), url=f"https://{domain}/")
                    return await ask(fetcher, website, company, lambda _message: None)

            slowest_first = sorted(domains(), key=lambda domain: not domain.startswith("coldharbour"))
            return dict(zip(slowest_first, await asyncio.gather(*map(one, slowest_first)), strict=True))

    with DemoWeb() as web:
        yield asyncio.run(all_of_them(web.gateway))


def said(reading: SourceOutcome, name: str) -> list[Any]:
    return [claim.value for claim in reading.claims if claim.field == name]


def texts(claim: Claim) -> str:
    value = claim.value
    return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def test_every_site_of_the_demo_is_checked():
    assert set(domains()) == {*FOUND, *REFUSED, *MOVED}


@pytest.mark.parametrize("domain", domains())
def test_no_trap_is_stepped_into(readings, domain):
    site = site_of(domain)
    traps = [value.casefold() for values in site.trap.values() for value in values]
    claims = readings[domain].claims
    assert [(claim.field, claim.value) for claim in claims for trap in traps if trap in texts(claim).casefold()] == []


@pytest.mark.parametrize("domain", FOUND)
def test_what_stands_on_the_site_is_found(readings, domain):
    reading, wanted = readings[domain], FOUND[domain]
    assert said(reading, "name")[: len(wanted.names)] == list(wanted.names)
    assert said(reading, "legal_name") == ([wanted.legal] if wanted.legal else [])
    assert {place["city"] for place in said(reading, "address")} == {wanted.city}
    assert {f"{local}@{domain}" for local in wanted.mails} <= set(said(reading, "email"))
    assert set(said(reading, "phone")) == set(wanted.phones)
    assert set(said(reading, "fax")) == set(wanted.faxes)
    assert said(reading, "founded") == ([wanted.founded] if wanted.founded else [])
    assert said(reading, "employees") == ([wanted.employees] if wanted.employees else [])
    assert set(wanted.technologies) <= set(said(reading, "technology"))
    assert len(said(reading, "opening")) == wanted.openings
    for name, value in wanted.more.items():
        assert said(reading, name) == [value]


@pytest.mark.parametrize(("domain", "state"), REFUSED.items())
def test_a_site_that_gives_nothing_says_why(readings, domain, state):
    assert readings[domain].state == state
    assert readings[domain].claims == ()


@pytest.mark.parametrize(("old", "new"), MOVED.items())
def test_a_firm_under_a_new_name_is_the_same_firm(readings, old, new):
    assert said(readings[old], "name") == said(readings[new], "name")
    assert {claim.url.split("/")[2] for claim in readings[old].claims} == {f"www.{new}"}


@pytest.mark.parametrize("domain", [*FOUND, *MOVED])
def test_no_name_is_only_another_with_the_town(readings, domain):
    towns = {place["city"] for place in said(readings[domain], "address")}
    assert [name for name in said(readings[domain], "name") if any(name.endswith(f" {town}") for town in towns)] == []
