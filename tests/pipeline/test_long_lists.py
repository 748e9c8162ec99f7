"""A list too long to be kept is the same list: in the same order, found by the same words, counted in the same parts."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from prospector.model.account import PLACES
from prospector.pipeline import gist as gists
from prospector.pipeline import listed
from prospector.pipeline.listed import Lists
from prospector.pipeline.paged import Packed, packed, places_of
from prospector.pipeline.picking import searched
from prospector.pipeline.row_reading import by_fit, read_rows
from prospector.pipeline.sieve import PARTS, net_of, sieve_of
from prospector.store.reads import Reader
from prospector.text import folded
from prospector.workspace import Workspace


@contextlib.contextmanager
def patched(reader: Reader, asked: list[str]) -> Iterator[None]:
    """Write down what is asked of a reader."""
    rows = reader.rows

    def told(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return rows(sql, parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "rows", told)
        yield


@pytest.fixture
def short_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed, "_MOST_KEPT", 10)
    monkeypatch.setattr(listed, "_FEW", 5)
    monkeypatch.setattr(gists, "BLOCK", 4)


def same(workspace: Workspace) -> None:
    """Hold what is read lazily against the same read at once."""
    rep = workspace.actor
    rows = [row for row in read_rows(workspace.store.reader).values() if row.rep == rep and row.place in PLACES]
    paged, gist = workspace.lists.paged(rep, PLACES), workspace.lists.gist(rep)
    assert paged is not None
    assert gist is not None
    assert list(paged) == sorted(rows, key=by_fit)
    sieve, net = sieve_of(rows), net_of(rows, 20)
    assert gist.sieve == {part: len(getattr(sieve, part)) for part in PARTS}
    assert (gist.counts["c"], gist.counts["o"]) == (net.contacted, net.opportunities)
    for typed in ("e", "muller", "grun pump", "bench", "found", "zz", "researched named"):
        words = folded(typed).split()
        wanted = [at for at, row in enumerate(paged) if all(word in searched(row) for word in words)]
        assert list(gist.hits(words, paged.ids)) == wanted


@pytest.mark.usefixtures("short_of_room")
def test_a_long_list_is_followed_through_everything_that_is_done(workspace: Workspace) -> None:
    chance, naming = random.Random(3), workspace.naming
    ids = [
        naming.name(
            f"{name} {number}", domain=f"d{number}.example", bench=number > 4, different=True, why="x"
        ).account_id
        for number, name in enumerate(("Müller Pumps", "Grün Pumpen", "Zander", "Esche", "Bench Ltd", "Alder") * 5)
    ]
    same(workspace)
    for turn in range(12):
        one = chance.choice(ids[5:])
        acts = (
            lambda one=one, turn=turn: naming.edit(one, name=f"Another Müller {turn}"),
            lambda one=one: naming.edit(one, why=""),
            lambda one=one, turn=turn: workspace.touches.log(one, "phone", "no_answer", override=f"turn {turn}"),
            workspace.undo,
        )
        acts[turn % len(acts)]()
        same(workspace)
    naming.drop(ids[7], "no money", "ask first")
    same(workspace)
    workspace.merging.merge(ids[8], ids[9])
    same(workspace)
    workspace.undo()
    naming.name("Brand New", bench=True, different=True)
    same(workspace)


@pytest.mark.usefixtures("short_of_room")
def test_after_a_backup_is_restored_rows_are_read_from_the_file_that_stands_there_now(workspace: Workspace) -> None:
    names = [
        f"{name} GmbH"
        for name in ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine", "Yew")
    ]
    ids = [workspace.naming.name(name, bench=True, different=True).account_id for name in names]
    backup = workspace.store.path.with_name("backup.db")
    workspace.upkeep.back_up(backup)
    same(workspace)
    workspace.upkeep.restore(backup)
    workspace.naming.edit(ids[0], name="Ahorn GmbH")
    same(workspace)


@pytest.mark.usefixtures("short_of_room")
def test_many_that_changed_between_two_looks_come_to_their_places(workspace: Workspace) -> None:
    chance = random.Random(5)
    ids = [workspace.naming.name(f"Firm {n:02}", bench=True, different=True).account_id for n in range(20)]
    same(workspace)
    for _ in range(4):
        for one in chance.sample(ids, 8):
            workspace.naming.edit(one, name=f"Firm {chance.randrange(4)}")
        same(workspace)


def test_identifiers_in_one_text_are_a_sequence() -> None:
    assert packed("ab,abc") is None
    assert packed(None) is not None
    keys = ["aa", "bb", "cc"]
    held = packed(",".join(keys))
    assert held is not None
    assert (list(held), held[1:], held[-1], len(held)) == (keys, ["bb", "cc"], "cc", 3)
    assert (held.find("bb"), held.find("ab"), held.find("zz")) == (1, -1, -1)
    assert list(held.without(2)) == ["aa", "bb"]
    assert list(held.without(0)) == ["bb", "cc"]
    assert list(held.with_one(0, "zz")) == ["zz", *keys]
    assert list(held.with_one(3, "zz")) == [*keys, "zz"]
    assert list(Packed("", 2).with_one(0, "zz").without(0)) == []
    with pytest.raises(IndexError):
        held[3]


@pytest.mark.parametrize("moves", [0, 1, 3, 40, 2_000])
def test_identifiers_are_found_in_another_order_however_many_stand_elsewhere(moves: int) -> None:
    chance = random.Random(moves)
    keys = [f"{number:04}" for number in chance.sample(range(9_000), 3_000)]
    other = list(keys)
    for _ in range(moves):
        one = other.pop(chance.randrange(len(other)))
        if chance.random() < 0.7:
            other.insert(chance.randrange(len(other)), one)
        if chance.random() < 0.2:
            other.insert(chance.randrange(len(other)), f"{chance.randrange(9_000, 10_000)}")
    other = list(dict.fromkeys(other))
    for those in (other, other[20:2_500], []):
        ids, among, places = packed(",".join(keys)), packed(",".join(those)), {key: at for at, key in enumerate(those)}
        assert ids is not None
        assert among is not None
        assert list(places_of(ids, among)) == [places.get(key, len(those)) for key in keys]


@pytest.mark.usefixtures("short_of_room")
def test_an_order_that_was_kept_is_followed_at_the_next_start(workspace: Workspace) -> None:
    ids = [workspace.naming.name(f"Firm {number:02}", bench=True, different=True).account_id for number in range(15)]
    same(workspace)
    workspace.lists.warm_up()  # where orders are kept
    workspace.naming.edit(ids[3], name="Zander")
    workspace.naming.drop(ids[5], "no money", "ask first")
    again = Lists(workspace.store)
    reader = workspace.store.reader
    asked: list[str] = []
    with patched(reader, asked):
        paged = again.paged(workspace.actor, PLACES)
    assert paged is not None
    assert [row.id for row in paged] == [row.id for row in workspace.lists.rows(workspace.actor, PLACES)]
    assert not any("GROUP_CONCAT" in sql for sql in asked), "everything was sorted anew"
