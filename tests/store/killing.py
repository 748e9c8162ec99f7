"""Killing children at random moments and looking at what they leave behind; used by test_kill.py and benchmarks/kill.py."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from prospector.settings import Settings
from prospector.store.verify import verify
from prospector.workspace import open_workspace

CHILD = Path(__file__).with_name("killed.py")
KINDS = ("naming", "touches")


def kill(folder: Path, rounds: int, dice: random.Random) -> Counter[str]:
    """Kill `rounds` children and return counts: acknowledged, lost, unsound..."""
    total = Counter(
        {"rounds": 0, "acknowledged": 0, "unacknowledged": 0, "lost": 0, "unsound": 0, "killed_while_made": 0}
    )
    path, promised = folder / "0.db", Counter[str]()
    for number in range(rounds):
        if number % 10 == 0:  # a new workspace now and then, so that its making is killed too
            path, promised = folder / f"{number}.db", Counter()
            made = _killed("naming", path, 0, dice)
            total["killed_while_made"] += not made
            promised.update(made)
        lines = _killed(KINDS[number % 2] if promised["name"] else "naming", path, dice.randint(1, 14), dice)
        for line in lines:
            promised[line.split()[0]] += 1
            promised[line] += 1
        _look(path, promised, total)
        total["rounds"] += 1
        total["acknowledged"] += sum(line.startswith(("name", "touch", "corrected")) for line in lines)
    return total


def _killed(what: str, path: Path, lines: int, dice: random.Random) -> list[str]:
    """Start a child, kill it about when it has printed so many lines, return all that it printed."""
    with subprocess.Popen(
        [sys.executable, str(CHILD), what, str(path), str(dice.random())], stdout=subprocess.PIPE, text=True
    ) as child:
        if child.stdout is None:
            raise RuntimeError("no pipe to the child")
        if lines:
            said = [child.stdout.readline() for _ in range(lines + 1)]
        else:  # while it is made: as soon as a file shows up
            said = []
            while child.poll() is None and not any(one.stat().st_size for one in _files(path.parent, path.name)):
                pass
        for _ in range(dice.randrange(200_000)):  # somewhere within the next write, not always right after one
            pass
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().splitlines(keepends=True)
    return [line.strip() for line in said if line.endswith("\n") and not line.startswith("open")]


def _files(folder: Path, name: str) -> list[Path]:
    return [one for one in folder.iterdir() if name in one.name]


def _look(path: Path, promised: Counter[str], total: Counter[str]) -> None:
    """Open the workspace, as the next start of the program would, and compare it with what was promised."""
    with contextlib.closing(open_workspace(path, Settings(rep="robin", cache="none"), create=True)) as workspace:
        reader = workspace.store.reader
        sound = reader.rows("PRAGMA integrity_check") == [("ok",)] and reader.rows("PRAGMA foreign_key_check") == []
        total["unsound"] += not (sound and verify(workspace.store) == [])
        there = {f"name {key}" for (key,) in reader.rows("SELECT id FROM account")}
        there |= {f"touch {key}" for (key,) in reader.rows("SELECT id FROM touch WHERE id = root")}
        corrected = {f"corrected {key}" for (key,) in reader.rows("SELECT root FROM touch WHERE id <> root")}
        wanted = {line for line in promised if " " in line}
        total["lost"] += len(wanted - there - corrected)
        total["unacknowledged"] += len((there | corrected) - wanted)
        for line in (there | corrected) - wanted:  # committed, and killed before it could say so: from now on promised
            promised[line] += 1
            promised[line.split()[0]] += 1
