"""Restoring: checked before, what was there is kept aside, all or nothing, nobody who must not come back does."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.errors import NotFound, Refused, StoreUnusable
from prospector.services.upkeep import restore_workspace
from prospector.settings import Settings
from prospector.store import schema
from prospector.store.rotation import backups
from prospector.store.sqlite import driver
from prospector.store.verify import verify
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION
from prospector.workspace import Workspace


def names(workspace: Workspace) -> list[str]:
    return sorted(one.name for one in workspace.list_rows())


def test_a_backup_is_restored_and_what_was_there_is_kept_aside(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    backup = workspace.upkeep.back_up()
    workspace.naming.name("Bolt AB")
    assert workspace.upkeep.look_at(backup).accounts == 1
    done = workspace.upkeep.restore(backup)
    assert names(workspace) == ["Acme GmbH"]
    assert done.aside is not None
    assert done.said[0] == f"{backup.name} is whole: 1 accounts, 0 touches"
    workspace.naming.name("Cargo Ltd")
    assert names(workspace) == ["Acme GmbH", "Cargo Ltd"]
    assert [match.name for match in workspace.known.lookup("Bolt AB")] == []
    workspace.upkeep.restore(done.aside)
    assert names(workspace) == ["Acme GmbH", "Bolt AB"]
    assert workspace.path.stat().st_mode & 0o077 == 0
    assert verify(workspace.store) == []


def test_what_is_no_sound_backup_of_ours_is_refused_and_nothing_changes(workspace: Workspace, tmp_path: Path) -> None:
    workspace.naming.name("Acme GmbH")
    backup = workspace.upkeep.back_up(tmp_path / "good.db")
    half, text, strange = tmp_path / "half.db", tmp_path / "text.db", tmp_path / "strange.db"
    half.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    text.write_text("name,domain\n", encoding="utf-8")
    with contextlib.closing(driver().connect(strange)) as connection:
        connection.execute("CREATE TABLE x (y)")
    newer = shutil.copy(backup, tmp_path / "newer.db")
    with contextlib.closing(driver().connect(newer, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=999")
    for path, said in (
        (half, "damaged|malformed"), (text, "not a Prospector workspace"), (strange, "belongs to another program"),
        (newer, "newer Prospector"), (tmp_path / "none.db", "there is no backup at"), (workspace.path, "the workspace itself"),
    ):  # fmt: skip
        with pytest.raises((StoreUnusable, NotFound, Refused), match=said):
            workspace.upkeep.restore(path)
        assert names(workspace) == ["Acme GmbH"]
    assert backups(workspace.path) == []
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_it_is_refused_while_another_program_has_the_workspace_open(workspace: Workspace, tmp_path: Path) -> None:
    backup = workspace.upkeep.back_up(tmp_path / "good.db")
    other = {"pid": 77, "host": "elsewhere", "since": "2026-06-03T09:00:00Z", "token": "x", "born": ""}
    with workspace.path.with_name("workspace.db.open").open("a", encoding="utf-8") as file:
        file.write(json.dumps(other) + "\n")
    with pytest.raises(Refused, match=r"open elsewhere \(process 77 on elsewhere"):
        workspace.upkeep.restore(backup)


def test_a_damaged_workspace_is_replaced_and_kept_byte_for_byte(
    workspace: Workspace, tmp_path: Path, settings: Settings, clock: FrozenClock, open_again: Callable[[], Workspace]
) -> None:
    workspace.naming.name("Acme GmbH")
    backup = workspace.upkeep.back_up(tmp_path / "good.db")
    workspace.close()
    raw = workspace.path.read_bytes()
    workspace.path.write_bytes(raw[:8192] + b"\xff" * 8192 + raw[16384:])
    damaged = workspace.path.read_bytes()
    done = restore_workspace(backup, workspace.path, settings, clock)
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged
    assert names(open_again()) == ["Acme GmbH"]


def test_an_older_backup_is_brought_to_the_present_schema(
    workspace: Workspace, tmp_path: Path, settings: Settings, clock: FrozenClock, open_again: Callable[[], Workspace]
) -> None:
    old = tmp_path / "old.db"
    made_at(old, "0005", f"PRAGMA application_id={APPLICATION_ID}", "PRAGMA user_version=5",
            "INSERT INTO account (id, name, stage, origin, source, named_by, named_at, sector, personal) "
            "VALUES ('a', 'Old Ltd', 'named', 'chosen', 'own naming', 'robin', '2026-01-01T00:00:00.000000Z', '', 0)",
            "INSERT INTO target (id, account_id, rep, place, slot, pain, why, reason, lesson, since, horizon, explore, "
            "reason_code) "
            "VALUES ('t', 'a', 'robin', 'active', 1, '', '', '', '', '2026-01-01T00:00:00.000000Z', 'short', 0, '')")  # fmt: skip
    workspace.close()
    done = restore_workspace(old, workspace.path, settings, clock)
    assert f"it was brought from schema 5 to {SCHEMA_VERSION}" in done.said
    again = open_again()
    assert names(again) == ["Old Ltd"]
    assert verify(again.store) == []


def made_at(path: Path, revision: str, *statements: str) -> None:
    """Make a workspace file of an older version."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        steps = lambda at, _context: scripts._upgrade_revs(revision, at)  # noqa: E731
        with EnvironmentContext(config, scripts, fn=steps) as environment:
            environment.configure(connection=connection, render_as_batch=True)
            environment.run_migrations()
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_without_room_or_with_a_full_disk_everything_stays(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.naming.name("Acme GmbH")
    backup = workspace.upkeep.back_up(tmp_path / "good.db")
    workspace.naming.name("Bolt AB")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
        with pytest.raises(StoreUnusable, match=r"no room in .* nothing was changed: free some space"):
            workspace.upkeep.restore(backup)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreUnusable, match="the disk is full: free some space, try again"):
            workspace.upkeep.restore(backup)
    assert names(workspace) == ["Acme GmbH", "Bolt AB"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_who_was_suppressed_or_erased_since_does_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    firm = workspace.naming.name("Nordhafen GmbH", domain="nordhafen.example").account_id
    other = workspace.naming.name("Bolt AB", why="like Nordhafen GmbH").account_id
    workspace.people.add(other, "Thekla Immergrün", email="thekla@bolt.example")
    workspace.touches.log(firm, "phone", "spoke", note="Nordhafen wants")
    outer = workspace.upkeep.back_up(tmp_path / "on-a-stick.db")
    workspace.never.suppress("email", "stop@else.example", "asked us")
    workspace.upkeep.erase("Nordhafen GmbH")
    workspace.upkeep.erase("thekla@bolt.example")
    done = workspace.upkeep.restore(outer)
    assert any("2 erasures made since the backup were made again" in one for one in done.said), done.said
    assert names(workspace) == ["Bolt AB"]
    assert workspace.people.of(other) == []
    assert workspace.never.check(("email", "stop@else.example")) is not None
    with pytest.raises(Refused, match="was erased"):
        workspace.naming.name("Nordhafen GmbH")
    assert workspace.undo().title == "Touch Nordhafen GmbH: phone, spoke".replace("Nordhafen GmbH", "[erased]"), (
        "not the ledger"
    )
    workspace.close()
    assert b"Nordhafen" not in workspace.path.read_bytes()
    assert "Immergrün".encode() not in workspace.path.read_bytes()
    assert verify(workspace.store) == []
