"""Kill -9 loses nothing that was acknowledged; the long form is benchmarks/kill.py."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

ROUNDS = 5


@pytest.mark.timeout(120)
def test_killed_at_random_moments_everything_acknowledged_is_there(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("killing", Path(__file__).with_name("killing.py"))
    assert spec is not None
    assert spec.loader is not None
    killing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(killing)
    total = killing.kill(tmp_path, ROUNDS, random.Random(7))
    assert total["rounds"] == ROUNDS
    assert total["acknowledged"] > ROUNDS
    assert (total["lost"], total["unsound"]) == (0, 0), total
