"""A program in a pseudo-terminal: when something was drawn, what it cost, what a key takes, what it holds in memory."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

LIMIT = 120.0
"""Seconds after which a program counts as hanging."""
_CHUNK = 65_536


@dataclass(frozen=True)
class Cost:
    """What something took."""

    wall: float
    cpu: float


class Terminal:
    """Runs `command` in a pseudo-terminal while it is entered; the program is killed at the end."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 120, lines: int = 40, cwd: str = ""
    ) -> None:
        self._command, self._env, self._size, self._cwd = list(command), dict(env), (lines, columns), cwd

    def __enter__(self) -> Self:
        self._begun, self._drawn = time.perf_counter(), b""
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *self._size, 0, 0))
            if self._cwd:
                os.chdir(self._cwd)
            os.execvpe(self._command[0], self._command, self._env)  # noqa: S606 - our own command
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def until(self, wanted: str) -> Cost:
        """Read until a text that the pattern `wanted` fits was drawn; return what it took since the start."""
        if not re.search(wanted.encode(), self._drawn):
            self._drawn += self._await(wanted)
        return Cost(time.perf_counter() - self._begun, cpu_of(self.pid))

    def key(self, keys: str, wanted: str = "") -> float:
        """Press `keys`; return the seconds until `wanted` was drawn, or anything at all."""
        begun = time.perf_counter()
        os.write(self._master, keys.encode())
        self._await(wanted)
        return time.perf_counter() - begun

    def settle(self, quiet: float, most: float = LIMIT) -> None:
        """Read until nothing has been drawn for `quiet` seconds, or `most` have gone by."""
        until = time.perf_counter() + most
        while time.perf_counter() < until and select.select([self._master], [], [], quiet)[0]:
            os.read(self._master, _CHUNK)

    @property
    def held(self) -> float:
        """Mebibytes in memory now."""
        return memory_of(self.pid, "VmRSS")

    @property
    def cpu(self) -> float:
        """Processor seconds so far."""
        return cpu_of(self.pid)

    def _await(self, wanted: str) -> bytes:
        drawn, pattern, begun = b"", re.compile(wanted.encode()), time.perf_counter()
        while not drawn or not pattern.search(drawn):
            left = LIMIT - (time.perf_counter() - begun)
            if left <= 0 or not select.select([self._master], [], [], left)[0]:
                sys.exit(f"{' '.join(self._command)} did not draw {wanted} in {LIMIT:.0f} s")
            try:
                drawn += os.read(self._master, _CHUNK)
            except OSError:
                sys.exit(
                    f"{' '.join(self._command)} ended before it drew {wanted}: {drawn.decode(errors='replace')[-500:]}"
                )
        return drawn


def whole(command: Sequence[str], env: Mapping[str, str]) -> Cost:
    """Return what a command takes from start to end."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)


def memory_of(pid: int, what: str) -> float:
    """Return a figure of a process's memory in mebibytes: `VmRSS` now, `VmHWM` the most it ever held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def cpu_of(pid: int) -> float:
    """Return the processor seconds a running process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
