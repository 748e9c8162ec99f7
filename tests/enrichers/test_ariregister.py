"""The Estonian register: towns and streets in one line, dead companies, sole proprietors left out."""

from __future__ import annotations

import json

import pytest

from enrichers.ariregister import Ariregister, read_company, read_entries
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

SEARCH = "https://ariregister.rik.ee/est/api/autocomplete?q={}"
URL = "https://ariregister.rik.ee/"


def answer(*companies, status="OK"):
    return json.dumps({"status": status, "data": list(companies)})


def company(name="Acme OÜ", code=12345678, status="R", where="Harju maakond, Rae vald, Peetri alevik, Tee 1"):
    return {"reg_code": code, "name": name, "status": status, "legal_address": where, "zip_code": "75312"}


async def test_the_recording_by_name_and_town(made, recorded):
    text = recorded("api/registers_eu/ariregister_ee_bolt.trimmed.json")
    context = made({SEARCH.format("Bolt+App+Services"): text})
    claims = context.proven(
        await Ariregister().enrich(Company("Bolt App Services", ["bolt.ee"], city="Tallinn"), context)
    )
    assert {claim.field: claim.value for claim in claims} == {
        "legal_name": "Bolt App Services AS",
        "registry_id": "17449106",
        "address": {
            "region": "Harju maakond", "city": "Tallinn", "street": "Vana-Lõuna tn 15", "postal": "10134", "country": "EE",
        },
    }  # fmt: skip


async def test_a_namesake_by_the_first_word_is_somebody_else(replay):
    with pytest.raises(WrongCompany, match="Bolt App Services AS"):
        await Ariregister().enrich(Company("Bolt", ["bolt.eu"], country="EE", city="Tallinn"), replay())


@pytest.mark.parametrize(
    ("where", "city", "street"),
    [
        ("Harju maakond, Rae vald, Peetri alevik, Tee 1", "Peetri", "Tee 1"),
        ("Harju maakond, Tallinn, Kesklinna linnaosa, Pärnu mnt 1", "Tallinn", "Pärnu mnt 1"),
        ("Tartu maakond, Tartu linn", "Tartu", None),
    ],
)
def test_addresses(where, city, street):
    said = {claim.field: claim.value for claim in read_company(answer(company(where=where)), URL)}
    assert said["address"]["city"] == city
    assert said["address"].get("street") == street


def test_states_and_people():
    said = {claim.field: claim.value for claim in read_company(answer(company(status="N")), URL)}
    assert said["event"] == "Bankrupt, says the e-Business Register"
    text = answer(company(name="Mari Maasikas FIE"))
    assert read_entries(text) == []
    assert read_company(text, URL) == []


async def test_abroad_empty_and_broken(made):
    acme = Company("Acme", country="EE")
    with pytest.raises(Skip, match="not an Estonian company"):
        await Ariregister().enrich(Company("Acme", ["acme.lv"]), made())
    for nothing in (answer(), "{}", "[]", answer(1, {"name": 5}), (404, "")):
        with pytest.raises(Nothing):
            await Ariregister().enrich(acme, made({SEARCH.format("Acme"): nothing}))
    for broken in ("<html></html>", "", '{"status": "OK", "data": [', answer(status="ERROR"), (400, "{}")):
        with pytest.raises(FetchFailed) as caught:
            await Ariregister().enrich(acme, made({SEARCH.format("Acme"): broken}))
        assert caught.value.state == "failed"
