"""A child process that erases and is killed at one point of it: its arguments are WORKSPACE, WHAT and POINT."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from prospector.outreach import traces
from prospector.settings import Settings
from prospector.store import action, erasing, rotation
from prospector.workspace import open_workspace


def die(*_arguments: Any, **_more: Any) -> NoReturn:
    """End as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


def settled_and_die(connection: Any) -> NoReturn:
    """Be killed while the file is rewritten: the log is brought in, the rewriting has begun."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE account SET city = city")
    die()


POINTS: dict[str, tuple[Any, str, Any]] = {
    "before the commit": (action.Action, "finish", die),
    "after the commit": (traces, "traces", die),
    "while the file is rewritten": (erasing, "settle", settled_and_die),
    "before the fresh backup": (rotation, "take", die),
}

if __name__ == "__main__":
    path, what, point = sys.argv[1:]
    workspace = open_workspace(Path(path), Settings(rep="robin"))
    where, name, instead = POINTS[point]
    setattr(where, name, instead)
    workspace.upkeep.erase(what)
