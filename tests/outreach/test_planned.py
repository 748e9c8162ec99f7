"""Days of next steps: typed in many ways, never on a day on which nobody works."""

from __future__ import annotations

from datetime import date

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, Refused
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks").account_id


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", date(2026, 6, 10)), ("1 day", date(2026, 6, 4)), ("2 weeks", date(2026, 6, 17)), ("2w", date(2026, 6, 17)),
        ("tomorrow", date(2026, 6, 4)), ("today", date(2026, 6, 3)), ("fri", date(2026, 6, 5)), ("wednesday", date(2026, 6, 10)),
        ("30 June", date(2026, 6, 30)), ("2026-07-01", date(2026, 7, 1)), ("1 month", date(2026, 7, 3)),
    ],
)  # fmt: skip
def test_a_day_is_typed_as_people_say_it(workspace: Workspace, typed: str, meant: date) -> None:
    assert workspace.planner.day(typed) == meant


@pytest.mark.parametrize("typed", ["", "yesterday", "2026-06-02", "2092-01-01", "0", "99x", "sat", "7 June"])
def test_what_is_no_working_day_to_come_is_one_sentence(workspace: Workspace, account: str, typed: str) -> None:
    before = workspace.today.standing(account)
    for act in (
        lambda: workspace.steps.schedule(account, typed, reason="they asked"),
        lambda: workspace.steps.snooze(account, typed, "waiting"),
    ):
        with pytest.raises(BadInput):
            act()
    assert workspace.today.standing(account) == before


def test_holidays_and_absences_are_named_and_waits_go_around_them(workspace: Workspace) -> None:
    workspace.strategy.days_off.add_holiday("2026-06-04", "Corpus Christi")
    workspace.strategy.days_off.add_absence("8-9 June")
    with pytest.raises(BadInput, match=r"04 June 2026 \(a holiday, Corpus Christi\).*Friday 05 June"):
        workspace.planner.day("2026-06-04")
    with pytest.raises(BadInput, match=r"robin is away then.*Wednesday 10 June"):
        workspace.planner.day("8 June")
    assert workspace.planner.day("1") == date(2026, 6, 5)
    assert workspace.planner.day("2") == date(2026, 6, 10)
    assert workspace.planner.day("2026-06-06", "event") == date(2026, 6, 6)
    with pytest.raises(BadInput):
        workspace.planner.day("8 June", "event")


def test_a_bent_step_needs_a_reason_and_an_accepted_one_none(workspace: Workspace, account: str) -> None:
    proposed = workspace.today.step(account)
    assert proposed is not None
    workspace.steps.schedule(account, proposed.due.isoformat(), proposed.channel, at="11:00")
    with pytest.raises(Refused, match="needs a reason"):
        workspace.steps.schedule(account, "2026-06-17", "mail")
    kept = workspace.today.step(account)
    assert kept is not None
    assert kept.due == proposed.due
    workspace.steps.schedule(account, "2026-06-17", "mail", reason="they are at a fair until then")
    moved = workspace.today.step(account)
    assert moved is not None
    assert (moved.due, moved.channel, moved.reason) == (
        date(2026, 6, 17), "mail", "set by robin: they are at a fair until then",
    )  # fmt: skip


def test_nobody_is_put_off_for_another_reason_without_words(workspace: Workspace, account: str) -> None:
    with pytest.raises(Refused, match="needs its words"):
        workspace.steps.snooze(account, "5", "other")
    workspace.steps.snooze(account, "5", "other", "they move house")
    step = workspace.today.step(account)
    assert step is not None
    assert step.due == date(2026, 6, 10)


@pytest.mark.parametrize(
    ("typed", "due", "at"),
    [("14:30", date(2026, 6, 3), "14:30"), ("thu 9:05", date(2026, 6, 4), "09:05"), ("1 July", date(2026, 7, 1), "09:40")],
)  # fmt: skip
def test_s4_8_a_call_back_becomes_the_next_step_in_the_same_act(
    workspace: Workspace, account: str, typed: str, due: date, at: str
) -> None:
    before = workspace.today.step(account)
    workspace.touches.log(account, "phone", "gatekeeper", call_back=typed)
    step = workspace.today.step(account)
    assert step is not None
    assert (step.due, f"{step.at:%H:%M}", step.channel, step.act) == (due, at, "phone", "phone: call back")
    workspace.undo()
    assert workspace.today.step(account) == before
    assert workspace.touches.of(account) == []


@pytest.mark.parametrize("typed", ["09:00", "sat 10:00", "soon", "25:00", "2026-06-01 10:00"])
def test_a_call_back_that_is_none_leaves_nothing_behind(workspace: Workspace, account: str, typed: str) -> None:
    with pytest.raises(BadInput):
        workspace.touches.log(account, "phone", "gatekeeper", call_back=typed)
    assert workspace.touches.of(account) == []


def test_a_clock_that_jumps_back_counts_from_the_day_it_shows(workspace: Workspace, clock: FrozenClock) -> None:
    clock.move(days=-30)
    assert workspace.planner.day("1") == date(2026, 5, 5)


def test_s0_6_a_suppressed_person_is_not_touched_and_lifting_the_company_keeps_them_so(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    person = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example")
    workspace.people.consent(person, "withdrawn", "wrote to us")
    with pytest.raises(Refused, match="touching Anna Berg"):
        workspace.touches.log(account, "phone", "spoke", person="Anna Berg")
    assert workspace.touches.of(account) == []
    clock.move(minutes=5)
    workspace.never.suppress_account(account, "asked us")
    entry = workspace.never.of_account(account)
    assert entry is not None
    workspace.never.lift(entry.id, "they called")
    assert workspace.never.of_account(account) is None
    with pytest.raises(Refused, match="touching anna berg"):
        workspace.touches.log(account, "phone", "spoke", person="anna berg")
    workspace.touches.log(account, "phone", "spoke", person="Bo Lind")
