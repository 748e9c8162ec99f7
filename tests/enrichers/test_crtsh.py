from __future__ import annotations

import json
import time
from typing import Any

import pytest

from enrichers.crtsh import CrtSh, read_hints, read_hosts
from prospector.research.protocol import FIELDS, Company, Enricher, FetchFailed, Nothing, Page, Skip

URL = "https://crt.sh/?q=halm.example&output=json"
HALM = Company("Halm", ("halm.example",))


def entry(names: Any, day: str = "2024-01-01", common: Any = "halm.example", **more: Any) -> dict[str, Any]:
    return {"common_name": common, "name_value": names, "not_before": f"{day}T08:00:00", **more}


def test_metadata_keep_the_protocol() -> None:
    assert isinstance(CrtSh(), Enricher)
    assert set(CrtSh.fields) <= FIELDS


async def test_recorded_hosts_and_no_hints_from_machines(replay: Any, recorded: Any, api_facts: Any) -> None:
    url = "https://crt.sh/?q=koodari.dev&output=json"
    hosts = read_hosts(recorded("api/crtsh/crtsh_koodari.json"), url, "koodari.dev")
    assert list(hosts.names) == api_facts[url]["subdomains"]
    assert hosts.since == api_facts[url]["earliest_not_before"]
    for domain in ("koodari.dev", "legg.io"):
        with pytest.raises(Nothing):
            await CrtSh().enrich(Company("x", (domain,)), replay())


async def test_hints_are_likely_once_and_dated(made: Any) -> None:
    rows = [
        entry("status.halm.example", "2022-03-01", serial_number="1"),
        entry("status.halm.example", "2022-03-01", serial_number="1"),
        entry("halm.example\n*.halm.example\nSHOP.halm.example", "2024-05-06"),
        entry("store.halm.example", "2021-01-01"),
        entry("my.status.halm.example\nx-jira.halm.example\njobs@halm.example\ngitlab.nothalm.example"),
        entry("*.careers.halm.example", common="careers.halm.example.test"),
        entry(None, common="Confluence.halm.example", day=""),
    ]
    for text in (json.dumps(rows), json.dumps(rows, separators=(",", ":"))):
        context = made({URL: text})
        claims = context.proven(await CrtSh().enrich(HALM, context))
        assert {claim.value: claim.value_date for claim in claims} == {
            "Status page": "2022-03-01", "Online shop": "2024-05-06", "Confluence": None,
        }  # fmt: skip
        assert all(claim.confidence < 0.5 and claim.field == "technology" for claim in claims)
        assert '"status.halm.example' in next(claim.passage for claim in claims if claim.value == "Status page")


async def test_a_list_cut_off_gives_what_came_before(made: Any) -> None:
    text = json.dumps([entry("status.halm.example"), entry("shop.halm.example")])[:-30]
    cut = Page(URL, URL, 200, "application/json", text, truncated=True)
    claims = await CrtSh().enrich(HALM, made({URL: cut}))
    assert [claim.value for claim in claims] == ["Status page"]


@pytest.mark.parametrize("body", ["", "<html>", "{}", '[{"name_value": "sta', (502, "Bad Gateway"), (404, "x")])
async def test_broken_answers_have_failed(made: Any, body: Any) -> None:
    with pytest.raises(FetchFailed):
        await CrtSh().enrich(HALM, made({URL: body}))


async def test_empty_is_nothing_and_no_domain_is_skipped(made: Any) -> None:
    with pytest.raises(Nothing):
        await CrtSh().enrich(HALM, made({URL: "[]"}))
    with pytest.raises(Skip):
        await CrtSh().enrich(Company("Halm"), made())


def test_wrong_types_are_left_out() -> None:
    odd: list[Any] = [None, 3, "x", entry(["shop.halm.example"], common={}), {"name_value": 4, "not_before": 2024}]
    assert read_hints(json.dumps(odd), "u", "halm.example") == []


def test_many_certificates_are_read_in_time() -> None:
    rows = [entry(f"h{at}.halm.example\n*.h{at}.halm.example", issuer_name="x" * 100) for at in range(40_000)]
    text = json.dumps([*rows, entry("status.halm.example")])
    started = time.process_time()
    assert [claim.value for claim in read_hints(text, "u", "halm.example")] == ["Status page"]
    assert time.process_time() - started < 20
