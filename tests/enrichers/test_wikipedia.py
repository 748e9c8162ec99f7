from __future__ import annotations

import json
from typing import Any

import pytest

from enrichers.wikipedia import Wikipedia, read_sites, read_summary
from prospector.research.protocol import FIELDS, Company, Enricher, FetchFailed, Nothing, Skip, WrongCompany

HALM = Company("Halm Pumpen GmbH", ("halm-pumpen.example",), country="DE")
ITEM = "https://www.wikidata.org/wiki/Special:EntityData/Q7.json"
MISSING = (404, '{"type": "https://mediawiki.org/wiki/HyperSwitch/errors/not_found"}')


def page(title: str, tongue: str = "en") -> str:
    return f"https://{tongue}.wikipedia.org/api/rest_v1/page/summary/{title}"


def summary(extract: str, **more: Any) -> str:
    return json.dumps({"type": "standard", "title": "Halm Pumpen", "extract": extract, **more})


def item(*sites: str, rank: str = "normal") -> str:
    said = [{"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": site}}} for site in sites]
    return json.dumps({"entities": {"Q7": {"claims": {"P856": [*said, {"mainsnak": None}, 3]}}}})


def test_metadata_keep_the_protocol() -> None:
    assert isinstance(Wikipedia(), Enricher)
    assert set(Wikipedia.fields) <= FIELDS
    assert "CC BY-SA" in Wikipedia.licence


async def test_the_article_of_the_item_with_the_site_is_quoted_with_attribution(made: Any) -> None:
    context = made(
        {
            page("Halm_Pumpen_GmbH"): MISSING,
            page("Halm_Pumpen"): summary('Halm is a "pump" maker\nin Kassel, Düren & more.', wikibase_item="Q7"),
            ITEM: item("https://old.example", "http://www.halm-pumpen.example/en"),
        }
    )
    (claim,) = context.proven(await Wikipedia().enrich(HALM, context))
    assert (claim.field, claim.value) == ("description", 'Halm is a "pump" maker in Kassel, Düren & more.')
    assert "Wikipedia, CC BY-SA 4.0" in claim.method
    assert claim.url == page("Halm_Pumpen")


async def test_the_site_in_the_text_is_proof_enough(made: Any) -> None:
    context = made({page("Halm_Pumpen_GmbH"): summary("Halm Pumpen (www.halm-pumpen.example) makes pumps.")})
    assert len(context.proven(await Wikipedia().enrich(HALM, context))) == 1


async def test_the_company_s_own_language_is_asked_after_english(made: Any) -> None:
    english = {page("Halm_Pumpen_GmbH"): MISSING, page("Halm_Pumpen"): MISSING}
    german = {
        page("Halm_Pumpen_GmbH", "de"): summary("Halm baut Pumpen.", wikibase_item="Q7"),
        ITEM: item("http://halm-pumpen.example"),
    }
    context = made({**english, **german})
    assert (await Wikipedia().enrich(HALM, context))[0].value == "Halm baut Pumpen."


@pytest.mark.parametrize(
    ("body", "site", "said"),
    [
        (
            summary("Halm may refer to:", type="disambiguation", wikibase_item="Q7"),
            "http://halm-pumpen.example",
            "several",
        ),
        (summary("Halm is a village.", wikibase_item="Q7"), "https://halm.example", r"halm\.example"),
        (summary("Halm is a village.", wikibase_item="Q7"), "", "unknown"),
        (summary("Halm is a village."), "", "names no site"),
        (summary("", type="no-extract", wikibase_item="Q7"), "http://halm-pumpen.example", "no text"),
        (summary("See nothalm-pumpen.example.", wikibase_item=["Q7"]), "", "names no site"),
    ],
)
async def test_an_article_that_is_not_shown_to_be_the_company_s_is_doubted(
    made: Any, body: str, site: str, said: str
) -> None:
    company = Company("Halm", ("halm-pumpen.example",))
    context = made({page("Halm"): body, ITEM: item(site)})
    with pytest.raises(WrongCompany, match=said):
        await Wikipedia().enrich(company, context)


async def test_deprecated_sites_prove_nothing(made: Any) -> None:
    assert read_sites(item("http://halm-pumpen.example", rank="deprecated"), "", "Q7") == []


async def test_legal_forms_are_left_off_the_title(made: Any) -> None:
    company = Company("Halm Pumpen GmbH & Co. KG", ("halm-pumpen.example",))
    context = made(
        {page("Halm_Pumpen_GmbH_%26_Co._KG"): MISSING, page("Halm_Pumpen"): summary("See halm-pumpen.example.")}
    )
    assert await Wikipedia().enrich(company, context)


async def test_no_article_and_no_domain(made: Any) -> None:
    titles = [page(title, tongue) for title in ("Halm_Pumpen_GmbH", "Halm_Pumpen") for tongue in ("en", "de")]
    with pytest.raises(Nothing):
        await Wikipedia().enrich(HALM, made(dict.fromkeys(titles, MISSING)))
    with pytest.raises(Skip):
        await Wikipedia().enrich(Company("Halm"), made())


async def test_recorded_people_are_not_companies(replay: Any) -> None:
    with pytest.raises(WrongCompany):
        await Wikipedia().enrich(Company("Douglas Adams", ("adams.example",)), replay())
    poet = "https://www.wikidata.org/wiki/Special:EntityData/Q163366.json"
    context = replay({poet: '{"entities": {"Q163366": {"claims": {}}}}'})
    with pytest.raises(WrongCompany, match="Q163366"):
        await Wikipedia().enrich(Company("Ezra Pound", ("pound.example",)), context)


def test_recorded_summaries_are_read(recorded: Any) -> None:
    old = read_summary(recorded("api/wikipedia_rest/summary_Douglas_Adams.json"))
    assert (old.kind, old.item) == ("", "")
    text = recorded("api/wikipedia_rest/summary_Ezra_Pound.json")
    new = read_summary(text)
    assert (new.kind, new.item, new.title) == ("standard", "Q163366", "Ezra Pound")
    assert new.passage in text
    assert new.extract.startswith(new.passage)


@pytest.mark.parametrize("body", ["", "<html>", '{"type": "standard", "ext', "null"])
async def test_broken_answers_are_no_articles(made: Any, body: str) -> None:
    with pytest.raises((FetchFailed, WrongCompany)):
        await Wikipedia().enrich(Company("Halm", ("halm.example",)), made({page("Halm"): body}))
