"""Recorded boards: what is read from them."""

from __future__ import annotations

import json

import pytest

from enrichers.jobs import Jobs, ashby, greenhouse, lever, recruitee, smartrecruiters, workable
from prospector.research.protocol import Company


@pytest.mark.parametrize(
    ("name", "domain", "link", "first", "count"),
    [
        ("Anthropic", "anthropic.com", "https://boards.greenhouse.io/anthropic", None, None),
        ("Spotify", "spotify.com", "https://jobs.lever.co/spotify", None, None),
        ("Linear", "linear.app", "https://jobs.ashbyhq.com/Linear", None, None),
        ("OpenAI", "openai.com", "https://jobs.ashbyhq.com/openai/8fb1615c?utm=x", None, None),
        ("Hugging Face", "huggingface.co", "https://apply.workable.com/huggingface/", None, None),
        (
            "bunq",
            "bunq.com",
            "https://bunq.recruitee.com/",
            "iOS Developer (Amsterdam, Noord-Holland, Netherlands)",
            None,
        ),
    ],
)
async def test_recorded_boards_linked_on_the_home_page(replay, name, domain, link, first, count) -> None:
    slug = link.replace("Linear", "linear")
    context = replay({f"https://{domain}/": f'<html><body><a href="{slug}">Careers</a></body></html>'})
    company = Company(name, domains=(domain,))
    claims = context.proven(await Jobs().enrich(company, context))
    assert claims
    assert all(claim.field == "opening" and claim.value_date and claim.confidence == 0.9 for claim in claims)
    assert [claim.value_date for claim in claims] == sorted((claim.value_date for claim in claims), reverse=True)
    assert first is None or claims[0].value == first


def test_recorded_greenhouse_facts(recorded, api_facts) -> None:
    facts = api_facts["https://boards-api.greenhouse.io/v1/boards/vercel/jobs?content=true"]
    text = recorded("api/greenhouse/greenhouse_vercel.json")
    listing = greenhouse.read(text, "u")
    assert (listing.count, listing.postings[0].published) == (facts["openings"], facts["newest_first_published"])
    departments = [posting.department for posting in listing.postings]
    assert {name: departments.count(name) for name in departments} == facts["departments"]
    assert all(posting.passage in text for posting in listing.postings)


def test_recorded_smartrecruiters_total_and_no_person(recorded, api_facts) -> None:
    text = recorded("api/smartrecruiters/smartrecruiters_ubisoft.json")
    facts = api_facts["https://api.smartrecruiters.com/v1/companies/Ubisoft2/postings?limit=2"]
    listing = smartrecruiters.read(text, "u")
    assert (listing.total, listing.count) == (facts["openings_total"], 2)
    assert listing.employers == {"Ubisoft"}
    other = recorded("api/smartrecruiters/smartrecruiters_servicenow.json")
    rows = json.loads(other)["content"]
    people = [row["creator"]["name"] for row in rows if "creator" in row]
    assert people
    read = smartrecruiters.read(other, "u")
    assert not [name for name in people if name in repr(read)]
    assert read.postings[0].title == "Staff Software Engineer, Platform Cryptography"
    assert all(posting.passage in other for posting in read.postings)


def test_recorded_dates_and_places(recorded) -> None:
    for name in ("a", "b"):
        listing = lever.read(recorded(f"api/lever/lever_spotify_{name}.json"), "u")
        assert listing.postings
        assert all((posting.published or "").startswith("20") and posting.location for posting in listing.postings)
    for name in ("linear", "openai"):
        listing = ashby.read(recorded(f"api/ashby/ashby_{name}.json"), "u")
        assert listing.postings
        assert all(posting.published and posting.title for posting in listing.postings)
    offers = recruitee.read(recorded("api/recruitee/recruitee_bunq.json"), "u")
    assert (offers.postings[0].published, set(offers.employers)) == ("2026-10-05", {"bunq"})
    hidden = workable.read(recorded("api/workable/workable_huggingface_july.json"), "u")
    assert {posting.location for posting in hidden.postings} <= {"remote", ""}
