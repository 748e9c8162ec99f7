"""EDGAR: recorded filers, revenue and events; people refused, namesakes doubted, broken answers told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from enrichers.edgar import country_of, read_revenue
from enrichers.sec import Sec, read_filer, read_submissions, read_tickers
from prospector.research.protocol import Company, FetchFailed, Nothing, WrongCompany

TICKERS = "https://www.sec.gov/files/company_tickers.json"
SUBMISSIONS = "https://data.sec.gov/submissions/CIK{}.json"
FACTS = "https://data.sec.gov/api/xbrl/companyfacts/CIK{}.json"
APPLE = Company("Apple", ["apple.com"], country="US", city="Cupertino")
SPRING = datetime(2026, 3, 1, tzinfo=UTC)


def filer(number="0000000042", name="ACME CORP /DE/", city="DALLAS", **more):
    place = {"street1": "1 MAIN ST", "city": city, "stateOrCountry": "TX", "zipCode": "75001"}
    recent = {"form": ["8-K", "D", "10-K", "8-K"], "filingDate": ["2026-02-03", "2026-02-01", "2026-01-01", "2020-01-01"],
              "items": ["2.01,9.01", "", "", "1.03"], "accessionNumber": ["0-1", "0-2", "0-3", "0-4"]}  # fmt: skip
    return {
        "cik": number, "name": name, "sic": "3571", "sicDescription": "Electronic Computers", "entityType": "operating",
        "tickers": ["ACME"], "addresses": {"business": place}, "phone": "512-516-8177", "filings": {"recent": recent}, **more,
    }  # fmt: skip


def listed(*rows):
    return json.dumps({str(n): {"cik_str": cik, "ticker": "X", "title": title} for n, (cik, title) in enumerate(rows)})


async def test_apple_by_the_recordings(replay, api_facts):
    facts = api_facts[SUBMISSIONS.format("0000320193")]
    revenue = api_facts[FACTS.format("0000320193")]["revenue_latest"]
    context = replay(now=SPRING)
    claims = context.proven(await Sec().enrich(APPLE, context))
    said = {claim.field: claim for claim in claims}
    assert said["legal_name"].value == facts["name"]
    assert said["ticker"].value == facts["ticker"]
    assert said["registry_id"].value == f"CIK {facts['cik']}"
    assert said["industry"].value == facts["industry"]
    assert said["phone"].value == facts["phone_e164"]
    assert said["address"].value == {**facts["hq"], "country": "US"}
    assert said["revenue"].value == {"value": revenue["value"], "currency": revenue["currency"], "year": 2025}
    assert said["revenue"].value_date == revenue["period_end"]
    assert f'"form":"{revenue["form"]}"' in said["revenue"].passage
    assert "employees" not in said
    assert len(context.asked) == 3


async def test_events_are_the_words_of_the_items_of_the_last_year(replay):
    context = replay(now=SPRING)
    claims = context.proven(await Sec().enrich(APPLE, context))
    events = {claim.value_date: claim for claim in claims if claim.field == "event"}
    assert events["2026-01-02"].value == "Directors or officers changed (5.02): 8-K of 2026-01-02"
    assert events["2026-01-29"].value == "Results of operations (2.02): 8-K of 2026-01-29"
    assert events["2026-01-29"].passage == '"2.02,9.01"'
    assert min(events) >= "2025-03-01"
    assert "2026-02-24" not in events  # a vote of the shareholders and exhibits tell a seller nothing


async def test_a_town_that_differs_or_is_not_known_is_a_doubt(replay):
    for company in (Company("Apple", country="US", city="Austin"), Company("Apple", country="US"), Company("Apple")):
        with pytest.raises(WrongCompany, match="CIK 320193"):
            await Sec().enrich(company, replay(now=SPRING))


async def test_the_switchboard_on_the_own_page_is_proof(replay):
    page = "<html><body>Call +1 408.996.1010</body></html>"
    context = replay({"https://apple.com/": page}, now=SPRING)
    assert await Sec().enrich(Company("Apple", ["apple.com"], country="US"), context)


@pytest.mark.parametrize("file", ["CIK0000315090.json", "CIK0001830610.json"])
def test_insiders_are_people(recorded, file):
    text = recorded(f"api/sec_submissions/{file}")
    assert read_filer(text, "") is None
    assert read_submissions(text, "https://data.sec.gov/", date(2026, 3, 1)) == []


def test_tesla_by_its_first_page_alone(recorded, api_facts):
    facts = api_facts[SUBMISSIONS.format("0001318605")]
    claims = read_submissions(
        recorded("api/sec_submissions/CIK0001318605.json"), "https://data.sec.gov/", date(2026, 3, 1)
    )
    said = {claim.field: claim.value for claim in claims}
    assert (said["legal_name"], said["ticker"]) == (facts["name"], facts["ticker"])


def test_ifrs_revenue_of_a_foreign_filer(recorded, api_facts):
    facts = api_facts[FACTS.format("0001997711")]["revenue_latest"]
    claim = read_revenue(recorded("api/sec_companyfacts/lpa_facts_ifrs.json"), "https://data.sec.gov/")[0]
    assert claim.value == {"value": facts["value"], "currency": facts["currency"], "year": 2024}
    assert claim.value_date == facts["period_end"]


def test_the_newest_whole_year_wins_then_the_newest_filing_then_the_total():
    def row(end, value, filed="2025-02-01", start=None, form="10-K"):
        return {
            "start": start or f"{int(end[:4]) - 1}{end[4:]}",
            "end": end,
            "val": value,
            "filed": filed,
            "form": form,
            "fy": 1,
        }

    contracts = [row("2024-12-31", 80), row("2024-12-31", 90, filed="2026-02-01"), row("2023-12-31", 999)]
    quarter = row("2025-06-30", 9, start="2025-04-01", form="10-Q")
    odd = [quarter, row("2025-12-31", 5, form="10-Q"), {"end": "x"}, None, row("2025-12-31", "viel")]
    facts = {
        "RevenueFromContractWithCustomerExcludingAssessedTax": {"units": {"USD": [*contracts, *odd]}},
        "Revenues": {"units": {"USD": [row("2024-12-31", 100)], "USD/shares": [row("2026-12-31", 1)]}},
        "SalesRevenueNet": {"units": {"USD": [row("2017-12-31", 10**15)]}},
    }
    claim = read_revenue(json.dumps({"facts": {"us-gaap": facts}}), "https://data.sec.gov/")[0]
    assert claim.value == {"value": 100, "currency": "USD", "year": 2024}
    january = {"Revenues": {"units": {"USD": [row("2025-01-03", 7)]}}}
    claim = read_revenue(json.dumps({"facts": {"us-gaap": january}}), "https://data.sec.gov/")[0]
    assert claim.value["year"] == 2024


async def test_namesakes_and_people_on_the_list(made):
    rows = listed((42, "ACME CORP /DE/"), (42, "ACME CORP /DE/"), (43, "Acme Inc."), (44, "Acme Holdings Inc."))
    person = filer("0000000043", sic="", tickers=[], entityType="other")
    context = made(
        {
            TICKERS: rows,
            SUBMISSIONS.format("0000000042"): json.dumps(filer()),
            SUBMISSIONS.format("0000000043"): json.dumps(person),
            FACTS.format("0000000042"): (404, "<Error/>"),
        },
        now=SPRING,
    )
    claims = context.proven(await Sec().enrich(Company("Acme", country="US", city="Dallas"), context))
    assert [claim.value for claim in claims if claim.field == "event"] == [
        "Acquisition or disposal of assets completed (2.01): 8-K of 2026-02-03",
        "Securities sold privately (Form D of 2026-02-01)",
    ]
    assert "revenue" not in {claim.field for claim in claims}
    twin = {TICKERS: rows, **{SUBMISSIONS.format(f"00000000{n}"): json.dumps(filer(f"00000000{n}")) for n in (42, 43)}}
    with pytest.raises(WrongCompany, match="2 companies of that name"):
        await Sec().enrich(Company("Acme", country="US", city="Dallas"), made(twin))


async def test_not_listed_not_there_and_broken(made, recorded):
    acme = Company("Acme", country="US", city="Dallas")
    with pytest.raises(Nothing, match="listed"):
        await Sec().enrich(acme, made({TICKERS: listed((1, "Other Inc"))}))
    gone = recorded("api/sec_submissions/CIK-000000001.json")
    context = made({TICKERS: listed((42, "Acme")), SUBMISSIONS.format("0000000042"): (404, gone)})
    with pytest.raises(Nothing):
        await Sec().enrich(acme, context)
    for answers in (
        {TICKERS: "<html>Request Rate Threshold Exceeded</html>"},
        {TICKERS: ""},
        {TICKERS: (404, gone)},
        {TICKERS: listed((42, "Acme")), SUBMISSIONS.format("0000000042"): '{"cik": "00'},
    ):
        with pytest.raises(FetchFailed) as caught:
            await Sec().enrich(acme, made(answers))
        assert caught.value.state == "failed"
    with pytest.raises(FetchFailed) as caught:
        await Sec().enrich(acme, made({TICKERS: (403, "Undeclared Automated Tool")}))
    assert caught.value.state == "blocked"


async def test_broken_facts_cost_the_revenue_alone(made):
    context = made(
        {
            TICKERS: listed((42, "Acme")),
            SUBMISSIONS.format("0000000042"): json.dumps(filer()),
            FACTS.format("0000000042"): "<html></html>",
        }
    )
    fields = {claim.field for claim in await Sec().enrich(Company("Acme", country="US", city="Dallas"), context)}
    assert "legal_name" in fields
    assert "revenue" not in fields


@pytest.mark.parametrize(
    "wrong", ["[]", "null", '{"0": 5, "1": {"cik_str": "x", "title": "Acme"}, "2": {"cik_str": -4, "title": "Acme"}}']
)
def test_lists_of_wrong_types_hold_nobody(wrong):
    assert read_tickers(wrong, "", ["Acme"]) == []


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ({"stateOrCountry": "CA"}, "US"),
        ({"stateOrCountry": "A6", "stateOrCountryDescription": "Ontario, Canada"}, "CA"),
        ({"stateOrCountry": "X0", "stateOrCountryDescription": "United Kingdom"}, "GB"),
        ({"stateOrCountry": "ZZ", "stateOrCountryDescription": "ZZ"}, None),
        (None, None),
    ],
)
def test_countries(place, country):
    assert country_of(place) == country
