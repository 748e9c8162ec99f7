"""The recipe of docs/matching.md, in small: keys joined in SQL, words counted in SQL, decided by the same rules."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from prospector.identity.elsewhere import MOST_PER_TERM, Counted, decision, terms, words
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party

DOCS = Path(__file__).parents[2] / "docs" / "matching.md"
FIRSTS = [
    "Alder", "Birk", "Cedar", "Dorn", "Esche", "Farn", "Ginster", "Hasel", "Iris", "Jaspis", "Kestrel", "Lumen", "Mohn", "Nord",
    "Ost", "Pappel", "Quarz", "Rauten",
]  # fmt: skip
LASTS = "hafen brook feld stein vik berg holm dale".split()  # noqa: SIM905
TRADES = "Logistik Systems Bank Energy Foods Capital Software Steel".split()  # noqa: SIM905


def made(count: int) -> Iterator[Party]:
    """Yield leads, every fifth one again as another list has it."""
    chance = random.Random(5)
    for number in range(count):
        word = chance.choice(FIRSTS) + chance.choice(LASTS)
        name = f"{word} {chance.choice(TRADES)} {chance.choice(('GmbH', 'Ltd', 'AG', 'Inc'))}"
        domain = f"{word.lower()}{number}.example"
        town = chance.choice(("Kiel", "York", "Bonn", "Lyon"))
        yield Party(f"a{number}", (name,), (domain,) if chance.random() < 0.6 else (), city=town)
        if number % 5 == 0:
            again = name.rpartition(" ")[0] if chance.random() < 0.5 else name.upper()
            yield Party(f"b{number}", (again,), (domain,) if chance.random() < 0.7 else ())


def pairs_by_sql(records: dict[str, Party]) -> set[tuple[str, str]]:
    """Return the pairs worth a comparison, found by the SQL that the documentation shows."""
    with sqlite3.connect(":memory:") as engine:
        engine.execute("CREATE TABLE term (term TEXT, id TEXT)")
        engine.executemany(
            "INSERT INTO term VALUES (?, ?)", ((term, key) for key, one in records.items() for term in set(terms(one)))
        )
        (sql,) = re.findall(r"```sql\n\s*(SELECT DISTINCT.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        return set(engine.execute(sql.replace(":most", str(MOST_PER_TERM))))


@pytest.fixture(scope="module")
def records() -> dict[str, Party]:
    return {party.id: party for party in made(600)}


def test_an_engine_finds_what_one_run_finds_with_the_same_scores(records: dict[str, Party]) -> None:
    matcher = Matcher()
    counts: dict[str, int] = {}
    for party in records.values():
        matcher.add(party)
        for word in words(party):
            counts[word] = counts.get(word, 0) + 1
    base = Counted(len(records), counts)
    found = {}
    for one, other in pairs_by_sql(records):
        decided = decision(records[one], records[other], base)
        if decided.verdict != "different":
            found[one, other] = (decided.score, decided.verdict)
    alone = {(min(one.left, one.right), max(one.left, one.right)): (one.score, one.verdict) for one in matcher.pairs()}
    proposed = {pair for pair, (_, verdict) in alone.items() if verdict in ("same", "review")}
    assert len(proposed) > 100
    assert proposed <= found.keys()
    assert {pair: found[pair] for pair in alone.keys() & found.keys()} == {
        pair: alone[pair] for pair in alone.keys() & found.keys()
    }
    more = {pair for pair, (_, verdict) in found.items() if verdict in ("same", "review")} - alone.keys()
    assert len(more) <= len(proposed) // 50


def test_the_words_of_the_recipe_are_plain_text(records: dict[str, Party]) -> None:
    party = Party("x", ("Nordhafen & Söhne GmbH",), ("nordhafen.example",), phones=("+49 40 111111",))
    assert {"dnordhafen.example", "wnordhafen", "2nordhafen sohne"} <= set(terms(party))
    assert words(party) == {"nordhafen", "sohne"}
    assert all(isinstance(term, str) and term.isprintable() for one in records.values() for term in terms(one))
