"""Undo: newest first it is exact; picked out of the middle it puts back what nobody touched and names the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.errors import NotFound
from prospector.model.plan import PlanRecord
from prospector.model.tables import Plan
from prospector.store.guards import guard_statements
from prospector.workspace import Workspace, open_workspace

PLAN = PlanRecord("Pumpenwerk", "pumps", "downtime", "Acme", 12)
Snapshot = Callable[[], Any]


def newest(workspace: Workspace) -> str:
    return workspace.history(1)[0].id


def test_nothing_to_undo_or_redo_is_said(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="nothing to undo"):
        workspace.undo()
    with pytest.raises(NotFound, match="nothing to redo"):
        workspace.redo()


def test_a_name_and_back_and_again(workspace: Workspace, snapshot: Snapshot) -> None:
    empty = snapshot()
    workspace.naming.name("Acme GmbH", domain="acme.example", pain="leaks")
    named = snapshot()
    assert named != empty
    undone = workspace.undo()
    assert (undone.title, undone.kept) == ("Name Acme GmbH", ())
    assert snapshot() == empty
    assert workspace.redo().title == "Name Acme GmbH"
    assert snapshot() == named
    workspace.undo()
    assert snapshot() == empty
    with pytest.raises(NotFound):
        workspace.undo()


def test_what_was_written_before_a_later_schema_goes_back_whole(
    workspace: Workspace, workspace_path: Path, snapshot: Snapshot
) -> None:
    """The journal of an older file lacks columns that came since; that is no change by anybody."""
    empty = snapshot()
    workspace.naming.name("Acme GmbH", domain="acme.example")
    named = snapshot()
    workspace.close()
    with sqlite3.connect(workspace_path) as file:
        file.execute("DROP TRIGGER change_keeps_update")
        file.execute("UPDATE change SET after = json_remove(after, '$.sector', '$.personal') WHERE tbl = 'account'")
        file.execute("UPDATE change SET after = json_remove(after, '$.horizon', '$.explore') WHERE tbl = 'target'")
        for statement in guard_statements():
            file.execute(statement)
    file.close()
    again = open_workspace(workspace_path, workspace.settings)
    undone = again.undo()
    assert (undone.kept, snapshot()) == ((), empty)
    again.redo()
    assert snapshot() == named
    again.close()


def test_undo_and_redo_survive_a_restart(
    workspace: Workspace, open_again: Callable[[], Workspace], snapshot: Snapshot
) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    named = snapshot()
    workspace.naming.edit(account, pain="leaks")
    edited = snapshot()
    workspace.close()
    second = open_again()
    second.undo()
    assert snapshot() == named
    second.close()
    third = open_again()
    third.redo()
    assert snapshot() == edited
    with pytest.raises(NotFound):
        third.redo()


def test_a_new_act_ends_redo_but_the_machine_s_does_not(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.naming.name("Bolt AB")
    workspace.undo()
    with workspace.action("Machine", by="machine") as action:
        action.add(Plan(id="plan", firm="x"))
    assert workspace.redo().title == "Name Bolt AB"
    workspace.undo()
    workspace.naming.name("Cog SA")
    with pytest.raises(NotFound):
        workspace.redo()


def test_history_tells_what_was_undone(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.naming.name("Bolt AB")
    workspace.undo()
    assert [(one.title, one.kind, one.undone) for one in workspace.history()] == [
        ("Undid: Name Bolt AB", "undo", False),
        ("Name Bolt AB", "do", True),
        ("Name Acme GmbH", "do", False),
    ]
    first, second = workspace.history(2), workspace.history(2, before=workspace.history(2)[-1].number)
    assert [one.title for one in [*first, *second]] == [one.title for one in workspace.history()]


def test_a_touch_is_withdrawn_and_stands_again(workspace: Workspace, snapshot: Snapshot) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    before = snapshot()
    workspace.touches.log(account, "phone", "spoke", note="call back")
    logged = snapshot()
    workspace.undo()
    assert snapshot() == before
    assert workspace.touches.of(account) == []
    workspace.redo()
    assert snapshot() == logged
    workspace.undo()
    assert snapshot() == before


def test_corrections_are_taken_back_one_by_one(workspace: Workspace, snapshot: Snapshot) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    touch = workspace.touches.log(account, "phone", "spoke").id
    states = [snapshot()]
    for note in ("first", "second", "third"):
        workspace.touches.correct(touch, note=note)
        states.append(snapshot())
    for state in reversed(states[:-1]):
        workspace.undo()
        assert snapshot() == state
    for state in states[1:]:
        workspace.redo()
        assert snapshot() == state


def test_a_swap_and_back(workspace: Workspace, snapshot: Snapshot) -> None:
    out = workspace.naming.name("Acme GmbH").account_id
    into = workspace.naming.name("Bolt AB", bench=True).account_id
    before = snapshot()
    workspace.naming.swap(out, into, "bolder")
    swapped = snapshot()
    workspace.undo()
    assert snapshot() == before
    workspace.redo()
    assert snapshot() == swapped


def test_a_batch_is_taken_back_whole(workspace: Workspace, snapshot: Snapshot) -> None:
    workspace.naming.name("Acme GmbH")
    before = snapshot()
    for name in ("Bolt AB", "Cog SA", "Dyne Ltd"):
        workspace.naming.name(name, batch="one-act")
    after = snapshot()
    assert workspace.undo().restored == 6
    assert snapshot() == before
    workspace.redo()
    assert snapshot() == after


def test_one_held_row_of_a_batch_stays_and_the_others_go(workspace: Workspace) -> None:
    names = ("Bolt AB", "Cog SA", "Dyne Ltd")
    ids = [workspace.naming.name(name, batch="one-act").account_id for name in names]
    workspace.touches.log(ids[1], "mail", "sent")
    batch = workspace.history()[1].id
    result = workspace.undo(batch)
    assert result.kept == ("account “Cog SA” stays because a touch refers to it",)
    assert [row.name for row in workspace.list_rows()] == ["Cog SA"]


def test_an_id_that_means_nothing_or_too_much_is_said(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    for wrong in ("", "%", "_", "zzz"):
        with pytest.raises(NotFound, match="no action begins"):
            workspace.undo(wrong)
    workspace.naming.name("Bolt AB")
    for wrong, said in (("zzz", "no action begins"), ("01", "several actions begin")):
        with pytest.raises(NotFound, match=said):
            workspace.undo(wrong)
    done = newest(workspace)
    workspace.undo(done)
    with pytest.raises(NotFound, match="already undone"):
        workspace.undo(done)


def test_an_action_that_failed_leaves_no_trace(workspace: Workspace, snapshot: Snapshot) -> None:
    before = snapshot()
    with pytest.raises(ZeroDivisionError), workspace.action("Half") as action:  # noqa: PT012 - it fails in the middle
        action.add(Plan(id="plan", firm="x"))
        action.session.flush()
        raise ZeroDivisionError
    assert snapshot() == before
    assert workspace.history() == []
    workspace.strategy.save_plan(PLAN)
    assert len(workspace.history()) == 1


def test_an_action_that_wrote_nothing_is_not_in_the_history(workspace: Workspace) -> None:
    workspace.strategy.save_plan(PLAN)
    workspace.strategy.save_plan(PLAN)
    assert len(workspace.history()) == 1


def test_writing_past_the_journal_is_refused(workspace: Workspace) -> None:
    from sqlalchemy import update

    with pytest.raises(RuntimeError, match="journal"), workspace.action("Past") as action:
        action.session.execute(update(Plan).values(firm="x"))
