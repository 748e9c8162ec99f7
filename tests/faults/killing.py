"""`kill -9` in the middle of every kind of write: nothing acknowledged is lost, nothing stands by half."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from prospector.store.rotation import backups, folder_of
from tests.faults.looking import look
from tests.faults.made import copied
from tests.faults.table import Fault
from tests.faults.writing import ERASED, KINDS, MADE, act_on

FRESH = 8
"""Rounds after which a kind goes on with a fresh copy."""
_MOST_LINES = 4


def kill(folder: Path, rounds: int, dice: random.Random) -> Fault:
    """Kill so many writers and look at what they leave."""
    fault = Fault("kill -9", "nothing acknowledged lost, no half act, chains whole")
    seed, old = folder / "seed.db", folder / "old.db"
    acknowledged: Counter[str] = Counter()
    for number in range(rounds):
        kind = KINDS[number % len(KINDS)]
        round_of_kind = number // len(KINDS)
        path = folder / kind / "work.db"
        path.parent.mkdir(exist_ok=True)
        if round_of_kind % FRESH == 0 or kind in ("upgrade", "erase", "make", "drop"):
            copied(old if kind == "upgrade" else seed, path)
            _PROMISED[kind] = []
            if kind == "restore":
                _backed_up(path)
        before = fault.broken
        lines = killed(path, kind, dice)
        _PROMISED[kind] += [line for line in lines if not line.startswith("!")]
        for line in lines:
            if line.startswith("!"):
                fault.breach("tracebacks", f"{kind}: {line[1:]}")
        acknowledged[kind] += len(lines)
        _look(kind, path, fault)
        if fault.broken > before:
            fault.said.append(f"  … while it was to {kind}, round {number}")
        fault.rounds += 1
    fault.said.insert(
        0, "acknowledged: " + ", ".join(f"{kind} {count}" for kind, count in sorted(acknowledged.items()))
    )
    return fault


_PROMISED: dict[str, list[str]] = {}
_LASTS: dict[str, list[float]] = {}
"""How long the first line of a kind takes, and each further one: seconds."""


def killed(path: Path, kind: str, dice: random.Random) -> list[str]:
    """Let a child write, kill it within a write; return its lines, one that begins with ``!`` for an error."""
    seed = dice.random()
    heard, told = os.pipe()
    if (child := os.fork()) == 0:
        os.close(heard)
        _write(path, kind, seed, told)
    os.close(told)
    lasts = _LASTS.setdefault(kind, [0.05, 0.02])
    wanted = dice.choice((0, *range(_MOST_LINES)))
    with os.fdopen(heard, encoding="utf-8") as pipe:
        lines = []
        for number in range(wanted):
            began = time.monotonic()
            if not (line := pipe.readline()):
                break
            lines.append(line)
            lasts[bool(number)] += (time.monotonic() - began - lasts[bool(number)]) / 4
        until = time.monotonic() + dice.random() * 1.1 * lasts[bool(lines)]
        while time.monotonic() < until:
            pass
        os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    os.waitpid(child, 0)
    return [line.strip() for line in lines if line.endswith("\n")]


def _write(path: Path, kind: str, seed: float, told: int) -> None:
    try:
        act_on(path, kind, seed, lambda line: os.write(told, f"{line}\n".encode()) and None)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must see it
        os.write(told, f"!{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


def _look(kind: str, path: Path, fault: Fault) -> None:
    promised = _PROMISED[kind]
    if kind == "make" and not promised and not path.exists():
        return  # killed before it stood there complete
    look(path, promised, fault, copies=kind in ("backup", "restore", "upgrade", "bring", "erase"))
    if kind == "backup":
        newest = {str(one.path) for one in backups(path)}
        if promised and promised[-1].removeprefix(f"{MADE} ") not in newest:
            fault.breach("lost", promised[-1])
    elif kind == "erase":
        for line in promised:
            _look_for(line.removeprefix(f"{ERASED} "), path, fault)


def _look_for(name: str, path: Path, fault: Fault) -> None:
    """Look through every byte beside the workspace for somebody who was erased."""
    for one in (*path.parent.glob(f"*{path.name}*"), *folder_of(path).glob("*")):
        if one.is_file() and name.encode() in one.read_bytes():
            fault.breach("partial", f"{name} was erased and still stands in {one.name}")


def _backed_up(path: Path) -> None:
    from datetime import UTC, datetime

    from prospector.store.rotation import Keep, take

    take(path, "by hand", datetime.now(UTC), Keep())
