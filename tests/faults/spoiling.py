"""A file that can't be written, is held, damaged, no workspace at all, exchanged while it is open; and clocks that jump.

Each through the command: one sentence and the status of an unusable store where nothing can be done, and nothing lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prospector.store.rotation import backups
from tests.faults.commanding import UNUSABLE, expect, prospect
from tests.faults.looking import look, said
from tests.faults.made import copied
from tests.faults.table import Fault

NOBODY = 65534
_READ = (("list",), ("due",))
_WRITE = (("name", "Fairfield Gears", "--bench", "--source", "event:Fair"), ("undo",), ("backup", "--db"))
_SPOILT = "damaged|not a Prospector workspace|empty|another program|newer Prospector|not a file|read"


def spoil(folder: Path, rounds: int, dice: random.Random) -> Sequence[Fault]:
    """Try each of these faults so often."""
    folder.chmod(0o755)  # somebody else will come in
    seed = folder / "seed.db"
    tries: dict[str, tuple[str, Callable[[Path, Path, int, random.Random, Fault], None]]] = {
        "read-only": ("read goes on; one sentence; the file unchanged", _read_only),
        "locked by another": ("waits; then one sentence; nothing lost", _locked),
        "corrupt page": ("one sentence or not met; doctor finds it", _corrupt),
        "truncated": ("one sentence; the file left as it is", _truncated),
        "no workspace": ("one sentence; the file left as it is", _garbage),
        "replaced or removed": ("nothing written to the wrong file; one sentence", _exchanged),
        "clock jumps": ("nothing lost, no backup either; doctor says so", _jumping),
    }
    found = []
    for name, (promise, attempt) in tries.items():
        fault = Fault(name, promise)
        began = time.monotonic()
        for number in range(rounds if attempt is not _jumping else max(2, rounds // 4)):
            path = folder / "work" / "work.db"
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.mkdir()
            copied(seed, path)
            broken = fault.broken
            attempt(path, seed, number, dice, fault)
            if fault.broken > broken and len(fault.said) < 8:
                fault.said.append(f"  … round {number}")
            fault.rounds += 1
        fault.seconds = time.monotonic() - began
        found.append(fault)
    return found


def _where(path: Path) -> str:
    return re.escape(str(path.parent))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_only(path: Path, _seed: Path, number: int, _dice: random.Random, fault: Fault) -> None:
    """Somebody who may only read: the folder, the file, or both."""
    if os.geteuid() != 0:
        fault.skipped = "it takes root to become somebody else"
        return
    folder, file = ((0o555, 0o644), (0o777, 0o444), (0o555, 0o444))[number % 3]
    home = path.with_name("home")
    home.mkdir()
    home.chmod(0o777)
    path.chmod(file)
    path.parent.chmod(folder)
    before = _hash(path)
    for words in _READ:
        expect(fault, prospect(path, *words, before=_become_nobody), (0,))
    for act in (_WRITE[0], ("undo",), ("import", "-")):
        ran = prospect(path, *act, before=_become_nobody, stdin="name\nFairfield\n")
        expect(fault, ran, (UNUSABLE,), re.escape(str(path)), "read-only|no backup can be made|can't be created")
    if _hash(path) != before:
        fault.breach("lost", "the file is another one than before")
    path.parent.chmod(0o755)


def _become_nobody() -> None:
    importlib.import_module("_strptime")  # nobody may not look into the folder where it may lie

    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _locked(path: Path, _seed: Path, number: int, _dice: random.Random, fault: Fault) -> None:
    """Another program holds the file: for a moment, or longer than anybody waits; its log, or all of it."""
    promised = said(path)
    longer, whole = number % 4 == 3, bool(number % 2)
    words = _WRITE[0] if number % 3 else ("undo",)
    with _holder(path, whole=whole) as let_go:
        if longer:
            for one in (("list",), words) if whole else (words,):
                expect(fault, prospect(path, *one), (UNUSABLE,), _where(path), "another program.*try again")
        else:
            threading.Timer(0.3 + 0.2 * (number % 5), let_go).start()
            expect(fault, prospect(path, *words), (0,))
    look(path, promised, fault)
    if longer:
        expect(fault, prospect(path, *words), (0,))


@contextlib.contextmanager
def _holder(path: Path, *, whole: bool) -> Iterator[Callable[[], None]]:
    """Let another process hold the file; give what makes it let go."""
    command = [sys.executable, "-c", _HOLD, str(path), str(int(whole))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holding:
        holding.stdout.readline()
        yield holding.terminate  # closing its input would not reach it: every fork of ours holds that open
        holding.terminate()


_HOLD = """
import sys
from prospector.store.sqlite import driver
other = driver().connect(sys.argv[1], isolation_level=None)
if sys.argv[2] == "1":
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
other.execute("ROLLBACK")
"""


def _corrupt(path: Path, seed: Path, _number: int, dice: random.Random, fault: Fault) -> None:
    """Some pages hold something else."""
    raw = bytearray(path.read_bytes())
    used = _used(seed)
    for page in dice.sample(used, dice.choice((1, 1, 5))):
        raw[page * 4096 : page * 4096 + 4096] = dice.choice((bytes(4096), dice.randbytes(4096)))
    path.write_bytes(raw)
    for words in (*_READ, ("undo",), _WRITE[0], ("audit",), ("backup",)):
        expect(fault, prospect(path, *words), (0, 2, UNUSABLE), _where(path), _SPOILT)
    if prospect(path, "doctor", "--verify").status == 0:
        fault.breach("lost", "the doctor did not find the damage")


def _used(path: Path) -> list[int]:
    """Return the pages, but for the first, in which something stands."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        pages, free = (connection.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "freelist_count"))
    return list(range(1, pages)) if not free else list(range(1, pages // 2))


def _truncated(path: Path, _seed: Path, number: int, dice: random.Random, fault: Fault) -> None:
    size = path.stat().st_size
    os.truncate(path, (0, 50, 100, 512, 4096, dice.randrange(size), dice.randrange(size // 4096) * 4096)[number % 7])
    before = _hash(path)
    for words in (*_READ, ("undo",), _WRITE[0]):
        expect(fault, prospect(path, *words), (UNUSABLE,), _where(path), _SPOILT)
    if _hash(path) != before:
        fault.breach("lost", "what was left of the file was changed")


def _garbage(path: Path, _seed: Path, number: int, dice: random.Random, fault: Fault) -> None:
    content = (
        dice.randbytes(5_000),
        b"name,domain\nAcme,acme.example\n" * 90,
        b"PK\x03\x04" + bytes(900),
        b"\n",
        bytes(8192),
    )
    path.write_bytes(content[number % len(content)])
    before = _hash(path)
    for words in (*_READ, ("undo",), _WRITE[0], ("backup",), ("audit",), ("import", "-")):
        expect(fault, prospect(path, *words, stdin="name\nFairfield\n"), (UNUSABLE,), _where(path), _SPOILT)
    if prospect(path, "doctor").status != UNUSABLE:
        fault.breach("tracebacks", "the doctor did not say that it is unusable")
    if _hash(path) != before:
        fault.breach("lost", "somebody's file was changed")


def _exchanged(path: Path, seed: Path, number: int, _dice: random.Random, fault: Fault) -> None:
    """The file goes away or is replaced, before an act or in the middle of one."""
    other = path.with_name("other.db")
    shutil.copyfile(seed, other)
    before, within, gone = _hash(other), number % 2, number % 4 > 1

    def exchange() -> None:
        if gone:
            path.rename(path.with_name("moved.db"))
        else:
            other.replace(path)

    ran = prospect(
        path, "name", "Fairfield", "--bench", "--source", "event:Fair", before=lambda: _on_act(exchange, within)
    )
    expect(fault, ran, (UNUSABLE,), re.escape(str(path)), "removed or replaced")
    if gone and path.exists():
        fault.breach("lost", "a file was made where one had been removed")
    elif not gone and _hash(path) != before:
        fault.breach("lost", "the file that was put there was changed")


def _on_act(exchange: Callable[[], None], within: int) -> None:
    """Exchange the file right before the next act, or before its end."""
    from prospector.store.action import Action
    from prospector.store.store import Store

    whose, name = (Action, "append") if within else (Store, "action")
    original = getattr(whose, name)
    once = iter([exchange])

    def first(*given: object, **named: object) -> object:
        next(once, lambda: None)()
        return original(*given, **named)

    setattr(whose, name, first)


def _jumping(path: Path, _seed: Path, number: int, _dice: random.Random, fault: Fault) -> None:
    """The clock goes back a year or forward ten, and right again."""
    for weeks in range(3):
        expect(fault, prospect(path, "backup", before=lambda: _jump(timedelta(weeks=-weeks))), (0,))  # noqa: B023
    copies = {one.path for one in backups(path)}
    days = (-365, 3_650)[number % 2]
    for step in (timedelta(days=days), timedelta()):
        promised = said(path)
        for words in (_WRITE[0] if step else ("undo",), ("due",), ("backup",), ("audit",)):
            expect(fault, prospect(path, *words, before=lambda: _jump(step)), (0, 1, 2))  # noqa: B023
        look(path, promised, fault, copies=True)
        if not any(one.at - datetime.now(UTC) < timedelta(minutes=5) + step for one in backups(path)):
            fault.breach("lost", "the backup that was just made is gone")
    told = prospect(path, "doctor", "--verify")
    if "Traceback" in told.err + told.out or not re.search("still to come|set back", told.out):
        fault.breach("tracebacks", f"the doctor did not see a jump of {days} days: {told.out[-500:]}")
    lost = copies - {one.path for one in backups(path)}
    if lost:
        fault.breach("lost", f"{len(lost)} of {len(copies)} backups went because the clock jumped {days} days")


def _jump(step: timedelta) -> None:
    """Let this process believe that it is another day."""
    from prospector import clock

    clock.Clock.now = lambda self: datetime.now(UTC) + step  # type: ignore[method-assign]
