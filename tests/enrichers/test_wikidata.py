from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from enrichers.wikidata import Wikidata
from enrichers.wikidata.item import read_item
from prospector.research.protocol import FIELDS, Company, Enricher, FetchFailed, Nothing, WrongCompany
from tests.enrichers.wikidata_items import stated, when

ENTITY = "https://www.wikidata.org/wiki/Special:EntityData/{}.json"
HALM = Company("Halm Pumpen GmbH", ("halm-pumpen.example",), country="DE", city="Kassel")


def sparql(*domains: str) -> str:
    sites = " ".join(
        f"<{scheme}://{www}{domain}{slash}>"
        for domain in domains
        for scheme in ("https", "http")
        for www in ("www.", "")
        for slash in ("/", "")
    )
    query = f"SELECT DISTINCT ?item WHERE {{ VALUES ?site {{ {sites} }} ?item p:P856/ps:P856 ?site }} LIMIT 20"
    return "https://query.wikidata.org/sparql?" + urlencode({"format": "json", "query": query}, quote_via=quote)


def search(name: str) -> str:
    asked = {"action": "wbsearchentities", "format": "json", "language": "en", "uselang": "en", "type": "item"}
    return "https://www.wikidata.org/w/api.php?" + urlencode({**asked, "limit": "10", "maxlag": "5", "search": name})


def labels(*ids: str) -> str:
    asked = {"action": "wbgetentities", "format": "json", "ids": "|".join(ids), "props": "labels", "maxlag": "5"}
    return "https://www.wikidata.org/w/api.php?" + urlencode({**asked, "languages": "en|mul|de|fr"})


def table(*ids: str) -> str:
    rows = [{"item": {"type": "uri", "value": f"http://www.wikidata.org/entity/{qid}"}} for qid in ids]
    return json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": rows}})


def hits(**found: str) -> str:
    rows = [{"id": qid, "label": label, "match": {"type": "label", "text": label}} for qid, label in found.items()]
    return json.dumps({"search": rows, "success": 1})


def words(**said: str) -> str:
    return json.dumps(
        {
            "entities": {
                qid: {"id": qid, "labels": {"en": {"language": "en", "value": word}}} for qid, word in said.items()
            }
        }
    )


def point(qid: str) -> dict[str, str]:
    return {"entity-type": "item", "id": qid}


def entity(qid: str, label: str, *statements: dict[str, Any]) -> str:
    claims: dict[str, list[Any]] = {}
    for one in statements:
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    item = {"id": qid, "labels": {"en": {"language": "en", "value": label}}, "aliases": [], "claims": claims or []}
    return json.dumps({"entities": {qid: item}})


def by_field(claims: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for claim in claims:
        found.setdefault(claim.field, []).append(claim.value)
    return found


def test_metadata_keep_the_protocol() -> None:
    assert isinstance(Wikidata(), Enricher)
    assert set(Wikidata.fields) <= FIELDS


async def test_microsoft_is_read_by_rank_date_and_qualifier(replay: Any, api_facts: Any) -> None:
    facts = api_facts[ENTITY.format("Q2283")]
    context = replay(
        {
            sparql("microsoft.com"): table("Q2283"),
            labels("Q223718", *facts["industry_qids"]): words(Q223718="Redmond", Q880371="software industry"),
        }
    )
    claims = context.proven(await Wikidata().enrich(Company("Microsoft Corp.", ("microsoft.com",)), context))
    found = by_field(claims)
    staff = next(claim for claim in claims if claim.field == "employees")
    assert (staff.value, staff.value_date) == (facts["employees"], facts["employees_as_of"])
    assert "+144000" in staff.passage
    assert found["revenue"] == [{**facts["revenue"], "currency": "USD"}]
    assert found["founded"] == [int(facts["founded"][:4])]
    assert facts["founded"] in next(claim.passage for claim in claims if claim.field == "founded")
    assert found["lei"] == [facts["lei"]]
    assert found["ticker"] == facts["tickers"]
    assert found["name"] == [facts["name"]]
    assert f"https://x.com/{facts['twitter']}" in found["social"]
    assert f"https://www.facebook.com/{facts['facebook']}" in found["social"]
    assert sum("x.com" in url for url in found["social"]) == 1
    assert found["industry"] == ["software industry"]
    assert found["address"] == [{"street": "One Microsoft Way", "postal": "98052", "city": "Redmond", "country": "US"}]
    assert "event" not in found
    item = read_item(context.bodies[ENTITY.format("Q2283")], "", "Q2283")
    assert item is not None
    assert list(item.industries) == facts["industry_qids"]
    assert item.place == facts["hq_qid"]
    assert facts["website"] in item.sites


async def test_words_of_other_items_may_be_missing(replay: Any, api_facts: Any) -> None:
    facts = api_facts[ENTITY.format("Q773832")]
    context = replay({sparql("wkd.com.pl"): table("Q773832")})
    claims = context.proven(await Wikidata().enrich(Company("WKD", ("wkd.com.pl",), country="PL"), context))
    found = by_field(claims)
    assert found["name"] == [facts["name"]]
    assert found["employees"] == [facts["employees"]]
    assert [claim.value_date for claim in claims if claim.field == "employees"] == [facts["employees_as_of"]]
    assert found["founded"] == [2000]
    assert "industry" not in found
    assert any("not read" in message for message in context.messages)


async def test_a_dissolved_part_of_a_group_is_reported_only_under_its_own_name(replay: Any, api_facts: Any) -> None:
    facts = api_facts[ENTITY.format("Q881333")]
    answers = {
        sparql("alcatel-lucent.com"): table("Q881333"),
        labels("Q1022", "Q509404", "Q418"): words(
            Q1022="Stuttgart", Q509404="Alcatel-Lucent", Q418="telecommunications"
        ),
    }
    with pytest.raises(WrongCompany, match="part of a group"):
        await Wikidata().enrich(Company("Lucent Holdings", ("alcatel-lucent.com",)), replay(answers))
    context = replay(answers)
    claims = context.proven(
        await Wikidata().enrich(Company("Alcatel-Lucent Germany", ("alcatel-lucent.com",)), context)
    )
    ended = next(claim for claim in claims if claim.field == "event")
    assert (ended.value, ended.value_date) == (f"dissolved {facts['dissolved']}", facts["dissolved"])
    found = by_field(claims)
    assert found["founded"] == [1958]
    assert found["parent"] == ["Alcatel-Lucent"]
    assert not any("alcatel-lucent.com" in str(value) for values in found.values() for value in values)


async def test_an_item_without_site_or_place_is_not_taken_by_name(replay: Any, recorded: Any, api_facts: Any) -> None:
    facts = api_facts[ENTITY.format("Q1544279")]
    context = replay({search("Great Eastern Railway"): hits(Q1544279="Great Eastern Railway")})
    company = Company("Great Eastern Railway", ("ger.example",), country="GB", city="London")
    with pytest.raises(WrongCompany, match=r"ger\.example.*Great Eastern Railway \(Q1544279, GB\)"):
        await Wikidata().enrich(company, context)
    item = read_item(recorded("api/wikidata_entity/Q1544279.json"), "u", "Q1544279")
    assert item is not None
    assert item.sites == ()
    claims = {claim.field: claim for claim in item.claims}
    assert claims["founded"].value == int(facts["founded"])
    assert claims["event"].value_date == facts["dissolved"]


async def test_preferred_before_newest_never_deprecated_never_ended(made: Any) -> None:
    body = entity(
        "Q7", "Halm Pumpen",
        stated("P856", "http://halm-pumpen.example/de"),
        stated("P1128", {"amount": "+90"}, "deprecated", P585=when("2025-01-01")),
        stated("P1128", {"amount": "+80"}, P585=when("2018-00-00", 9)),
        stated("P1128", {"amount": "+85"}, P585=when("2021-06-00", 10)),
        stated("P1128", {"amount": "+70"}),
        stated("P2139", {"amount": "+1500000.5", "unit": "http://www.wikidata.org/entity/Q4916"}),
        {"mainsnak": {"snaktype": "novalue", "property": "P749"}, "rank": "preferred"},
        {"mainsnak": {"snaktype": "somevalue", "property": "P571"}, "rank": "normal"},
        stated("P2002", "halm_old", P582=when("2020-01-01")),
        stated("P2002", "halm"),
        stated("P4264", "evil/../in/someone"),
    )  # fmt: skip
    context = made({sparql("halm-pumpen.example"): table("Q7"), ENTITY.format("Q7"): body})
    claims = context.proven(await Wikidata().enrich(HALM, context))
    found = by_field(claims)
    assert found["employees"] == [85]
    assert [claim.value_date for claim in claims if claim.field == "employees"] == ["2021-06"]
    assert found["revenue"] == [{"value": 1500000.5, "currency": "EUR"}]
    assert found["social"] == ["https://x.com/halm"]
    assert not {"parent", "founded"} & set(found)


async def test_found_by_name_when_the_site_has_a_path(made: Any) -> None:
    context = made(
        {
            sparql("halm-pumpen.example"): table(),
            search("Halm Pumpen GmbH"): hits(),
            search("halm pumpen"): hits(Q6="Halm Pumpenfabrik", Q7="Halm Pumpen"),
            ENTITY.format("Q7"): entity(
                "Q7", "Halm Pumpen", stated("P856", "https://www.halm-pumpen.example/de/start")
            ),
        }
    )
    assert by_field(context.proven(await Wikidata().enrich(HALM, context))) == {"name": ["Halm Pumpen"]}
    assert ENTITY.format("Q6") not in context.asked


async def test_name_country_and_town_prove_an_item_without_site(made: Any) -> None:
    answers = {
        sparql("halm-pumpen.example"): table(),
        search("Halm Pumpen GmbH"): hits(Q7="Halm Pumpen"),
        ENTITY.format("Q7"): entity("Q7", "Halm Pumpen", stated("P17", point("Q183")), stated("P159", point("Q2865"))),
    }
    right = made({**answers, labels("Q2865"): words(Q2865="Kassel")})
    assert by_field(right.proven(await Wikidata().enrich(HALM, right)))["address"] == [
        {"city": "Kassel", "country": "DE"}
    ]
    for town in ("Bonn", ""):
        with pytest.raises(WrongCompany):
            await Wikidata().enrich(HALM, made({**answers, labels("Q2865"): words(Q2865=town)}))


async def test_a_namesake_with_another_site_is_somebody_else(made: Any) -> None:
    body = entity("Q7", "Halm Pumpen", stated("P856", "https://halm.example"), stated("P17", point("Q142")))
    context = made({sparql("halm-pumpen.example"): table(), search("Halm Pumpen GmbH"): hits(Q7="Halm Pumpen"),
                    ENTITY.format("Q7"): body})  # fmt: skip
    with pytest.raises(WrongCompany, match=r"halm-pumpen\.example, Kassel, DE.*halm\.example, FR"):
        await Wikidata().enrich(HALM, context)


async def test_several_items_of_one_site_are_a_question_unless_one_bears_the_name(made: Any) -> None:
    site = stated("P856", "https://halm-pumpen.example/")
    answers = {
        sparql("halm-pumpen.example"): table("Q7", "Q8"),
        ENTITY.format("Q7"): entity("Q7", "Halm Stiftung", site),
        ENTITY.format("Q8"): entity("Q8", "Halm Holding", site),
    }
    with pytest.raises(WrongCompany, match="2 items"):
        await Wikidata().enrich(HALM, made(answers))
    answers[ENTITY.format("Q8")] = entity("Q8", "HALM Pumpen AG", site)
    assert by_field(await Wikidata().enrich(HALM, made(answers)))["name"] == ["HALM Pumpen AG"]


@pytest.mark.parametrize(
    "extra", [stated("P31", point("Q5")), stated("P31", point("Q4167410")), stated("P178", point("Q99"))]
)
async def test_persons_pages_about_words_and_products_are_no_companies(made: Any, extra: dict[str, Any]) -> None:
    body = entity("Q7", "Halm Pumpen", stated("P856", "https://halm-pumpen.example/"), extra)
    context = made({sparql("halm-pumpen.example"): table("Q7"), ENTITY.format("Q7"): body})
    with pytest.raises(WrongCompany):
        await Wikidata().enrich(HALM, context)


async def test_no_item_is_nothing_and_no_query_service_is_not(made: Any) -> None:
    none = {search("Halm Pumpen GmbH"): hits(), search("halm pumpen"): hits()}
    with pytest.raises(Nothing):
        await Wikidata().enrich(HALM, made({sparql("halm-pumpen.example"): table(), **none}))
    for broken, state in (("java.util.concurrent.TimeoutException", "failed"), ((500, "stack trace"), "unreachable")):
        with pytest.raises(FetchFailed) as caught:
            await Wikidata().enrich(HALM, made({sparql("halm-pumpen.example"): broken, **none}))
        assert caught.value.state == state


@pytest.mark.parametrize(
    "body",
    ["", "<html>busy</html>", '{"entities": {"Q7": {"id": "Q7", "cla', "[1]", '{"entities": {"Q7": {"missing": ""}}}'],
)
async def test_a_broken_item_ends_in_a_typed_outcome(made: Any, body: str) -> None:
    context = made({sparql("halm-pumpen.example"): table("Q7"), ENTITY.format("Q7"): body})
    with pytest.raises((FetchFailed, Nothing)):
        await Wikidata().enrich(HALM, context)
