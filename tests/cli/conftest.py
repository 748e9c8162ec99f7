"""The command as a user runs it: its own process, its own home, no terminal."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest

from prospector.demo.web import DemoWeb


@dataclass(frozen=True)
class Ran:
    """What one run of the command printed."""

    status: int
    out: str
    err: str

    @property
    def document(self):
        """The one JSON document on standard output."""
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path: Path, fresh_file: Path) -> Path:
    """A folder for everything the command keeps, with an empty workspace in it: to lay one out takes long."""
    folder = tmp_path / "home"
    (folder / "data").mkdir(parents=True)
    path = folder / "data" / "workspace.db"
    shutil.copyfile(fresh_file, path)
    path.chmod(0o600)
    return folder


@pytest.fixture
def no_workspace(home: Path) -> None:
    """Take the empty workspace away again: the first command is the first of all."""
    shutil.rmtree(home / "data")


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    return kept | {"PROSPECTOR_HOME": str(home), "PROSPECTOR_REP": "ana", "PROSPECTOR_PACE_SECONDS": "0.01"}


@pytest.fixture
def prospect(environment: dict[str, str], tmp_path: Path, zygote: Callable[..., int]) -> Callable[..., Ran]:
    """Run `prospect` with arguments and, when given, standard input, in a process of its own."""

    def run(*arguments: str, stdin: str | bytes = b"", **variables: str) -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        with TemporaryFile() as entered, TemporaryFile() as printed, TemporaryFile() as told:
            entered.write(given)
            entered.seek(0)
            status = zygote(arguments, tmp_path, environment | variables, [entered, printed, told])
            printed.seek(0)
            told.seek(0)
            out, err = printed.read().decode(), told.read().decode()
        assert "Traceback" not in out + err, err
        return Ran(status, out, err)

    return run


@pytest.fixture(scope="session")
def zygote() -> Iterator[Callable[..., int]]:
    """Fork commands from a process that has imported everything (`zygote.py`); return the exit status of each."""
    asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, str(Path(__file__).with_name("zygote.py")), str(asked.fileno())]
    turn = threading.Lock()
    asking.settimeout(120)

    def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], files: Sequence[IO[bytes]]) -> int:
        wanted = {"arguments": arguments, "folder": str(folder), "environment": environment}
        with turn:
            socket.send_fds(asking, [json.dumps(wanted).encode()], [file.fileno() for file in files])
            return int(asking.recv(100))

    with subprocess.Popen(command, pass_fds=[asked.fileno()], start_new_session=True) as process:
        asked.close()
        yield run
        asking.close()
        process.wait(10)


@pytest.fixture
def gateway() -> Iterator[str]:
    """The demo's made-up web on loopback."""
    with DemoWeb() as web:
        yield web.gateway
