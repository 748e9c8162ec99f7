"""A short form of benchmarks/research_kill.py, which does the same with a hundred companies and twenty kills."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "research_kill.py"


@pytest.mark.slow
def test_killed_twice_nothing_is_read_twice_and_nothing_is_lost() -> None:
    ran = subprocess.run(
        [sys.executable, SCRIPT, "--accounts", "12", "--kills", "2"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert told["kills"] == 2
    assert (told["lost"], told["fetched_twice"], told["unfinished"]) == ([], [], 0)
    assert told["requests_of_a_further_run"] == 0
    assert told["requests"] >= 12 * 4
