"""What happens to a workspace while it is open: removed, replaced, held, full, read-only."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prospector.errors import StoreUnusable
from prospector.model.plan import PlanRecord
from prospector.settings import Settings
from prospector.store.sqlite import driver
from prospector.workspace import Workspace, open_workspace
from tests.forks import Ran
from tests.store.files import sha

PLAN = PlanRecord("Pumpenwerk", "pumps", "downtime", "Acme", 12)


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
def test_somebody_without_the_right_reads_and_is_told(
    workspace: Workspace, public_folder: Path, script: Callable[..., Ran]
) -> None:
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
    source = (
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
    done = script(source, workspace.path, *paths)
    assert done.err == ""
    expected = ["['Acme GmbH']"]
    for path in paths:
        expected += [expected[0], f"{path} is read-only, so nothing was changed: make the file and its folder writable"]
    assert done.out.splitlines() == expected
