"""Claims and answers for tests of what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.proof import CheckRecord
from prospector.plan.profile import parse_profile
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.workspace import Workspace

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


@pytest.fixture
def everything(workspace: Workspace) -> Callable[[], list[Any]]:
    """Return what stands in the tables that answers write."""

    def read() -> list[Any]:
        tables = ("account", "claim", "claim_check", "fit_score")
        return [workspace.store.reader.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]

    return read


PAGE = "https://acme.example/about"
PROFILE = """
name = "Big ones"
[[criterion]]
name = "big enough"
kind = "must"
weight = 3
field = "employees"
min = 200
[[criterion]]
name = "here"
kind = "should"
weight = 1
field = "country"
any = ["SE"]
"""
Says = Callable[..., None]


@pytest.fixture
def account(workspace: Workspace) -> str:
    workspace.plans.apply(parse_profile(PROFILE))
    return workspace.naming.name("Acme GmbH", domain="acme.example").account_id


@pytest.fixture
def says(workspace: Workspace, account: str) -> Says:
    """Let a source say values of fields now, and nothing else."""

    def say(source: str, *pairs: tuple[str, Any]) -> None:
        claims = [Claim(field, value, PAGE, f"says {value}", "text", 0.9) for field, value in pairs]
        with workspace.action(f"Research: {source}", by="machine", actor="prospector") as action:
            keep(action, account, source, claims, {})
            action.session.flush()
            workspace.plans.rescore(action, account)

    return say
