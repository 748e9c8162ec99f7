"""A program that is run under strace: ``python -m tests.faults.traced WORKSPACE SCENE SYNCHRONOUS SEED``."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from pathlib import Path

from prospector.store import sqlite
from prospector.workspace import open_workspace
from tests.faults.looking import acted
from tests.faults.made import SETTINGS
from tests.faults.writing import JOURNALED, Acts, act_on


def say(line: str) -> None:
    """Acknowledge what was committed."""
    os.write(1, f"{line}\n".encode())


def acts(path: Path, dice: random.Random) -> None:
    """Do every kind of act several times, in sessions that end in order."""
    for _ in range(3):
        with contextlib.closing(open_workspace(path, SETTINGS)) as workspace:
            hand = Acts(workspace, dice)
            for kind in dice.sample(JOURNALED, len(JOURNALED)) * 2:
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


def main() -> None:
    """Run one scene."""
    path, scene, synchronous, seed = sys.argv[1:]
    # Small, so that the log is brought into the file often.
    pragmas = [one.replace("=FULL", f"={synchronous}") for one in sqlite.PRAGMAS]
    sqlite.PRAGMAS = (*pragmas, "PRAGMA wal_autocheckpoint=60")  # type: ignore[assignment]
    dice = random.Random(seed)
    if scene == "upkeep":
        upkeep(Path(path), dice)
    else:
        acts(Path(path), dice)


if __name__ == "__main__":
    main()
