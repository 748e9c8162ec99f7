"""Matching is symmetric, and what is found in a base does not depend on the order in which it was filled."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity.lighting import lit, matched
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party
from tests.chance import examples

WORDS = (
    "Nordhafen", "Nordhaven", "Kestrel", "Kestrels", "Bank", "Logistik", "Logistics", "Intl", "International", "J.P.", "JP",
    "Morgan", "44", "Forty-Four", "V", "VI", "India", "(UK)", "Holding", "GmbH", "GmbH & Co. KG", "Ltd", "Inc.", "S.A.", "&",
    "und", "the", "dba", "formerly", "Müller", "Mueller", "ООО", "Василёк", "株式会社", "日立", "#12", "-", "AG",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join) | st.text(max_size=20)
PARTIES = st.builds(
    Party,
    id=st.just("x"),
    names=st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    domains=st.lists(st.sampled_from(("nordhafen.example", "kestrel.example", "gmail.com", "x")), max_size=2).map(
        tuple
    ),
    country=st.sampled_from((None, "DE", "Germany", "GB", "??")),
    city=st.sampled_from((None, "Kiel", "Kyel", "York")),
    address=st.sampled_from((None, "Hafenstr. 12", "12 Hafenstraße", "1 Mill Road")),
    postcode=st.sampled_from((None, "24103", "YO1")),
    phones=st.lists(st.sampled_from(("+49 431 111111", "0431/111111", "5")), max_size=2).map(tuple),
    registry_ids=st.lists(st.sampled_from(("HRB 1", "HRB1", "9")), max_size=2).map(tuple),
    lei=st.sampled_from((None, "5299AAAA", "5299BBBB")),
)


def named(party: Party, identifier: str) -> Party:
    return Party(identifier, party.names, party.domains, party.country, party.region, party.city, party.address,
                 party.postcode, party.phones, party.registry_ids, party.lei)  # fmt: skip


@examples(300)
@given(PARTIES, PARTIES)
def test_two_records_are_to_each_other_what_they_are_the_other_way_round(one: Party, other: Party) -> None:
    matcher = Matcher()
    there, back = matcher.compare(one, other), matcher.compare(other, one)
    assert (there.score, there.verdict, there.why) == (back.score, back.verdict, back.why)
    assert set(there.words) == set(back.words)
    assert matched(one, other) == matched(other, one)


@examples(40)
@given(st.lists(PARTIES, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_what_is_found_does_not_depend_on_the_order_of_records(parties: list[Party], chance: random.Random) -> None:
    records = [named(party, f"r{number}") for number, party in enumerate(parties)]
    found = []
    for _ in range(2):
        matcher = Matcher()
        for record in records:
            matcher.add(record)
        found.append({(frozenset((one.left, one.right)), one.score, one.verdict, one.why) for one in matcher.pairs()})
        chance.shuffle(records)
    assert found[0] == found[1]


@examples(200)
@given(PARTIES, PARTIES)
def test_what_is_lit_stands_in_the_name(one: Party, other: Party) -> None:
    words = matched(one, other)
    for name in one.names:
        assert set(lit(name, words)) <= set(name.split())


@pytest.mark.parametrize(
    ("one", "other", "lit_there", "lit_here"),
    [
        (
            "Kvarnby Mekaniska Verkstad",
            "Kvarnby Mek. Verkstad AB",
            "Kvarnby Mekaniska Verkstad",
            "Kvarnby Mek. Verkstad",
        ),
        ("J. P. Brandt Chase", "JPBrandt Chase & Co", "J. P. Brandt Chase", "JPBrandt Chase"),
        ("Face Book Inc", "Facebook", "Face Book", "Facebook"),
        ("Studio Forty Four", "Studio 44", "Studio Forty Four", "Studio 44"),
        ("Nordhafen Intl GmbH", "Nordhaven International", "Nordhafen Intl", "Nordhaven International"),
        ("Nord-Hafen Logistik", "Nordhafen Handel", "Nord-Hafen", "Nordhafen"),
        ("Müller & Söhne", "Mueller und Soehne", "Müller Söhne", "Mueller Soehne"),
        ("Lumen Bank", "Kestrel Bakery", "", ""),
    ],
)
def test_all_words_that_agree_are_lit_also_nearly_equal_ones(
    one: str, other: str, lit_there: str, lit_here: str
) -> None:
    words = matched(Party("1", (one,)), Party("2", (other,)))
    assert " ".join(lit(one, words)) == lit_there
    assert " ".join(lit(other, words)) == lit_here
