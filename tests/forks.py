"""Programs in forks of one process that has imported everything (`cli/zygote.py`): what each prints and how it ends."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import IO, Any, Self

_SECONDS = 900
"""No run takes so long; how long a test may take is said by the test."""
_JOIN = b"join"
_ZYGOTE = Path(__file__).with_name("cli") / "zygote.py"


@dataclass(frozen=True)
class Ran:
    """What one run printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Fork:
    """A program that runs: to be talked to, listened to, killed and waited for, like one of `subprocess.Popen`."""

    def __init__(self, told: socket.socket, stdin: IO[str], stdout: IO[str], stderr: IO[str]) -> None:
        self._told, self.stdin, self.stdout, self.stderr = told, stdin, stdout, stderr
        self.pid = int(told.recv(100))

    def kill(self) -> None:
        """Let it end as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return how it ended."""
        return int(self._told.recv(100))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._told, self.stdout, self.stderr):
            one.close()
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()


class Forks:
    """The other side of the zygote."""

    def __init__(self, address: str) -> None:
        self.address = address

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        stdin: bytes = b"",
        script: str | None = None,
    ) -> Ran:
        """Run `prospect`, or a script as ``python -c`` would, in a process of its own that stands in `folder`."""
        with TemporaryFile() as entered, TemporaryFile() as printed, TemporaryFile() as told:
            entered.write(stdin)
            entered.seek(0)
            files = [file.fileno() for file in (entered, printed, told)]
            with self._asked(arguments, folder, environment, files, script) as answers:
                answers.recv(100)
                status = int(answers.recv(100))
            printed.seek(0)
            told.seek(0)
            return Ran(status, printed.read().decode(), told.read().decode())

    def start(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        script: str | None = None,
        *,
        mute: bool = False,
    ) -> Fork:
        """Begin to run the same, with pipes; what a `mute` one prints on standard output is lost."""
        (entered, stdin), (stdout, printed), (stderr, told) = os.pipe(), os.pipe(), os.pipe()
        if mute:
            os.close(printed)
            printed = os.open(os.devnull, os.O_WRONLY)
        files = (entered, printed, told)
        try:
            answers = self._asked(arguments, folder, environment, files, script)
        finally:
            for file in files:
                os.close(file)
        return Fork(answers, os.fdopen(stdin, "w"), os.fdopen(stdout), os.fdopen(stderr))

    def _asked(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        files: Sequence[int],
        script: str | None,
    ) -> socket.socket:
        wanted = {
            "arguments": list(arguments), "folder": str(folder), "environment": dict(environment), "script": script,
        }  # fmt: skip
        asking = _connected(self.address)
        socket.send_fds(asking, [json.dumps(wanted).encode()], files)
        return asking


@contextlib.contextmanager
def forks(note: Path) -> Iterator[Forks]:
    """Join the zygote of this test run, whose address is kept in `note`, or start it; it ends with the last who joined."""
    with note.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        joined = _joined(note.read_text()) if note.exists() else None
        process = None
        if joined is None:
            process = _started(note)
            joined = _joined(note.read_text())
    assert joined is not None, "the process that is forked could not be started"
    with joined:
        yield Forks(note.read_text())
    if process is not None:
        process.wait(_SECONDS)
        shutil.rmtree(Path(note.read_text()).parent)


def _started(note: Path) -> subprocess.Popen[bytes]:
    # The address of a socket is short.
    address = Path(mkdtemp(prefix="forks-", dir="/tmp" if Path("/tmp").is_dir() else None)) / "asked"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asked:
        asked.bind(str(address))
        asked.listen(64)
        number = asked.fileno()
        process = subprocess.Popen(
            [sys.executable, str(_ZYGOTE), str(number)], pass_fds=[number], start_new_session=True
        )
    note.write_text(str(address))
    return process


def _joined(address: str) -> socket.socket | None:
    """Say to the zygote that somebody is there; None where it has just ended."""
    try:
        asking = _connected(address)
        asking.send(_JOIN)
        if asking.recv(100) == _JOIN:
            return asking
    except OSError:
        return None
    asking.close()
    return None


def _connected(address: str) -> socket.socket:
    asking = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    asking.settimeout(_SECONDS)
    asking.connect(address)
    return asking
