"""The words of a written name: what most names are made of is read at once, and no otherwise than all is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity import name
from prospector.identity.tokens import plain_tokens
from tests.chance import examples

PIECES = (
    "nordhafen", "Acme", "a", "b", "T", "and", "the", "dba", "formerly", "no", "nr", "inc", "co", "com", "llc", "m/s", "ue",
    "united", "states", "not", "call", "7", "2019", "ß", "'s", "&", ",", ".", "-", "/", "+", "#", "(", ")", "|",
)  # fmt: skip
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=7).flatmap(
    lambda pieces: st.sampled_from(("", " ", ", ", " & ")).map(lambda between: between.join(pieces))
)


@given(WRITTEN)
@examples(900)
def test_a_plain_name_is_read_as_the_long_way_reads_it(written: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name, "plain_tokens", lambda _text: None)
        slowly = name.normalise.__wrapped__(written)
    assert name.normalise.__wrapped__(written) == slowly


@pytest.mark.parametrize(
    "plain", ["nordhafen logistik gmbh", "smith, jones and sons ltd.", "a & p", "johnson & johnson"]
)
def test_most_names_are_plain(plain: str) -> None:
    assert plain_tokens(plain) is not None


@pytest.mark.parametrize(
    "other", ["a.b. dick", "no 1 foods", "acme dba bolt", "acme (india)", "müller", "acme-bolt", "x #3"]
)
def test_what_may_hold_more_is_not(other: str) -> None:
    assert plain_tokens(other) is None
