"""Several programs write one file at once: none of what they acknowledge is lost, nothing is done twice."""

from __future__ import annotations

import contextlib
import os
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from prospector.errors import StoreUnusable
from prospector.model.tables import Plan
from prospector.workspace import open_workspace
from tests.faults.looking import unsound
from tests.faults.made import SETTINGS, copied, word
from tests.faults.table import Fault

WRITERS = 4
_COUNTER = "counter"


def compete(folder: Path, acts: int, dice: random.Random) -> Sequence[Fault]:
    """Let so many programs do `acts` each; every fourth counts up a number that all of them read and write back."""
    fault = Fault("four writers at once", "none lost, none twice, chains whole")
    path = copied(folder / "seed.db", folder / "work.db")
    with contextlib.closing(open_workspace(path, SETTINGS)) as workspace, workspace.action("Count") as action:
        action.add(Plan(id=_COUNTER, cycle_weeks=0))
    heard, told = os.pipe()
    children = [_started(path, number, acts, dice.random(), heard, told) for number in range(WRITERS)]
    os.close(told)
    with os.fdopen(heard, encoding="utf-8") as pipe:
        lines = [line.strip() for line in pipe]
    for child in children:
        os.waitpid(child, 0)
    for line in lines:
        if line.startswith("!"):
            fault.breach("tracebacks", line[1:])
    _compare(path, Counter(lines), fault)
    fault.rounds = WRITERS * acts
    waited = sum(line.startswith("?") for line in lines)
    fault.said.append(
        f"{waited} times the file was held longer than anybody waits, said so, and the act was done again"
    )
    return [fault]


def _started(path: Path, number: int, acts: int, seed: float, heard: int, told: int) -> int:
    if (child := os.fork()) == 0:
        os.close(heard)
        try:
            _write(path, f"writer {number}", acts, random.Random(seed), told)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must see it
            os.write(told, f"!{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)
    return child


def _write(path: Path, who: str, acts: int, dice: random.Random, told: int) -> None:
    workspace = open_workspace(path, SETTINGS)
    rows = [row.id for row in workspace.list_rows(places=("active", "bench"))]

    def once(number: int) -> str:
        if number % 4 == 0:
            with workspace.action("Count") as action:
                plan = action.get(Plan, _COUNTER)
                plan.cycle_weeks += 1
            return "counted"
        if number % 4 == 1:
            name = word(dice, 14)
            workspace.naming.name(name, bench=True, different=True, source=f"event:{who}{number}")
            return f"named {name}"
        note = f"{who} act {number}"
        workspace.touches.log(dice.choice(rows), "phone", "spoke", note=note, override="again")
        return f"noted {note}"

    for number in range(acts):
        line = ""
        while not line:
            try:
                line = once(number)
            except StoreUnusable as error:
                if "try again" not in error.sentence:
                    raise
                os.write(told, b"?\n")
        os.write(told, f"{line}\n".encode())


def _compare(path: Path, said: Counter[str], fault: Fault) -> None:
    with contextlib.closing(open_workspace(path, SETTINGS)) as workspace:
        reader = workspace.store.reader
        for sentence in unsound(reader):
            fault.breach("partial", sentence)
        there = Counter(f"noted {note}" for (note,) in reader.rows("SELECT note FROM touch WHERE note LIKE 'writer %'"))
        there += Counter(f"named {name}" for (name,) in reader.rows("SELECT name FROM account"))
        counted = reader.value("SELECT cycle_weeks FROM plan WHERE id = ?", (_COUNTER,))
    if counted != said["counted"]:
        fault.breach(
            "lost" if counted < said["counted"] else "doubled", f"counted {said['counted']}, there is {counted}"
        )
    for line in said:
        if line.startswith(("noted", "named")) and not there[line]:
            fault.breach("lost", line)
    for line, count in there.items():
        if count > 1:
            fault.breach("doubled", line)
