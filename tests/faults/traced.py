"""What is done under strace."""

from __future__ import annotations

import contextlib
import os
import random
from pathlib import Path

from prospector.store import sqlite
from prospector.workspace import open_workspace
from tests.faults.looking import acted
from tests.faults.made import SETTINGS
from tests.faults.writing import JOURNALED, Acts, act_on


def say(line: str) -> None:
    """Acknowledge what was committed."""
    os.write(1, f"{line}\n".encode())


def acts(path: Path, dice: random.Random, sessions: int) -> None:
    """Do every kind of act, in sessions that end in order: twice in each, in a single one once."""
    for _ in range(sessions):
        with contextlib.closing(open_workspace(path, SETTINGS)) as workspace:
            hand = Acts(workspace, dice)
            for kind in dice.sample(JOURNALED, len(JOURNALED)) * min(2, sessions):
                getattr(hand, kind)()
                say(acted(workspace.store.reader))


def upkeep(path: Path, dice: random.Random) -> None:
    """Back up, put the backup in the place of the workspace, erase somebody."""
    for kind in ("backup", "restore", "erase"):

        def heard(line: str) -> None:
            say(line)
            raise Enough

        with contextlib.suppress(Enough):
            act_on(path, kind, dice.random(), heard)


class Enough(Exception):
    """Ends a program that would go on."""


def program(path: Path, scene: str, synchronous: str, seed: float, sessions: int) -> None:
    """Run one scene; what it acknowledges goes to standard output."""
    # Small, so that the log is brought into the file often.
    pragmas = [one.replace("=FULL", f"={synchronous}") for one in sqlite.PRAGMAS]
    sqlite.PRAGMAS = (*pragmas, "PRAGMA wal_autocheckpoint=60")  # type: ignore[assignment]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    dice = random.Random(seed)
    if scene == "upkeep":
        upkeep(path, dice)
    else:
        acts(path, dice, sessions)
