"""Programs in forks of one process that has imported everything (`cli/zygote.py`): what each prints and how it ends."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

_SECONDS = 900
"""No run takes so long; how long a test may take is said by the test."""


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


class Forks:
    """The other side of the zygote."""

    def __init__(self, asking: socket.socket) -> None:
        self.asking, self.turn = asking, threading.Lock()
        asking.settimeout(_SECONDS)

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        stdin: bytes = b"",
        script: str | None = None,
    ) -> Ran:
        """Run `prospect`, or a script as ``python -c`` would, in a process of its own that stands in `folder`."""
        wanted = {"arguments": arguments, "folder": str(folder), "environment": dict(environment), "script": script}
        with TemporaryFile() as entered, TemporaryFile() as printed, TemporaryFile() as told:
            entered.write(stdin)
            entered.seek(0)
            with self.turn:
                files = [file.fileno() for file in (entered, printed, told)]
                socket.send_fds(self.asking, [json.dumps(wanted).encode()], files)
                status = int(self.asking.recv(100))
            printed.seek(0)
            told.seek(0)
            return Ran(status, printed.read().decode(), told.read().decode())


@contextlib.contextmanager
def forks() -> Iterator[Forks]:
    """Start the zygote; it ends with the block."""
    asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    zygote = Path(__file__).with_name("cli") / "zygote.py"
    with subprocess.Popen(
        [sys.executable, str(zygote), str(asked.fileno())], pass_fds=[asked.fileno()], start_new_session=True
    ) as process:
        asked.close()
        yield Forks(asking)
        asking.close()
        process.wait(10)
