"""What one action wrote, told row for row."""

from __future__ import annotations

from prospector.workspace import Workspace


def test_what_was_added_changed_and_removed_is_told_with_whose_it_is(workspace: Workspace) -> None:
    named = workspace.naming.name("Nordhafen Logistik", domain="nordhafen.example", pain="late parts")
    workspace.naming.edit(named.account_id, pain="=late [b]parts[/b]")
    person = workspace.people.add(named.account_id, "Anna Berg", role="head of service")
    workspace.people.remove(person)
    removed, added, changed, first = workspace.history(4)
    told = [(one.table, one.of, one.kind) for one in workspace.written(first.id)]
    assert ("account", "Nordhafen Logistik", "added") in told
    assert ("target", "Nordhafen Logistik", "added") in told
    (edited,) = [one for one in workspace.written(changed.id) if one.table == "target"]
    assert (edited.kind, edited.said) == ("changed", "pain: late parts → =late [b]parts[/b]")
    assert [(one.table, one.kind) for one in workspace.written(added.id)] == [("person", "added")]
    (gone,) = workspace.written(removed.id)
    assert gone.kind == "removed"
    assert "name: Anna Berg" in gone.said
    assert len(workspace.written(first.id, limit=1)) == 1
    assert workspace.written("nothing") == []


def test_an_undo_tells_what_it_put_back(workspace: Workspace) -> None:
    workspace.naming.name("Nordhafen Logistik")
    workspace.undo()
    (undone, _named) = workspace.history(2)
    assert {one.kind for one in workspace.written(undone.id)} == {"removed"}
