"""OpenStreetMap: recorded answers, the gate, attribution, companies of a town."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from enrichers.overpass import METHOD, Overpass, by_name, by_town, read_objects
from prospector.research.finding import Traits
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

API = "https://overpass-api.de/api/interpreter?data="
EMPTY = ("area-01", "relation-01", "relation-02", "result-expand-01", "result-way-01", "way-01", "way-03", "way-04",
         "remark-unknown-01")  # fmt: skip
ACME = Company("Acme", ["acme.no"], country="NO", city="Bergen")


def thing(name="Acme", number=1, **tags):
    return {"type": "node", "id": number, "lat": 1.0, "lon": 2.0, "tags": {"name": name, "office": "company", **tags}}


def answer(*things, **more):
    return json.dumps({"version": 0.6, "elements": list(things), **more})


def asked(company):
    return API + quote(by_name(company), safe="")


async def test_the_site_shows_the_company_and_the_attribution_goes_along(made):
    its = thing(website="https://www.acme.no/", phone="+47 55 12 34 56", email="post@acme.no",
                **{"addr:street": "Gata", "addr:housenumber": "1", "addr:city": "Bergen", "addr:country": "NO"})  # fmt: skip
    other = thing(number=2, website="https://acme.se")
    context = made({asked(ACME): answer(other, its)})
    claims = context.proven(await Overpass().enrich(ACME, context))
    said = {claim.field: claim.value for claim in claims}
    assert said["phone"] == "+4755123456"
    assert said["email"] == "post@acme.no"
    assert said["address"] == {"street": "Gata 1", "city": "Bergen", "country": "NO"}
    assert {claim.method for claim in claims} == {METHOD}
    assert "OpenStreetMap contributors, ODbL" in METHOD


async def test_name_country_and_town_are_enough_without_a_site(made):
    context = made({asked(ACME): answer(thing(**{"addr:city": "Bergen", "addr:country": "NO"}))})
    assert await Overpass().enrich(ACME, context)


async def test_namesakes_elsewhere_are_a_question(made):
    context = made({asked(ACME): answer(thing(website="https://acme.se"), thing(number=2, **{"addr:city": "Oslo"}))})
    with pytest.raises(WrongCompany, match="2 of that name") as caught:
        await Overpass().enrich(ACME, context)
    assert [one.key for one in caught.value.candidates] == ["node/1", "node/2"]
    assert {one.kind for one in caught.value.candidates} == {"record"}
    assert not any(one.registry_id for one in caught.value.candidates)


async def test_personal_mailboxes_and_mobile_numbers_are_left_out(made):
    its = thing(website="acme.no", phone="+47 912 34 567", email="kari.nordmann@acme.no")
    context = made({asked(ACME): answer(its)})
    assert {claim.field for claim in await Overpass().enrich(ACME, context)} == {"name"}


async def test_nobody_bears_the_name(made):
    with pytest.raises(Nothing):
        await Overpass().enrich(ACME, made({asked(ACME): answer(thing("Acme Bakery"))}))


@pytest.mark.parametrize(
    "said", [answer(remark="runtime error: Query timed out"), "<html>busy", ""], ids=["remark", "page", "empty"]
)
async def test_what_is_no_answer_fails(made, said):
    with pytest.raises(FetchFailed):
        await Overpass().enrich(ACME, made({asked(ACME): said}))


@pytest.mark.parametrize("name", EMPTY)
def test_recorded_objects_that_are_no_companies_make_none(recorded, name):
    found = read_objects(recorded(f"api/overpass/{name}.json"), "u")
    assert not any(entry.website for entry in found)


def test_a_recorded_remark_of_an_error_fails(recorded):
    with pytest.raises(FetchFailed, match="broke off"):
        read_objects(recorded("api/overpass/remark-runtime-error-01.json"), "u")


def test_quotes_in_a_name_do_not_leave_the_query():
    assert '["name"="x];out;"]' in by_name(Company('x"];out;'))


async def test_companies_of_a_town_by_industry(made):
    traits = Traits("SE", ("Malmö",), ("pump manufacturing",))
    query = by_town(traits)
    assert 'nwr["man_made"="works"]["name"]["website"](area.a)' in query
    rows = [thing("Bergman", website="https://bergman.se", man_made="works"), thing("Ohne", 2)]
    context = made({API + quote(query, safe=""): answer(*rows)})
    (one,) = await Overpass().discover(traits, context)
    assert (one.name, one.domain, one.note) == ("Bergman", "bergman.se", "© OpenStreetMap contributors")


async def test_without_a_town_the_map_is_not_asked(made):
    context = made()
    with pytest.raises(Skip):
        await Overpass().discover(Traits("SE", industries=("pumps",)), context)
    assert context.asked == []
