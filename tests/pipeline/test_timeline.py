"""The timeline of an account, and the stages on offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks", why="near the port").account_id


def told(workspace: Workspace, account: str) -> list[tuple[str, str]]:
    return [(one.kind, one.said) for one in workspace.timeline(account)]


def test_every_act_is_told_once_newest_first(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    for act in (
        lambda: workspace.touches.log(account, "phone", "no_answer", note="rang out"),
        lambda: workspace.qualifying.found(account, "need", "open", "they wait"),
        lambda: workspace.qualifying.understand(account, need="trucks on time"),
        lambda: workspace.stages.move(account, "nurture", "autumn"),
        lambda: workspace.people.add(account, "Anna Berg"),
        lambda: workspace.naming.edit(account, city="Hamburg"),
    ):
        clock.move(minutes=5)
        act()
    assert told(workspace, account) == [
        ("act", "Edit Nordhafen Logistik GmbH: city"),
        ("act", "contact Anna Berg"),
        ("stage", "named → nurture · autumn"),
        ("act", "need"),
        ("evidence", "need open: they wait"),
        ("touch", "phone: no answer · rang out"),
        ("named", "named, from own naming"),
    ]
    workspace.undo()
    assert told(workspace, account)[0] == ("act", "Edit Nordhafen Logistik GmbH: city (taken back)")


def test_events_of_merged_parts_belong_to_the_account(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("NHL Hamburg", different=True).account_id
    workspace.qualifying.found(other, "money", "cleared", "the owner pays")
    workspace.merging.merge(account, other)
    assert ("evidence", "money cleared: the owner pays") in told(workspace, account)


def test_a_private_note_is_hidden_from_others(workspace: Workspace, account: str) -> None:
    workspace.touches.log(account, "phone", "spoke", note="his daughter is ill", private=True)
    touch = workspace.touches.of(account)[0]
    assert touch.note_for(workspace.actor) == "his daughter is ill"
    assert touch.note_for("ben") == ""
    assert replace(touch, private=False).note_for("ben") == "his daughter is ill"


def test_stages_on_offer_say_what_they_want(workspace: Workspace, account: str) -> None:
    offers = workspace.stages.offered(account)
    assert [one.stage for one in offers] == ["researched", "lead", "qualified", "opportunity", "nurture"]
    assert [one.ahead for one in offers] == [True, True, True, True, False]
    assert [one.stage for one in offers if one.bendable] == ["qualified", "opportunity"]
    assert [one.stage for one in offers if one.wants_reason] == ["nurture"]
    assert all(one.missing == workspace.stages.missing(account, one.stage) for one in offers)
    workspace.stages.move(account, "qualified", "they begged", override=True)
    back = {one.stage: one for one in workspace.stages.offered(account)}
    assert list(back) == ["opportunity", "named", "researched", "lead", "nurture"]
    assert back["lead"].wants_reason
    workspace.naming.drop(account, "no money")
    assert workspace.stages.offered(account) == []
    with pytest.raises(NotFound):
        workspace.stages.offered("nobody")


def test_a_need_is_missing_once_whoever_asks_for_it(workspace: Workspace, account: str) -> None:
    workspace.strategy.definitions.write("A lead has a need", "has a need statement")
    assert workspace.stages.missing(account, "lead") == ["a need statement"]


def test_a_reason_why_now_is_changed_as_it_was_made(workspace: Workspace, account: str) -> None:
    workspace.qualifying.add_why_now(account, "new plant", happens_on="2026-06-30")
    why = workspace.qualifying.why_now(account)[0]
    workspace.qualifying.edit_why_now(why.id, "new hall", expires_on="1 August")
    changed = workspace.qualifying.why_now(account)
    assert [(one.said, one.happens_on, one.expires_on) for one in changed] == [("new hall", None, "2026-08-01")]
    for days in ({}, {"happens_on": "2020-01-01"}, {"happens_on": "2026-09-01", "expires_on": "2026-08-01"}):
        with pytest.raises(BadInput):
            workspace.qualifying.edit_why_now(why.id, "new hall", **days)
    with pytest.raises(BadInput, match="web address"):
        workspace.qualifying.edit_why_now(why.id, "new hall", expires_on="2026-08-01", url="acme")
    assert workspace.qualifying.why_now(account) == changed
    workspace.undo()
    assert workspace.qualifying.why_now(account) == [why]
    with pytest.raises(NotFound):
        workspace.qualifying.edit_why_now("nothing", "x", expires_on="2026-08-01")


def test_what_was_offered_without_a_need_comes_back_as_researched(workspace: Workspace, account: str) -> None:
    for need, stage in (("", "researched"), ("trucks on time", "lead")):
        if need:
            workspace.qualifying.understand(account, need=need)
        offer = workspace.hand_overs.offer(account, "kim", "they asked for it")
        workspace.hand_overs.give_back(offer, "no_hurry", "not yet")
        assert workspace.account(account).stage == stage
