"""How often chance is tried: a part in the suite, the whole by `make test-long` and wherever new cases are looked for."""

from __future__ import annotations

import os
from typing import Any

import hypothesis
import pytest

_PART = 3
"""The suite tries one example in so many; they are always the same ones."""


def examples(whole: int) -> hypothesis.settings:
    """Try a property on so many examples, on a part of them in the suite."""
    part = os.environ.get("HYPOTHESIS_PROFILE", "same") == "same"
    return hypothesis.settings(max_examples=whole // _PART if part else whole, deadline=None)


def seeds(part: int, whole: int) -> list[Any]:
    """Give seeds for a test that draws by them: the first for the suite, the others for the long tests."""
    return [*range(part), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(part, whole))]
