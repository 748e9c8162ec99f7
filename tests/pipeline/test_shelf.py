"""Texts in pieces are found in the order in which they are wanted, and no more pieces are read than that takes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest

from prospector.pipeline import shelf
from prospector.pipeline.shelf import Found, Line, Shelf
from prospector.store.set_aside import Piece, SetAside
from prospector.text import folded


class Counted(SetAside):
    """Counts what is read."""

    reads = 0

    def read(self, piece: Piece) -> bytes:
        self.reads += 1
        return super().read(piece)


def shelf_of(names: list[str]) -> tuple[Shelf, Counted]:
    """Hold names as finding holds those of accounts: the shortest first."""
    lines = {f"{number:05}": Line(f"{number:05}", "", name, "") for number, name in enumerate(names)}
    aside = Counted()
    held = Shelf(lambda keys: [lines[key] for key in keys], aside)
    held.fill(sorted(((one.key, one.text) for one in lines.values()), key=lambda one: (len(one[1]), one[1])))
    return held, aside


def rank(name: str, word: str) -> int:
    begins = [at for at in range(len(name)) if name.startswith(word, at)]
    return (
        0 if begins[0] == 0 else 1 if any(not (name[at - 1].isalnum() or name[at - 1] == "_") for at in begins) else 2
    )


def best(names: list[str], words: list[str], most: int) -> Iterator[tuple[int, str]]:
    found = [
        (rank(folded(one), words[0]), len(one), one) for one in names if all(word in folded(one) for word in words)
    ]
    return ((place, name) for place, _, name in islice(sorted(found), most))


def shown(found: list[Found]) -> list[tuple[int, str]]:
    return [(one.rank, one.line.text) for one in found]


@pytest.mark.parametrize("seed", range(4))
def test_the_best_are_those_of_all_side_by_side(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BLOCK", 4)
    chance = random.Random(seed)
    names = ["".join(chance.choices("Aabc界É-_ &3", k=chance.randrange(1, 9))).strip() or "x" for _ in range(120)]
    held, _ = shelf_of(names)
    for typed in ("a", "ab", "ab", "abc", "b", "-a", "界", "e a", "a b", "&", "3", "a_", "aa"):
        for most in (3, 30, 200):
            words = typed.split()
            assert shown(held.find(words, most, lambda _: True, ranked=True)) == list(best(names, words, most)), typed


def test_what_many_hold_is_found_in_the_first_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BLOCK", 10)
    held, aside = shelf_of([f"Energy {number:05} Works GmbH" for number in range(2_000)])

    def reads(typed: str, *, scattered: bool = False) -> int:
        before = aside.reads
        found = (
            held.scattered(typed, 10, lambda _: True)
            if scattered
            else held.find(typed.split(), 10, lambda _: True, ranked=True)
        )
        assert len(found) == 10
        return aside.reads - before

    assert reads("en") < 10
    assert reads("energy gmbh") < 10
    assert reads("wo") < 210, "who begins with it is looked for in all, who holds it only until there are enough"
    assert reads("eg0", scattered=True) < 10
    assert reads("eg00", scattered=True) < 10, "who types on goes on where the shorter letters stopped"
