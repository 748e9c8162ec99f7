"""Complaints: one line, tagged, open until they are answered."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Alder Works", source="Trade fair Lyon").account_id


def test_s0_9_two_complaints_on_one_source_stand_until_they_are_answered(workspace: Workspace, account: str) -> None:
    one = workspace.complaints.make("the phone is a fax", tag="wrong data", account_id=account)
    two = workspace.complaints.make("half of them are closed", tag="dead", source="trade fair lyon")
    (source,) = workspace.complaints.by_source()
    assert (source.source, list(source.quotes)) == (
        "Trade fair Lyon",
        ["the phone is a fax", "half of them are closed"],
    )
    assert source.text.startswith("Trade fair Lyon, 2 complaints: “the phone is a fax” (robin)")
    with pytest.raises(Refused, match="closed by an answer"):
        workspace.complaints.answer(one.id, " ")
    workspace.complaints.answer(one.id, "we asked them for the list again")
    assert [len(one.complaints) for one in workspace.complaints.by_source()] == [1]
    workspace.complaints.answer(two.id, "left out next year")
    assert workspace.complaints.by_source() == []
    with pytest.raises(Refused, match="was answered by robin"):
        workspace.complaints.answer(two.id, "again")
    workspace.undo()
    assert len(workspace.complaints.all(only_open=True)) == 1


def test_what_is_no_complaint(workspace: Workspace, account: str) -> None:
    with pytest.raises(BadInput, match="needs a line"):
        workspace.complaints.make(" ", account_id=account)
    with pytest.raises(BadInput, match="whom the complaint is about"):
        workspace.complaints.make("bad")
    with pytest.raises(BadInput, match="no tag"):
        workspace.complaints.make("bad", tag="rubbish", account_id=account)
    with pytest.raises(NotFound, match="no lead came from"):
        workspace.complaints.make("bad", source="nobody")
    assert workspace.complaints.all() == []


def test_complaints_of_merged_parts_are_read_through_their_root(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("Birch Lifts").account_id
    workspace.complaints.make("wrong\x1b[31m domain", account_id=other)
    workspace.merging.merge(account, other)
    assert [one.said for one in workspace.complaints.all(account_id=account)] == ["wrong domain"]
