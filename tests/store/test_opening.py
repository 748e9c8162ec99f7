"""Opening a workspace: made whole or not at all, and whatever can't be used is one sentence and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.clock import Clock
from prospector.errors import NotFound, ProspectorError, StoreUnusable
from prospector.model.plan import PlanRecord
from prospector.settings import Settings
from prospector.store import schema, sqlite
from prospector.store.sqlite import driver
from prospector.store.store import open_store
from prospector.store.version import APPLICATION_ID, SCHEMA_VERSION
from prospector.workspace import Workspace, open_workspace
from tests.forks import Ran
from tests.store.files import beside, edit, opened, sha

PLAN = PlanRecord("Pumpenwerk", "pumps", "downtime", "Acme", 12)


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


def test_one_killed_while_it_was_made_is_not_in_the_way(tmp_path: Path, script: Callable[..., Ran]) -> None:
    """The file appears under its name only when it is complete."""
    path = tmp_path / "new.db"
    source = (
        "import os, sys; from pathlib import Path; from prospector.clock import Clock\n"
        "from prospector.store import schema; from prospector.store.store import open_store\n"
        "schema.guard_statements = lambda: os.kill(os.getpid(), 9)\n"
        "open_store(Path(sys.argv[1]), Clock(), 'robin', create=True)\n"
    )
    assert script(source, path).status == -9
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


# Copies
