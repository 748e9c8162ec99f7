from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prospector.identity.lexicon import deletions
from prospector.identity.likeness import likeness
from prospector.identity.nearby import FUZZY_LIKE, neighbours

WORDS = ["nordhafen", "nordhaven", "nordhafn", "nordhafenn", "sudhafen", "lumen", "lumne", "bank", "x1"]


def test_one_slip_apart_is_near_both_ways() -> None:
    near = neighbours(WORDS, [1] * len(WORDS))
    assert near[0] == [1, 2, 3]
    assert near[5] == [6]
    assert near[6] == [5]
    assert 7 not in near


def test_two_words_that_many_hold_are_no_slip_of_each_other() -> None:
    assert neighbours(["nordhafen", "nordhaven"], [5, 4]) == {0: [1], 1: [0]}
    assert neighbours(["nordhafen", "nordhaven"], [5, 5]) == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc", min_size=3, max_size=7), unique=True, max_size=30))
def test_finds_what_comparing_all_with_all_finds(words: list[str]) -> None:
    near = neighbours(words, [1] * len(words))
    for one, first in enumerate(words):
        slips = set(deletions(first))
        expected = [
            other
            for other, second in enumerate(words)
            if other != one and slips & set(deletions(second)) and likeness(first, second) >= FUZZY_LIKE
        ]
        assert near.get(one, []) == expected
