"""Profiles: what is wrong is named with its line and the nearest right word; what is right comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.errors import BadInput
from prospector.plan.profile import (
    KINDS,
    RANGE_FIELDS,
    WORD_FIELDS,
    Criterion,
    Profile,
    parse_profile,
    render_profile,
)
from tests.chance import examples

GOOD = """\
name = "Service firms"

[[criterion]]
name = "Size"
kind = "must"
weight = 3
field = "employees"
min = 20
max = 400

[[criterion]]
name = "Place"
field = "country"
any = ["DE", "SE"]
"""


def test_a_good_one() -> None:
    profile = parse_profile(GOOD)
    assert profile.name == "Service firms"
    assert profile.criteria == (
        Criterion("Size", "must", "employees", 3, (), 20, 400),
        Criterion("Place", "should", "country", 1, ("DE", "SE")),
    )
    assert [one.wanted() for one in profile.criteria] == ["20 to 400", "DE or SE"]


@pytest.mark.parametrize(
    ("wrong", "instead", "line", "said"),
    [
        ("weight = 3", "wieght = 3", 6, "did you mean “weight”"),
        ("weight = 3", "weight = 9", 6, "1 to 5, not 9"),
        ("weight = 3", 'weight = "3"', 6, "whole number"),
        ("weight = 3", "weight = true", 6, "whole number"),
        ('field = "employees"', 'field = "employes"', 7, "did you mean “employees”"),
        ('field = "employees"', 'feild = "employees"', 7, "did you mean “field”"),
        ('kind = "must"', 'kind = "most"', 5, "did you mean “must”"),
        ("min = 20", "min = 900", 8, "above max"),
        ("min = 20", "min = 20.5", 8, "whole number"),
        ('any = ["DE", "SE"]', "any = []", 13, "at least one word"),
        ('any = ["DE", "SE"]', 'any = ["DE", 5]', 14, "list of words"),
        ('any = ["DE", "SE"]', 'any = ["DE", ""]', 14, "list of words"),
        ('any = ["DE", "SE"]', "min = 5", 14, "takes words"),
        ("max = 400", 'any = ["x"]', 9, "use min and max"),
        ('name = "Place"', 'name = ""', 12, "needs a name"),
        ('name = "Service firms"', 'nmae = "Service firms"', 1, "did you mean “name”"),
        ('name = "Service firms"', 'name = "Service firms', 1, "line 1"),
        ("min = 20\nmax = 400\n", "", 7, "needs min, max or both"),
        ('name = "Place"', 'name = "Place"\nxyzzy = 1', 13, "known here"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(wrong: str, instead: str, line: int, said: str) -> None:
    assert wrong in GOOD
    with pytest.raises(BadInput, match=said) as caught:
        parse_profile(GOOD.replace(wrong, instead), "mine.toml")
    assert "mine.toml" in caught.value.sentence
    assert f"line {line}" in caught.value.sentence, caught.value.sentence
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no criterion"),
        ("name = 'x'", "no criterion"),
        ("criterion = 5", r"own \[\[criterion\]\]"),
        ("[criterion]\nname = 'x'", r"own \[\[criterion\]\]"),
        ("[[criterion]]\nname = 'x'", "no field"),
        ("[[critereon]]\nname = 'x'\nfield = 'hiring'", "did you mean “criterion”"),
        ("\x00", "mine.toml"),
        ("[[criterion]]\nname = 'x'\nfield = 'city'\nany = 'Ulm'\n[criterion.more]\na = 1", "unknown key “more”"),
    ],
)
def test_what_is_no_profile_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        parse_profile(text, "mine.toml")
    assert "\n" not in caught.value.sentence


def test_one_word_may_stand_without_brackets_and_hiring_without_words() -> None:
    text = "[[criterion]]\nname = 'x'\nfield = 'city'\nany = 'Ulm'\n[[criterion]]\nname = 'y'\nfield = 'hiring'\n"
    city, hiring = parse_profile(text).criteria
    assert city.any == ("Ulm",)
    assert (hiring.any, hiring.wanted()) == ((), "any opening")


WORDS = st.text("abcDE019\"'\\[]#=,.;-&/", min_size=1, max_size=12)


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    name, kind, weight = draw(WORDS), draw(st.sampled_from(KINDS)), draw(st.integers(1, 5))
    if draw(st.booleans()):
        low, high = sorted(draw(st.tuples(st.integers(0, 9_999), st.integers(0, 9_999))))
        return Criterion(name, kind, draw(st.sampled_from(RANGE_FIELDS)), weight, (), low, high)
    return Criterion(name, kind, draw(st.sampled_from(WORD_FIELDS)), weight, tuple(draw(st.lists(WORDS, min_size=1))))


@examples(60)
@given(WORDS, st.lists(criteria(), min_size=1, max_size=5))
def test_what_is_written_is_read_back(name: str, listed: list[Criterion]) -> None:
    profile = Profile(name, tuple(listed))
    assert parse_profile(render_profile(profile)) == profile


def test_quotes_and_controls_survive_writing() -> None:
    profile = Profile('A "quoted" \\ name', (Criterion("x", "must", "words", 1, ('say "hi"', "back\\slash", "[/b]")),))
    assert parse_profile(render_profile(profile)) == profile
