"""What a program and all its processes take: seconds, processor time, memory (Linux).

To ask how much memory a process holds makes the kernel walk through it and holds up what it does meanwhile, so between two
looks passes fifty times what one took: a program that keeps all cores busy would else be measured slower than one that
leaves some idle.
"""

from __future__ import annotations

import math
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LOOK, _BETWEEN = 0.2, 50
"""Seconds between two looks at least, and how many times what a look takes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a program took: seconds by the clock, seconds of processor, MiB at most of all its processes together.

    Pages that processes share count once.
    """

    seconds: float
    cpu: float
    memory: float
    status: int
    """How it ended, below 0 by which signal."""


def watched(process: subprocess.Popen[bytes], started: float, limit: float = math.inf) -> Taken:
    """Wait until `process` ends, begun at `started` (`time.perf_counter`), or kill it after `limit` seconds."""
    most, pause, ended = 0.0, _LOOK, os.pidfd_open(process.pid)
    try:
        while not select.select([ended], [], [], pause)[0]:
            looked = time.perf_counter()
            most = max(most, sum(map(_held, _family(process.pid))))
            now = time.perf_counter()
            pause = max(_LOOK, _BETWEEN * (now - looked))
            if now - started > limit:
                os.kill(process.pid, signal.SIGKILL)  # `Popen.kill` may reap it, and then its times are lost
        seconds = time.perf_counter() - started
    finally:
        os.close(ended)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Taken(seconds, used.ru_utime + used.ru_stime, most, process.returncode)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _held(pid: int) -> float:
    """Return the MiB of a process, of pages shared with others its share; 0 where it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(rollup.partition("\nPss:")[2].split()[0]) / 1024 if "\nPss:" in rollup else 0.0
