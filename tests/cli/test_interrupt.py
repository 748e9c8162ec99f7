"""Ctrl+C in the middle of research: what was found stays, the rest can be gone on with."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from prospector.demo.firm import TARGETS


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Undo what a shell does to whom it begins in the background: to ignore Ctrl+C is handed down to every command."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_stopped_research_keeps_what_was_found(prospect, environment, gateway, tmp_path):
    slowly = {"PROSPECTOR_GATEWAY": gateway, "PROSPECTOR_COMPANIES_AT_ONCE": "1", "PROSPECTOR_PACE_SECONDS": "0.3"}
    names = "\n".join(f"{one.name}, {one.domain}" for one in TARGETS[:4])
    with subprocess.Popen(
        [sys.executable, "-m", "prospector", "build", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env=environment | slowly, start_new_session=True,
    ) as process:  # fmt: skip
        process.stdin.write(names)
        process.stdin.close()
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("1/4"):
                os.killpg(process.pid, signal.SIGINT)
        assert process.wait(120) == 1
    assert any("stopped before every company was researched" in line for line in said)
    assert not any("Traceback" in line for line in said)
    rows = prospect("list", "--json").document["accounts"]
    found = [row for row in rows if row["research"] == "found"]
    assert len(rows) == 4
    assert 1 <= len(found) < 4
    assert prospect("doctor", "--verify").status == 0
    went_on = prospect("enrich", "--missing", "--json", PROSPECTOR_GATEWAY=gateway).document
    assert len(went_on) == 4 - len(found)
