"""Where names come from: kinds, quarantine, fatigue."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.exchange.names import read_names
from prospector.model.plan import SOURCE_KINDS
from prospector.plan.sources import Fatigued
from prospector.workspace import Workspace

NAMES = ("Alder AG", "Birke AB", "Cedar SA", "Dorn GmbH", "Esche KG", "Fichte Oy", "Ginster BV", "Hasel AS", "Iris SpA",
         "Jasmin Ltd", "Kiefer SE", "Larch Inc")  # fmt: skip


@pytest.mark.parametrize("kind", ["rented", "bought"])
def test_s0_11_names_of_a_rented_list_make_no_active_target(workspace: Workspace, kind: str) -> None:
    workspace.strategy.sources.save("spring list", kind)
    named = [workspace.naming.name(name, source="Spring List") for name in NAMES[:5]]
    assert {one.place for one in named} == {"bench"}
    assert workspace.store.reader.value("SELECT COUNT(*) FROM target WHERE place = 'active'") == 0
    first = named[0].account_id
    with pytest.raises(Refused, match="a bought or rented list: write why you want this one"):
        workspace.naming.activate(first)
    workspace.naming.edit(first, why="opens a depot near us in June")
    assert workspace.naming.activate(first).place == "active"


def test_s0_11_a_quarantined_name_can_t_be_swapped_in_either(workspace: Workspace, make) -> None:
    workspace.strategy.sources.save("spring list", "rented")
    active, waiting = make("Alder AG"), make("Birke AB", source="spring list")
    with pytest.raises(Refused, match="bought or rented"):
        workspace.naming.swap(active, waiting, "better")
    assert workspace.account(active).place == "active"


def test_kinds_are_checked_and_own_naming_needs_no_setting_up(workspace: Workspace) -> None:
    sources = workspace.strategy.sources
    with pytest.raises(BadInput, match="did you mean rented"):
        sources.save("list", "rentd")
    with pytest.raises(BadInput, match="needs a name"):
        sources.save(" ")
    assert sources.get("own naming").kind == "own_naming"
    assert sources.get("rented").kind == "rented", "a name that is a kind says it by itself"
    assert not sources.quarantined("own naming")
    for kind in SOURCE_KINDS:
        assert sources.save(f"a {kind}", kind.replace("_", " ")).kind == kind
    with pytest.raises(NotFound):
        sources.remove("other list")
    assert sources.get("somebody's list").kind == "other"
    assert sources.save("fair", "event", "hall 3").note == "hall 3"
    kept = sources.save("FAIR")
    assert (kept.name, kept.kind, kept.note) == ("fair", "event", "hall 3"), "what is not given stays"
    assert (kept.given, kept.tried, kept.tries, kept.advanced) == (0, 0, 0, 0)


def tried(workspace: Workspace, count: int, **given: str) -> list[str]:
    accounts = [workspace.naming.name(name, **given).account_id for name in NAMES[:count]]
    for account in accounts:
        workspace.touches.log(account, "phone", "no_answer")
    return accounts


def test_s0_15_the_thirteenth_name_after_twelve_tries_without_advance_asks_why(
    workspace: Workspace, clock: FrozenClock
) -> None:
    tried(workspace, 11, source="trade fair")
    named = workspace.naming.name("Linde Lager", source="trade fair").account_id
    assert workspace.strategy.tired("trade fair") is None
    workspace.touches.log(named, "phone", "gatekeeper")
    with pytest.raises(Fatigued, match="12 names from “trade fair” were tried and none advanced"):
        workspace.naming.name("Maple Mechanik", source="Trade Fair")
    assert workspace.store.reader.value("SELECT COUNT(*) FROM account") == 12
    workspace.naming.name("Maple Mechanik")
    with pytest.raises(Refused, match="needs a why"):
        workspace.strategy.sources.justify("trade fair", "  ")
    clock.move(hours=1)
    kept = workspace.strategy.sources.justify("trade fair", "new hall with machine makers this year")
    assert (kept.justified, kept.justified_at) == ("new hall with machine makers this year", clock.stamp())
    assert workspace.history(1)[0].reason == "new hall with machine makers this year"
    workspace.naming.name("Nordwald Normteile", source="trade fair")
    workspace.undo()
    workspace.undo()
    with pytest.raises(Fatigued):
        workspace.naming.name("Nordwald Normteile", source="trade fair")


def test_s0_15_tries_count_anew_after_a_why(workspace: Workspace, clock: FrozenClock) -> None:
    accounts = tried(workspace, 12, source="trade fair")
    clock.move(days=3)
    workspace.strategy.sources.justify("trade fair", "new hall")
    assert workspace.strategy.tired("trade fair") is None
    clock.move(days=3)
    for account in accounts:
        workspace.touches.log(account, "mail", "sent")
    assert workspace.strategy.tired("trade fair").tried == 12


def test_s0_15_one_advance_keeps_a_source_fresh(workspace: Workspace, clock: FrozenClock) -> None:
    accounts = tried(workspace, 12, source="trade fair")
    assert workspace.strategy.tired("trade fair") is not None
    clock.move(days=3)
    workspace.touches.log(accounts[3], "phone", "meeting_set")
    assert workspace.strategy.tired("trade fair") is None
    one = workspace.strategy.sources.get("trade fair")
    assert (one.given, one.tried, one.tries, one.advanced) == (12, 12, 13, 1)


def test_s0_15_a_file_of_names_through_a_tired_source_changes_nothing(workspace: Workspace, tmp_path) -> None:
    tried(workspace, 12)
    path = tmp_path / "names.txt"
    path.write_text("Quitte Qualität\nRobinie Rohre\n", encoding="utf-8")
    with pytest.raises(Fatigued, match="prospect source justify"):
        workspace.build.name_all(read_names(str(path)))
    assert workspace.store.reader.value("SELECT COUNT(*) FROM account") == 12


def test_nothing_is_counted_at_a_name_while_too_few_were_tried(workspace: Workspace, monkeypatch) -> None:
    monkeypatch.setattr("prospector.plan.sources.Sources.all", lambda _self: pytest.fail("all sources were counted"))
    first = workspace.naming.name("Nordhafen Logistik").account_id
    workspace.touches.log(first, "phone", "spoke")
    assert workspace.naming.name("Kobold Versand").slot == 2
