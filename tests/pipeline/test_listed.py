"""What is kept in memory and followed says the same as what is read anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from random import Random

import pytest

from prospector.errors import ProspectorError
from prospector.model.account import PLACES
from prospector.model.tables import Account
from prospector.pipeline.listed import by_fit, read_rows
from prospector.pipeline.parties import roots_of
from prospector.plan.facts import facts
from prospector.plan.profile import parse_profile
from prospector.plan.strategy import Strategy
from prospector.store.check import RESTORE
from prospector.workspace import Workspace
from tests.chance import seeds

REP = "robin"
PROFILE = (
    'name = "P"\n[[criterion]]\nname = "north"\nkind = "must"\nweight = {weight}\nfield = "country"\nany = ["SE"]\n'
)


def test_few_and_all_give_the_same_rows(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [workspace.naming.name(name, bench=bench).account_id for name, bench in (("Fir", False), ("Hazel", True))]
    workspace.touches.log(ids[1], "phone", "spoke")
    few = workspace.list_rows(places=PLACES)
    monkeypatch.setattr("prospector.pipeline.listed._FEW", 0)
    assert workspace.list_rows(places=PLACES) == few
    assert [(row.name, row.touches, row.last_outcome) for row in few] == [("Fir", 0, None), ("Hazel", 1, "spoke")]


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_followed_rows_facts_and_segments_are_those_read_anew(
    workspace: Workspace, open_again: Callable[[], Workspace], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("prospector.pipeline.listed._FEW", 0)
    chance, other = Random(seed), open_again()
    workspace.strategy.segments.save("north", "country in SE")
    ids = [workspace.naming.name(f"{word} Works").account_id for word in ("Alder", "Birch", "Cedar", "Dogwood")]
    acts: list[Callable[[Workspace, str], object]] = [
        lambda one, key: one.touches.log(key, "letter", "sent", override="a test"),
        lambda one, key: one.naming.edit(key, country=chance.choice(("SE", "DE"))),
        lambda one, key: one.naming.to_bench(key),
        lambda one, key: one.naming.drop(key, "no money"),
        lambda one, key: one.naming.activate(key),
        lambda one, key: one.proofs.type(key, {"employees": chance.choice(("20", "80"))}),
        lambda one, key: one.merging.merge(key, chance.choice([other for other in ids if other != key])),
        lambda one, _key: one.undo(),
        lambda one, _key: one.redo(),
        lambda one, _key: one.plans.apply(parse_profile(PROFILE.format(weight=chance.randint(1, 5)))),
        lambda one, _key: one.strategy.segments.save("north", f"country in {chance.choice(('SE', 'DE'))}"),
    ]
    for _ in range(14):
        with contextlib.suppress(ProspectorError):
            chance.choice(acts)(chance.choice((workspace, other)), chance.choice(ids))
        fresh = read_rows(workspace.store.reader)
        wanted = sorted((row for row in fresh.values() if row.place in PLACES), key=by_fit)
        assert workspace.list_rows(places=PLACES) == wanted
        assert dict(workspace.strategy.facts()) == facts(workspace.store)
        assert dict(workspace.strategy.segments_of()) == dict(Strategy(workspace.store).segments_of())


@pytest.mark.timeout(60)
def test_merges_that_go_round_in_a_damaged_file_end_and_the_doctor_names_them(workspace: Workspace) -> None:
    ids = {name: workspace.naming.name(name).account_id for name in ("Alder Works", "Birch Hall", "Cedar Yard", "Fir")}
    for name, key in ids.items():
        workspace.touches.log(key, "letter", "sent", note=f"letter to {name}", override="a test")
    assert next(one for one in workspace.upkeep.findings() if one.what == "merges").good
    with workspace.store.action("damage") as action:
        for name, into in (("Alder Works", "Birch Hall"), ("Birch Hall", "Alder Works"), ("Cedar Yard", "Cedar Yard")):
            account = action.get(Account, ids[name])
            assert account is not None
            account.merged_into = ids[into]
    workspace.strategy.segments.save("all", "name is Fir")
    assert [row.name for row in workspace.list_rows(places=PLACES)] == ["Fir"]
    assert set(read_rows(workspace.store.reader)) == {ids["Fir"]}
    assert {hit.account_id for hit in workspace.finding.find("letter to", REP)} == {ids["Fir"]}
    assert workspace.strategy.sources.tired("own naming", 2) is None
    workspace.naming.edit(ids["Fir"], country="SE")
    assert set(workspace.strategy.facts()) == {ids["Fir"]}
    assert set(roots_of(workspace.store.reader, ids.values())) >= {ids["Fir"]}
    told = next(one for one in workspace.upkeep.findings() if one.what == "merges")
    assert (told.good, told.todo) == (False, RESTORE)
    assert "3 accounts" in told.said
    assert "Alder Works" in told.said
