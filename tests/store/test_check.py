"""What the doctor finds: each finding says what was seen and what to do."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.model.upkeep import Finding
from prospector.store import check, instances, surroundings
from prospector.store.rotation import before
from prospector.store.sqlite import create_empty, unusable
from prospector.workspace import Workspace
from tests.forks import Forks

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)


def found(workspace: Workspace, what: str, *, chains: bool = False) -> Finding:
    return next(one for one in workspace.upkeep.findings(chains=chains) if one.what == what)


def test_a_sound_workspace_has_nothing_to_do(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    wrong = [one for one in workspace.upkeep.findings(chains=True) if not one.good and one.what != "SQLite"]
    assert wrong == []
    assert all(one.good or one.todo for one in workspace.upkeep.findings())


@pytest.mark.parametrize(
    ("said", "todo"),
    [
        ("database disk image is malformed", "`prospect backup --list`, then `prospect restore FILE`"),
        ("no such table: touches", "`prospect backup --list`, then `prospect restore FILE`"),
        ("database is locked", ""),
        ("database or disk is full", ""),
    ],
)
def test_only_a_damaged_file_is_to_be_restored(tmp_path: Path, said: str, todo: str) -> None:
    path = tmp_path / "w.db"
    error = unusable(path, sqlite3.OperationalError(said))
    first = check.outside(path, error, None)[0]
    assert (first.what, first.good, first.said, first.todo) == ("file", False, error.sentence, todo)


@pytest.mark.parametrize(
    ("folder", "program"),
    [("Dropbox", "Dropbox"), ("OneDrive - Firm", "OneDrive"), ("Google Drive", "Google Drive"), ("Nextcloud", "Nextcloud"),
     ("Mobile Documents", "iCloud"), ("GoogleDrive-me@firm.example", "Google Drive"), ("Dropbox (Firm)", "Dropbox")],
)  # fmt: skip
def test_folders_that_other_programs_copy_are_named(tmp_path: Path, folder: str, program: str) -> None:
    (tmp_path / folder / "below").mkdir(parents=True)
    path = tmp_path / folder / "below" / "workspace.db"
    create_empty(path)
    said = next(one for one in surroundings.around(path, None, NOW) if one.what == "synchronised")
    assert not said.good
    assert f"that {program} copies" in said.said
    assert "--db" in said.todo


def test_a_mark_at_the_top_names_the_program_too_and_a_like_name_does_not(tmp_path: Path) -> None:
    for name, mark in (("work", ".stfolder"), ("dropboxes", "")):
        path = tmp_path / name / "below" / "workspace.db"
        path.parent.mkdir(parents=True)
        create_empty(path)
        if mark:
            (tmp_path / name / mark).mkdir()
        said = next(one for one in surroundings.around(path, None, NOW) if one.what == "synchronised")
        assert said.good is not bool(mark)


def test_a_network_file_system_is_known_by_its_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nsrv:/x /srv/team nfs4 rw 0 0\n/dev/b /srv/team\\040b xfs rw 0 0\nbad\n",
        encoding="utf-8",
    )
    kinds = {
        place: surroundings.file_system(Path(place), mounts)
        for place in ("/srv", "/srv/team/x", "/srv/team b", "/srv/teams")
    }
    assert kinds == {"/srv": "ext4", "/srv/team/x": "nfs4", "/srv/team b": "xfs", "/srv/teams": "ext4"}
    assert surroundings.file_system(Path("/"), tmp_path / "none") == ""
    monkeypatch.setattr(surroundings, "file_system", lambda _folder: "cifs")
    said = next(one for one in surroundings.around(tmp_path / "workspace.db", None, NOW) if one.what == "file system")
    assert (said.good, "network file system (cifs)" in said.said) == (False, True)


def test_a_clock_that_was_set_back_or_runs_ahead_is_told(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.naming.name("Acme GmbH")
    clock.move(days=-2)
    ahead = found(workspace, "clock")
    assert (ahead.good, "still to come" in ahead.said) == (False, True)
    workspace.naming.name("Bolt AB")
    clock.move(days=3)
    back = found(workspace, "clock")
    assert (back.good, "set back once: action 2" in back.said) == (True, True)


def test_a_large_log_old_backups_and_what_was_left_over_are_told(
    workspace: Workspace, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace.naming.name("Acme GmbH")
    assert found(workspace, "backups").good, "a young workspace needs none yet"
    clock.move(days=surroundings.BACKUP_DAYS + 1)
    assert found(workspace, "backups").todo == "`prospect backup` makes one"
    before(workspace.store, "import")
    assert found(workspace, "backups").good
    clock.move(days=surroundings.BACKUP_DAYS + 1)
    assert "it is old" in found(workspace, "backups").todo
    monkeypatch.setattr(check, "MOST_WAL", 1)
    assert (found(workspace, "log").good, "close every Prospector" in found(workspace, "log").todo) == (False, True)
    left = tmp_path / ".workspace.db.01m81sq656qcjhck9mgxhrdwqh"
    left.write_bytes(b"x")
    assert str(left) in found(workspace, "left over").said
    cache = tmp_path / "web.db"
    cache.write_bytes(b"x" * 2_000_000)
    monkeypatch.setattr(surroundings, "MOST_CACHE", 1_000_000)
    said = next(one for one in check.findings(workspace.store, cache) if one.what == "web cache")
    assert (said.good, said.said) == (False, "2.0 MB")


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_open_files_and_folders_are_told_with_the_command_that_closes_them(workspace: Workspace) -> None:
    workspace.path.chmod(0o640)
    workspace.path.parent.chmod(0o777)
    assert found(workspace, "permissions").todo == f"chmod 600 {workspace.path}"
    assert found(workspace, "folder").todo == f"chmod go-w {workspace.path.parent}"
    workspace.path.parent.chmod(0o700)


def test_other_instances_are_named_and_the_dead_forgotten(workspace: Workspace, zygote: Forks, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from prospector.store.instances import enter; "
        "enter(Path(sys.argv[1]), '2026-06-03T09:00:00Z'); print('in', flush=True); sys.stdin.read()"
    )
    with zygote.start([str(workspace.path)], tmp_path, os.environ, program) as other:
        assert other.stdout.readline() == "in\n"
        assert found(workspace, "instances").said == f"open elsewhere too: process {other.pid}, since 2026-06-03 09:00"
        other.kill()
        other.wait()
    assert instances.others(workspace.path) == []
    assert found(workspace, "instances").said == "nobody else has it open"
    workspace.close()
    assert not workspace.path.with_name("workspace.db.open").exists()


def test_a_file_of_instances_that_is_no_such_file_does_no_harm(workspace: Workspace) -> None:
    workspace.path.with_name("workspace.db.open").write_bytes(b'\xff\x00[]\n{"pid": 1}\nnull\n' + b"x" * 200_000)
    assert instances.others(workspace.path) == []
