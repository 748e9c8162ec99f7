"""What the list reads first: all of it where that is at hand, else a part that does not give itself out as all."""

from __future__ import annotations

import pytest

from prospector.pipeline import listed
from prospector.pipeline.listed import Lists
from prospector.workspace import Workspace
from screens import list_view
from screens.list_told import title


def _named(workspace: Workspace, count: int) -> None:
    for number in range(count):
        workspace.naming.name(f"Firm {number:02}", why="x", bench=number > 4, different=True)


def _again(workspace: Workspace) -> None:
    """Forget what was read, as the next start does."""
    vars(workspace)["lists"] = Lists(workspace.store)


def _first(workspace: Workspace, scope: str = "all") -> list_view.ListView:
    return list_view.read(workspace, scope, whole=False)


def test_few_rows_are_read_in_one_go(workspace: Workspace) -> None:
    _named(workspace, 12)
    first, whole = _first(workspace), list_view.read(workspace, "all")
    assert (first.whole, len(first.rows), first.sieve) == (True, 12, whole.sieve)
    assert "12 in all" in title(first, "", 0, 80).plain


def test_of_more_rows_the_slots_come_first_and_do_not_count_as_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "_FEW", 8)
    _named(workspace, 12)
    first = _first(workspace)
    assert (first.whole, len(first.rows)) == (False, 5)
    assert "in all" not in title(first, "", 0, 80).plain
    assert "match" not in title(first, "firm", 0, 80).plain, "the rows that are not here yet were not looked through"
    assert not _first(workspace, "active").is_part, "the slots are all that is asked for here"
    assert "12 in all" in title(list_view.read(workspace, "all"), "", 0, 80).plain
    assert _first(workspace).whole, "once they were read they are at hand"


def test_a_long_list_stands_at_once_where_its_order_was_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_FEW", 8), ("_MOST_KEPT", 10)):
        monkeypatch.setattr(listed, name, value)
    _named(workspace, 12)
    assert not _first(workspace).whole
    list_view.read(workspace, "all")
    workspace.lists.warm_up()  # where orders are kept
    _again(workspace)
    first = _first(workspace)
    assert (first.whole, len(first.rows), first.active) == (True, 12, 5)
    assert not list_view.read(workspace, "all", "name", whole=False).whole, "another order is of all rows"
