"""A child process that names or touches until it is killed; each line it prints was committed before.

Run as ``python killed.py naming|touches WORKSPACE SEED``. Used by the tests and by benchmarks/kill.py.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from prospector.exchange.names import NamedRow, NamesFile
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace


def say(*words: object) -> None:
    """Acknowledge what was committed."""
    print(*words, flush=True)  # noqa: T201 - the parent reads it


def naming(workspace: Workspace, dice: random.Random) -> None:
    """Name companies as `build` does, one row at a time."""
    for number in range(1, 100_000):
        name = "".join(dice.choice("abdefgiklmnoprstuvz") for _ in range(12)).title()
        report = workspace.build.name_all(NamesFile("-", [NamedRow(number, name, f"{name.lower()}.example")], []))
        if report.added:
            say("name", report.added[0].account_id)


def touches(workspace: Workspace, dice: random.Random) -> None:
    """Log touches, and correct every third."""
    account = workspace.store.reader.value("SELECT id FROM account LIMIT 1")
    for number in range(1, 100_000):
        touch = workspace.touches.log(
            account, "phone", dice.choice(["sent", "spoke"]), note=f"touch {number}", override="again"
        )
        say("touch", touch.id)
        if number % 3 == 0:
            workspace.touches.correct(touch.id, note=f"corrected {number}")
            say("corrected", touch.id)


if __name__ == "__main__":
    what, path, seed = sys.argv[1:]
    opened = open_workspace(Path(path), Settings(rep="robin", cache="none"), create=True)
    say("open", path)
    {"naming": naming, "touches": touches}[what](opened, random.Random(seed))
