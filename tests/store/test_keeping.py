"""Backups, and the upgrade of an older workspace."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from prospector.errors import StoreUnusable
from prospector.store import backup, rotation, schema, sqlite
from prospector.store.sqlite import driver
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION
from prospector.workspace import Workspace
from tests.store.files import beside, edit, opened, sha


def as_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 8192 * 4096])


def test_a_backup_is_sound_private_and_complete(workspace: Workspace, tmp_path: Path) -> None:
    workspace.naming.name("Acme GmbH")
    target = tmp_path / "copy.db"
    backup.copy(workspace.path, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    store = opened(target)
    assert store.reader.value("SELECT name FROM account") == "Acme GmbH"
    store.close()
    assert [one for one in beside(target) if one.startswith("copy")] == ["copy.db"]


def test_a_backup_never_overwrites(workspace: Workspace, tmp_path: Path) -> None:
    for name, content in (("old.db", b"an older backup"), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreUnusable, match="exists already"):
            backup.copy(workspace.path, tmp_path / name)
        assert (tmp_path / name).read_bytes() == content
    with pytest.raises(StoreUnusable, match="exists already"):
        backup.copy(workspace.path, workspace.path)
    assert opened(workspace.path).reader.rows("PRAGMA quick_check") == [("ok",)]


def test_a_backup_that_fails_leaves_nothing(workspace_path: Path, tmp_path: Path) -> None:
    as_half(workspace_path)
    with pytest.raises(StoreUnusable, match="damaged"):
        backup.copy(workspace_path, tmp_path / "copy.db")
    assert [one for one in beside(workspace_path) if "copy" in one] == []
    with pytest.raises(StoreUnusable, match="does not exist"):
        backup.copy(workspace_path, tmp_path / "no" / "copy.db")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file of ours from before the first schema: marked, without tables."""
    path = tmp_path / "old.db"
    edit(path, f"PRAGMA application_id={APPLICATION_ID}", "PRAGMA user_version=0", "PRAGMA journal_mode=WAL",
         "CREATE TABLE relic (x)", "DROP TABLE relic")  # fmt: skip
    return path


def test_an_old_file_is_copied_and_upgraded(old_file: Path) -> None:
    store = opened(old_file)
    assert sqlite.check_file(old_file) == SCHEMA_VERSION
    assert store.reader.rows("SELECT * FROM account") == []
    store.close()
    assert [one.act for one in rotation.backups(old_file)] == ["upgrade-from-schema-0"]


def test_the_copy_before_an_upgrade_is_whole_or_not_there(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that was cut short by a kill must not pass for the backup the next time."""
    monkeypatch.setattr(backup, "_checked", lambda _path: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        opened(old_file)
    assert list(rotation.folder_of(old_file).iterdir()) == []


def test_an_upgrade_that_fails_changes_nothing(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE account (id)")  # type: ignore[attr-defined]
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(schema, "run_migrations", half)
    with pytest.raises(StoreUnusable, match="disk error"):
        opened(old_file)
    with contextlib.closing(driver().connect(old_file)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,)


def test_without_room_for_the_copy_nothing_begins(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sha(old_file)
    usage = shutil._ntuple_diskusage(10, 10, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(StoreUnusable, match="free some space"):
        opened(old_file)
    assert sha(old_file) == before
