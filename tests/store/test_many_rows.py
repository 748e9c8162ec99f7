from __future__ import annotations

import pytest

from prospector.model.tables import Account, Target
from prospector.store.store import Store
from prospector.store.verify import verify
from prospector.workspace import Workspace

COLUMNS = ("name", "domain", "stage", "origin", "named_by", "merged_into")


def rows(store: Store) -> list[tuple[object, ...]]:
    return store.reader.rows(f"SELECT {', '.join(COLUMNS)} FROM account ORDER BY name")


def test_many_rows_are_what_single_ones_are(store: Store, workspace: Workspace) -> None:
    with store.action("One") as action:
        one = action.add(Account(name="Alder", named_by="robin", named_at="2026-06-03T09:30:00Z"))
    with store.action("Many") as action:
        (many,) = action.add_many(Account, [{"name": "Birch", "named_by": "robin", "named_at": "2026-06-03T09:30:00Z"}])
    assert rows(store) == [
        ("Alder", None, "named", "chosen", "robin", None),
        ("Birch", None, "named", "chosen", "robin", None),
    ]
    images = dict(store.reader.rows('SELECT c."row", c.after FROM change c WHERE c.before IS NULL'))
    assert images[many] == images[one.id].replace("Alder", "Birch").replace(one.id, many)
    workspace.undo()
    assert [name for name, *_ in rows(store)] == ["Alder"]
    workspace.redo()
    assert [name for name, *_ in rows(store)] == ["Alder", "Birch"]


def test_rows_written_at_once_are_seen_and_changed_inside_the_action(store: Store) -> None:
    with store.action("Many") as action:
        keys = action.add_many(Account, ({"name": f"A{n}", "named_by": "r", "named_at": "x"} for n in range(25)))
        action.add_many(Target, ({"account_id": key, "rep": "r", "since": "x"} for key in keys))
        action.get(Account, keys[3]).name = "changed"
    assert len(set(keys)) == 25
    assert store.reader.value("SELECT COUNT(*) FROM target t JOIN account a ON a.id = t.account_id") == 25
    assert store.reader.value('SELECT COUNT(*) FROM change WHERE "row" = ? AND before IS NULL', (keys[3],)) == 1
    assert "changed" in store.reader.value('SELECT after FROM change WHERE "row" = ?', (keys[3],))


@pytest.mark.parametrize("row", [{"rep": "r"}, {"account_id": "a", "rep": "r", "colour": "red"}])
def test_a_row_that_does_not_fit_is_refused(store: Store, row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Target"), store.action("Many") as action:
        action.add_many(Target, [row])
    assert not store.reader.rows("SELECT id FROM target")


def test_poured_rows_are_journalled_briefly_and_undone_whole(store: Store, workspace: Workspace) -> None:
    made = [{"id": f"a{n}", "name": f"Alder {n}", "named_by": "robin", "named_at": "x"} for n in range(500)]
    with store.action("Pour") as action:
        action.pour(Account, made)
        action.pour(Target, ({"account_id": one["id"], "rep": "robin", "place": "bench", "since": "x"} for one in made))
        action.get(Account, "a7").name = "Birch"
    assert store.reader.value("SELECT changes FROM action") == 1_001
    brief = store.reader.value('SELECT after FROM change WHERE "row" = ?', ("a8",))
    assert brief == '{"id":"a8","name":"Alder 8","named_at":"x","named_by":"robin"}'
    assert not verify(store)
    workspace.undo()
    assert not store.reader.rows("SELECT id FROM account UNION ALL SELECT id FROM target")
    workspace.redo()
    assert rows(store)[-1] == ("Birch", None, "named", "chosen", "robin", None)
    assert store.reader.value("SELECT COUNT(*) FROM target") == 500
    workspace.undo()
    assert not verify(store)


def test_rows_touched_in_an_action_are_not_swept_in_it(store: Store) -> None:
    with store.action("Both") as action:
        one = action.add(Account(name="Alder", named_by="robin", named_at="x"))
        with pytest.raises(RuntimeError, match="written and swept"):
            action.sweep(Account, [one.model_dump()])
