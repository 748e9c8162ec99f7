"""Hand-over: a packet offered to who closes; accepted, returned with a coded reason, or recycled to a later day."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, Refused
from prospector.model.qualification import RETURN_REASONS
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks").account_id


@pytest.fixture
def offered(workspace: Workspace, account: str) -> str:
    return workspace.hand_overs.offer(account, "kim", "Kim knows them")


def test_s1_9_only_a_qualified_account_is_offered_or_one_with_a_reason(workspace: Workspace, account: str) -> None:
    with pytest.raises(Refused, match="only a qualified account is handed over"):
        workspace.hand_overs.offer(account, "kim")
    assert workspace.hand_overs.listed() == []
    workspace.hand_overs.offer(account, "kim", "Kim knows them")
    with pytest.raises(Refused, match="offered already"):
        workspace.hand_overs.offer(account, "lee", "again")


def test_s0_3_every_target_says_who_named_it_from_where_and_who_works_it(workspace: Workspace, account: str) -> None:
    workspace.naming.name("Bergman Pumpar", source="trade fair")
    workspace.store.actor = "kim"
    workspace.naming.name("Cedar Werke")
    told = workspace.store.reader.rows(
        "SELECT a.name, a.named_by, a.source, t.rep FROM target t JOIN account a ON a.id = t.account_id"
    )
    assert all(all(row) for row in told)
    assert {("Bergman Pumpar", "robin", "trade fair", "robin"), ("Cedar Werke", "kim", "own naming", "kim")} < set(told)


def test_s0_3_a_hand_over_is_incomplete_until_the_receiver_answers(
    workspace: Workspace, account: str, offered: str
) -> None:
    (waiting,) = workspace.hand_overs.listed()
    assert (waiting.given_by, waiting.given_to, waiting.state, waiting.answered_at) == ("robin", "kim", "offered", None)
    assert workspace.account(account).stage != "handed_over"
    workspace.store.actor = "kim"
    workspace.hand_overs.accept(offered)
    (answered,) = workspace.hand_overs.listed()
    assert (answered.given_by, answered.given_to, answered.state) == ("robin", "kim", "accepted")
    assert answered.answered_at


@pytest.mark.parametrize("to", ["", " ", "robin"])
def test_s0_3_a_hand_over_has_two_sides(workspace: Workspace, account: str, to: str) -> None:
    with pytest.raises(BadInput):
        workspace.hand_overs.offer(account, to, "why not")


def test_s1_9_accepting_hands_it_over(workspace: Workspace, account: str, offered: str) -> None:
    with pytest.raises(Refused, match="kim's: give a reason to answer for them"):
        workspace.hand_overs.accept(offered)
    workspace.store.actor = "kim"
    workspace.hand_overs.accept(offered)
    assert workspace.account(account).stage == "handed_over"
    with pytest.raises(Refused, match="accepted already"):
        workspace.hand_overs.give_back(offered, "no_need", "late")


@pytest.mark.parametrize("code", ["", "nonsense", "because"])
def test_s1_9_a_return_without_a_coded_reason_is_impossible(workspace: Workspace, offered: str, code: str) -> None:
    workspace.store.actor = "kim"
    with pytest.raises(BadInput, match="one of these reasons"):
        workspace.hand_overs.give_back(offered, code, "x")
    assert workspace.hand_overs.listed()[0].state == "offered"


def test_reasons_sum_to_returns(workspace: Workspace) -> None:
    workspace.store.actor = "robin"
    codes = ["no_need", "no_money", "no_money", "other"]
    for number, code in enumerate(codes):
        account = workspace.naming.name(f"{['Alder', 'Birch', 'Cedar', 'Dogwood'][number]} GmbH").account_id
        offered = workspace.hand_overs.offer(account, "kim", "try")
        workspace.hand_overs.give_back(offered, code, "on behalf of kim")
    returned = [one for one in workspace.hand_overs.listed() if one.state == "returned"]
    assert sorted(one.reason_code for one in returned) == sorted(codes)
    assert all(one.reason_code in RETURN_REASONS for one in returned)


def test_recycling_sets_a_step_on_the_day_and_files_it_long_term(
    workspace: Workspace, account: str, offered: str
) -> None:
    workspace.store.actor = "kim"
    for day in ("", "2026-06-03", "2020-01-01", "2042-01-01"):
        with pytest.raises(BadInput):
            workspace.hand_overs.recycle(offered, "no_hurry", "later", day)
    workspace.hand_overs.recycle(offered, "no_hurry", "budget in autumn", "2026-09-01")
    assert workspace.account(account).stage == "nurture"
    step = workspace.today.step(account)
    assert step is not None
    assert step.due.isoformat() == "2026-09-01"


def test_s3_5_the_clock_of_a_hand_over_counts_working_days(
    workspace: Workspace, offered: str, clock: FrozenClock
) -> None:
    waits = []
    for _ in range(7):
        waits.append((workspace.hand_overs.listed()[0].waiting_days, workspace.hand_overs.listed()[0].late))
        clock.move(days=1)
    assert waits == [(0, False), (1, False), (2, False), (2, False), (2, False), (3, True), (4, True)]


def test_s1_10_the_packet_names_every_empty_heading_and_keeps_private_notes(workspace: Workspace, account: str) -> None:
    workspace.touches.log(account, "phone", "spoke", note="SECRET-NOTE", private=True)
    packet = workspace.dossiers.packet(account)
    for heading in ("Motivations", "Buying plan", "Timeline"):
        assert f"## {heading}\n\n- unknown: ask" in packet
    assert "- late trucks" in packet
    assert "SECRET-NOTE" not in packet
    workspace.qualifying.understand(account, motivations="new owner")
    assert "- new owner" in workspace.dossiers.packet(account)
    assert workspace.dossiers.packet(account) == workspace.dossiers.packet(account)


def test_what_is_suppressed_is_not_handed_over(workspace: Workspace, account: str) -> None:
    workspace.never.suppress_account(account, "asked us")
    with pytest.raises(Refused, match="never-contact"):
        workspace.hand_overs.offer(account, "kim", "x")
