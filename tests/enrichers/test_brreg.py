"""The Norwegian register: recorded answers, namesakes, sole proprietors, broken answers."""

from __future__ import annotations

import json

import pytest

from enrichers.brreg import Brreg, read_entries, read_unit
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

SEARCH = "https://data.brreg.no/enhetsregisteret/api/enheter?navn={}&size=50"
DIGDIR = Company("Digitaliseringsdirektoratet", ["digdir.no"], country="NO")


def unit(number="911111111", name="ACME AS", **more):
    place = {"adresse": ["Gata 1"], "postnummer": "5003", "poststed": "BERGEN", "landkode": "NO"}
    form = {"kode": more.pop("form", "AS")}
    return {"organisasjonsnummer": number, "navn": name, "organisasjonsform": form, "forretningsadresse": place, **more}


def answer(*units):
    return json.dumps({"_embedded": {"enheter": list(units)}, "page": {"totalElements": len(units)}})


async def test_the_recorded_search_gives_the_facts(made, recorded, api_facts):
    facts = api_facts["https://data.brreg.no/enhetsregisteret/api/enheter/991825827"]
    context = made({SEARCH.format("Digitaliseringsdirektoratet"): recorded("api/brreg/sok_digdir.json")})
    claims = context.proven(await Brreg().enrich(DIGDIR, context))
    said = {claim.field: claim for claim in claims}
    assert said["legal_name"].value == facts["name"]
    assert said["employees"].value == facts["employees"]
    assert said["employees"].value_date == "2025-02-10"
    assert said["email"].value == facts["email"]
    assert said["phone"].value == facts["phone_e164"]
    assert said["industry"].value.startswith(facts["industry_code"])
    assert said["founded"].value_date == facts["registered"]
    assert said["registry_id"].value == "991825827"
    assert said["address"].value == {"street": "Lørenfaret 1C", "postal": "0585", "city": "OSLO", "country": "NO"}
    assert len(context.asked) == 1


def test_the_recorded_unit_reads_the_same(recorded, api_facts):
    url = "https://data.brreg.no/enhetsregisteret/api/enheter/991825827"
    claims = read_unit(recorded("api/brreg/enhet_991825827.json"), url)
    assert {claim.url for claim in claims} == {url}
    assert next(claim.value for claim in claims if claim.field == "employees") == api_facts[url]["employees"]


async def test_no_hits_have_no_embedded_key(made, recorded):
    context = made({SEARCH.format("foobarbaz"): recorded("api/brreg/sok_ingen_treff.json")})
    with pytest.raises(Nothing):
        await Brreg().enrich(Company("foobarbaz", country="NO"), context)


async def test_another_country_is_not_asked(made):
    context = made()
    for company in (
        Company("Acme", ["acme.de"]),
        Company("Acme", ["acme.no"], country="SE"),
        Company("Acme", ["acme.com"]),
    ):
        with pytest.raises(Skip, match="not a Norwegian company"):
            await Brreg().enrich(company, context)
    assert context.asked == []


async def test_namesakes_are_no_answer(made):
    context = made({SEARCH.format("Acme"): answer(unit(), unit("922222222"))})
    with pytest.raises(WrongCompany, match="2 companies of that name"):
        await Brreg().enrich(Company("Acme", country="NO", city="Bergen"), context)


async def test_a_further_name_is_asked_when_the_first_finds_nobody(made):
    context = made({SEARCH.format("Acme"): answer(), SEARCH.format("Acme+Norge"): answer(unit(name="ACME NORGE AS"))})
    company = Company("Acme", other_names=["Acme Norge"], country="NO", city="Bergen")
    claims = context.proven(await Brreg().enrich(company, context))
    assert "911111111" in [claim.value for claim in claims]


def test_sole_proprietors_are_people():
    text = answer(unit(name="KARI NORDMANN", form="ENK"))
    assert read_entries(text) == []
    assert read_unit(text, "https://data.brreg.no/", ("_embedded", "enheter", 0)) == []


def test_personal_contacts_stay_out_and_warnings_come_in():
    one = unit(
        epostadresse="kari.nordmann@acme.no", telefon="906 12 345", mobil="906 12 345", konkurs=True, konkursdato="2026-01-02",
        harRegistrertAntallAnsatte=False, antallAnsatte=3, stiftelsesdato="1987-05-04",
    )  # fmt: skip
    said = {claim.field: claim for claim in read_unit(json.dumps(one), "https://data.brreg.no/")}
    assert {"email", "phone", "employees"}.isdisjoint(said)
    assert said["event"].value_date == "2026-01-02"
    assert said["founded"].value == 1987


def test_the_opening_of_the_register_is_no_founding():
    one = unit(registreringsdatoEnhetsregisteret="1995-02-19")
    assert "founded" not in {claim.field for claim in read_unit(json.dumps(one), "https://data.brreg.no/")}


@pytest.mark.parametrize(
    "broken", ["<html><title>Feil</title></html>", "", '{"_embedded": {"enheter": [{"navn"', "[" * 90_000]
)
async def test_what_is_no_answer_is_a_failure(made, broken):
    context = made({SEARCH.format("Acme"): broken})
    with pytest.raises(FetchFailed) as caught:
        await Brreg().enrich(Company("Acme", country="NO"), context)
    assert caught.value.state == "failed"


@pytest.mark.parametrize(
    "wrong", ["[]", "null", '"x"', "1e999", '{"_embedded": []}', '{"_embedded": {"enheter": [1, null, [], {}]}}']
)
async def test_wrong_types_are_no_company(made, wrong):
    context = made({SEARCH.format("Acme"): wrong})
    with pytest.raises(Nothing):
        await Brreg().enrich(Company("Acme", country="NO"), context)


def test_wrong_types_in_a_unit_cost_that_value_alone():
    one = {"organisasjonsnummer": "911111111", "navn": ["x"], "antallAnsatte": "mange", "naeringskode1": 5, "telefon": None,
           "forretningsadresse": ["x"], "aktivitet": {"x": 1}, "hjemmeside": 7, "stiftelsesdato": 1999}  # fmt: skip
    assert [claim.field for claim in read_unit(json.dumps(one), "https://data.brreg.no/")] == ["registry_id"]
