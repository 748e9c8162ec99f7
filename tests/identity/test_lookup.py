"""Looking a typed name up: whom an unfinished name finds, how many at most, and bytes that were laid aside."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from prospector.identity import saved, typed
from prospector.identity.aside import Aside
from prospector.identity.known import Known, prepare
from prospector.identity.lookup import Match, best_matches
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex
from prospector.identity.written import read, written


def known(key: str, *names: str) -> Known:
    return prepare(Party(key, names))


HELD = {
    "a": known("a", "Sued Hafen Logistik"), "b": known("b", "Nord Hafen Logistik"), "c": known("c", "Ost Werke", "Nord Hafer"),
    "d": known("d", "Nord Werke"),
}  # fmt: skip


def begun(words: list[str]) -> Iterator[tuple[Known, str]]:
    """Yield every record with each of its words that the last one typed begins, whatever else it holds, and one more."""
    for one in HELD.values():
        yield from ((one, word) for form in one.forms for word in form.full if word.startswith(words[-1]))
    yield HELD["d"], "hafen"


def unfinished(name: str, limit: int = 5, key: str = "?") -> list[Match]:
    return best_matches(known(key, name), (), begun, Matcher(), limit)


def test_an_unfinished_name_finds_who_holds_all_its_words_and_one_that_the_last_begins() -> None:
    assert [one.id for one in unfinished("haf")] == ["c", "a", "b"], "of the shortest name it is most"
    assert sorted(one.id for one in unfinished("nord haf")) == ["b", "c"]
    assert [one.id for one in unfinished("ost haf")] == ["c"], "by all its names together"
    assert unfinished("west haf") == []
    assert [one.id for one in unfinished("nord h")] == [], "one letter begins too many"
    assert [one.id for one in unfinished("nord haf", key="b")] == ["c"], "who asks is left out"
    assert len(unfinished("haf", limit=2)) == 2
    assert unfinished("!!!") == []


def test_the_more_of_a_name_is_typed_the_surer_it_is_but_never_as_sure_as_a_whole_one() -> None:
    found = {name: unfinished(name)[0] for name in ("haf", "nord hafen logi", "nord hafen logistik")}
    assert [round(one.score, 4) for one in found.values()] == [0.1812, 0.2491, 0.29]
    assert [(one.verdict, one.why) for one in found.values()] == [
        ("review", (f"holds a word beginning with '{name.split()[-1]}'",)) for name in found
    ]
    assert found["nord hafen logi"].words == ("Nord", "Hafen", "Logistik")
    assert unfinished("sued haf")[0].words == ("Sued", "Hafen")


class Even:
    """A base in which every word tells as much as any other."""

    def bits(self, _word: str) -> float:
        return 10.0

    def frequency(self, _word: str) -> int:
        return 1


@pytest.mark.parametrize(
    ("name", "fields", "verdict"),
    [
        ("Kestrel", {}, "review"), ("Kestrel GmbH", {}, "related"), ("Kestrel", {"country": "DE"}, "related"),
        ("Kestrel", {"city": "Ulm"}, "related"), ("Kestrel", {"lei": "X"}, "related"),
        ("Kestrel", {"phones": ("040 1234567",)}, "related"), ("Kestrel", {"registry_ids": ("HRB 1",)}, "related"),
    ],
)  # fmt: skip
def test_a_bare_name_may_still_become_the_longer_one_so_it_is_asked_about(
    name: str, fields: dict[str, Any], verdict: str
) -> None:
    (found,) = best_matches(
        prepare(Party("?", (name,), **fields)), [known("h", "Kestrel Holding")], lambda _: (), Even(), 5
    )
    assert (found.id, found.verdict, found.whole) == ("h", verdict, False)


@pytest.fixture
def crowd() -> SavedIndex:
    """Eighty companies named by two words, each of them in many names."""
    opened = sqlite3.connect(":memory:", isolation_level=None)
    for table in (saved.NOTES, *saved.TABLES):
        opened.execute(table)
    index = SavedIndex(opened)
    firsts = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper")
    for first in firsts:
        for last in ("Logistics", "Systems", "Bank", "Energy", "Foods", "Capital", "Software", "Steel"):
            index.put(prepare(Party(f"{first} {last}".lower(), (f"{first} {last} Ltd",))))
    return index


def test_five_are_shown_unless_more_are_asked_for(crowd: SavedIndex) -> None:
    asked = Party("?", ("Juniper",))
    assert [len(typed.look_up(asked, crowd)), len(typed.look_up(asked, crowd, 8))] == [5, 8]


def test_names_with_both_of_two_common_words_are_found_though_each_is_in_more_than_are_read(
    crowd: SavedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "MOST_PER_WORD", 2)
    asked = prepare(Party("?", ("Juniper Steel Logistics",)))
    assert "juniper logistics" in {one.id for one in typed.candidates(asked, crowd)}


def test_a_name_is_written_and_read_with_the_words_that_are_left_out_of_comparing() -> None:
    for one in (known("x", "Kestrel & Umbra", "Bank of Kestrel"), known("x", "Kestrel Umbra")):
        assert read("x", written(one)) == one


@pytest.mark.parametrize("there", [True, False])
def test_what_was_laid_aside_is_given_back(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    if not there:
        monkeypatch.delattr(os, "pread", raising=False)
    held, parts = Aside(), [b"ab" * 300_000, b"cd" * 300_000, b"ef" * 10]
    at = 0
    for part in parts:
        held.extend(part)
        assert len(held) == at + len(part)
        assert held[slice(at, at + len(part))] == part
        at += len(part)
    assert [held[slice(0, 4)], held[slice(599_998, 600_002)], held[slice(at - 2, at)]] == [b"abab", b"abcd", b"ef"]
    held.extend(b"x" * (1 << 20))
    assert held[slice(at, at + 2)] == b"xx"
    assert held[slice(at - 20, at)] == parts[2]
