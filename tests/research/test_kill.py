"""A short form of benchmarks/research_kill.py, which does the same with a hundred companies and twenty kills."""

import importlib
from pathlib import Path

import pytest

from tests.forks import Forks

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_killed_twice_nothing_is_read_twice_and_nothing_is_lost(
    zygote: Forks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    told = importlib.import_module("research_kill").measure(
        12, 2, lambda words, environment: zygote.start(words, tmp_path, environment, mute=True)
    )
    assert told["kills"] == 2
    assert (told["lost"], told["fetched_twice"], told["unfinished"]) == ([], [], 0)
    assert told["requests_of_a_further_run"] == 0
    assert told["requests"] >= 12 * 4
