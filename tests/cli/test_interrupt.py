"""Ctrl+C in the middle of research: what was found stays, the rest can be gone on with."""

import os
import signal

import pytest

from prospector.demo.firm import TARGETS


@pytest.mark.slow
def test_stopped_research_keeps_what_was_found(prospect, environment, gateway, tmp_path, zygote):
    slowly = {"PROSPECTOR_GATEWAY": gateway, "PROSPECTOR_COMPANIES_AT_ONCE": "1", "PROSPECTOR_PACE_SECONDS": "0.3"}
    names = "\n".join(f"{one.name}, {one.domain}" for one in TARGETS[:4])
    with zygote.start(["build", "-"], tmp_path, environment | slowly) as process:
        process.stdin.write(names)
        process.stdin.close()
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("1/4"):
                os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 1
    assert any("stopped before every company was researched" in line for line in said)
    assert not any("Traceback" in line for line in said)
    rows = prospect("list", "--json").document["accounts"]
    found = [row for row in rows if row["research"] == "found"]
    assert len(rows) == 4
    assert 1 <= len(found) < 4
    assert prospect("doctor", "--verify").status == 0
    went_on = prospect("enrich", "--missing", "--json", PROSPECTOR_GATEWAY=gateway).document
    assert len(went_on) == 4 - len(found)
