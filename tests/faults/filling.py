"""A disk that is full at every point of an import and of single acts, and a limit on the size of files."""

from __future__ import annotations

import contextlib
import os
import random
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
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
    found = []
    seed = folder / "seed.db"
    for name, share, make in (("disk full", 1, _tmpfs), ("… blocks of 1 KiB", 4, _ext)):
        full = Fault(name, promise)
        began = time.monotonic()
        with _small_disk(folder, make) as (at, why):
            full.skipped = why
            for number in range(0 if why else rounds // share):
                act = _ACTS[number % len(_ACTS)]
                # Most of the time so little that it fails somewhere on the way; an import writes more.
                room = int(dice.random() ** 2 * (800 if act == "import" else 150)) * _PAGE
                _on_full(at / "work.db", seed, act, room, dice, full)
        full.seconds = time.monotonic() - began
        found.append(full)
    limit = Fault("file-size limit", "nothing lost or half done; one sentence")
    for number in range(max(4, rounds // 4)):
        _on_limit(folder / "limited" / "work.db", seed, _ACTS[number % len(_ACTS)], dice, limit)
    return [*found, limit]


def _tmpfs(_image: Path, at: Path) -> None:
    _run("mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(at))


def _ext(image: Path, at: Path) -> None:
    """Make a file system whose blocks are smaller than pages: there SQLite's shared memory has holes."""
    with image.open("wb") as file:
        file.truncate(_SIZE)
    _run("mkfs.ext4", "-q", "-b", "1024", "-m", "0", str(image))
    _run("mount", "-o", "loop", str(image), str(at))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


@contextlib.contextmanager
def _small_disk(folder: Path, make: Callable[[Path, Path], None]) -> Iterator[tuple[Path, str]]:
    """Mount a small file system of its own; give where, and why that can't be done."""
    at = folder / make.__name__
    at.mkdir()
    try:
        make(folder / f"{at.name}.image", at)
    except (OSError, subprocess.CalledProcessError) as error:
        yield at, f"no small file system can be mounted: {getattr(error, 'stderr', None) or error}".strip()
        return
    try:
        yield at, ""
    finally:
        _run("umount", str(at))


def _on_full(path: Path, seed: Path, act: str, room: int, dice: random.Random, fault: Fault) -> None:
    ballast = path.with_name("ballast")
    for one in path.parent.iterdir():
        if one not in (ballast, path.with_name("lost+found")):
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    copied(seed, path)
    words, stdin = _words(act, path, dice)
    promised = said(path)
    with ballast.open("wb") as file:
        left = max(1, shutil.disk_usage(path.parent).free - room)
        with contextlib.suppress(OSError):  # what the file system itself needs is counted as free here and there
            while left > 0:
                left -= file.write(bytes(min(left, _PAGE)))
                file.flush()
    ran = prospect(path, *words, before=_no_spare, stdin=stdin)
    wrong = not expect(fault, ran, _DONE.get(act, (0, UNUSABLE)), re.escape(str(path.parent)), "free some space")
    os.truncate(ballast, 0)
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
