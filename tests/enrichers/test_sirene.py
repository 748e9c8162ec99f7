"""The French register: recorded answers, namesakes, bands instead of numbers, no people."""

from __future__ import annotations

import json

import pytest

from enrichers.shared.notices import read_notices
from enrichers.sirene import Sirene, band, read_entries, read_unit
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

SEARCH = "https://recherche-entreprises.api.gouv.fr/search?q={}"


async def test_the_recorded_answer_gives_the_facts(made, recorded, api_facts):
    facts = api_facts["https://recherche-entreprises.api.gouv.fr/search?q=552032534"]
    text = recorded("api/recherche_entreprises/search-552032534.json")
    context = made({SEARCH.format("Danone"): text})
    claims = context.proven(
        await Sirene().enrich(Company("Danone", ["danone.com"], country="FR", city="Paris"), context)
    )
    said = {claim.field: claim for claim in claims}
    assert said["registry_id"].value == facts["siren"]
    assert said["legal_name"].value == facts["name"]
    assert said["revenue"].value == {"value": facts["revenue"]["2024"], "currency": "EUR", "year": 2024}
    assert facts["naf"] in said["industry"].value
    assert said["founded"].value_date == facts["founded"]
    assert said["address"].value == {
        "street": "59-61 RUE LA FAYETTE",
        "postal": "75009",
        "city": "PARIS",
        "country": "FR",
    }


def test_the_band_is_no_exact_number_and_names_the_legal_unit(recorded):
    text = recorded("api/recherche_entreprises/search-552032534.json")
    claims = read_unit(text, "https://x.fr/")
    assert "employees" not in {claim.field for claim in claims}
    said = next(claim for claim in claims if claim.field == "description")
    assert said.value.startswith("1,000 to 1,999 employees (2023) in the legal unit alone")
    assert said.passage == '"tranche_effectif_salarie": "42"'
    assert band(json.loads(text)["results"][0]) == "1,000 to 1,999"
    assert band({"tranche_effectif_salarie": "NN"}) == ""


def test_people_are_never_read(recorded):
    text = recorded("api/recherche_entreprises/search-552032534.json")
    said = json.dumps(
        [(claim.value, claim.passage) for claim in read_unit(text, "https://x.fr/")], ensure_ascii=False
    ).casefold()
    people = [
        one for one in json.loads(text)["results"][0]["dirigeants"] if one["type_dirigeant"] == "personne physique"
    ]
    assert people
    for person in people:
        assert person["nom"].casefold() not in said
        assert person["date_de_naissance"] not in said


async def test_two_of_ten_namesakes_in_paris_are_a_doubt(made, recorded):
    context = made({SEARCH.format("Ganymede"): recorded("api/recherche_entreprises/search-Ganymede.json")})
    with pytest.raises(WrongCompany, match="2 companies of that name"):
        await Sirene().enrich(Company("Ganymede", country="FR", city="Paris"), context)
    with pytest.raises(WrongCompany, match="10 companies of that name"):
        await Sirene().enrich(Company("Ganymede", country="FR"), context)


async def test_the_town_or_the_own_site_tells_them_apart(made, recorded):
    text = recorded("api/recherche_entreprises/search-Ganymede.json")
    context = made({SEARCH.format("Ganymede"): text})
    claims = context.proven(await Sirene().enrich(Company("Ganymede", country="FR", city="Toulouse"), context))
    assert "940583776" in [claim.value for claim in claims]
    page = "<html><body>Ganymede SAS, RCS Paris 817 883 150</body></html>"
    context = made({SEARCH.format("Ganymede"): text, "https://ganymede.fr/": page})
    claims = context.proven(await Sirene().enrich(Company("Ganymede", ["ganymede.fr"], city="Paris"), context))
    said = {claim.field: claim.value for claim in claims}
    assert said["registry_id"] == "817883150"
    assert said["revenue"] == {"value": 106650, "currency": "EUR", "year": 2018}


@pytest.mark.parametrize("file", ["search-123456789.json", "search-12345678900003.json"])
async def test_empty_and_nameless_entries_are_nothing(made, recorded, file):
    context = made({SEARCH.format("Acme"): recorded(f"api/recherche_entreprises/{file}")})
    with pytest.raises(Nothing):
        await Sirene().enrich(Company("Acme", country="FR"), context)


@pytest.mark.parametrize(
    "sign",
    [{"nature_juridique": "1000"}, {"complements": {"est_entrepreneur_individuel": True}}, {"statut_diffusion": "P"}],
)
def test_natural_persons_are_left_out(sign):
    text = json.dumps({"results": [{"siren": "111111111", "nom_raison_sociale": "JEANNE MARTIN", **sign}]})
    assert read_entries(text) == []
    assert read_unit(text, "https://x.fr/") == []


async def test_another_country_is_not_asked(made):
    context = made()
    with pytest.raises(Skip, match="not a French company"):
        await Sirene().enrich(Company("Acme", ["acme.be"]), context)
    assert context.asked == []


@pytest.mark.parametrize(
    "finances", [None, [], {"2024": None}, {"2024": {"ca": None}}, {"x": {"ca": 5}}, {"2024": {"ca": "viel"}}]
)
def test_no_revenue_without_a_number_and_a_year(finances):
    text = json.dumps({"results": [{"siren": "111111111", "nom_raison_sociale": "ACME", "finances": finances}]})
    assert "revenue" not in {claim.field for claim in read_unit(text, "https://x.fr/")}


def test_the_newest_year_with_revenue_is_taken_and_an_end_is_told():
    unit = {"siren": "111111111", "nom_raison_sociale": "ACME", "etat_administratif": "C", "date_fermeture": "2025-03-31",
            "finances": {"2023": {"ca": 7}, "2024": {"ca": None}, "2022": {"ca": 5}}}  # fmt: skip
    said = {claim.field: claim for claim in read_unit(json.dumps({"results": [unit]}), "https://x.fr/")}
    assert said["revenue"].value == {"value": 7, "currency": "EUR", "year": 2023}
    assert said["event"].value_date == "2025-03-31"


@pytest.mark.parametrize("broken", ["<!doctype html><title>504</title>", "", '{"results": [{"siren": "5'])
async def test_what_is_no_answer_is_a_failure(made, broken):
    with pytest.raises(FetchFailed) as caught:
        await Sirene().enrich(Company("Acme", country="FR"), made({SEARCH.format("Acme"): broken}))
    assert caught.value.state == "failed"
    with pytest.raises(FetchFailed) as caught:
        await Sirene().enrich(Company("Acme", country="FR"), made({SEARCH.format("Acme"): (400, '{"erreur": "q"}')}))
    assert caught.value.state == "failed"


GAZETTE = "https://bodacc-datadila.opendatasoft.com/api/records/1.0/search/?dataset=annonces-commerciales&q=registre:{}"


def test_the_gazette_gives_notices_with_their_day_and_no_yearly_accounts(recorded):
    text = recorded("api/fr_open_data/bodacc.json")
    claims = read_notices(text, GAZETTE.format("880878145"), "880878145")
    assert [(one.field, one.value, one.value_date) for one in claims] == [
        ("event", "Struck off the register, says the gazette BODACC of 2022-11-23", "2022-11-23")
    ]
    assert all(one.passage in text for one in claims)
    assert read_notices(text, GAZETTE.format("552032534"), "552032534") == []


def notice(kind="collective", day="2026-02-03", registre="552032534,552 032 534", person="pm"):
    return {
        "familleavis": kind, "familleavis_lib": "Procédures collectives", "dateparution": day, "registre": registre,
        "listepersonnes": json.dumps({"personne": {"typePersonne": person, "nom": "Exemple"}}),
    }  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        notice(kind="dpc"),
        notice(day="hier"),
        notice(registre="111111111"),
        notice(person="pp"),
        {},
        None,
        [],
        notice(kind=7),
    ],
)
def test_other_notices_are_left_out(fields):
    text = json.dumps({"records": [{"fields": fields}]}, ensure_ascii=False)
    assert read_notices(text, GAZETTE.format("552032534"), "552032534") == []


async def test_the_register_is_told_without_the_gazette_and_with_it(made, recorded):
    text = recorded("api/recherche_entreprises/search-552032534.json")
    danone = Company("Danone", ["danone.com"], country="FR", city="Paris")
    without = await Sirene().enrich(danone, made({SEARCH.format("Danone"): text}))
    assert "event" not in {claim.field for claim in without}
    gazette = json.dumps({"records": [{"fields": notice()}]}, ensure_ascii=False)
    context = made({SEARCH.format("Danone"): text, GAZETTE.format("552032534"): gazette})
    claims = context.proven(await Sirene().enrich(danone, context))
    assert [claim.value for claim in claims if claim.field == "event"] == [
        "Insolvency proceedings, says the gazette BODACC of 2026-02-03"
    ]
