"""A short form of benchmarks/fetching.py: every kind of run reads every page. How fast is for the benchmark to say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "fetching.py"


@pytest.mark.slow
def test_every_way_of_reading_reads_all_pages_and_tells_its_cost() -> None:
    ran = subprocess.run(
        [sys.executable, SCRIPT, "--companies", "4", "--rounds", "1", "--no-scrapy", "--whole"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert told["pages"] == 16
    assert set(told["runs"]) == {
        "httpx, sequential",
        "httpx, one shared client, 20",
        "httpx, one shared client, 50",
        "prospector, 20 companies",
        "prospector, 50 companies",
        "prospector, 50, parsing",
        "prospector, 50, pace 0.2 s",
        "prospector, 50, whole run, pace 1.0 s",
    }
    assert all(run["pages_per_second"] > 0 and run["cpu_ms_per_page"] > 0 for run in told["runs"].values())
    assert set(told["wall_to_limit"]) == {"prospector, 50, pace 0.2 s", "prospector, 50, whole run, pace 1.0 s"}
    assert told["scrapy"] == "not measured: left out"
