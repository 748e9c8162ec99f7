"""Accounts as rules and criteria meet them, made through the product's own services."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from prospector.model.tables import Claim, Person, Qualification
from prospector.workspace import Workspace

Make = Callable[..., str]


@pytest.fixture
def make(workspace: Workspace) -> Make:
    """Return a maker of accounts: `claims` are (field, value) pairs, `need`, `weeks` and `person` make it understood."""

    def one(
        name: str, *claims: tuple[str, Any], need: str = "", weeks: int | None = None, person: str = "", **given: Any
    ) -> str:
        account_id = workspace.naming.name(name, different=True, **given).account_id
        with workspace.store.action(f"Understand {name}") as action:
            for field, value in claims:
                say(action, account_id, field, value)
            if need or weeks is not None:
                action.add(Qualification(account_id=account_id, need=need, expected_weeks=weeks))
            if person:
                action.add(Person(account_id=account_id, name=person))
        return account_id

    return one


def say(action: Any, account_id: str, field: str, value: Any) -> None:
    action.add(
        Claim(account_id=account_id, field=field, value=json.dumps(value, ensure_ascii=False, sort_keys=True), source="website", url="https://site.example/",
              passage="said there", method="text", read_at=action.now())
    )  # fmt: skip
