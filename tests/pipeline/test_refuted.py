"""What a person refuted says no longer who a company is: it is compared with nobody's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prospector.model.tables import Claim
from prospector.pipeline.parties import own, parties
from prospector.workspace import Workspace

PHONE = "+493012345678"
PLACE = {"street": "Hafenstr. 1", "postal": "20457", "city": "Hamburg", "country": "DE"}


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", different=True).account_id


def claimed(workspace: Workspace, account: str, field: str, value: Any, source: str = "website") -> None:
    with workspace.store.action("Research", by="machine", actor="prospector") as action:
        action.add(
            Claim(account_id=account, field=field, value=json.dumps(value, sort_keys=True), source=source, confidence=0.8,
                  read_at="2026-06-01T00:00:00.000000Z")
        )  # fmt: skip


def compared(workspace: Workspace, account: str) -> Any:
    found = parties(workspace.store.reader, [account])[account]
    assert found is not None
    assert own(workspace.store.reader, [account])[account] == found
    return found


def test_a_refuted_phone_is_compared_no_more_until_that_is_taken_back(workspace: Workspace, account: str) -> None:
    claimed(workspace, account, "phone", PHONE)
    claimed(workspace, account, "phone", "+493055555555", source="wikidata")
    assert compared(workspace, account).phones == (PHONE, "+493055555555")
    workspace.proofs.refute(account, "phone", PHONE)
    assert compared(workspace, account).phones == ("+493055555555",)
    workspace.undo()
    assert PHONE in compared(workspace, account).phones


def test_a_refuted_value_counts_for_no_source_but_for_the_person_who_types_it(
    workspace: Workspace, account: str
) -> None:
    claimed(workspace, account, "registry_id", "HRB 4711")
    claimed(workspace, account, "registry_id", "hrb4711", source="gleif")
    workspace.proofs.refute(account, "registry_id", "HRB 4711")
    assert compared(workspace, account).registry_ids == ()
    workspace.proofs.type(account, {"registry_id": "HRB 4711"})
    assert "HRB 4711" in compared(workspace, account).registry_ids


def test_a_refuted_address_gives_neither_street_nor_town_nor_country(workspace: Workspace, account: str) -> None:
    claimed(workspace, account, "address", PLACE)
    assert (compared(workspace, account).city, compared(workspace, account).country) == ("Hamburg", "DE")
    workspace.proofs.refute(account, "address")
    found = compared(workspace, account)
    assert (found.address, found.postcode, found.city, found.country) == (None, None, None, None)


def test_what_was_refuted_of_a_merged_part_counts_for_the_account_it_is_read_through(
    workspace: Workspace, account: str
) -> None:
    part = workspace.naming.name("Nordhafen Handel GmbH", different=True).account_id
    claimed(workspace, part, "phone", PHONE)
    workspace.merging.merge(account, part)
    assert compared_root(workspace, account).phones == (PHONE,)
    workspace.proofs.refute(account, "phone", PHONE)
    assert compared_root(workspace, account).phones == ()


def compared_root(workspace: Workspace, account: str) -> Any:
    return parties(workspace.store.reader, [account])[account]


def test_the_index_follows_an_answer_and_its_undoing(workspace: Workspace, account: str) -> None:
    claimed(workspace, account, "phone", PHONE)
    before = indexed(workspace)
    workspace.proofs.refute(account, "phone", PHONE)
    assert indexed(workspace) != before
    workspace.undo()
    assert indexed(workspace) == before


def indexed(workspace: Workspace) -> list[Any]:
    return workspace.known.indexed.ask(
        lambda index: sorted(index.connection.execute("SELECT id, data FROM party").fetchall())
    )
