"""Undo where something was changed since: what stays, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prospector.model.tables import Claim
from prospector.workspace import Workspace

Snapshot = Callable[[], Any]


def newest(workspace: Workspace) -> str:
    return workspace.history(1)[0].id


def test_a_touch_corrected_since_stays(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    touch = workspace.touches.log(account, "phone", "spoke").id
    logged = newest(workspace)
    workspace.touches.correct(touch, outcome="replied")
    result = workspace.undo(logged)
    assert len(result.kept) == 1
    assert [one.outcome for one in workspace.touches.of(account)] == ["replied"]
    assert "corrected since" in result.kept[0]
    assert workspace.touches.of(account)[0].outcome == "replied"


def test_fields_nobody_touched_since_go_back_and_the_others_are_named(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH", pain="leaks", why="size").account_id
    workspace.naming.edit(account, pain="noise", why="growth", city="Ulm")
    edit = newest(workspace)
    workspace.naming.edit(account, pain="heat")
    result = workspace.undo(edit)
    found = workspace.account(account)
    assert (found.pain, found.why, found.city) == ("heat", "size", None)
    assert len(result.kept) == 1
    assert "pain" in result.kept[0]
    assert "why" not in result.kept[0]
    assert "Acme GmbH" in result.kept[0]
    workspace.redo()
    found = workspace.account(account)
    assert (found.pain, found.why, found.city) == ("heat", "growth", "Ulm")


def test_a_name_with_a_later_touch_stays_whole_and_says_why(workspace: Workspace, snapshot: Snapshot) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    named = newest(workspace)
    workspace.touches.log(account, "phone", "spoke")
    before = snapshot()
    result = workspace.undo(named)
    assert result.restored == 0
    assert result.kept == ("account “Acme GmbH” stays because a touch refers to it",)
    assert snapshot() == before, "on the list as before, not an account that stands on nobody's list"


def test_a_name_whose_touch_was_withdrawn_goes(workspace: Workspace, snapshot: Snapshot) -> None:
    empty = snapshot()
    account = workspace.naming.name("Acme GmbH").account_id
    named = newest(workspace)
    workspace.touches.log(account, "phone", "spoke")
    workspace.undo()
    assert workspace.undo(named).kept == ()
    assert snapshot() == empty


def test_a_name_edited_since_stays_whole(workspace: Workspace, snapshot: Snapshot) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    named = newest(workspace)
    workspace.naming.edit(account, pain="leaks")
    before = snapshot()
    result = workspace.undo(named)
    assert result.restored == 0
    assert any("changed since" in one for one in result.kept)
    assert any("Acme GmbH" in one for one in result.kept)
    assert snapshot() == before


def test_an_account_researched_since_stays(workspace: Workspace, snapshot: Snapshot) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    named = newest(workspace)
    with workspace.action("Research", by="machine") as action:
        action.add(Claim(account_id=account, field="email", value='"info@acme.example"', source="website"))
    before = snapshot()
    result = workspace.undo(named)
    assert result.kept == ("account “Acme GmbH” stays because a claim refers to it",)
    assert snapshot() == before


def test_what_was_removed_since_is_said(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    with workspace.action("Research", by="machine") as action:
        claim = action.add(Claim(account_id=account, field="email", value='"info@acme.example"', source="website"))
    stored = newest(workspace)
    with workspace.action("Forget") as action:
        found = action.get(Claim, claim.id)
        assert found is not None
        action.remove(found)
    result = workspace.undo(stored)
    assert result.restored == 0
    assert "removed since" in result.kept[0]


def test_a_list_never_gets_two_targets_in_one_slot(workspace: Workspace) -> None:
    first = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.to_bench(first, "later")
    benched = newest(workspace)
    workspace.naming.name("Bolt AB")
    result = workspace.undo(benched)
    assert workspace.account(first).place == "bench"
    assert [row.slot for row in workspace.list_rows()] == [1]
    assert any("Acme GmbH" in one and "slot" in one for one in result.kept)


def test_place_slot_and_reason_go_back_together_or_not_at_all(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.to_bench(account, "later")
    benched = newest(workspace)
    workspace.naming.drop(account, "no money")
    workspace.undo(benched)
    found = workspace.account(account)
    assert (found.place, found.slot, found.reason) == ("dropped", None, "no money")
