"""People at accounts, with where they come from, and whether they may be contacted."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH").account_id


def test_a_touch_on_a_person_moves_the_companys_last_touch(workspace: Workspace, account: str) -> None:
    workspace.people.add(account, "Anna Berg", role="CFO", email="Anna@Nordhafen.example", source="their imprint")
    workspace.people.add(account, "", role="head of purchasing")
    workspace.touches.log(account, "phone", "spoke", person="anna berg")
    first, second = workspace.people.of(account)
    assert (first.name, first.email, first.source, first.last_touch is not None) == (
        "Anna Berg", "anna@nordhafen.example", "their imprint", True,
    )  # fmt: skip
    assert (second.role, second.last_touch) == ("head of purchasing", None)
    assert workspace.list_rows()[0].last_touch == first.last_touch


@pytest.mark.parametrize(
    "given",
    [{"name": ""}, {"name": "A", "email": "nowhere"}, {"name": "A", "phone": "12"}, {"name": "A", "profile": "javascript:x"},
     {"name": "A", "consent": "perhaps"}],
)  # fmt: skip
def test_what_is_no_contact_is_refused(workspace: Workspace, account: str, given: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        workspace.people.add(account, **given)
    assert workspace.people.of(account) == []


def test_withdrawn_consent_enters_the_ledger(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example", phone="+49 40 1234567")
    workspace.people.consent(person, "withdrawn", "by mail")
    assert workspace.people.of(account)[0].suppressed
    assert workspace.never.check(("email", "anna@nordhafen.example")) is not None
    with pytest.raises(Refused, match="keeping Berg Anna is refused"):
        workspace.people.add(account, "Berg Anna")
    assert workspace.never.of_account(account) is None, "the company itself may still be contacted"
    workspace.undo()
    assert not workspace.people.of(account)[0].suppressed


def test_editing_and_removing_are_undone(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg")
    workspace.people.edit(person, role="CEO")
    with pytest.raises(BadInput, match="can't be edited"):
        workspace.people.edit(person, shoe_size="38")
    with pytest.raises(BadInput, match="name or a role"):
        workspace.people.edit(person, name="", role="")
    workspace.people.remove(person)
    assert workspace.people.of(account) == []
    with pytest.raises(NotFound):
        workspace.people.edit(person, role="x")
    workspace.undo()
    assert workspace.people.of(account)[0].role == "CEO"


def test_nobody_who_is_suppressed_gets_onto_sheet_or_packet(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg", phone="+49 40 1234567")
    assert "Anna Berg" in workspace.dossiers.packet(account)
    workspace.people.never(person, "asked us to stop")
    assert "Anna Berg" not in workspace.dossiers.packet(account)
    sheet = workspace.dossiers.call_sheet(account)
    assert (list(sheet.people), list(sheet.phones)) == ([], [])
