"""The command as a user runs it: its own process, its own home, no terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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
def home(tmp_path: Path) -> Path:
    """A folder for everything the command keeps."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    return kept | {"PROSPECTOR_HOME": str(home), "PROSPECTOR_REP": "ana", "PROSPECTOR_PACE_SECONDS": "0.01"}


@pytest.fixture
def prospect(environment: dict[str, str], tmp_path: Path) -> Callable[..., Ran]:
    """Run `prospect` with arguments and, when given, standard input."""

    def run(*arguments: str, stdin: str | bytes = b"", **variables: str) -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "prospector", *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment | variables,
            timeout=120,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err, err
        return Ran(done.returncode, out, err)

    return run


@pytest.fixture
def gateway() -> Iterator[str]:
    """The demo's made-up web on loopback."""
    with DemoWeb() as web:
        yield web.gateway
