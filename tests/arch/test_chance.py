"""Chance decides no test: what a property is tried on does not depend on what else was imported before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st


@pytest.mark.skipif(os.environ.get("HYPOTHESIS_PROFILE", "same") not in ("same", "whole"), reason="looks for new cases")
def test_a_property_is_tried_on_the_same_examples_whatever_was_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    lines = [f"NUMBER_{at} = {97_000_000 + at * 13}\nTEXT_{at} = 'drawn from a module {at}'" for at in range(40)]
    (tmp_path / "imported_between_two_runs.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    __import__("imported_between_two_runs")
    try:
        assert drawn() == before
    finally:
        del sys.modules["imported_between_two_runs"]


def drawn() -> list[tuple[int, str]]:
    """Return what a property is tried on."""
    found: list[tuple[int, str]] = []

    @settings(max_examples=200, database=None, phases=(Phase.generate,))
    @given(st.integers(), st.text(max_size=40))
    def tried(number: int, text: str) -> None:
        found.append((number, text))

    tried()
    return found
