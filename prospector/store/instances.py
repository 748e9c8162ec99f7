"""Who has a workspace open: a small file beside it, ``NAME.open``, with a line for each running program.

A program that was killed leaves its line behind; whoever looks next sees that the process is gone and takes it out. Of a
program on another machine nothing can be known but what it wrote.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from prospector.model.ids import new_id

_LIMIT = 100_000
"""Bytes of such a file worth reading; a line has about 150."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One program that has the workspace open."""

    pid: int
    host: str
    since: str
    """ISO 8601, UTC."""
    token: str
    born: str = ""
    """When the process began, as the system counts; a process number is used again, this is not."""

    def named(self) -> str:
        """Return what a sentence calls it."""
        where = "" if self.host == socket.gethostname() else f" on {self.host}"
        return f"process {self.pid}{where}, since {self.since[:16].replace('T', ' ')}"


def enter(path: Path, since: str) -> Instance | None:
    """Say that this process has the workspace at `path` open; None where its folder can't be written."""
    mine = Instance(os.getpid(), socket.gethostname(), since, new_id(), _born(os.getpid()))
    with contextlib.suppress(OSError), _opened(path) as file:
        _write(file, [*_alive(file), mine])
        return mine
    return None


def leave(path: Path, mine: Instance | None) -> None:
    """Take this program's line out; the last one removes the file."""
    if mine is None:
        return
    with contextlib.suppress(OSError), _opened(path) as file:
        rest = [one for one in _alive(file) if one.token != mine.token]
        _write(file, rest)
        if not rest:
            _file_of(path).unlink(missing_ok=True)


def others(path: Path) -> list[Instance]:
    """Return the programs that have the workspace at `path` open, this process left out."""
    me = (os.getpid(), socket.gethostname())
    if not _file_of(path).exists():
        return []
    with contextlib.suppress(OSError), _opened(path) as file:
        return [one for one in _alive(file) if (one.pid, one.host) != me]
    return []


def _file_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.open")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """Open the file for this process alone; it may have been removed while that was waited for."""
    target = _file_of(path)
    while True:
        descriptor = os.open(target, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+", encoding="utf-8", errors="replace") as file:
            _lock(descriptor)
            try:
                same = os.path.samestat(os.fstat(descriptor), target.stat())
            except FileNotFoundError:
                same = False
            if same:
                yield file
                return


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: two programs that start in the same moment may miss each other
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def _alive(file: IO[str]) -> list[Instance]:
    file.seek(0)
    found = []
    for line in file.read(_LIMIT).splitlines():
        with contextlib.suppress(ValueError, TypeError):
            one = Instance(**json.loads(line))
            if one.host != socket.gethostname() or _runs(one):
                found.append(one)
    return found


def _write(file: IO[str], found: list[Instance]) -> None:
    """Write the new lines over the old ones and cut the rest off: killed in between, or on a full disk, no line is lost."""
    file.seek(0)
    file.writelines(json.dumps(asdict(one)) + "\n" for one in found)
    file.flush()
    file.truncate()


def _runs(one: Instance) -> bool:
    try:
        os.kill(one.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's process
        pass
    return not one.born or one.born == (_born(one.pid) or one.born)


def _born(pid: int) -> str:
    """Return when a process began, in the ticks of the system; empty where that can't be known."""
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    return ""
