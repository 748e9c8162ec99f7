"""The power fails: images replayed from the trace of a real program are opened, and nothing acknowledged is missing.

The same with ``synchronous=NORMAL`` must lose something, or the replay would be worth nothing.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from prospector.store.rotation import folder_of
from tests.faults import replaying, tracing
from tests.faults.looking import look
from tests.faults.made import copied
from tests.faults.table import Fault
from tests.faults.traced import program
from tests.faults.writing import ERASED

SHARES = {"acts": 8, "upgrade": 1, "upkeep": 1}
"""What is traced, and how many images of all are made of it."""
_FEW = 100
"""Images below which one short scene has to do."""


def cut(folder: Path, count: int, dice: random.Random) -> tuple[Fault, Fault]:
    """Make so many images and look at each; return what was found with FULL, and with NORMAL."""
    full = Fault("power cut", "nothing acknowledged lost, no half act, chains whole")
    normal = Fault("… with NORMAL", "must lose something: else the test proves nothing")
    if why := tracing.missing():
        full.skipped = normal.skipped = why
        return full, normal
    seed, old = folder / "seed.db", folder / "old.db"
    few = count < _FEW
    for scene, share in ({"acts": 1} if few else SHARES).items():
        start = _start(folder / scene, old if scene == "upgrade" else seed)
        _images(scene, "FULL", start, count * share // (1 if few else sum(SHARES.values())), dice, full)
    began = time.monotonic()
    found = Fault("", "")
    normal.rounds = max(6, count // 10)
    _images("acts", "NORMAL", _start(folder / "normal", seed), normal.rounds, dice, found)
    normal.said.append(f"lost in NORMAL: {found.counts['lost']} acknowledged acts in {found.rounds} images")
    if not found.counts["lost"]:
        normal.breach("partial", "the replay found nothing lost where something must be")
    normal.seconds = time.monotonic() - began
    return full, normal


def _start(folder: Path, source: Path) -> Path:
    folder.mkdir()
    copied(source, folder / "work.db")
    return folder


def _images(scene: str, synchronous: str, start: Path, count: int, dice: random.Random, fault: Fault) -> None:
    """Trace one program that begins with what lies in `start`, and look at `count` images of it."""
    before = start.with_name(f"{start.name}.before")
    copied_folder(start, before)
    log = start.with_name(f"{start.name}.trace")
    seed, sessions = dice.random(), 1 if count < _FEW else 3
    tracing.traced(lambda: program(start / "work.db", scene, synchronous, seed, sessions), log)
    calls = [_moved(call, start, before) for call in tracing.calls(log, start)]
    target = start.with_name(f"{start.name}.image")
    for said in replaying.images(calls, before, count, dice, target):
        broken = fault.broken
        look(target / "work.db", said, fault, copies=scene == "upkeep")
        _look_for_erased(target / "work.db", said, fault)
        fault.rounds += 1
        if fault.broken > broken and len(fault.said) < 8:
            fault.said.append(f"  … {scene}, after {len(said)} lines, image {fault.rounds}")


def copied_folder(source: Path, target: Path) -> None:
    """Put a copy of a folder where nothing is."""
    shutil.copytree(source, target)


def _moved(call: tracing.Call, start: Path, before: Path) -> tracing.Call:
    return replace(
        call,
        path=call.path.replace(str(start), str(before), 1),
        other=call.other.replace(str(start), str(before), 1),
    )


def _look_for_erased(path: Path, said: Sequence[str], fault: Fault) -> None:
    for line in said:
        if line.startswith(ERASED):
            name = line.removeprefix(f"{ERASED} ").encode()
            for one in (*path.parent.glob(f"*{path.name}*"), *folder_of(path).glob("*")):
                if one.is_file() and name in one.read_bytes():
                    fault.breach("partial", f"{line}, and it still stands in {one.name}")
