"""The Finnish register: names that have ended, codes with words in three languages, traders left out."""

from __future__ import annotations

import json

import pytest

from enrichers.prh import Prh, read_company, read_entries
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

SEARCH = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies?name={}"
ACME = {
    "businessId": {"value": "1234567-1", "registrationDate": "2001-03-04"},
    "names": [
        {"name": "Vanha Oy", "type": "1", "endDate": "2010-01-01"},
        {"name": "Acme Tools", "type": "3"},
        {"name": "Acme Oy", "type": "1"},
    ],
    "website": {"url": "www.acme.fi"},
    "mainBusinessLine": {
        "type": "62010",
        "descriptions": [
            {"languageCode": "1", "description": "Ohjelmistojen suunnittelu"},
            {"languageCode": "3", "description": "Computer programming activities"},
        ],
    },
    "addresses": [
        {"type": 2, "postOfficeBox": "12", "postCode": "00101", "postOffices": [{"city": "HELSINKI", "languageCode": "1"}]},
        {
            "type": 1, "street": "Katu", "buildingNumber": "5", "postCode": "00100",
            "postOffices": [{"city": "HELSINGFORS", "languageCode": "2"}, {"city": "HELSINKI", "languageCode": "1"}],
        },
    ],
    "companySituations": [{"type": "SANE", "registrationDate": "2025-05-06"}, {"type": "KONK", "endDate": "2020-01-01"}],
}  # fmt: skip


def answer(*companies):
    return json.dumps({"totalResults": len(companies), "companies": list(companies)})


async def test_the_recording_gives_the_name_borne_now(replay):
    page = "<html><body>Nokia Oyj, Y-tunnus 0112038-9</body></html>"
    context = replay({"https://nokia.fi/": page})
    said = {
        claim.field: claim.value
        for claim in context.proven(await Prh().enrich(Company("Nokia", ["nokia.fi"]), context))
    }
    assert said == {"legal_name": "Nokia Oyj", "registry_id": "0112038-9"}


async def test_an_ended_name_is_nobody_and_a_lone_name_is_no_proof(replay, recorded):
    assert [list(one.names) for one in read_entries(recorded("api/registers_eu/prh_fi_nokia.trimmed.json"))] == [
        ["Nokia Oyj"]
    ]
    with pytest.raises(WrongCompany, match="neither the town"):
        await Prh().enrich(Company("Nokia", country="FI", city="Espoo"), replay())


async def test_a_full_entry_by_its_website(made):
    context = made({SEARCH.format("Acme+Suomi"): answer({**ACME, "businessId": None}, ACME)})
    claims = context.proven(await Prh().enrich(Company("Acme Suomi", ["acme.fi"]), context))
    said = {claim.field: claim for claim in claims}
    assert said["legal_name"].value == "Acme Oy"
    assert said["name"].value == "Acme Tools"
    assert said["registry_id"].value == "1234567-1"
    assert said["industry"].value == "62010 Computer programming activities"
    assert said["founded"].value == 2001
    assert said["address"].value == {"street": "Katu 5", "postal": "00100", "city": "HELSINKI", "country": "FI"}
    assert [claim.value for claim in claims if claim.field == "event"] == ["In restructuring, says YTJ"]


def test_private_traders_are_people():
    forms = [{"type": "26", "descriptions": [{"languageCode": "3", "description": "Private trader"}]}]
    text = answer({**ACME, "companyForms": forms})
    assert read_entries(text) == []
    assert read_company(text, "https://x.fi/") == []


async def test_abroad_empty_and_broken(made):
    with pytest.raises(Skip, match="not a Finnish company"):
        await Prh().enrich(Company("Acme", ["acme.se"]), made())
    for nothing in (answer(), "{}", "[]", answer(1, None, {"names": 5})):
        with pytest.raises(Nothing):
            await Prh().enrich(Company("Acme", country="FI"), made({SEARCH.format("Acme"): nothing}))
    for broken in ("<html></html>", "", '{"companies": [{"businessId"'):
        with pytest.raises(FetchFailed) as caught:
            await Prh().enrich(Company("Acme", country="FI"), made({SEARCH.format("Acme"): broken}))
        assert caught.value.state == "failed"


def test_wrong_types_cost_that_value_alone():
    one = {
        "businessId": {"value": "1234567-1", "registrationDate": 5},
        "names": [{"name": "Acme Oy", "type": {}}],
        "addresses": [None, {"postOffices": "x"}],
        "mainBusinessLine": [],
        "companySituations": "x",
        "companyForms": [3],
    }
    assert [claim.field for claim in read_company(answer(one), "https://x.fi/")] == ["legal_name", "registry_id"]
