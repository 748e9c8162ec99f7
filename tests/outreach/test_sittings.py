"""Sittings and what is promised in them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import PlanRecord
from prospector.model.sitting import Proposal, SittingSummary
from prospector.outreach.sittings_done import summary_lines
from prospector.outreach.sittings_opening import opening_lines, said_idle
from prospector.workspace import Workspace


def test_a_sitting_ends_with_what_was_done_in_it(workspace: Workspace, clock: FrozenClock) -> None:
    before = workspace.naming.name("Before GmbH").account_id
    clock.move(hours=1)
    workspace.sittings.start()
    clock.move(minutes=10)
    workspace.touches.log(before, "phone", "spoke")
    workspace.qualifying.found(before, "money", "cleared", "approved")
    named = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.drop(named, "no money", "asks for credit")
    clock.move(minutes=35)
    ended, summary = workspace.sittings.stop("good one")
    assert (ended.minutes, ended.summary) == (45, "good one")
    assert (summary.attempts, summary.reached, summary.replies) == (1, 1, 0)
    assert (summary.named, summary.dropped) == (["Acme GmbH"], [("Acme GmbH", "asks for credit")])
    assert summary.cleared == ["Before GmbH: money"]
    assert (summary.never_before, summary.never_now) == (100, 0)


def test_the_share_before_is_of_the_list_as_it_was(workspace: Workspace, clock: FrozenClock) -> None:
    left, reached, known = (workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA"))
    bench = workspace.naming.name("Dyne Ltd", bench=True).account_id
    workspace.touches.log(known, "phone", "no_answer")
    workspace.qualifying.found(known, "money", "cleared", "approved")
    clock.move(days=1)
    workspace.sittings.start()
    clock.move(minutes=5)
    workspace.qualifying.found(reached, "need", "open", "not asked yet")
    workspace.naming.drop(left, "no money")
    workspace.naming.activate(bench)
    workspace.touches.log(reached, "phone", "replied")
    clock.move(minutes=5)
    _ended, summary = workspace.sittings.stop()
    assert (summary.never_before, summary.never_now) == (67, 33)
    assert (summary.attempts, summary.reached, summary.replies) == (0, 1, 1)
    assert (summary.named, summary.dropped, summary.cleared) == ([], [("Acme GmbH", "")], [])


def test_two_sittings_of_one_rep_at_once_are_refused(workspace: Workspace) -> None:
    workspace.sittings.start()
    with pytest.raises(Refused, match="a sitting runs since"):
        workspace.sittings.start()
    workspace.store.actor = "kim"
    workspace.sittings.start()
    workspace.store.actor = "lee"
    with pytest.raises(NotFound, match="no sitting runs"):
        workspace.sittings.stop()


def test_a_sitting_lasts_one_to_480_minutes(workspace: Workspace) -> None:
    for minutes in (0, -5, 481):
        with pytest.raises(BadInput, match=f"a sitting lasts 1 to 480 minutes, not {minutes}"):
            workspace.sittings.start(minutes)
    for minutes in (1, 480):
        assert workspace.sittings.start(minutes).planned_minutes == minutes
        workspace.sittings.stop()


def test_a_clock_that_went_back_counts_no_minutes(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.sittings.start()
    clock.at -= timedelta(hours=3)
    ended, _ = workspace.sittings.stop()
    assert ended.minutes == 0
    workspace.sittings.start()
    clock.move(days=3)
    ended, _ = workspace.sittings.stop()
    assert ended.minutes == 0, "one that was forgotten for days was not held for days"


def test_s4_1_planned_against_held_per_week(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30\nThu 14:00-15:00"))
    for days in (0, 1, 7):
        clock.at = datetime.fromisoformat("2026-06-02T09:00:00+00:00") + timedelta(days=days)
        workspace.sittings.start()
        clock.move(minutes=30)
        workspace.sittings.stop()
    weeks = workspace.sittings.held(weeks=3)
    assert [(one.week, one.planned, one.planned_minutes, one.held, one.held_minutes) for one in weeks] == [
        ("2026-W24", 2, 150, 1, 30),
        ("2026-W23", 2, 150, 2, 60),
        ("2026-W22", 2, 150, 0, 0),
    ]


def test_s2_7_commitments_are_changed_before_their_week_and_only_answered_in_it(
    workspace: Workspace, clock: FrozenClock
) -> None:
    touches = workspace.commitments.promise("touches", 12)
    free = workspace.commitments.promise("free", said="call the two with a cleared hurry")
    workspace.commitments.change(touches, 10)
    with pytest.raises(Refused, match="has not begun"):
        workspace.commitments.answer(touches, "kept")
    clock.move(days=5)
    with pytest.raises(Refused, match="has begun"):
        workspace.commitments.change(touches, 1)
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.touches.log(account, "phone", "spoke")
    (first, second) = workspace.commitments.of(week="2026-W24")
    assert (first.number, first.done, second.done) == (10, 1, None)
    workspace.commitments.answer(touches, "partly", "two days ill")
    with pytest.raises(Refused, match="answered already"):
        workspace.commitments.answer(touches, "kept")
    workspace.store.actor = "kim"
    with pytest.raises(Refused, match="robin's promise"):
        workspace.commitments.answer(free, "kept")


@pytest.mark.parametrize(
    ("measure", "number", "said", "week", "error"),
    [
        ("miles", 3, "", "", BadInput), ("touches", 0, "", "", BadInput), ("touches", None, "", "", BadInput),
        ("free", None, " ", "", BadInput), ("touches", 3, "", "soon", BadInput), ("touches", 3, "", "2026-W23", Refused),
        ("touches", 3, "", "2027-W30", BadInput),
    ],
)  # fmt: skip
def test_a_promise_that_is_none_is_refused(
    workspace: Workspace, measure: str, number: int | None, said: str, week: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        workspace.commitments.promise(measure, number, said, week)
    assert workspace.commitments.of() == []


def test_what_is_due_suggests_what_to_promise(workspace: Workspace) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB")]
    assert [(one.measure, one.number) for one in workspace.commitments.proposed()] == [
        ("touches", 2), ("names", 5), ("sittings", 1),
    ]  # fmt: skip
    workspace.qualifying.found(ids[0], "hurry", "cleared", "before the winter")
    workspace.qualifying.found(ids[1], "hurry", "cleared", "in spring")
    workspace.qualifying.found(ids[1], "hurry", "open", "not this year after all")
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30\nThu 14:00-15:00"))
    proposed = {one.measure: one for one in workspace.commitments.proposed()}
    assert (proposed["spoken"].number, proposed["spoken"].because) == (1, "hurry is cleared at Acme GmbH")
    assert proposed["sittings"].number == 2


def test_s2_7_kept_needs_the_log_or_a_line_of_proof(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    signed = [Proposal("touches", 2), Proposal("names", 1), Proposal("free", None, "call the two")]
    assert workspace.commitments.sign(signed) == 3
    clock.move(days=7)
    workspace.touches.log(account, "phone", "spoke")
    workspace.naming.name("Bolt AB")
    touches, names, free = workspace.commitments.of()
    assert (touches.done, names.done, free.done) == (1, 1, None)
    assert list(workspace.commitments.proof(touches)) == ["2026-06-10 Acme GmbH: spoke by phone"]
    assert (list(workspace.commitments.proof(names)), list(workspace.commitments.proof(free))) == (["Bolt AB"], [])
    with pytest.raises(Refused, match="the log counts 1 of 2: answer partly"):
        workspace.commitments.answer(touches.id, "kept")
    with pytest.raises(Refused, match="nothing counts this promise"):
        workspace.commitments.answer(free.id, "kept")
    assert all(not one.answer for one in workspace.commitments.of())
    workspace.commitments.answer(touches.id, "kept", "one by letter, before it was logged")
    workspace.commitments.answer(names.id, "kept")
    assert [one.measure for one in workspace.commitments.unanswered()] == []
    clock.move(days=7)
    assert [one.measure for one in workspace.commitments.unanswered()] == ["free"]


def test_hand_overs_and_sittings_are_counted_in_their_week_of_who_promised_them(
    workspace: Workspace, clock: FrozenClock
) -> None:
    accounts = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Corn Ltd")]
    workspace.hand_overs.offer(accounts[0], "kim", "a week before")
    workspace.commitments.sign([Proposal("hand_overs", 1), Proposal("sittings", 1)])
    clock.move(days=7)
    workspace.hand_overs.offer(accounts[1], "kim", "they asked")
    workspace.sittings.start(30)
    assert [one.done for one in workspace.commitments.of()] == [1, 0], "a sitting that runs is not held yet"
    workspace.sittings.stop()
    workspace.store.actor = "kim"
    workspace.hand_overs.offer(accounts[2], "robin", "they asked")
    workspace.store.actor = "robin"
    offered, held = workspace.commitments.of()
    assert (list(workspace.commitments.proof(offered)), offered.done, held.done) == (["Bolt AB"], 1, 1)


def test_promises_are_signed_as_one_act_and_signed_again_with_other_numbers(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    sheet = workspace.commitments.sheet()
    assert [(one.measure, one.number, one.signed) for one in sheet] == [
        ("touches", 1, False), ("spoken", 0, False), ("names", 5, False), ("hand_overs", 0, False), ("sittings", 1, False),
    ]  # fmt: skip
    own = Proposal("free", None, "call the two")
    assert workspace.commitments.sign([Proposal("touches", 12), own]) == 2
    assert workspace.commitments.sign([Proposal("touches", 10), own]) == 2, "no second promise of the same"
    assert (workspace.commitments.sheet()[0].number, workspace.commitments.sheet()[0].signed) == (10, True)
    with pytest.raises(Refused, match="are promised for 2026-W24 already"):
        workspace.commitments.promise("touches", 3)
    with pytest.raises(BadInput, match="from 1 to 500"):
        workspace.commitments.sign([Proposal("names", 2), Proposal("touches", 0)])
    with pytest.raises(BadInput, match="nothing is promised yet"):
        workspace.commitments.sign([])
    with pytest.raises(Refused, match="has begun"):
        workspace.commitments.sign([own], "2026-W23")
    assert [one.number for one in workspace.commitments.of()] == [10, None]
    workspace.undo()
    assert [one.number for one in workspace.commitments.of()] == [12, None]
    workspace.undo()
    assert workspace.commitments.of() == []


def test_the_opening_tells_list_history_and_what_was_planned(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Wed 09:00-10:30"))
    workspace.naming.name("Acme GmbH")
    workspace.commitments.sign([Proposal("touches", 2)])
    clock.move(days=7)
    opening = workspace.opening()
    assert opening.banner == "Sitting 1. 1 active, 1 never touched (100 %, line 70 %). 1 due, 1 overdue."
    lines = dict(opening_lines(opening))
    assert lines["Held"] == "0 of 1 this week, 0 of 1 the week before"
    assert lines["Protected"] == "60 minutes left of the hours the plan protects"
    assert lines["Promised"] == "2 touches (0 so far)"
    clock.move(days=7)
    assert dict(opening_lines(workspace.opening()))["To answer"] == "1 promise of weeks that are over"


def test_a_summary_and_an_idle_rep_in_words(workspace: Workspace, clock: FrozenClock) -> None:
    full = SittingSummary(
        attempts=1, reached=2, replies=3, named=["Acme", "Bolt"], dropped=[("Cog", "asks for credit"), ("Dyne", "")],
        cleared=["Ember: need"], offered=["Fig"], never_before=70, never_now=65,
    )  # fmt: skip
    assert summary_lines(full) == [
        "1 attempt, 2 reached, 3 replies, 2 new, 2 dropped", "new: Acme, Bolt", "dropped: Cog: asks for credit",
        "dropped: Dyne", "cleared: Ember: need", "handed over: Fig", "never touched: 70 % before, 65 % now",
    ]  # fmt: skip
    bare = SittingSummary(0, 0, 1, [], [], [], [], 0, 0)
    assert summary_lines(bare) == [
        "0 attempts, 0 reached, 1 reply, 0 new, 0 dropped", "never touched: 0 % before, 0 % now",
    ]  # fmt: skip
    assert said_idle(workspace.today.view()) == ""
    account = workspace.naming.name("Acme GmbH").account_id
    assert said_idle(workspace.today.view()) == "nobody was ever touched"
    workspace.touches.log(account, "phone", "no_answer")
    assert said_idle(workspace.today.view()) == ""
    clock.move(days=1)
    assert said_idle(workspace.today.view()) == "last touch 1 day ago"
    clock.move(days=60)
    assert said_idle(workspace.today.view()) == "last touch 61 days ago, 1 target gone cold"
