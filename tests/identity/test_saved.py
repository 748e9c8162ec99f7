from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity import evidence, saved
from prospector.identity.filling import fill
from prospector.identity.known import prepare
from prospector.identity.lookup import Match
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex
from prospector.identity.typed import compared, look_up
from prospector.identity.written import Damaged, read, written
from tests.chance import examples

Make = Callable[..., Party]
FIRSTS = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper")
LASTS = ("Logistics", "Systems", "Bank", "Energy", "Foods", "Capital", "Software", "Steel")


def connection() -> Any:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    for table in (saved.NOTES, *saved.TABLES):
        opened.execute(table)
    return opened


def filled(parties: Iterable[Party]) -> SavedIndex:
    """Return an index made in one go."""
    held = list(parties)

    def portions(worker: int, workers: int) -> Iterator[list[Party]]:
        for number, start in enumerate(range(0, len(held), 7)):
            if number % workers == worker:
                yield held[start : start + 7]

    opened = connection()
    fill(opened, portions, len(held))
    return SavedIndex(opened)


def added(parties: Iterable[Party]) -> SavedIndex:
    """Return an index made record by record."""
    index = SavedIndex(connection())
    for party in parties:
        index.put(prepare(party))
    return index


def content(index: SavedIndex) -> dict[str, Any]:
    """Return all that an index holds, by id instead of slot."""
    run = index.connection.execute
    ids = dict(run("SELECT slot, id FROM party"))
    return {
        "records": len(index),
        "noted": run("SELECT SUM(value) FROM note WHERE name = 'records'").fetchone()[0] or 0,
        "parties": sorted(run("SELECT id, data FROM party")),
        "words": sorted(run("SELECT word, count FROM word")),
        "slips": sorted(run("SELECT mark, word FROM slip")),
        "postings": sorted((mark, ids[slot]) for mark, slot in run("SELECT mark, slot FROM posting")),
    }


@pytest.fixture
def plain_base() -> list[Party]:
    pairs = [(first, last) for first in FIRSTS for last in LASTS]
    return [Party(f"b{place}", (f"{one} {other} Ltd",), country="GB") for place, (one, other) in enumerate(pairs)]


@pytest.fixture
def typed(plain_base: list[Party]) -> Callable[..., list[Match]]:
    """Return a function that types a name against the base and some more records."""

    def ask(name: str, *more: Party, **fields: Any) -> list[Match]:
        return look_up(Party("", (name,), **fields), added([*plain_base, *more]))

    return ask


NAMES = st.text(max_size=24) | st.sampled_from(["Nordhafen GmbH", "Nordhafen (UK) Ltd", "JP Morgan", "Lumen dba Licht"])
PARTIES = st.builds(
    Party,
    id=st.sampled_from(["a", "b", "c", "d", "e"]),
    names=st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    domains=st.sampled_from([(), ("nordhafen.example",), ("nordhafen.example", "lumen.example"), ("gmail.com",)]),
    country=st.sampled_from([None, "DE", "Germany"]),
    city=st.none() | st.text(max_size=6),
    address=st.none() | st.text(max_size=12),
    phones=st.sampled_from([(), ("+49 40 111111",), ("+49 40 111111", "+1 212 5550100")]),
    registry_ids=st.sampled_from([(), ("HRB 1",)]),
    lei=st.sampled_from([None, "A1"]),
)


@examples(150)
@given(PARTIES)
def test_what_is_written_is_read_back(party: Party) -> None:
    known = prepare(party)
    assert read(known.id, written(known)) == known


@pytest.mark.parametrize(
    "line",
    [None, 7, b"[]", "", "{", "[]", "[[],[],[]]", "[1,2,3]", '[[],["","","","","",1],[[],[],[],[],[]]]',
     '[[[["a","a","a","a"],[],null,[],[],[]]],["a","","","","",""],[[],[],[],[],[]]]',
     '[[[["a","a","a"],["a"],null,[],[],[]]],["a","","","","",""],[[],[],[],[],[]]]',
     '[[],["a","","","","",""],[[],[],[],[],[[]]]]'],
    ids=str,
)  # fmt: skip
def test_what_is_no_record_is_damaged(line: object) -> None:
    with pytest.raises(Damaged):
        read("a", line)


@examples(60)
@given(st.lists(st.tuples(st.booleans(), PARTIES), max_size=24))
def test_after_any_changes_it_is_what_one_made_anew_is(acts: list[tuple[bool, Party]]) -> None:
    index = SavedIndex(connection())
    held: dict[str, Party] = {}
    for adds, party in acts:
        if adds:
            index.put(prepare(party))
            held[party.id] = party
        else:
            assert index.remove(party.id) == (held.pop(party.id, None) is not None)
    assert content(index) == content(filled(held.values()))


def test_nothing_of_a_record_stays_when_it_goes(plain_base: list[Party]) -> None:
    index = added(plain_base)
    before = content(index)
    index.put(prepare(Party("n", ("Nordhafen Logistics GmbH", "Kobold"), ("nordhafen.example",), phones=("+49 40 1",))))
    assert content(index) != before
    assert index.remove("n")
    assert content(index) == before


def test_questions_see_a_change_at_once_and_also_one_taken_back(plain_base: list[Party]) -> None:
    index = added(plain_base)
    asked = Party("", ("Nordhafen",))
    assert not look_up(asked, index)
    index.connection.execute("BEGIN")
    index.put(prepare(Party("n", ("Nordhafen GmbH",))))
    assert look_up(asked, index)[0].id == "n"
    index.put(prepare(Party("n", ("Sudhafen GmbH",))))
    assert not look_up(asked, index)
    index.connection.execute("ROLLBACK")
    index.forget()
    assert len(index) == len(plain_base)
    assert not look_up(Party("", ("Sudhafen",)), index)


@pytest.mark.parametrize(
    ("name", "typed_name"),
    [
        ("Nordhafen Logistik GmbH", "nordh"),
        ("Nordhafen Logistik GmbH", "Nordhafen log"),
        ("Nordhafen Logistik GmbH", "Nordhaven Logistik"),
        ("Nordhafen Logistik GmbH", "Nordhafn"),
        ("Nordhafen Logistik GmbH", "Logistik Nordhafen"),
        ("Dürrwächter Söhne KG", "duerrwaechter"),
        ("Dürrwächter Söhne KG", "Durrwachter So"),
        ("Заря Логистика", "zarya logis"),
        ("J.P. Kobold & Co", "JP Kobold"),
        ("JPKobold Chase", "J P Kobold"),
        ("Interstellar Barge Manifests Corporation", "ibm"),
        ("Forty Four Lanterns", "44 lanterns"),
        ("Lumen-Werke 24 AG", "lumen werke 24"),
        ("Face Book Binders", "facebook binders"),
        ("Natl Quarrymen Assn", "national quarrymen association"),
    ],
)
def test_found_by_what_is_typed(typed: Callable[..., list[Match]], name: str, typed_name: str) -> None:
    best = typed(typed_name, Party("n", (name,)))[0]
    assert best.id == "n"
    assert best.why
    assert best.verdict != "different"


def test_found_by_alias_domain_and_place(typed: Callable[..., list[Match]]) -> None:
    one = Party("k", ("Kobold Versand AG", "Lindwurm Handel"), ("kobold.example", "lindwurm.example"))
    assert typed("Lindwurm Handel", one)[0].id == "k"
    for domain in one.domains:
        assert typed("anything", one, domains=(domain,))[0].id == "k"


def test_the_words_that_agree_are_lit_as_written(typed: Callable[..., list[Match]]) -> None:
    assert typed("nordhafen lo", Party("n", ("Nordhafen Logistik GmbH",)))[0].words == ("Nordhafen", "Logistik")


def test_who_is_asked_for_by_id_is_left_out(plain_base: list[Party]) -> None:
    assert all(match.id != "b3" for match in look_up(plain_base[3], added(plain_base)))


@pytest.mark.parametrize(
    "name", ["", "!", "a", "GmbH", "🙂", "ש", "x" * 10_000, "日本", "a b c d e f g h i j k l m n o"]
)
def test_odd_names_are_answered(typed: Callable[..., list[Match]], name: str) -> None:
    assert all(0 <= match.score <= 1 for match in typed(name, Party("odd", (name,))))


def test_what_all_at_once_finds_is_found_one_by_one_with_the_same_words(plain_base: list[Party]) -> None:
    again = [Party(f"{one.id}-again", (one.names[0][:4] + one.names[0][5:],), one.domains) for one in plain_base[::5]]
    base = [*plain_base, *again]
    index, matcher = added(base), Matcher()
    for party in base:
        matcher.add(party)
    pairs = list(matcher.pairs())
    assert len(pairs) >= len(again) // 2
    for pair in pairs:
        asked = next(party for party in base if party.id == pair.left)
        found = {other.id: decision for other, decision in compared(prepare(asked), index)}[pair.right]
        assert (found.score, found.verdict, found.why) == (pair.score, pair.verdict, pair.why)


@pytest.mark.parametrize("name", ["Twin Oaks Ltd", "Oaks {}", "Oaks {} Nordhafen", "Oaksmoor{} Works"])
def test_a_keystroke_reads_a_bounded_number_of_rows(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    weighed: list[int] = []
    weigh = evidence.weigh

    def counting(*args: Any) -> evidence.Evidence:
        weighed.append(1)
        return weigh(*args)

    monkeypatch.setattr(evidence, "weigh", counting)

    def work(count: int) -> int:
        index = filled(Party(str(place), (name.format(place),)) for place in range(count))
        weighed.clear()
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1

        index.connection.set_progress_handler(step, 100)
        for typed_name in ("oa", "oaks", "oaks n", "twin oaks", "twin oaks ltd", "oaks 1 nordh", "oaksmoor1 w"):
            look_up(Party("", (typed_name,)), index)
        return steps + 10 * len(weighed)

    assert work(4_000) <= 1.6 * work(1_500)


def test_two_processes_fill_what_one_fills(plain_base: list[Party], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = content(filled(plain_base))
    monkeypatch.setattr("prospector.identity.filling._WORTH_SHARING", 10)
    monkeypatch.setattr("prospector.identity.filling.available", lambda: 2)
    assert content(filled(plain_base)) == alone
