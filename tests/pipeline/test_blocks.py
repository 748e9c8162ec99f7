"""Texts in one piece are found as if each were looked at alone."""

from __future__ import annotations

import random
import re

import pytest

from prospector.pipeline.blocks import (
    block_of,
    holds,
    lines_beginning,
    lines_like,
    lines_with,
    lines_with_beginning,
    numbers_with,
    texts_of,
)

WORDS = ("a", "en", "ene", "ß", "ö", "界", "\x05", "\x00", "zz", "\ud800", "a b")


@pytest.mark.parametrize("seed", range(6))
def test_lines_are_found_as_each_alone(seed: int) -> None:
    chance = random.Random(seed)
    texts = [
        "".join(chance.choices("aenß ö界\x00\x05", k=chance.randrange(9))) for _ in range(chance.choice((1, 7, 300)))
    ]
    block = block_of(texts)
    assert texts_of(block) == texts
    for word in WORDS:
        inside = [(at, text) for at, text in enumerate(texts) if word in text]
        assert lines_with(word, block) == inside
        assert numbers_with(word, block) == [at for at, _ in inside]
        assert holds([word], block) == bool(inside)
        begun = lines_with_beginning(word, block)
        assert set(begun) <= set(inside)
        assert {hit for hit in inside if re.search(rf"(?<!\w){re.escape(word)}", hit[1])} <= set(begun)
        assert lines_beginning(word, block) == [hit for hit in inside if hit[1].startswith(word)]
    pattern = re.compile("[^\na]*+a[^\ne]*+e")
    assert list(lines_like(pattern, block)) == [hit for hit in enumerate(texts) if pattern.match(hit[1])]


def test_nothing_is_found_in_no_texts() -> None:
    block = block_of([])
    assert (texts_of(block), numbers_with("a", block), lines_beginning("a", block)) == ([], [], [])
    assert (lines_with_beginning("a", block), holds(["a"], block)) == ([], False)
