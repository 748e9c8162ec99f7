"""Several writers at once lose nothing: every transaction begins with the write lock."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from prospector.errors import NotFound, ProspectorError
from prospector.model.tables import Plan
from prospector.pipeline.naming import AlreadyKnown
from prospector.settings import Settings
from prospector.store.verify import verify
from prospector.workspace import Workspace, open_workspace
from tests.forks import Ran

COUNTER = "counter"


def increments(workspace: Workspace) -> None:
    for _ in range(15):
        with workspace.action("Count") as action:
            plan = action.get(Plan, COUNTER) or action.add(Plan(id=COUNTER, cycle_weeks=0))
            plan.cycle_weeks += 1


def together(workers: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Run all at once; return what they raised."""
    start, raised = threading.Barrier(len(workers)), []

    def run(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - shown by the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_threads_that_read_change_and_write_back_lose_nothing(workspace: Workspace) -> None:
    assert together([partial(increments, workspace)] * 8) == []
    assert workspace.store.reader.value("SELECT cycle_weeks FROM plan") == 120
    assert verify(workspace.store) == []


def test_windows_that_read_change_and_write_back_lose_nothing(
    workspace: Workspace, open_again: Callable[[], Workspace]
) -> None:
    """Each has a connection of its own, as two terminals have."""
    windows = [workspace, open_again(), open_again(), open_again()]
    assert together([partial(increments, window) for window in windows]) == []
    assert workspace.store.reader.value("SELECT cycle_weeks FROM plan") == 60
    assert verify(workspace.store) == []


def test_processes_that_write_at_once_lose_nothing(
    workspace: Workspace, place: Path | str, script: Callable[..., Ran]
) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    source = (
        "import os, sys; from pathlib import Path; from prospector.settings import Settings\n"
        "from prospector.workspace import open_workspace\n"
        "place = sys.argv[1] if '://' in sys.argv[1] else Path(sys.argv[1])\n"
        "def write(rep):\n"
        "    w = open_workspace(place, Settings(rep=rep, cache='none'))\n"
        "    for number in range(12):\n"
        "        w.touches.log(sys.argv[2], 'phone', 'spoke', note=f'{rep} {number}', override='again')\n"
        "children = []\n"
        "for rep in sys.argv[3:]:\n"
        "    if child := os.fork():\n"
        "        children.append(child)\n"
        "    else:\n"
        "        write(rep)\n"
        "        sys.exit()\n"
        "sys.exit(any([os.waitpid(child, 0)[1] for child in children]))\n"
    )
    reps = ["robin", "robin", "kim"]
    assert script(source, place, account, *reps) == Ran(0, "", "")
    notes = sorted(touch.note for touch in workspace.touches.of(account))
    assert notes == sorted(f"{rep} {number}" for rep in reps for number in range(12))
    assert verify(workspace.store) == []


def test_the_same_company_named_in_two_windows_at_once_is_taken_once(
    workspace: Workspace, open_again: Callable[[], Workspace]
) -> None:
    windows = [workspace, open_again(), open_again()]
    for window in windows:
        window.known.lookup("warm up")
    for name in ("Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd"):
        raised = together([partial(window.naming.name, name) for window in windows])
        assert [type(error) for error in raised] == [AlreadyKnown, AlreadyKnown]
    assert sorted(row.slot or 0 for row in workspace.list_rows()) == [1, 2, 3, 4]


def test_undo_pressed_in_two_windows_takes_back_two_acts(
    workspace: Workspace, open_again: Callable[[], Workspace]
) -> None:
    for name in ("Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd"):
        workspace.naming.name(name)
    windows = [workspace, open_again()]
    assert together([window.undo for window in windows]) == []
    assert [row.name for row in workspace.list_rows()] == ["Acme GmbH", "Bolt AB"]
    assert together([window.redo for window in windows]) == []
    assert len(workspace.list_rows()) == 4
    assert verify(workspace.store) == []
    with contextlib.suppress(NotFound):
        workspace.redo()
    assert len(workspace.list_rows()) == 4


def test_the_last_slot_is_given_once(workspace_path: Path) -> None:
    settings = [Settings(rep="robin", cache="none", list_size=3) for _ in range(4)]
    windows = [open_workspace(workspace_path, one) for one in settings]
    names = ["Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd"]
    raised = together([partial(window.naming.name, name) for window, name in zip(windows, names, strict=True)])
    assert len(raised) == 1
    assert isinstance(raised[0], ProspectorError)
    assert sorted(row.slot or 0 for row in windows[0].list_rows()) == [1, 2, 3]
    for window in windows:
        window.close()
