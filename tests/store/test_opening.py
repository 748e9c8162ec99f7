"""Opening a workspace: made whole or not at all, and whatever can't be used is one sentence and left as it is."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prospector.clock import Clock
from prospector.errors import NotFound, ProspectorError, StoreUnusable
from prospector.model.plan import PlanRecord
from prospector.settings import Settings
from prospector.store import backup, rotation, schema, sqlite
from prospector.store.sqlite import driver
from prospector.store.store import Store, open_store
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION
from prospector.workspace import Workspace, open_workspace

PLAN = PlanRecord("Pumpenwerk", "pumps", "downtime", "Acme", 12)


def opened(path: Path, *, create: bool = False) -> Store:
    return open_store(path, Clock(), "robin", create=create)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def edit(path: Path, *statements: str) -> None:
    with contextlib.closing(driver().connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


# Making one


def test_a_new_one_is_ours_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    store = opened(path, create=True)
    with store.action("Something") as action:
        from prospector.model.tables import Plan

        action.add(Plan(id="plan"))
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    store.close()
    assert beside(path) == ["new.db"]
    assert sqlite.check_file(path) == SCHEMA_VERSION
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID


def test_a_missing_one_is_not_made_unasked(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(NotFound, match="there is no workspace at"):
        open_workspace(tmp_path / "none.db", settings)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [False, True])
def test_a_missing_folder_is_one_sentence(tmp_path: Path, create: bool) -> None:
    with pytest.raises((StoreUnusable, NotFound), match=r"does not exist|there is no workspace"):
        opened(tmp_path / "no" / "such" / "w.db", create=create)
    assert list(tmp_path.iterdir()) == []


def test_a_making_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "run_migrations", fail)
    with pytest.raises(StoreUnusable, match="disk is full"):
        opened(tmp_path / "new.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_several_may_make_the_same_one_at_once(tmp_path: Path) -> None:
    path, start, found = tmp_path / "new.db", threading.Barrier(4), []

    def make(number: int) -> None:
        start.wait()
        try:
            store = open_store(path, Clock(), f"rep{number}", create=True)
            with store.action("Own plan") as action:
                from prospector.model.tables import Plan

                action.add(Plan(id=f"plan{number}"))
            store.close()
        except ProspectorError as error:
            found.append(error.sentence)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == []
    assert opened(path).reader.value("SELECT COUNT(*) FROM plan") == 4
    assert [one for one in beside(path) if not one.startswith("new.db")] == []


def test_one_killed_while_it_was_made_is_not_in_the_way(tmp_path: Path) -> None:
    """The file appears under its name only when it is complete."""
    path = tmp_path / "new.db"
    script = (
        "import os, sys; from pathlib import Path; from prospector.clock import Clock\n"
        "from prospector.store import schema; from prospector.store.store import open_store\n"
        "schema.guard_statements = lambda: os.kill(os.getpid(), 9)\n"
        "open_store(Path(sys.argv[1]), Clock(), 'robin', create=True)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path)], check=False, capture_output=True)
    assert killed.returncode == -9
    assert not path.exists()
    opened(path, create=True).close()
    assert sqlite.check_file(path) == SCHEMA_VERSION


# What can't be used


def as_empty(path: Path) -> None:
    path.write_bytes(b"")


def as_text(path: Path) -> None:
    path.write_text("name,domain\nAcme,acme.example\n" * 50, encoding="utf-8")


def as_foreign(path: Path) -> None:
    path.unlink()
    edit(path, "CREATE TABLE bookmarks (id)", "INSERT INTO bookmarks VALUES (1)")


def as_foreign_with_id(path: Path) -> None:
    path.unlink()
    edit(path, "CREATE TABLE gis (id)", "PRAGMA application_id=1196444487")


def as_newer(path: Path) -> None:
    edit(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")


def as_headless(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def as_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 8192 * 4096])


def as_bad_schema_page(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[100:4096] = os.urandom(3996)
    path.write_bytes(raw)


def as_without_a_table(path: Path) -> None:
    edit(path, "PRAGMA foreign_keys=OFF", "DROP TABLE touch")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (as_empty, "empty"),
        (as_text, "not a Prospector workspace"),
        (as_foreign, "belongs to another program"),
        (as_foreign_with_id, "belongs to another program"),
        (as_newer, "newer Prospector"),
        (as_headless, "damaged|not a Prospector workspace"),
        (as_half, "damaged"),
        (as_bad_schema_page, "damaged"),
        (as_without_a_table, "guard touch_keeps_delete is missing"),
    ],
)
def test_what_can_not_be_used_is_one_sentence_and_left_alone(
    workspace_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(workspace_path)
    before = sha(workspace_path)
    for create in (False, True):
        with pytest.raises(StoreUnusable, match=said) as caught:  # noqa: PT012 - at opening or at the first look
            store = opened(workspace_path, create=create)
            store.reader.rows("SELECT * FROM account")
        assert str(workspace_path) in caught.value.sentence
        assert "\n" not in caught.value.sentence
        assert caught.value.exit_status == 3
    assert sha(workspace_path) == before
    assert [one for one in beside(workspace_path) if "-" not in one] == ["workspace.db"]


def test_a_bad_page_is_one_sentence_where_it_is_met(workspace: Workspace, settings: Settings) -> None:
    for number in range(60):
        workspace.strategy.save_plan(PlanRecord("x" * 400, str(number), "y" * 3_000, "", 5))
    workspace.close()
    edit(workspace.path)
    size = workspace.path.stat().st_size
    raw = bytearray(workspace.path.read_bytes())
    for page in range(4, size // 4096):
        raw[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    workspace.path.write_bytes(raw)
    with pytest.raises(StoreUnusable, match="damaged") as caught:  # noqa: PT012 - whichever meets the page
        again = open_workspace(workspace.path, settings)
        again.history(1_000)
        again.strategy.save_plan(PLAN)
    assert "\n" not in caught.value.sentence
    assert workspace.path.stat().st_size == size


def test_a_folder_and_a_pipe_are_no_workspaces(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match=r"folder|directory"):
        opened(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreUnusable, match="not a file"):
        opened(tmp_path / "pipe")


def test_a_schema_that_lies_in_the_wal_is_seen(workspace_path: Path, tmp_path: Path) -> None:
    """After a kill the newest header may stand in the WAL alone; a newer schema there is refused too."""
    connection = driver().connect(workspace_path, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    copied = tmp_path / "killed.db"
    shutil.copyfile(workspace_path, copied)
    shutil.copyfile(f"{workspace_path}-wal", f"{copied}-wal")
    connection.close()
    with pytest.raises(StoreUnusable, match="newer Prospector"):
        opened(copied)


# While it is open


def writing(workspace: Workspace) -> Any:
    """Return the connection that writes."""
    return workspace.store._connected().raw_connection().driver_connection


def test_one_that_was_removed_while_open_is_not_written(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.path.unlink()
    with pytest.raises(StoreUnusable, match="removed or replaced"):
        workspace.naming.name("Bolt AB")
    assert not workspace.path.exists()


def test_one_that_was_replaced_while_open_is_not_written(workspace: Workspace, fresh_file: Path) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.path.rename(workspace.path.with_name("aside.db"))
    shutil.copyfile(fresh_file, workspace.path)
    before = sha(workspace.path)
    with pytest.raises(StoreUnusable, match="removed or replaced"):
        workspace.naming.name("Bolt AB")
    assert sha(workspace.path) == before


def test_one_that_another_program_holds_is_said_and_nothing_is_lost(
    workspace: Workspace,
) -> None:
    workspace.naming.name("Acme GmbH")
    with contextlib.closing(driver().connect(workspace.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing(workspace).execute("PRAGMA busy_timeout=50")
        with pytest.raises(StoreUnusable, match="written by another program"):
            workspace.naming.name("Bolt AB")
        assert [row.name for row in workspace.list_rows()] == ["Acme GmbH"], "reading goes on"
        other.execute("ROLLBACK")
    workspace.naming.name("Bolt AB")
    assert len(workspace.list_rows()) == 2


def test_a_full_disk_is_said_and_nothing_is_lost(workspace: Workspace) -> None:
    """SQLite itself refuses to grow past a page count just as it does on a full disk (SQLITE_FULL)."""
    workspace.naming.name("Acme GmbH")
    connection = writing(workspace)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreUnusable, match="disk is full"):  # noqa: PT012 - sooner or later
        for number in range(200):
            workspace.strategy.save_plan(PlanRecord("x" * 400, str(number), "y" * 3_000, "", 5))
    connection.execute("PRAGMA max_page_count=100000")
    assert workspace.store.reader.rows("PRAGMA integrity_check") == [("ok",)]
    workspace.naming.name("Bolt AB")


def test_a_read_only_one_is_read_and_not_written(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write everything, so what the operating system says is put in its mouth here; see the next test."""
    workspace.naming.name("Acme GmbH")
    workspace.close()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: real(path, mode) and mode != os.W_OK)
    before = sha(workspace.path)
    again = open_workspace(workspace.path, settings)
    assert [row.name for row in again.list_rows()] == ["Acme GmbH"]
    for write in (lambda: again.naming.name("Bolt AB"), again.undo, lambda: again.strategy.save_plan(PLAN)):
        with pytest.raises(StoreUnusable, match="read-only"):
            write()
    again.close()
    assert sha(workspace.path) == before


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that other users of this machine may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="prospector-test-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="takes root to become somebody else")
def test_somebody_without_the_right_reads_and_is_told(workspace: Workspace, public_folder: Path) -> None:
    workspace.naming.name("Acme GmbH")
    workspace.close()
    paths = []
    for number, (folder_mode, file_mode) in enumerate([(0o555, 0o644), (0o777, 0o444), (0o555, 0o444)]):
        folder = public_folder / str(number)
        folder.mkdir()
        paths.append(folder / "w.db")
        shutil.copyfile(workspace.path, paths[-1])
        paths[-1].chmod(file_mode)
        folder.chmod(folder_mode)
    script = (
        "import os, sys; from pathlib import Path; from prospector.workspace import open_workspace\n"
        "from prospector.settings import Settings; from prospector.errors import StoreUnusable\n"
        "def look(path):\n"
        "    w = open_workspace(Path(path), Settings(rep='robin', cache='none'))\n"
        "    print([row.name for row in w.list_rows()])\n"
        "    try: w.undo()\n"
        "    except StoreUnusable as said: print(said.sentence)\n"
        "look(sys.argv[1])\n"  # imports what is needed while the interpreter's folder may still be read
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for path in sys.argv[2:]: look(path)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(workspace.path), *map(str, paths)],
        check=False, capture_output=True, text=True, cwd="/",
    )  # fmt: skip
    assert done.stderr == ""
    expected = ["['Acme GmbH']"]
    for path in paths:
        expected += [expected[0], f"{path} is read-only, so nothing was changed: make the file and its folder writable"]
    assert done.stdout.splitlines() == expected


# Copies


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
