from __future__ import annotations

import json
import time
from typing import Any

import pytest

from enrichers.yc import ALL, YCombinator, read_companies
from prospector.research.protocol import FIELDS, Company, Enricher, FetchFailed, Nothing, Skip, WrongCompany

HALM = Company("Halm AI", ("halm.example",))


def record(name: str, website: Any, **more: Any) -> dict[str, Any]:
    return {"id": 1, "name": name, "website": website, "status": "Active", "isHiring": False, **more}


def by_field(claims: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for claim in claims:
        found.setdefault(claim.field, []).append(claim.value)
    return found


def test_metadata_keep_the_protocol() -> None:
    assert isinstance(YCombinator(), Enricher)
    assert set(YCombinator.fields) <= FIELDS


async def test_recorded_records_inside_the_file_of_all(made: Any, recorded: Any) -> None:
    bodies = [recorded(f"api/yc/{name}.json") for name in ("humanlayer", "foundry")]
    context = made({ALL: f"[{','.join(bodies)}]"})
    claims = context.proven(await YCombinator().enrich(Company("Foundry", ("thefoundryai.com",)), context))
    assert by_field(claims) == {
        "name": ["Foundry"], "description": ["AWS for AI Agents"], "employees": [2], "industry": ["Infrastructure"],
    }  # fmt: skip
    assert next(claim.passage for claim in claims if claim.field == "name") == '"name": "Foundry"'
    assert not any("Pranav" in claim.passage + str(claim.value) for claim in claims)


def test_a_recorded_record_alone(recorded: Any) -> None:
    ((name, claims),) = read_companies(recorded("api/yc/humanlayer.json"), "https://x.example/", ["humanlayer.dev"])
    assert name == "HumanLayer"
    assert by_field(claims)["employees"] == [1]
    assert "event" not in by_field(claims)


async def test_quotes_are_the_record_s_own(made: Any) -> None:
    rows = [
        record("Halm", "https://halm.test", team_size=7, one_liner="Other"),
        {
            "name": "Halm", "website": "http://www.halm.example/", "team_size": 7, "isHiring": True, "status": "Acquired",
            "one_liner": "Pumps & “more”",
        },
        record("Zed", "https://zed.example", team_size=7, isHiring=True),
    ]  # fmt: skip
    for text in (json.dumps(rows), json.dumps(rows, indent=2, ensure_ascii=False)):
        context = made({ALL: text})
        claims = context.proven(await YCombinator().enrich(HALM, context))
        found = by_field(claims)
        assert found["description"] == ["Pumps & “more”"]
        assert [event.split(",")[0] for event in found["event"]] == ["hiring", "acquired"]


async def test_a_namesake_with_another_site_is_not_in_the_directory_s_record(made: Any) -> None:
    rows = [record("Halm AI", "https://halm-ai.example"), record("Halm AI", None), record("Halm AI", ""), "odd", None]
    with pytest.raises(Nothing):
        await YCombinator().enrich(HALM, made({ALL: json.dumps(rows)}))


async def test_two_records_of_one_site(made: Any) -> None:
    rows = [record("Halm Labs", "https://halm.example"), record("Halm Pay", "https://pay.halm.example")]
    with pytest.raises(WrongCompany, match="2 records"):
        await YCombinator().enrich(HALM, made({ALL: json.dumps(rows)}))
    rows[1]["name"] = "Halm AI, Inc."
    assert by_field(await YCombinator().enrich(HALM, made({ALL: json.dumps(rows)})))["name"] == ["Halm AI, Inc."]


async def test_no_domain_is_skipped(made: Any) -> None:
    with pytest.raises(Skip):
        await YCombinator().enrich(Company("Halm AI"), made())


@pytest.mark.parametrize("body", ["", "<html>404</html>", '[{"name": "Halm", "webs', (404, "<html>"), (500, "x")])
async def test_broken_answers_have_failed(made: Any, body: Any) -> None:
    with pytest.raises(FetchFailed):
        await YCombinator().enrich(HALM, made({ALL: body}))


def test_wrong_types_are_left_out() -> None:
    odd = record(["Halm"], "https://halm.example", team_size="many", one_liner=3, industry={"a": 1}, isHiring="yes")
    assert read_companies(json.dumps([odd]), "u", ["halm.example"]) == [("", ())]


def test_the_whole_directory_is_read_in_time() -> None:
    rows = [record(f"Firm {at}", f"https://firm{at}.example", long_description="x" * 1500) for at in range(6000)]
    started = time.process_time()
    ((name, _),) = read_companies(json.dumps(rows), "u", ["firm5990.example"])
    assert name == "Firm 5990"
    assert time.process_time() - started < 20
