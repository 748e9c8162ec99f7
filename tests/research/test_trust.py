"""Families, ranks and learnt errors of sources."""

from __future__ import annotations

import pytest

from prospector.model.proof import ErrorRate
from prospector.research.protocol import FIELDS
from prospector.research.sources import sources
from prospector.research.trust import FAMILIES, NATIONAL, RANKED, UNRANKED, error_rates, family, trust_in


def test_every_source_that_is_ranked_is_there_and_ranked_only_for_what_it_says() -> None:
    says = {one.name: set(one.fields) for one in sources()}
    assert set(FAMILIES) | set(NATIONAL) <= set(says)
    assert set(RANKED) <= FIELDS
    for field, ranked in RANKED.items():
        assert {one for one in ranked if one != "register"} <= set(says), field


def test_the_best_source_of_a_field_stands_first() -> None:
    assert trust_in("sec", "revenue") > trust_in("wikidata", "revenue") > trust_in("stranger", "revenue") == UNRANKED
    assert trust_in("brreg", "legal_name") == trust_in("sirene", "legal_name") > trust_in("gleif", "legal_name")
    assert trust_in("human", "anything") == 1


def test_what_copies_is_one_hand() -> None:
    assert family("website") == family("feeds") == family("jobs") == family("github")
    assert family("wikipedia") == family("wikidata") != family("website")
    assert family("stranger") == "stranger"


def test_errors_lower_trust_by_what_is_sure_and_only_when_enough_was_checked() -> None:
    few = {("brreg", ""): ErrorRate("brreg", "", 1, 3)}
    assert trust_in("brreg", "phone", few) == trust_in("brreg", "phone")
    many = {("brreg", ""): ErrorRate("brreg", "", 15, 5)}
    assert trust_in("brreg", "phone", many) == round(
        trust_in("brreg", "phone") * (1 - many["brreg", ""].interval[0]), 3
    )
    of_field = many | {("brreg", "phone"): ErrorRate("brreg", "phone", 20, 0)}
    assert trust_in("brreg", "phone", of_field) == trust_in("brreg", "phone"), "the field itself is known to be right"


def test_counts_by_field_and_over_all_fields() -> None:
    rates = error_rates([
        ("website", "phone", "confirmed", 3), ("website", "phone", "refuted", 2), ("website", "email", "pinned", 1),
        ("human", "phone", "refuted", 9), ("website", "phone", "other", 9),
    ])  # fmt: skip
    assert {where: (rate.confirmed, rate.refuted) for where, rate in rates.items()} == {
        ("website", "phone"): (3, 2), ("website", "email"): (1, 0), ("website", ""): (4, 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    [(15, 5, 0.112, 0.469), (0, 0, 0.0, 1.0), (10, 0, 0.0, 0.278), (0, 10, 0.722, 1.0), (4, 1, 0.036, 0.624)],
)
def test_the_interval_is_wilson_s(right: int, wrong: int, low: float, high: float) -> None:
    found = ErrorRate("x", "", right, wrong).interval
    assert (round(found[0], 3), round(found[1], 3)) == (low, high)
