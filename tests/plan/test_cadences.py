"""Cadences, and the load that they put on the coming weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import FrozenClock, WorkingDays
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import PlanRecord
from prospector.outreach.load import Queued, spread
from prospector.plan.cadences import LONG, STANDARD, parse_steps
from prospector.workspace import Workspace
from tests.chance import examples


@pytest.mark.parametrize(
    ("text", "horizon", "steps"),
    [
        ("phone 0, mail 2, phone 3", "short", [("phone", 0), ("mail", 2), ("phone", 3)]),
        (
            "call 1; E-Mail 2\nin person 5, in_person 6",
            "short",
            [("phone", 1), ("mail", 2), ("in_person", 5), ("in_person", 6)],
        ),
        ("mail monthly, phone quarterly", "long", [("mail", 21), ("phone", 63)]),
        ("mail 10, phone 70", "long", [("mail", 10), ("phone", 70)]),
        ("telephone weekly, post 130, visit 0", "short", [("phone", 5), ("letter", 130), ("in_person", 0)]),
        (", ".join(["phone 1"] * 40), "short", [("phone", 1)] * 40),
    ],
)
def test_steps_are_read(text: str, horizon: str, steps: list[tuple[str, int]]) -> None:
    assert [(one.channel, one.wait) for one in parse_steps(text, horizon)] == steps


@pytest.mark.parametrize(
    ("text", "horizon", "said"),
    [
        ("", "short", "at least one step"),
        (" , ;", "short", "at least one step"),
        ("phone 1, mial 2", "short", "step 2: unknown channel “mial”: did you mean mail?"),
        ("phone", "short", "step 1: “phone” is no step"),
        ("phone -1", "short", "step 1"),
        ("phone 999", "short", "step 1: 999 working days is too long a pause"),
        ("mail 2", "long", "step 1: long-term touches are monthly or quarterly"),
        ("mail 120", "long", "step 1: long-term touches are monthly or quarterly"),
        ("mail 9", "long", "10 to 70 working days apart, not 9"),
        ("mail 10, mail 71", "long", "step 2: long-term touches are monthly or quarterly, 10 to 70 working days apart"),
        ("phone 131", "short", "131 working days is too long a pause: at most 130"),
        (", ".join(["phone 1"] * 41), "short", "at most 40 steps"),
    ],
)
def test_a_cadence_without_steps_or_with_nonsense_is_one_sentence(
    workspace: Workspace, text: str, horizon: str, said: str
) -> None:
    before = workspace.strategy.all_cadences()
    with pytest.raises(BadInput) as refused:
        workspace.strategy.cadences.save("pumps", text, horizon)
    assert said in refused.value.sentence
    assert workspace.strategy.all_cadences() == before


def test_shipped_cadences_hold_until_somebody_writes_others(workspace: Workspace, make) -> None:
    strategy, account = workspace.strategy, make("Alder AG", country="DE")
    assert strategy.cadence(account).name == STANDARD
    assert strategy.cadence(account, "long").name == LONG
    assert [step.wait for step in strategy.cadence(account, "long").steps] == [63, 63]
    strategy.save_plan(PlanRecord(offer="pumps", nurture_months=1))
    assert [step.wait for step in strategy.cadence(account, "long").steps] == [21, 21]
    strategy.cadences.save("Standard", "mail 1")
    assert strategy.cadence(account).text == "mail 1"
    strategy.segments.save("dach", "country is DE", cadence="slow")
    assert strategy.cadence(account).text == "mail 1", "a cadence that nobody wrote is none"
    strategy.cadences.save("slow", "letter 5, phone 10")
    strategy.cadences.save("dach", "mail monthly", "long")
    assert strategy.cadence(account).text == "letter 5, phone 10"
    assert strategy.cadence(account, "long").text == "mail 21"
    with pytest.raises(Refused, match="segment dach uses"):
        strategy.cadences.remove("slow")
    with pytest.raises(NotFound):
        strategy.cadences.remove("other")
    strategy.cadences.remove("standard")
    assert strategy.cadence_for(None).text.startswith("phone 1")


def test_a_short_cadence_ends_and_a_long_one_begins_again(workspace: Workspace) -> None:
    short, long = workspace.strategy.cadence_for(None), workspace.strategy.cadence_for(None, "long")
    assert [short.step(done) is None for done in range(8)] == [False] * 6 + [True] * 2
    assert [long.step(done).channel for done in range(5)] == ["mail", "phone", "mail", "phone", "mail"]


def test_quarterly_touches_over_nine_months_never_pause_longer_than_a_quarter(workspace: Workspace) -> None:
    days, long = workspace.strategy.calendar(), workspace.strategy.cadence_for(None, "long")
    day, touched = date(2026, 1, 5), []
    for done in range(3):
        day = days.add(day, long.step(done).wait)
        touched.append(day)
    assert touched == [date(2026, 4, 2), date(2026, 6, 30), date(2026, 9, 25)]


def test_s3_8_twenty_targets_times_six_touches_print_the_load_and_flag_what_is_too_much(
    workspace: Workspace, make
) -> None:
    workspace.strategy.cadences.save("standard", "phone 1, mail 3, phone 3, mail 3, phone 4, social 4")
    for number in range(20):
        make(f"{'ABCDEFGHIJKLMNOPQRST'[number] * 4} Werke")
    load = workspace.today.load()
    assert (load.targets, load.steps, len(load.days), load.capacity) == (20, 120, 20, 160)
    busy = [(one.day, one.touches, one.over) for one in load.days if one.touches]
    assert [touches for _, touches, _ in busy] == [20] * 6
    assert all(over for _, _, over in busy)
    assert busy[0][0] == date(2026, 6, 4)
    assert not load.fits
    assert load.text == (
        "120 touches for 20 targets, room for 160: too much on 6 days, worst Thu 04 Jun with 20 (at most 8)"
    )
    workspace.strategy.save_plan(PlanRecord(offer="pumps", day_load=20))
    assert workspace.today.load().fits


def test_s3_8_over_commitment_is_shown_before_it_happens(workspace: Workspace, make) -> None:
    for number in range(8):
        make(f"{'ABCDEFGH'[number] * 4} Werke")
    assert workspace.today.load().fits
    assert not workspace.today.load(extra=1).fits
    assert workspace.today.load().targets == 8, "asking names nobody"


def test_the_load_follows_touches_absences_snoozes_and_the_long_term_queue(
    workspace: Workspace, make, clock: FrozenClock
) -> None:
    from prospector.model.tables import Snooze, Step, Target

    touched, put_off, fixed, later, reached = (make(f"{letter * 5} Werke") for letter in "ABCDE")
    workspace.touches.log(touched, "phone", "no_answer")
    workspace.touches.log(reached, "phone", "spoke")
    with workspace.store.action("Plans") as action:
        action.add(
            Snooze(account_id=put_off, until="2026-06-15", reason_code="no time", rep="robin", snoozed_at=action.now())
        )
        action.add(Step(account_id=fixed, channel="phone", due_on="2026-06-12", set_by="robin", set_at=action.now()))
        action.find(Target, Target.account_id == later)[0].horizon = "long"
    workspace.strategy.days_off.add_absence("4-5 June")

    def firsts() -> dict[str, date]:
        found: dict[str, date] = {}
        for day in workspace.today.load(weeks=16).days:
            for name in day.names:
                found.setdefault(name[:1], day.day)
        return found

    assert firsts() == {
        "A": date(2026, 6, 9), "B": date(2026, 6, 15), "C": date(2026, 6, 12), "D": date(2026, 6, 12), "E": date(2026, 6, 12),
    }  # fmt: skip
    clock.move(days=40)
    assert firsts()["A"] == clock.today(), "what is overdue falls on today"


@examples(100)
@given(
    st.lists(st.tuples(st.integers(-20, 40), st.lists(st.integers(0, 15), max_size=8)), max_size=15),
    st.integers(1, 60),
)
def test_nothing_planned_falls_on_a_day_off_and_nothing_is_lost(
    queue: list[tuple[int, list[int]]], length: int
) -> None:
    today = date(2026, 6, 3)
    calendar = WorkingDays(frozenset({date(2026, 6, 8)}), ((date(2026, 6, 15), date(2026, 6, 19)),))
    until = today + timedelta(days=length)
    queued = [Queued(str(at), today + timedelta(days=due), waits) for at, (due, waits) in enumerate(queue)]
    days = spread(queued, today, until, calendar, 3)
    assert all(calendar.is_working(one.day) and today <= one.day <= until for one in days)
    assert all(one.over == (one.touches > 3) and len(one.names) == one.touches for one in days)
    for one in queued:
        first = calendar.add(max(one.due, today), 0)
        assert (one.name in [name for day in days for name in day.names]) == (first <= until)
    everything = spread(queued, today, today + timedelta(days=1000), calendar, 3)
    assert sum(one.touches for one in everything) == sum(1 + len(one.waits) for one in queued)
