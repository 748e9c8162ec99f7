"""A disk that is full at every point of an import and of single acts, and a limit on the size of files."""

from __future__ import annotations

import contextlib
import os
import random
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.commanding import UNUSABLE, expect, prospect
from tests.faults.looking import look, said
from tests.faults.made import copied, word
from tests.faults.table import Fault

_SIZE = 48 * 1024 * 1024
_PAGE = 4096
_ACTS = (
    "name",
    "edit",
    "touch",
    "import",
    "merge",
    "undo",
    "drop",
    "erase",
    "backup",
    "list",
    "show",
    "doctor",
    "audit",
)
_DONE = {"erase": (0, 1, UNUSABLE), "doctor": (0, 1, UNUSABLE)}
"""What may come of acts that can end in part: who is erased is gone, and the file is rewritten later; a finding."""


def fill(folder: Path, rounds: int, dice: random.Random) -> Sequence[Fault]:
    """Leave little room, do something, and look at what became of it; then make room and do it again."""
    promise = "nothing lost or half done; one sentence: where, and to free space"
    full, limit = Fault("disk full", promise), Fault("file-size limit", "nothing lost or half done; one sentence")
    seed = folder / "seed.db"
    with _small_disk(folder / "small") as why:
        if why:
            full.skipped = why
        else:
            for number in range(rounds):
                act = _ACTS[number % len(_ACTS)]
                # Most of the time so little that it fails somewhere on the way; an import writes more.
                room = int(dice.random() ** 2 * (800 if act == "import" else 150)) * _PAGE
                _on_full(folder / "small" / "work.db", seed, act, room, dice, full)
    for number in range(max(4, rounds // 4)):
        _on_limit(folder / "limited" / "work.db", seed, _ACTS[number % len(_ACTS)], dice, limit)
    return [full, limit]


@contextlib.contextmanager
def _small_disk(at: Path) -> Iterator[str]:
    """Mount a small file system of its own; give why that can't be done."""
    at.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        yield "it takes root to mount a small file system"
        return
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(at)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        yield f"no small file system can be mounted: {done.stderr.strip()}"
        return
    try:
        yield ""
    finally:
        subprocess.run(["umount", str(at)], check=True)


def _on_full(path: Path, seed: Path, act: str, room: int, dice: random.Random, fault: Fault) -> None:
    for one in path.parent.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    copied(seed, path)
    words, stdin = _words(act, path, dice)
    promised = said(path)
    ballast = path.with_name("ballast")
    free = shutil.disk_usage(path.parent).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    ran = prospect(path, *words, before=_no_spare, stdin=stdin)
    wrong = not expect(fault, ran, _DONE.get(act, (0, UNUSABLE)), re.escape(str(path.parent)), "free some space")
    ballast.unlink()
    broken = fault.broken
    look(path, promised, fault, copies=True)
    again = ran if ran.status < UNUSABLE else prospect(path, *words, stdin=stdin)
    wrong |= not expect(fault, again, _DONE.get(act, (0, UNUSABLE))[:-1])
    if wrong or fault.broken > broken:
        fault.said.append(f"  … {act} with {room // 1024} KiB free")
    fault.rounds += 1


def _no_spare() -> None:
    """Let risky acts begin although there is hardly room, so that they fail in the middle."""
    from prospector.store import rotation

    rotation.ROOM = -100_000_000


def _on_limit(path: Path, seed: Path, act: str, dice: random.Random, fault: Fault) -> None:
    path.parent.mkdir(exist_ok=True)
    copied(seed, path)
    words, stdin = _words(act, path, dice)
    promised = said(path)
    most = int(dice.random() * 1.2 * path.stat().st_size)
    ran = prospect(path, *words, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)), stdin=stdin)
    expect(fault, ran, _DONE.get(act, (0, UNUSABLE)), re.escape(str(path.parent)))
    look(path, promised, fault, copies=True)
    fault.rounds += 1


def _words(act: str, path: Path, dice: random.Random) -> tuple[tuple[str, ...], str]:
    """Return the command for an act that always changes something."""
    from prospector.workspace import open_workspace
    from tests.faults.made import SETTINGS

    with contextlib.closing(open_workspace(path, SETTINGS)) as workspace:
        first, second, *_, last = [row.name for row in workspace.list_rows(places=("bench",))]
    rows = "name,domain\n" + "".join(f"{one},{one.lower()}.example\n" for one in (word(dice) for _ in range(150)))
    given: dict[str, tuple[str, ...]] = {
        "name": ("name", word(dice), "--bench", "--source", "event:Fair"),
        "edit": ("edit", first, "--pain", "y" * 900),
        "touch": (
            "touch",
            first,
            "--channel",
            "phone",
            "--outcome",
            "spoke",
            "--note",
            "z" * 900,
            "--override",
            "again",
        ),
        "import": ("import", "-", "--bench"),
        "merge": ("merge", first, second),
        "undo": ("undo",),
        "drop": ("drop", last, "--reason", "no budget", "--lesson", "ask before"),
        "erase": ("never", "erase", last, "--kind", "company", "--yes"),
        "backup": ("backup",),
        "list": ("list",),
        "show": ("show", first),
        "doctor": ("doctor", "--verify"),
        "audit": ("audit",),
    }
    return given[act], rows if act == "import" else ""
