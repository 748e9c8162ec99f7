"""Fit: unknown widens the range, it is never bad; every criterion says why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.model.account import ClaimRecord
from prospector.plan.fit import MISSED_MUST_CAP, Fit, fit
from prospector.plan.profile import Criterion, Profile
from tests.chance import examples

TODAY = date(2026, 6, 3)
SIZE = Criterion("Size", "must", "employees", 3, (), 20, 400)
PLACE = Criterion("Place", "should", "country", 2, ("DE", "SE"))
WORD = Criterion("Pumps", "should", "words", 1, ("pump", "Kälte"))
NEVER = Criterion("Rival", "never", "words", 1, ("competitor",))
ALL = Profile("x", (SIZE, PLACE, WORD, NEVER), 4)


def claim(field: str, value: Any, **more: Any) -> ClaimRecord:
    given = {"id": f"{field}-{value}", "account_id": "a", "source": "website", "url": "https://a.example/", "passage": "",
             "method": "text", "confidence": 0.8, "read_at": "2026-06-01T00:00:00.000000Z"}  # fmt: skip
    return ClaimRecord(field=field, value=value, **{**given, **more})


def judged(*claims: ClaimRecord, profile: Profile = ALL) -> Fit:
    return fit(profile, claims, TODAY)


def span(found: Fit) -> tuple[int, int]:
    return found.range.low, found.range.high


def test_nothing_known_is_the_whole_range() -> None:
    found = judged()
    assert span(found) == (0, 100)
    assert found.range.coverage == 0
    assert {one.state for one in found.verdicts} == {"unknown"}
    assert found.to_find_out == ["Size", "Place", "Pumps"]
    assert found.range.version == 4


def test_everything_met_is_a_hundred() -> None:
    found = judged(
        claim("employees", 50), claim("address", {"country": "DE"}), claim("description", "Pumps and valves")
    )
    assert span(found) == (100, 100)
    assert found.range.coverage == 1
    assert [one.state for one in found.verdicts[:3]] == ["met"] * 3
    assert [one.claim_id for one in found.verdicts[:2]] == ["employees-50", "address-{'country': 'DE'}"]
    assert sum(one.contribution for one in found.verdicts) == 100


def test_a_missed_should_costs_its_weight() -> None:
    found = judged(claim("employees", 50), claim("address", {"country": "US"}))
    assert span(found) == (50, 67)
    assert found.verdicts[1].reason == "country US; wanted DE or SE"
    assert found.range.coverage == 0.833


def test_a_missed_must_caps_both_ends() -> None:
    found = judged(claim("employees", 5), claim("address", {"country": "DE"}), claim("description", "Pumps"))
    assert span(found) == (MISSED_MUST_CAP, MISSED_MUST_CAP)
    assert span(judged(claim("employees", 5))) == (0, MISSED_MUST_CAP)


def test_a_never_with_evidence_disqualifies_and_without_says_nothing() -> None:
    found = judged(claim("employees", 50), claim("description", "A competitor of pumps"))
    assert span(found) == (0, 0)
    assert found.range.disqualified
    missing = judged(claim("employees", 50), claim("description", "x" * 500))
    assert not missing.range.disqualified
    assert missing.verdicts[3].state == "missed"
    assert missing.verdicts[3].contribution == 0
    assert "Rival" not in missing.to_find_out


def test_too_little_text_says_nothing() -> None:
    assert judged(claim("description", "Valves")).verdicts[2].state == "unknown"
    assert judged(claim("description", "Valves " * 60)).verdicts[2].state == "missed"
    assert judged(claim("description", "x" * 399)).verdicts[2].state == "unknown"
    assert judged(claim("description", "x" * 400)).verdicts[2].state == "missed"


@pytest.mark.parametrize(
    ("text", "state"),
    [("Kältetechnik seit 1950", "met"), ("KALTETECHNIK", "met"), ("our pumps", "met"), ("Heatpumps", "unknown")],
)
def test_words_begin_a_word_and_know_no_accents(text: str, state: str) -> None:
    assert judged(claim("description", text)).verdicts[2].state == state


def test_a_range_without_an_end() -> None:
    open_end = Profile("x", (Criterion("Old", "should", "founded", 1, (), None, 1990),))
    assert span(judged(claim("founded", 1985), profile=open_end)) == (100, 100)
    assert span(judged(claim("founded", 1991), profile=open_end)) == (0, 0)
    assert judged(profile=open_end).verdicts[0].reason == "founded not known; wanted at most 1990"


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([claim("employees", 10, confidence=0.9), claim("employees", 500, source="human", confidence=0.1)], 500),
        (
            [
                claim("employees", 10, confidence=0.9),
                claim("employees", 500, confirmed_at="2026-05-01", confidence=0.1),
            ],
            500,
        ),
        ([claim("employees", 10, confidence=0.9), claim("employees", 500, confidence=0.5)], 10),
        ([claim("employees", 10, value_date="2020-01-01"), claim("employees", 500, value_date="2025-01-01")], 500),
    ],
)
def test_a_person_goes_before_a_page_and_the_sure_before_the_new(claims: list[ClaimRecord], value: int) -> None:
    assert f"employees {value}" in judged(*claims).verdicts[0].reason


def test_hiring_and_technology() -> None:
    profile = Profile(
        "x", (Criterion("Hires", "should", "hiring", 1), Criterion("Tech", "should", "technology", 1, ("SAP",)))
    )
    found = judged(claim("opening", "Service technician"), claim("technology", "WordPress"), profile=profile)
    assert [one.state for one in found.verdicts] == ["met", "missed"]
    assert found.verdicts[0].reason == "opening “Service technician”"


def test_industry_may_be_said_in_words() -> None:
    profile = Profile("x", (Criterion("Trade", "must", "industry", 1, ("refrigeration",)),))
    assert judged(claim("description", "Refrigeration for shops"), profile=profile).verdicts[0].state == "met"
    assert (
        judged(claim("industry", "Refrigeration"), profile=profile).verdicts[0].reason
        == "“refrigeration” in its industry"
    )
    assert judged(claim("industry", "Bakery"), profile=profile).verdicts[0].state == "missed"
    assert judged(claim("description", "Bread"), profile=profile).verdicts[0].state == "unknown"


def test_what_will_be_read_tomorrow_is_not_known_today() -> None:
    assert judged(claim("employees", 50, read_at="2026-06-04T00:00:00.000000Z")).verdicts[0].state == "unknown"


@examples(100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["must", "should"]), st.integers(1, 5), st.sampled_from(["met", "missed", "unknown"]))
    )
)
def test_more_knowledge_never_widens_the_range(rows: list[tuple[str, int, str]]) -> None:
    """Whatever is found out about one unknown criterion, the new range lies inside the old one (or a must fell)."""
    criteria = tuple(
        Criterion(f"c{i}", kind, "technology", weight, (f"good{i}",)) for i, (kind, weight, _) in enumerate(rows)
    )
    profile = Profile("x", criteria)

    def known(states: list[str]) -> Fit:
        """`technology` is one list: a row counts as missed when anything is listed and it is not."""
        return judged(
            *[claim("technology", f"good{i}") for i, state in enumerate(states) if state == "met"], profile=profile
        )

    found = known([state for _, _, state in rows])
    assert 0 <= found.range.low <= found.range.high <= 100
    assert 0 <= found.range.coverage <= 1
    if not any(state == "met" for _, _, state in rows):
        assert span(found) == (0, 100 if rows else 0)


@examples(100)
@given(st.lists(st.booleans() | st.none(), min_size=3, max_size=3))
def test_the_range_narrows_as_facts_come_in(known: list[bool | None]) -> None:
    facts = [
        ("employees", 50, 5),
        ("address", {"country": "DE"}, {"country": "US"}),
        ("description", "pumps", "y" * 500),
    ]
    claims, before = [], span(judged())
    for (field, good, bad), state in zip(facts, known, strict=True):
        if state is not None:
            claims.append(claim(field, good if state else bad))
        now = span(judged(*claims))
        assert now[1] <= before[1]
        assert now[0] >= before[0] or not all(known)
        assert now[0] <= now[1]
        before = now
