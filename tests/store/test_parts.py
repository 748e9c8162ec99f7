"""Acts that begin inside another one are part of it: one step, or nothing."""

from __future__ import annotations

import pytest

from prospector.errors import Refused
from prospector.model.tables import Account
from prospector.workspace import Workspace


def test_acts_of_several_services_make_one_step(workspace: Workspace) -> None:
    with workspace.store.action("Both") as action:
        one = workspace.naming.name("Alder Works").account_id
        two = workspace.naming.name("Birch Lifts").account_id
        workspace.naming.to_bench(two)
    assert [act.title for act in workspace.history()] == ["Both"]
    assert action.label.title == "Both"
    assert {row.id for row in workspace.list_rows(places=("active", "bench"))} == {one, two}
    workspace.undo()
    assert workspace.list_rows(places=("active", "bench")) == []


def test_what_is_refused_before_it_wrote_may_be_caught(workspace: Workspace) -> None:
    key = workspace.naming.name("Alder Works").account_id
    with workspace.store.action("Some"):
        with pytest.raises(Refused):
            workspace.naming.activate(key)
        workspace.naming.edit(key, sector="pumps")
    assert workspace.list_rows()[0].sector == "pumps"


def test_what_was_half_written_keeps_nothing(workspace: Workspace) -> None:
    key = workspace.naming.name("Alder Works").account_id

    def half() -> None:
        with workspace.store.action("Half") as action:
            action.get(Account, key).sector = "pumps"
            raise Refused("no")

    def outer() -> None:
        with workspace.store.action("Outer"):
            workspace.naming.edit(key, country="SE")
            half()

    with pytest.raises(RuntimeError, match="refused after it wrote"):
        outer()
    row = workspace.list_rows()[0]
    assert (row.sector, row.country) == ("", None)
