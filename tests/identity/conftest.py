from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.identity.matcher import Matcher
from prospector.identity.party import Party

SETS = Path(__file__).parents[2] / ".." / "shared" / "matching"


@pytest.fixture
def company() -> Callable[..., Party]:
    def make(
        identifier: str, name: str | tuple[str, ...], domain: str = "", phone: str = "", **fields: object
    ) -> Party:
        return Party(
            identifier,
            (name,) if isinstance(name, str) else name,
            (domain,) if domain else (),
            phones=(phone,) if phone else (),
            **fields,
        )

    return make


@pytest.fixture
def base() -> Matcher:
    """A base of made-up companies that share many common words."""
    matcher = Matcher()
    firsts = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper")
    lasts = ("Logistics", "Systems", "Bank", "Energy", "Foods", "Capital", "Software", "Steel")
    for place, (first, last) in enumerate((first, last) for first in firsts for last in lasts):
        matcher.add(Party(f"b{place}", (f"{first} {last} Ltd",), country="GB"))
    return matcher


@pytest.fixture
def traps() -> tuple[list[dict[str, str]], dict[tuple[str, str], int]]:
    folder = SETS / "traps"
    if not folder.exists():
        pytest.skip("labelled sets absent")
    with (folder / "records.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        labels = {
            (min(row["id1"], row["id2"]), max(row["id1"], row["id2"])): int(row["match"])
            for row in csv.DictReader(file)
        }
    return records, labels
