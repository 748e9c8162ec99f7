"""`prospect serve` as a process of its own, on a free port of loopback."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SECONDS = 60


@dataclass
class Serving:
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str
    """What it printed, token included."""
    home: Path

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "/".join(self.address.split("/", 3)[:3])

    def apps(self) -> list[int]:
        """Processes that it started and that still run."""
        try:
            told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        except FileNotFoundError:
            pytest.skip("children of a process are not listed on this machine")
        return [int(one) for one in told.split()]

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for a condition."""
        end = time.monotonic() + SECONDS
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"{what}: did not come true")
            time.sleep(0.02)


def _start(folder: Path, fresh_file: Path, *options: str) -> Serving:
    pytest.importorskip("textual_serve", reason="the extra `web` is not installed")
    place = folder / "served.db"
    shutil.copyfile(fresh_file, place)
    place.chmod(0o600)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "prospector", "serve", "--port", "0", "--db", str(place), *options],
        env=kept | {"PROSPECTOR_HOME": str(folder), "PROSPECTOR_REP": "ana"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    return Serving(process, process.stdout.readline().strip(), folder)


def _end(serving: Serving) -> None:
    serving.process.send_signal(signal.SIGINT)
    serving.process.communicate(timeout=SECONDS)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Iterator[Serving]:
    """One server for the tests of a file."""
    started = _start(tmp_path_factory.mktemp("served"), fresh_file)
    yield started
    _end(started)
    assert started.process.returncode == 0


@pytest.fixture
def server(tmp_path: Path, fresh_file: Path) -> Iterator[Serving]:
    """A server of this test alone."""
    started = _start(tmp_path, fresh_file, "--no-token")
    yield started
    if started.process.poll() is None:
        _end(started)
    assert started.process.stdout is not None
    started.process.stdout.close()
