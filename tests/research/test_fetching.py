"""A short form of benchmarks/fetching.py: every kind of run reads every page. How fast is for the benchmark to say."""

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_every_way_of_reading_reads_all_pages_and_tells_its_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    told = importlib.import_module("fetching").measure(4, 1, with_scrapy=False, with_whole=True)
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
