"""Pairs are found once for all accounts, then again only around those that changed."""

from __future__ import annotations

import random

import pytest

from prospector.model.ids import new_id
from prospector.pipeline import twins
from prospector.pipeline.twins import Twins
from prospector.workspace import Workspace

Found = set[tuple[str, str, str]]
FIRSTS = ("Nordhafen", "Kobold", "Lindwurm", "Bergmann", "Quarzit", "Zephyrine")
LASTS = ("Logistik GmbH", "Logistik", "Handel AG", "Works Ltd", "Pumpen")
DOMAINS = ("", "", "nordhafen.example", "kobold.example", "quarzit.example")


def found(one: Twins) -> Found:
    return {(pair.left, pair.right, pair.verdict) for pair in one.pairs() if pair.verdict in ("same", "review")}


def anew(workspace: Workspace) -> Found:
    return found(Twins(workspace.store, workspace.known.indexed))


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    from prospector.model.tables import Account, Target

    dice = random.Random(4)
    with workspace.action("Many", by="machine") as action:
        ids = action.add_many(
            Account,
            (
                {"id": new_id(), "name": f"{dice.choice(FIRSTS)} {dice.choice(LASTS)}", "domain": dice.choice(DOMAINS)}
                for _ in range(40)
            ),
        )
        action.add_many(Target, ({"account_id": one, "rep": "robin", "place": "bench", "since": "x"} for one in ids))
    return workspace


def touching(pairs: Found, changed: list[str]) -> Found:
    return {pair for pair in pairs if not {pair[0], pair[1]}.isdisjoint(changed)}


def test_after_changes_the_pairs_around_them_are_those_of_a_fresh_look(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs elsewhere stay as they were judged, though words have become a little more or less common."""
    kept, whole = filled.known._twins, twins._among
    assert found(kept) == anew(filled)
    dice = random.Random(9)
    ids = [one for (one,) in filled.store.reader.rows("SELECT id FROM account ORDER BY id")]
    seen = 0
    for step in range(12):
        changed = dice.sample(ids, 2)
        if step % 4 > 1:
            filled.merging.merge(*changed)
            if step % 4 == 3:
                filled.undo()
            else:
                ids.remove(changed[1])
        else:
            del changed[1]
            filled.naming.edit(changed[0], name=f"{dice.choice(FIRSTS)} {dice.choice(LASTS)}")
        monkeypatch.setattr(twins, "_among", lambda _reader: pytest.fail("all accounts were compared again"))
        followed = found(kept)
        monkeypatch.setattr(twins, "_among", whole)
        assert touching(followed, changed) == touching(anew(filled), changed)
        seen += len(touching(followed, changed))
    assert seen > 5


def test_without_a_change_nothing_is_compared(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.known.twins()
    monkeypatch.setattr(twins, "_among", lambda _reader: pytest.fail("all accounts were compared again"))
    monkeypatch.setattr(twins, "_around", lambda *_: pytest.fail("accounts were compared again"))
    assert filled.known.twins() == before
    pairs, names = before
    assert {pair.left for pair in pairs} <= names.keys()
    assert all(pair.left < pair.right for pair in pairs)
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
