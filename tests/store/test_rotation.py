"""Copies before risky acts: whole, checked, private, few, none older than what is erased may live."""

from __future__ import annotations

import contextlib
import shutil
import stat
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.errors import StoreUnusable
from prospector.store.rotation import OLDEST_DAYS, Keep, backups, before, folder_of, take
from prospector.store.sqlite import connect
from prospector.workspace import Workspace


def test_a_copy_is_taken_while_the_workspace_is_open_and_is_private(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    path = before(workspace.store, "Import of 3 rows")
    assert path.name == "20260603-093000-import-of-3-rows.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with contextlib.closing(connect(path, read_only=True)) as connection:
        assert connection.execute("SELECT name FROM account").fetchall() == [("Acme GmbH",)]
    assert [one.act for one in backups(workspace.path)] == ["import-of-3-rows"]


def test_the_same_state_is_not_copied_twice(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    first = before(workspace.store, "import")
    assert before(workspace.store, "merge") == first
    workspace.naming.name("Bolt AB")
    assert before(workspace.store, "merge") != first
    assert len(backups(workspace.path)) == 2


def test_the_newest_the_last_of_each_day_and_week_stay_and_none_too_long(
    workspace: Workspace, clock: FrozenClock
) -> None:
    for number in range(60):
        workspace.naming.name(f"Company {number * 7919}", bench=True, different=True)
        before(workspace.store, "import", Keep(daily=4, weekly=3))
        clock.move(hours=12)
    found = backups(workspace.path)
    ages = [(found[0].at - one.at).total_seconds() / 86_400 for one in found]
    assert ages[:3] == [0, 0.5, 1]
    assert len({one.at.date() for one in found[:5]}) == 4
    assert 5 <= len(found) <= 8
    assert max(ages) > 10
    clock.move(days=OLDEST_DAYS + 1)
    workspace.naming.name("Zeta", bench=True)
    before(workspace.store, "import")
    assert len(backups(workspace.path)) > 1, "it may be the clock alone that jumped"
    clock.move(days=2)
    workspace.naming.name("Eta", bench=True)
    before(workspace.store, "import")
    assert len(backups(workspace.path)) == 2


def test_a_clock_set_back_does_not_take_the_copy_just_made(workspace: Workspace, clock: FrozenClock) -> None:
    for _ in range(8):
        clock.move(days=8)
        take(workspace.path, "by hand", clock.now(), Keep(daily=2, weekly=1))
    clock.move(days=-365)
    assert take(workspace.path, "by hand", clock.now(), Keep(daily=2, weekly=1)).exists()


def test_without_room_nothing_begins(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(StoreUnusable, match=r"no room for a backup in .*workspace.db.backups .* nothing was begun"):
        before(workspace.store, "import")
    assert backups(workspace.path) == []


def test_a_full_disk_leaves_no_half_copy(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    def full(_path: Path) -> str:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("prospector.store.backup._checked", full)
    with pytest.raises(StoreUnusable, match="disk is full"):
        before(workspace.store, "import")
    assert list(folder_of(workspace.path).iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(workspace: Workspace, tmp_path: Path) -> None:
    folder_of(workspace.path).write_text("a file of this name", encoding="utf-8")
    with pytest.raises(StoreUnusable, match=r"no backup can be made in .* nothing was begun"):
        before(workspace.store, "import")
    with pytest.raises(StoreUnusable, match="does not exist: create it or give another path"):
        workspace.upkeep.back_up(tmp_path / "none" / "copy.db")


def test_a_stranger_in_the_folder_is_left_alone(workspace: Workspace) -> None:
    folder_of(workspace.path).mkdir()
    stranger = folder_of(workspace.path) / "notes.txt"
    stranger.write_text("mine", encoding="utf-8")
    before(workspace.store, "import")
    assert stranger.read_text(encoding="utf-8") == "mine"
    assert len(backups(workspace.path)) == 1
