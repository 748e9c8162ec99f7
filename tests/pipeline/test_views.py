"""Saved views, scopes, orders, filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prospector.errors import BadInput, NotFound
from prospector.model.account import PLACES
from prospector.pipeline.picking import SCOPES, SORTS, Picked, in_scope, parse_picked, pick, places_of
from prospector.workspace import Workspace


def test_a_view_survives_a_restart_and_can_be_replaced_renamed_removed(
    workspace: Workspace, open_again: Callable[[], Workspace]
) -> None:
    workspace.views.save("Pumps to call", Picked("bench", "pump se", "-touched"))
    again = open_again()
    (view,) = again.views.all()
    assert (view.name, view.picked, view.made_by) == ("Pumps to call", Picked("bench", "pump se", "-touched"), "robin")
    again.views.save("pumps TO call", Picked("all"))
    assert [(one.name, one.picked.scope) for one in workspace.views.all()] == [("Pumps to call", "all")]
    workspace.views.rename("pumps", "Everything")
    with pytest.raises(NotFound, match="no view “pumps”"):
        workspace.views.get("pumps")
    workspace.views.remove("every")
    assert workspace.views.all() == []
    workspace.undo()
    assert workspace.views.get("Everything").picked == Picked("all")


@pytest.mark.parametrize(
    ("picked", "said"),
    [(Picked("nowhere"), "no part of a list"), (Picked(sort="luck"), "can't be sorted by")], ids=["scope", "sort"],
)  # fmt: skip
def test_views_that_can_not_be(workspace: Workspace, picked: Picked, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        workspace.views.save("x", picked)
    with pytest.raises(BadInput, match="needs a name"):
        workspace.views.save(" - ", Picked())
    workspace.views.save("one", Picked())
    workspace.views.save("two", Picked())
    with pytest.raises(BadInput, match="already"):
        workspace.views.rename("one", "Two")
    with pytest.raises(BadInput, match="line 2"):
        parse_picked("scope: all\nnonsense")


def test_scopes_hold_their_rows_and_every_order_keeps_all_of_them(workspace: Workspace) -> None:
    one = workspace.naming.name("Alder Pumps", country="SE", pain="late trucks").account_id
    two = workspace.naming.name("Birch Lifts", bench=True, why="near").account_id
    three = workspace.naming.name("Cedar Doors", bench=True).account_id
    four = workspace.naming.name("Dogwood Cranes").account_id
    workspace.naming.drop(four, "no money")
    workspace.naming.horizon(two, "long")
    workspace.naming.explore(one, on=True)
    workspace.touches.log(one, "phone", "spoke")
    rows = workspace.list_rows(places=PLACES)
    shown = {scope: {row.id for row in in_scope(rows, scope)} for scope in SCOPES}
    assert shown == {
        "active": {one}, "bench": {two, three}, "all": {one, two, three, four}, "short": {one}, "long": {two},
        "explore": {one}, "raw": {three}, "dropped": {four},
    }  # fmt: skip
    for scope in SCOPES:
        assert {row.id for row in in_scope(workspace.list_rows(places=places_of(scope)), scope)} == shown[scope]
    for sort in SORTS:
        for order in (sort, f"-{sort}"):
            assert {row.id for row in pick(rows, Picked("all", "", order))} == shown["all"]
    assert next(row.name for row in pick(rows, Picked("all", "", "-name"))) == "Dogwood Cranes"
    assert [row.id for row in pick(rows, Picked("all", "LATE alder"))] == [one]
