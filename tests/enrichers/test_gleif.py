"""The register of LEIs: native script, parents and the lack of one, lapsed and dead records, funds and people."""

from __future__ import annotations

import json

import pytest

from enrichers.gleif import Gleif, read_entries, read_parent, read_record
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

API = "https://api.gleif.org/api/v1/lei-records"
LEI = "5299000J2N45DDNE4Y28"


def search(name, country=None):
    where = f"&filter[entity.legalAddress.country]={country}" if country else ""
    return f"{API}?filter[fulltext]={name}{where}&page[size]=50"


def record(lei=LEI, name="Acme AG", city="Wien", **more):
    place = {"addressLines": ["Ring 1"], "city": city, "region": "AT-9", "country": "AT", "postalCode": "1010"}
    entity = {
        "legalName": {"name": name, "language": "de"}, "otherNames": more.get("others", []), "legalAddress": place,
        "headquartersAddress": place, "category": more.get("category", "GENERAL"), "status": more.get("status", "ACTIVE"),
        "registeredAs": "FN 123456 a", "expiration": {"date": more.get("expired")},
    }  # fmt: skip
    state = {"status": more.get("registration", "ISSUED"), "lastUpdateDate": "2025-01-02T00:00:00Z"}
    kind = "lei-record" if more.get("parent") else "reporting-exception"
    links = {"direct-parent": {"links": {kind: f"{API}/{lei}/x"}}}
    return {"id": lei, "attributes": {"lei": lei, "entity": entity, "registration": state}, "relationships": links}


def answer(*records):
    return json.dumps({"data": list(records)})


ACME = Company("Acme", ["acme.at"], city="Wien")


async def test_the_recorded_search_gives_the_facts(made, recorded, api_facts):
    facts = next(fact for url, fact in api_facts.items() if "Toyota" in url)
    context = made({search("Toyota+Motor", "JP"): recorded("api/gleif/search_toyota.json")})
    company = Company("Toyota Motor", other_names=["Toyota Motor Corporation"], country="JP", city="Toyota")
    claims = context.proven(await Gleif().enrich(company, context))
    said = {claim.field: claim.value for claim in claims}
    assert said["lei"] == facts["lei"]
    assert said["legal_name"] == facts["legal_name"]
    assert said["name"] == facts["name_en"]
    assert said["address"] == facts["hq_en"]
    assert said["registry_id"] == facts["register_no"]
    assert "parent" not in said
    assert len(context.asked) == 1


def test_a_sole_proprietor_is_a_person(recorded):
    text = recorded("api/gleif/record_9845001B2AD43E664E58_issued.json")
    assert read_entries(text) == []
    assert read_record(text, API) == []


async def test_the_parent_is_named_in_english_where_it_can_be(made):
    english = [{"name": "Acme Holding K.K.", "language": "en", "type": "ALTERNATIVE_LANGUAGE_LEGAL_NAME"}]
    parent = json.dumps({"data": record("PARENT00000000000001", "アクメ", others=english)})
    context = made({search("Acme", "AT"): answer(record(parent=True)), f"{API}/{LEI}/direct-parent": parent})
    claims = context.proven(await Gleif().enrich(ACME, context))
    found = next(claim for claim in claims if claim.field == "parent")
    assert found.value == "Acme Holding K.K."
    assert found.url == f"{API}/{LEI}/direct-parent"


async def test_a_parent_that_can_not_be_had_costs_nothing_else(made):
    for gone in ((404, "{}"), "<html></html>", (500, "")):
        context = made({search("Acme", "AT"): answer(record(parent=True)), f"{API}/{LEI}/direct-parent": gone})
        fields = {claim.field for claim in await Gleif().enrich(ACME, context)}
        assert "lei" in fields
        assert "parent" not in fields
    assert read_parent(json.dumps({"data": record()}), API, LEI) == []


def test_lapsed_is_not_dead_and_inactive_is():
    lapsed = answer(record(registration="LAPSED"))
    assert read_entries(lapsed)[0].alive
    assert "event" not in {claim.field for claim in read_record(lapsed, API, ("data", 0))}
    dead = answer(record(status="INACTIVE", expired="2024-05-06T00:00:00Z"))
    assert not read_entries(dead)[0].alive
    said = {claim.field: claim for claim in read_record(dead, API, ("data", 0))}
    assert said["event"].value == "No longer exists since 2024-05-06, says GLEIF"


def test_funds_branches_and_annulled_records_are_no_firms():
    others = [record(category="FUND"), record(category="BRANCH"), record(registration="ANNULLED")]
    assert read_entries(answer(*others)) == []


def test_former_names_are_not_borne():
    former = [
        {"name": "Old AG", "type": "PREVIOUS_LEGAL_NAME"},
        {"name": "Acme Trade", "type": "TRADING_OR_OPERATING_NAME"},
    ]
    text = answer(record(others=former))
    assert list(read_entries(text)[0].names) == ["Acme AG", "Acme Trade"]
    assert [claim.value for claim in read_record(text, API, ("data", 0)) if claim.field == "name"] == ["Acme Trade"]


async def test_namesakes_other_towns_and_no_country(made):
    with pytest.raises(WrongCompany, match="Acme AG"):
        await Gleif().enrich(Company("Acme", ["acme.at"], city="Linz"), made({search("Acme", "AT"): answer(record())}))
    two = answer(record(), record("5299000J2N45DDNE4Y29"))
    with pytest.raises(WrongCompany, match="2 companies of that name"):
        await Gleif().enrich(ACME, made({search("Acme", "AT"): two}))
    anywhere = Company("Acme", ["acme.com"], city="Wien")
    with pytest.raises(WrongCompany):
        await Gleif().enrich(anywhere, made({search("Acme"): answer(record())}))
    pages = {search("Acme"): answer(record()), "https://acme.com/": "<html><body>Firmenbuch FN 123456a</body></html>"}
    assert await Gleif().enrich(anywhere, made(pages))


async def test_nothing_and_broken(made):
    with pytest.raises(Skip):
        await Gleif().enrich(Company(""), made())
    for nothing in (answer(), "{}", "[]", '{"data": [1, null, {"attributes": 5}]}', '{"data": "x"}', (404, "{}")):
        with pytest.raises(Nothing):
            await Gleif().enrich(ACME, made({search("Acme", "AT"): nothing}))
    for broken in ("<html></html>", "", '{"data": [{"id"'):
        with pytest.raises(FetchFailed) as caught:
            await Gleif().enrich(ACME, made({search("Acme", "AT"): broken}))
        assert caught.value.state == "failed"
