"""Claims and answers for tests of what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.proof import CheckRecord

NOW = moment("2026-06-03T09:30:00.000000Z")


@pytest.fixture
def stated() -> Callable[..., ClaimRecord]:
    """Make a claim of an account: field, value, source."""
    numbers = count(1)

    def make(field: str, value: Any, source: str = "website", *, read: str = "2026-06-01", **more: Any) -> ClaimRecord:
        given = {"url": "https://acme.example/", "passage": "words", "method": "text", "confidence": 0.9} | more
        return ClaimRecord(
            f"c{next(numbers):03}", "a", field, value, source, read_at=f"{read}T00:00:00.000000Z", **given
        )

    return make


@pytest.fixture
def answered() -> Callable[..., CheckRecord]:
    """Make an answer: field, value, answer."""
    numbers = count(1)

    def make(
        field: str, value: Any, answer: str, source: str = "website", *, at: str = "2026-06-02", by: str = "ana"
    ) -> CheckRecord:
        return CheckRecord(f"k{next(numbers):03}", "a", field, value, source, answer, "", by, f"{at}T00:00:00.000000Z")

    return make
