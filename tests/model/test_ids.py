"""Identifiers: ours, sortable by time of making, never the same."""

from __future__ import annotations

import re
import time

import pytest

from prospector.model.ids import new_id
from prospector.model.makers import HUMAN, MACHINE
from prospector.model.touch import CHANNELS, OUTCOMES, REACHED, REACTIONS, words


def test_ids_have_one_shape_and_none_comes_twice() -> None:
    made = [new_id() for _ in range(20_000)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[0-7][0-9a-hjkmnp-tv-z]{25}", one) for one in made)


def test_ids_sort_by_the_moment_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for millisecond in (0, 1, 1_000, 1_700_000_000_000, 1_700_000_000_001, 2**48 - 1):
        monkeypatch.setattr(time, "time_ns", lambda now=millisecond: now * 1_000_000)
        made.append(new_id())
    assert made == sorted(made)
    assert all(len(one) == 26 for one in made)


def test_the_words_of_a_touch() -> None:
    assert set(OUTCOMES) >= REACHED
    assert words("in_person") == "in person"
    for listed in (CHANNELS, OUTCOMES, REACTIONS):
        assert len(set(listed)) == len(listed)
        assert all(re.fullmatch(r"[a-z_]+", one) for one in listed)
    assert {HUMAN, MACHINE} == {"human", "machine"}
