"""Sittings and what is promised in them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import PlanRecord
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


def test_two_sittings_of_one_rep_at_once_are_refused(workspace: Workspace) -> None:
    workspace.sittings.start()
    with pytest.raises(Refused, match="a sitting runs since"):
        workspace.sittings.start()
    workspace.store.actor = "kim"
    workspace.sittings.start()
    workspace.store.actor = "lee"
    with pytest.raises(NotFound, match="no sitting runs"):
        workspace.sittings.stop()


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_a_length_that_is_none_is_refused(workspace: Workspace, minutes: int) -> None:
    with pytest.raises(BadInput):
        workspace.sittings.start(minutes)


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
