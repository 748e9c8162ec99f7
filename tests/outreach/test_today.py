"""Today: overdue first and never hidden, the untouched share as the headline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, Refused
from prospector.model.plan import PlanRecord
from prospector.model.tables import Account, Target
from prospector.outreach.next_step import NextStep
from prospector.outreach.standing import touches_between
from prospector.outreach.steps import snoozes
from prospector.outreach.today import Due, with_reserved
from prospector.workspace import Workspace


def test_an_empty_day(workspace: Workspace) -> None:
    view = workspace.today.view()
    assert (view.active, view.size, view.bench, view.never_touched, view.never_share) == (0, 20, 0, 0, 0)
    assert (list(view.due), list(view.coming), view.overdue, view.touches_this_week) == ([], [], 0, 0)


def test_what_is_due_and_why(workspace: Workspace, clock: FrozenClock) -> None:
    names = ["Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd"]
    ids = [workspace.naming.name(name).account_id for name in names]
    workspace.naming.name("Ember Oy", bench=True)
    clock.move(hours=1)
    workspace.touches.log(ids[1], "phone", "no_answer")
    workspace.touches.log(ids[2], "phone", "meeting_set")
    workspace.touches.log(ids[3], "phone", "spoke", reaction="not_now")
    clock.move(days=5)
    view = workspace.today.view()
    assert view.day == date(2026, 6, 8)
    assert (view.active, view.bench, view.never_touched, view.never_share) == (4, 1, 1, 25)
    assert [(one.name, one.step.act, one.days_late) for one in view.due] == [
        ("Acme GmbH", "first touch", 4), ("Cog SA", "prepare the meeting", 4), ("Bolt AB", "attempt 2 by mail", 3),
    ]  # fmt: skip
    assert view.overdue == 3
    assert list(view.coming) == []
    assert view.touches_this_week == 0


def test_what_comes_within_a_week(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.touches.log(account, "phone", "spoke")
    view = workspace.today.view()
    assert [(one.name, one.days_late) for one in view.coming] == [("Acme GmbH", -7)]
    assert view.touches_this_week == 1


def test_nothing_overdue_ever_hides(workspace: Workspace, clock: FrozenClock) -> None:
    for name in ("Acme GmbH", "Bolt AB"):
        workspace.naming.name(name)
    clock.move(days=400)
    assert [one.days_late > 390 for one in workspace.today.view().due] == [True, True]


def test_an_edit_moves_no_date_and_the_bench_has_none(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    before = workspace.today.step(account)
    clock.move(days=2)
    workspace.naming.edit(account, pain="leaks")
    assert workspace.today.step(account) == before
    workspace.naming.to_bench(account)
    assert workspace.today.step(account) is None
    assert list(workspace.today.view().due) == []


def test_a_withdrawn_touch_moves_the_date_back(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    before = workspace.today.step(account)
    clock.move(hours=1)
    workspace.touches.log(account, "phone", "spoke")
    assert workspace.today.step(account) != before
    workspace.undo()
    assert workspace.today.step(account) == before
    assert workspace.today.view().never_touched == 1


def test_every_active_target_has_exactly_one_next_step(workspace: Workspace, clock: FrozenClock) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA")]
    for number, account in enumerate(ids):
        for _ in range(number):
            clock.move(days=3)
            workspace.touches.log(account, "mail", "sent")
    clock.at += timedelta(days=30)
    view = workspace.today.view()
    assert sorted(one.account_id for one in view.due) == sorted(ids)
    assert all(workspace.today.step(one.account_id) == one.step for one in view.due)


def test_a_set_step_holds_until_the_next_touch_and_a_snooze_says_why(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.steps.schedule(account, "2026-06-17", "mail", note="the offer", at="9:05")
    assert str(workspace.today.step(account).due) == "2026-06-17"
    workspace.steps.snooze(account, "2026-06-24", "too hard")
    step = workspace.today.step(account)
    assert (str(step.due), step.snoozed) == ("2026-06-24", True)
    clock.move(days=2)
    workspace.touches.log(account, "phone", "no_answer")
    assert workspace.today.step(account).act == "attempt 2 by mail"
    workspace.undo()
    assert str(workspace.today.step(account).due) == "2026-06-24"


@pytest.mark.parametrize("day", ["yesterday", "2026-06-02", "2092-01-01", ""])
def test_a_day_that_is_none_over_or_too_far_is_refused(workspace: Workspace, day: str) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    before = workspace.today.step(account)
    with pytest.raises(BadInput):
        workspace.steps.schedule(account, day)
    with pytest.raises(BadInput):
        workspace.steps.snooze(account, day, "waiting")
    assert workspace.today.step(account) == before


def test_s3_4_nothing_is_put_off_without_a_reason_and_soft_ones_are_told_apart(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    with pytest.raises(Refused, match="needs a reason"):
        workspace.steps.snooze(account, "2026-06-24", "")
    for code in ("waiting", "lost interest"):
        workspace.steps.snooze(account, "2026-06-24", code)
    kept = snoozes(workspace.store.reader, "robin")[account]
    assert [(one.reason_code, one.soft) for one in kept] == [("waiting", False), ("lost_interest", True)]


def test_s1_8_places_are_kept_for_long_term_targets() -> None:
    step = NextStep(date(2026, 6, 1), "x", "y")
    short = [Due(f"s{number}", "", step, 9 - number, 1) for number in range(7)]
    long = [Due(f"l{number}", "", step, 0, 1, horizon="long") for number in range(3)]
    ids = [one.account_id for one in with_reserved([*short, *long])]
    assert ids == ["s0", "s1", "s2", "l0", "l1", "s3", "s4", "s5", "s6", "l2"]
    assert with_reserved(short) == short


def test_another_rep_has_another_day(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH")
    assert workspace.today.view("kim").active == 0
    assert workspace.today.view("robin").active == 1


def test_what_a_touch_would_lead_to_is_what_it_leads_to(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.name("Bolt AB")
    assert workspace.today.horizon(account) == "short"
    workspace.naming.horizon(account, "long")
    assert workspace.today.horizon(account) == "long"
    before = workspace.history(1)
    for outcome, reaction in (("no_answer", "unknown"), ("spoke", "not_now"), ("meeting_set", "curious")):
        for horizon in ("short", "long"):
            if workspace.today.horizon(account) != horizon:
                workspace.naming.horizon(account, horizon)
            foreseen = workspace.today.step_after(account, "phone", outcome, reaction)
            workspace.touches.log(account, "phone", outcome, reaction=reaction, override="again")
            assert workspace.today.standing(account) == foreseen
            workspace.undo()
    assert len(workspace.history(50)) > len(before)


def test_who_has_anything_at_all_and_how_full_a_day_is(workspace: Workspace, clock: FrozenClock) -> None:
    assert not workspace.today.has_targets()
    account = workspace.naming.name("Acme GmbH", bench=True).account_id
    assert workspace.today.has_targets()
    assert not workspace.today.has_targets("kim")
    workspace.naming.drop(account, "no money")
    assert not workspace.today.has_targets()
    assert workspace.today.load_on(date(2026, 6, 4)) == "0 touches that day, fine"
    assert workspace.today.load_on(date(2026, 6, 6)) == "no working day"
    for number, name in enumerate(("Bolt AB", "Cog SA", "Dyne Ltd")):
        workspace.steps.schedule(workspace.naming.name(name).account_id, "2026-06-04", note="they asked")
        many = ("1 touch", "2 touches", "3 touches")[number]
        assert workspace.today.load_on(date(2026, 6, 4)) == f"{many} that day, fine"
    workspace.store.actor = "kim"
    assert workspace.today.load_on(date(2026, 6, 4)) == "0 touches that day, fine", "each rep has days of their own"
    workspace.store.actor = "robin"
    workspace.strategy.save_plan(PlanRecord(day_load=2))
    assert workspace.today.load_on(date(2026, 6, 4)) == "3 touches that day, more than the 2 that go well"


def test_what_was_put_off_and_touched_is_told_newest_first(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    for number, day in enumerate(("2026-06-08", "2026-06-15", "2026-06-10")):
        workspace.steps.snooze(account, day, "waiting", f"note {number}")
        workspace.touches.log(account, "phone", "no_answer", note=f"note {number}", override="again")
        clock.move(hours=1)
    assert [one.note for one in workspace.steps.put_off(account)] == ["note 2", "note 1", "note 0"]
    found = touches_between(workspace.store.reader, "robin", "2026-06-03T09", "2026-06-03T11:29")
    assert [one.note for one in found] == ["note 1", "note 0"]
    assert touches_between(workspace.store.reader, "kim", "2026-06-03", "2026-06-04") == []


def test_only_the_own_nurtured_ones_are_cared_for_from_the_bench(workspace: Workspace) -> None:
    ids = [
        workspace.naming.name(name, bench=True).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd")
    ]
    for at in (0, 1):
        workspace.naming.horizon(ids[at], "long")
    with workspace.store.action("Nurture") as action:
        for at in (0, 2, 3):
            action.get(Account, ids[at]).stage = "nurture"
    view = workspace.today.view()
    worked = [one.name for part in (view.due, view.coming, view.after, view.stuck) for one in part]
    assert worked == ["Acme GmbH"], "long-term, nurtured, on the bench"
    active = workspace.naming.name("Elm BV").account_id
    workspace.steps.schedule(active, str(view.after[0].step.due if view.after else "2026-06-10"), note="they asked")
    names = [name for one in workspace.today.load(weeks=60).days for name in one.names]
    assert [names.count(one) > 0 for one in ("Elm BV", "Acme GmbH")] == [True, True]
    assert workspace.today.standing(ids[0]) is not None
    assert [workspace.today.standing(one) for one in ids[1:]] == [None] * 3
    workspace.store.actor = "kim"
    other = workspace.today.view()
    assert not [*other.due, *other.coming, *other.after, *other.stuck]


def test_the_day_is_cut_into_due_coming_and_after_and_each_is_told_in_order(
    workspace: Workspace, clock: FrozenClock
) -> None:
    """It is Wednesday, the third; a step of the tenth comes within the week, one of the eleventh after it."""
    days = {"today": "03", "later": "11", "week": "10", "soon": "04", "both": "04", "none": "04", "late": "03"}
    ids = {name: workspace.naming.name(f"{name} GmbH", different=True).account_id for name in days}
    workspace.touches.log(ids["soon"], "phone", "no_answer", note="touched")
    for name, day in days.items():
        workspace.steps.schedule(ids[name], f"2026-06-{day}", note="they asked")
    for name in ("none", "late"):
        workspace.never.suppress_account(ids[name], "asked us")
    view = workspace.today.view()
    assert [(one.account_id, one.name, one.days_late) for one in view.due] == [(ids["today"], "today GmbH", 0)]
    assert [(one.name, one.days_late, one.touches, one.quiet_days) for one in view.coming] == [
        ("both GmbH", -1, 0, None), ("soon GmbH", -1, 1, 0), ("week GmbH", -7, 0, None),
    ]  # fmt: skip
    assert [(one.name, one.days_late) for one in view.after] == [("later GmbH", -8)]
    assert [(one.account_id, one.name, one.reason, one.touches, one.slot) for one in view.stuck] == [
        (ids[name], f"{name} GmbH", "never contact: asked us", 0, slot) for name, slot in (("none", 6), ("late", 7))
    ]  # fmt: skip
    assert (view.overdue, view.active, view.never_touched, view.idle_days, view.touches_this_week) == (0, 7, 6, 0, 1)
    clock.move(days=1)
    view = workspace.today.view()
    assert [(one.name, one.days_late) for one in view.due] == [("today GmbH", 1), ("both GmbH", 0), ("soon GmbH", 0)]
    assert (view.overdue, view.idle_days, [one.quiet_days for one in view.due]) == (1, 1, [None, None, 1])


def test_the_coming_weeks_hold_what_is_planned_and_what_new_names_would_add(
    workspace: Workspace, clock: FrozenClock
) -> None:
    today = workspace.today
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA")]
    workspace.naming.to_bench(ids[0])
    workspace.naming.activate(ids[0])
    for key in ids:
        workspace.steps.schedule(key, "2026-06-09", note="they asked")
    workspace.never.suppress_account(ids[2], "asked us")
    budget = today.load(weeks=1)
    assert [f"{one.day:%d}" for one in budget.days] == ["03", "04", "05", "08", "09"], "seven days from today on"
    assert (budget.targets, budget.steps, list(budget.days[-1].names)) == (2, 2, ["Acme GmbH", "Bolt AB"])
    assert today.load(weeks=1, extra=2).targets == 4
    names = {name for one in today.load(weeks=1, extra=2).days for name in one.names}
    assert names == {"Acme GmbH", "Bolt AB", "new name 1", "new name 2"}
    assert len(today.load().days) == 20, "four weeks of five days"
    assert today.load("kim", weeks=1).steps == 0
    assert today.load().steps > budget.steps, "the rest of a cadence counts, too"


def test_a_share_is_expected_of_the_own_list_without_explorations(workspace: Workspace, clock: FrozenClock) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA")]
    bench = workspace.naming.name("Dyne Ltd", bench=True).account_id
    for key in ids:
        workspace.touches.log(key, "phone", "no_answer")
    assert workspace.today.expectation().planned == 3
    assert [(one.value, one.attempts) for one in workspace.today.answers() if one.kind == "channel"] == [
        ("by phone", 3)
    ]
    with workspace.store.action("Explored") as action:
        action.find(Target, Target.account_id == ids[0])[0].explore = True
    assert [one.attempts for one in workspace.today.answers() if one.kind == "channel"] == [2], "judged apart"
    workspace.merging.merge(ids[0], bench)
    assert [one.attempts for one in workspace.today.answers() if one.kind == "channel"] == [2]
    workspace.store.actor = "kim"
    assert (workspace.today.answers(), workspace.today.expectation().planned) == ([], 0)
    assert [one.attempts for one in workspace.today.answers("robin") if one.kind == "channel"] == [2]
    assert workspace.today.expectation("robin").planned == 3


def test_quiet_ones_are_cold_the_day_after_the_plan_calls_them_so(workspace: Workspace, clock: FrozenClock) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.name("Bolt AB")
    workspace.strategy.save_plan(PlanRecord(quiet_days=10))
    workspace.touches.log(account, "phone", "spoke")
    clock.move(days=14)
    assert workspace.today.view().cold == 0, "ten working days"
    clock.move(days=1)
    assert workspace.today.view().cold == 1
