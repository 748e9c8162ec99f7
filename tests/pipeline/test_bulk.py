"""Many at once: the preview says what the act does, and all of it is one step."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, Refused
from prospector.model.account import PLACES
from prospector.pipeline.bulk import ACTS, Bulk, Change
from prospector.workspace import Workspace


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    return [
        workspace.naming.name(f"{name} Works", different=True).account_id
        for name in ("Alder", "Birch", "Cedar", "Fir", "Elder")
    ]


def places(workspace: Workspace) -> dict[str, tuple[str, int | None, str]]:
    return {row.id: (row.place, row.slot, row.sector) for row in workspace.list_rows(places=PLACES)}


def test_preview_says_which_change_and_why_the_others_do_not(workspace: Workspace, ids: list[str]) -> None:
    workspace.naming.edit(ids[0], sector="Pumps")
    workspace.naming.edit(ids[1], sector="pumps")
    before, acts = places(workspace), len(workspace.history())
    preview = workspace.bulk.preview(ids, Change("sector", "pumps"))
    assert preview.text == "3 of 5 will change: sector pumps"
    assert [(line.name, line.why_not) for line in preview.kept] == [
        ("Alder Works", "is in the sector Pumps already"), ("Birch Works", "is in the sector pumps already"),
    ]  # fmt: skip
    assert (places(workspace), len(workspace.history())) == (before, acts)
    done = workspace.bulk.apply(ids, Change("sector", "pumps"))
    assert done.lines == preview.lines
    assert {sector for _, _, sector in places(workspace).values()} == {"pumps", "Pumps"}
    assert workspace.history()[0].title == "Sector pumps (3 companies)"
    workspace.undo()
    assert places(workspace) == before


CHANGES = [Change("sector", "pumps"), Change("source", "trade fair"), Change("horizon", "long"), Change("explore", "on"),
           Change("bench"), Change("activate"), Change("drop", reason="no money"),
           Change("snooze", "2026-06-22", "waiting")]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=[one.act for one in CHANGES])
def test_every_act_does_what_its_preview_says_and_is_one_step(
    workspace: Workspace, ids: list[str], change: Change
) -> None:
    workspace.naming.to_bench(ids[0])
    workspace.naming.drop(ids[1], "no money")
    before = workspace.store.reader.rows("SELECT * FROM target ORDER BY id")
    preview = workspace.bulk.preview(ids, change)
    assert preview.changing
    number = len(workspace.history())
    assert workspace.bulk.apply(ids, change) == preview
    assert len(workspace.history()) == number + 1
    workspace.undo()
    assert workspace.store.reader.rows("SELECT * FROM target ORDER BY id") == before


def test_every_act_is_tried_here() -> None:
    assert {one.act for one in CHANGES} == set(ACTS)


def test_s0_1_many_at_once_never_make_a_slot_too_many(workspace: Workspace) -> None:
    waiting = [
        workspace.naming.name(f"Firm {number:02} Bau", bench=True, different=True).account_id for number in range(23)
    ]
    preview = workspace.bulk.preview(waiting, Change("activate"))
    assert preview.text == "20 of 23 will change: to the list"
    assert {line.why_not.partition(":")[0] for line in preview.kept} == {"the list is full (20 of 20)"}
    workspace.bulk.apply(waiting, Change("activate"))
    slots = [row.slot for row in workspace.list_rows()]
    assert sorted(slot or 0 for slot in slots) == list(range(1, 21))
    workspace.undo()
    assert workspace.list_rows() == []


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [(Change("sector"), BadInput, "say which sector"), (Change("horizon", "soon"), BadInput, "short or long"),
     (Change("drop"), Refused, "needs a reason"), (Change("snooze", "2020-01-01", "waiting"), BadInput, "2020"),
     (Change("explode"), BadInput, "can't be done with many"), (Change("explore", "maybe"), BadInput, "on or off")],
    ids=["no-sector", "no-horizon", "no-reason", "past", "unknown", "no-switch"],
)  # fmt: skip
def test_what_is_wrong_for_all_is_one_sentence(
    workspace: Workspace, ids: list[str], change: Change, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        workspace.bulk.preview(ids, change)
    with pytest.raises(error, match=said):
        workspace.bulk.apply(ids, change)
    assert workspace.history()[0].title.startswith("Name ")


def test_names_of_a_bought_list_take_no_slot_by_a_changed_source(workspace: Workspace, ids: list[str]) -> None:
    workspace.strategy.sources.save("cheap list", "rented")
    preview = workspace.bulk.preview(ids, Change("source", "cheap list"))
    assert preview.changing == 0
    assert "bought or rented list" in preview.kept[0].why_not


def test_a_closed_one_under_the_floor_stays(workspace: Workspace, ids: list[str]) -> None:
    preview = Bulk(workspace.store, workspace.naming, workspace.steps).preview(
        ids, Change("drop", reason="no response")
    )
    assert preview.changing == 0
    assert all(line.why_not for line in preview.lines)
