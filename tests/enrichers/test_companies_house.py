"""Companies House: recorded profiles, the user's key, dormant shells, officers only where asked for."""

from __future__ import annotations

import base64
import json

import pytest

from enrichers.companies_house import CompaniesHouse, read_entries, read_officers, read_profile
from prospector.research.finding import Traits
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

API = "https://api.company-information.service.gov.uk"
SEARCH = f"{API}/search/companies?q={{}}&items_per_page=50"


def hit(number="01234567", title="ACME LIMITED", town="Leeds", status="active"):
    place = {"locality": town, "postal_code": "LS1 1AA", "address_line_1": "High Street", "premises": "1"}
    return {"company_number": number, "title": title, "company_status": status, "address": place}


def profile(number="01234567", name="ACME LIMITED", accounts="small", **more):
    place = {"address_line_1": "1 High Street", "locality": "Leeds", "postal_code": "LS1 1AA", "country": "England"}
    said = {
        "company_name": name, "company_number": number, "company_status": "active", "date_of_creation": "1999-05-04",
        "accounts": {"last_accounts": {"type": accounts, "made_up_to": "2025-03-31"}}, "sic_codes": ["28131"],
        "registered_office_address": place,
    }  # fmt: skip
    return json.dumps(said | more)


def answer(*hits):
    return json.dumps({"items": list(hits), "total_results": len(hits)})


def test_the_recorded_profile_gives_the_facts(recorded, api_facts):
    url = f"{API}/company/00445790"
    text, facts = recorded("api/companies_house/company_00445790_tesco.json"), api_facts[url]
    claims = read_profile(text, url)
    said = {claim.field: claim for claim in claims}
    assert said["legal_name"].value == facts["name"]
    assert said["registry_id"].value == "00445790"
    assert said["founded"].value_date == facts["founded"]
    assert facts["sic"][0] in said["industry"].value
    assert said["address"].value == {**facts["address"], "country": "GB"}
    assert sum("Was called" in str(claim.value) for claim in claims) == facts["previous_names"]
    assert all(claim.passage in text for claim in claims)


def test_the_recorded_shell_says_that_it_is_dormant(recorded, api_facts):
    url = f"{API}/company/04264132"
    claims = read_profile(recorded("api/companies_house/company_04264132_bentley_cars.json"), url)
    assert api_facts[url]["accounts_type"] == "dormant"
    assert any("dormant" in str(claim.value) for claim in claims if claim.field == "event")


def test_the_recorded_search_is_read(recorded):
    (entry,) = read_entries(recorded("api/companies_house/search_active.trimmed.json"), "u")
    assert (entry.number, entry.names, entry.cities, entry.country) == (
        "08343902",
        ["ACTIVE LIMITED"],
        ["Harrogate"],
        "GB",
    )


async def test_name_country_and_town_show_the_company_and_the_key_goes_as_user_name(made):
    context = made({SEARCH.format("Acme"): answer(hit()), f"{API}/company/01234567": profile()})
    sent = []
    fetch = context.fetch

    async def watched(url, *, headers=None):
        sent.append(headers)
        return await fetch(url)

    context.fetch = watched
    claims = context.proven(await CompaniesHouse().enrich(Company("Acme", country="GB", city="Leeds"), context))
    assert {claim.field for claim in claims} >= {"legal_name", "registry_id", "industry", "founded", "address"}
    assert all(one["Authorization"] == f"Basic {base64.b64encode(b'a-key:').decode()}" for one in sent)


async def test_without_a_key_it_is_skipped_and_says_how_to_get_one(made):
    context = made()

    def no_key():
        raise Skip("needs a key of your own: set PROSPECTOR_KEY_COMPANIES_HOUSE")

    context.key = no_key
    with pytest.raises(Skip, match=r"needs a key.*free at https://developer"):
        await CompaniesHouse().enrich(Company("Acme", country="GB"), context)
    assert context.asked == []


async def test_a_company_abroad_is_not_asked_about(made):
    context = made()
    with pytest.raises(Skip, match="not a British company"):
        await CompaniesHouse().enrich(Company("Acme", country="SE"), context)
    assert context.asked == []


async def test_a_dormant_namesake_in_the_same_town_is_a_question(made):
    context = made({SEARCH.format("Acme"): answer(hit()), f"{API}/company/01234567": profile(accounts="dormant")})
    with pytest.raises(WrongCompany, match="dormant") as caught:
        await CompaniesHouse().enrich(Company("Acme", country="GB", city="Leeds"), context)
    assert [one.key for one in caught.value.candidates] == ["01234567"]
    assert "shell" in caught.value.candidates[0].note


async def test_a_number_that_a_person_confirmed_is_asked_for_directly(made):
    context = made({f"{API}/company/01234567": profile(accounts="dormant")})
    company = Company("Something else", country="GB", registry_ids=("01234567",))
    claims = context.proven(await CompaniesHouse().enrich(company, context))
    assert "ACME LIMITED" in [claim.value for claim in claims]


async def test_namesakes_are_candidates(made):
    context = made({SEARCH.format("Acme"): answer(hit(), hit("07654321", town="York"))})
    with pytest.raises(WrongCompany) as caught:
        await CompaniesHouse().enrich(Company("Acme", country="GB"), context)
    assert [(one.key, one.city) for one in caught.value.candidates] == [("01234567", "Leeds"), ("07654321", "York")]


async def test_nobody_of_that_name(made):
    with pytest.raises(Nothing):
        await CompaniesHouse().enrich(Company("Acme", country="GB"), made({SEARCH.format("Acme"): answer()}))


async def test_a_refused_key_is_said_so(made):
    context = made({SEARCH.format("Acme"): FetchFailed("blocked", "u", "answer 401")})
    with pytest.raises(FetchFailed, match="refuses this key") as caught:
        await CompaniesHouse().enrich(Company("Acme", country="GB"), context)
    assert caught.value.state == "blocked"


async def test_a_page_instead_of_data_fails(made):
    with pytest.raises(FetchFailed):
        await CompaniesHouse().enrich(Company("Acme", country="GB"), made({SEARCH.format("Acme"): "<html>maintenance"}))


async def test_companies_by_class_and_place(made):
    query = "sic_codes=28130%2C28131%2C28132%2C28133%2C28139&company_status=active&size=50&location=Leeds"
    found = {"company_name": "PUMPS LTD", "company_number": "02222222", "company_status": "active",
             "sic_codes": ["28131"], "registered_office_address": {"locality": "Leeds"}}  # fmt: skip
    context = made({f"{API}/advanced-search/companies?{query}": json.dumps({"items": [found]})})
    (one,) = await CompaniesHouse().discover(Traits("GB", ("Leeds",), codes=("2813",)), context)
    assert (one.name, one.registry_id, one.code, one.city) == ("PUMPS LTD", "02222222", "28131", "Leeds")


def test_officers_in_office_alone_without_dates_of_birth():
    text = json.dumps({"items": [
        {"name": "ROE, Jane Mary", "officer_role": "director", "date_of_birth": {"year": 1970, "month": 3}},
        {"name": "DOE, John", "officer_role": "director", "resigned_on": "2020-01-01"},
        {"name": "NOMINEES LTD", "officer_role": "corporate-secretary"},
    ]})  # fmt: skip
    (one,) = read_officers(text, "u")
    assert (one.name, one.role) == ("Jane Mary Roe", "director")
    assert "1970" not in repr(one)
