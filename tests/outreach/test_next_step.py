"""The next step: from the last real touch, in working days; or the lane without one, with the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import WorkingDays, stamp
from prospector.model.outreach import SnoozeRecord, StepRecord
from prospector.model.plan import CadenceRecord, CadenceStep, PlanRecord
from prospector.model.touch import OUTCOMES, REACTIONS, TouchRecord
from prospector.outreach.load import Queued, measured, said_of, spread
from prospector.outreach.next_step import AFTERNOON, MORNING, NextStep, NoStep, Standing, next_step, waits_after

NAMED = date(2026, 6, 1)
WEDNESDAY = date(2026, 6, 3)
DAYS = WorkingDays()
SHORT = CadenceRecord(
    "standard", "short", tuple(CadenceStep(*one) for one in (("phone", 1), ("mail", 2), ("phone", 3)))
)
LONG = CadenceRecord("long-term", "long", (CadenceStep("mail", 63), CadenceStep("phone", 63)))


def touch(outcome: str, day: date = WEDNESDAY, reaction: str = "unknown", hour: int = 10) -> TouchRecord:
    at = stamp(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
    return TouchRecord("t", "a", "robin", "phone", outcome, reaction, "", "", private=False, at=at, recorded_at=at)


def step_of(
    *touches: TouchRecord, cadence: CadenceRecord = SHORT, since: date = NAMED, days: WorkingDays = DAYS
) -> NextStep:
    found = next_step(Standing(since, touches, cadence), days)
    assert isinstance(found, NextStep)
    return found


def test_a_target_never_touched_is_due_as_its_cadence_says() -> None:
    first = step_of(since=date(2026, 6, 5))
    assert (first.due, first.act, first.channel) == (date(2026, 6, 8), "first touch", "phone")


@pytest.mark.parametrize(("tries", "channel", "wait"), [(1, "mail", 2), (2, "phone", 3)])
def test_each_try_follows_the_cadence(tries: int, channel: str, wait: int) -> None:
    step = step_of(*[touch("no_answer")] * tries)
    assert (step.due, step.channel) == (DAYS.add(WEDNESDAY, wait), channel)
    assert f"attempt {tries + 1}" in step.act
    assert f"{tries} without an answer" in step.reason


def test_a_short_cadence_that_is_through_leaves_the_decision_to_a_person() -> None:
    found = next_step(Standing(NAMED, [touch("no_answer")] * 3, SHORT), DAYS)
    assert isinstance(found, NoStep)
    assert "through" in found.reason


def test_a_long_term_target_is_touched_soon_for_the_first_time() -> None:
    assert step_of(cadence=LONG).due == DAYS.add(NAMED, 5)
    assert step_of(touch("sent"), cadence=LONG).due == DAYS.add(WEDNESDAY, 63)


def test_a_long_cadence_begins_again() -> None:
    for tries in range(6):
        assert step_of(*[touch("no_answer")] * tries, cadence=LONG).channel == ("mail", "phone")[tries % 2]


@pytest.mark.parametrize(
    ("outcome", "reaction", "wait", "act"),
    [
        ("spoke", "curious", 5, "follow up"),
        ("replied", "unknown", 5, "follow up"),
        ("meeting_set", "curious", 1, "prepare the meeting"),
        ("spoke", "not_now", 60, "touch again"),
        ("bounced", "unknown", 2, "find another mailbox"),
    ],
)
def test_what_happened_decides(outcome: str, reaction: str, wait: int, act: str) -> None:
    step = step_of(touch(outcome, reaction=reaction))
    assert (step.due, step.act) == (DAYS.add(WEDNESDAY, wait), act)


@pytest.mark.parametrize("reaction", ["not_us", "angry"])
def test_a_no_has_no_next_step(reaction: str) -> None:
    assert isinstance(next_step(Standing(NAMED, [touch("spoke", reaction=reaction)], SHORT), DAYS), NoStep)


def test_an_answer_starts_the_count_anew() -> None:
    assert step_of(touch("sent"), touch("spoke"), touch("sent"), touch("sent")).due == DAYS.add(WEDNESDAY, 2)


@pytest.mark.parametrize(("hour", "proposed"), [(10, AFTERNOON), (15, MORNING)])
def test_silence_proposes_the_other_half_of_the_day(hour: int, proposed: time) -> None:
    assert step_of(touch("no_answer", hour=hour)).at == proposed


def test_a_set_step_and_a_snooze_come_before_what_follows() -> None:
    mine = StepRecord("s", "a", "mail", "2026-06-10", "11:00", "the offer", "they asked", "robin", "")
    off = SnoozeRecord("z", "a", "2026-06-22", "waiting", "", "robin", "")
    step = next_step(Standing(NAMED, [touch("no_answer")], SHORT, step=mine), DAYS)
    assert isinstance(step, NextStep)
    assert (step.due, step.channel, step.at, step.set_by) == (date(2026, 6, 10), "mail", time(11), "robin")
    later = next_step(Standing(NAMED, [touch("no_answer")], SHORT, step=mine, snooze=off), DAYS)
    assert isinstance(later, NextStep)
    assert (later.due, later.snoozed) == (date(2026, 6, 22), True)
    assert "waiting on them" in later.reason


def test_nobody_who_may_not_be_contacted_has_a_step() -> None:
    mine = StepRecord("s", "a", "mail", "2026-06-10", "", "", "", "robin", "")
    found = next_step(Standing(NAMED, [], SHORT, step=mine, forbidden="never contact: asked us"), DAYS)
    assert found == NoStep("never contact: asked us")


def test_holidays_and_absences_are_no_working_days() -> None:
    days = WorkingDays(frozenset({date(2026, 6, 5)}), ((date(2026, 6, 8), date(2026, 6, 12)),))
    assert step_of(touch("no_answer"), days=days).due == date(2026, 6, 15)


@given(
    st.lists(st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(REACTIONS)), max_size=12),
    st.sampled_from([SHORT, LONG]),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_every_history_has_exactly_one_step_after_its_last_touch_or_a_reason(
    history: list[tuple[str, str]], cadence: CadenceRecord, day: date
) -> None:
    found = next_step(Standing(NAMED, [touch(*one[:1], day, one[1]) for one in history], cadence), DAYS)
    if isinstance(found, NoStep):
        assert found.reason
    else:
        assert DAYS.is_working(found.due)
        assert not history or found.due > day


@pytest.mark.parametrize(
    ("touches", "told"),
    [
        ([], "2026-06-02 09:40 phone first touch: never touched"),
        ([touch("no_answer", hour=11)],
         "2026-06-05 14:40 mail attempt 2 by mail: no answer by phone on 03 Jun, 1 without an answer"),
        ([touch("sent", hour=12)], "2026-06-05 09:40 mail attempt 2 by mail: sent by phone on 03 Jun, 1 without an answer"),
        ([touch("no_answer"), touch("spoke")],
         "2026-06-05 14:40 mail attempt 3 by mail: no answer by phone on 03 Jun, 1 without an answer"),
        ([touch("bounced")], "2026-06-05 14:40 mail find another mailbox: bounced by phone on 03 Jun"),
        ([touch("spoke", hour=15)], "2026-06-10 15:00 phone follow up: spoke by phone on 03 Jun"),
        ([touch("replied", hour=15)], "2026-06-10 15:00 phone follow up: replied by phone on 03 Jun"),
        ([touch("meeting_set", hour=15)], "2026-06-04 09:40 in_person prepare the meeting: meeting set by phone on 03 Jun"),
        ([touch("no_answer", reaction="not_now", hour=15)],
         "2026-08-26 15:00 phone touch again: “not now” on 03 Jun: a quarter later"),
        ([touch("spoke", reaction="not_us")], "“not us” on 03 Jun: drop it with its lesson, or set a step"),
        ([touch("no_answer")] * 3, "3 attempts without an answer, the cadence “standard” is through: close it, or long-term"),
    ],
)  # fmt: skip
def test_a_step_says_day_hour_channel_act_and_why(touches: list[TouchRecord], told: str) -> None:
    found = next_step(Standing(NAMED, touches, SHORT), DAYS)
    if isinstance(found, NoStep):
        assert found.reason == told
    else:
        assert f"{found.due} {found.at:%H:%M} {found.channel} {found.act}: {found.reason}" == told
        assert (found.set_by, found.snoozed) == ("", False)


def test_what_was_set_or_put_off_says_by_whom_and_why() -> None:
    bare = StepRecord("s", "a", "in_person", "2026-06-10", "", "", "", "robin", "")
    full = StepRecord("s", "a", "mail", "2026-06-10", "11:05", "the offer", "they asked", "kim", "")
    for step, told in (
        (bare, "09:40 in person: set by robin"),
        (full, "11:05 mail: the offer: set by kim: they asked"),
    ):
        found = next_step(Standing(NAMED, [], SHORT, step=step), DAYS)
        assert isinstance(found, NextStep)
        assert f"{found.at:%H:%M} {found.act}: {found.reason}" == told
        for until, code, note, why in (
            ("2026-06-10", "waiting", "", None), ("2026-06-11", "waiting", "", "waiting on them"),
            ("2026-06-11", "other", "fair week", "fair week"), ("2026-06-11", "of_old", "", "of_old"),
        ):  # fmt: skip
            off = SnoozeRecord("z", "a", until, code, note, "robin", "")
            later = next_step(Standing(NAMED, [], SHORT, step=step, snooze=off), DAYS)
            assert isinstance(later, NextStep)
            if why is None:
                assert later == found, "put off to its own day is not put off"
            else:
                assert (str(later.due), later.reason) == (until, f"put off: {why}; {found.reason}")
    nobody = CadenceRecord("empty", "short", ())
    off = SnoozeRecord("z", "a", "2026-06-11", "waiting", "", "robin", "")
    assert next_step(Standing(NAMED, [], nobody, snooze=off), DAYS) == NoStep("the cadence “empty” has no step")


@pytest.mark.parametrize(
    ("cadence", "touches", "waits"),
    [
        (SHORT, [], (2, 3)), (SHORT, [touch("sent")], (3,)), (SHORT, [touch("sent")] * 2, ()),
        (SHORT, [touch("sent"), touch("spoke"), touch("sent")], (3,)), (SHORT, [touch("spoke")], ()),
        (SHORT, [touch("sent", reaction="not_now")], ()),
        (CadenceRecord("x", "long", (CadenceStep("mail", 40), CadenceStep("phone", 50), CadenceStep("mail", 60))),
         [touch("sent")], (60, 40, 50) * 8 + (60, 40)),
    ],
)  # fmt: skip
def test_what_follows_when_nobody_answers(
    cadence: CadenceRecord, touches: list[TouchRecord], waits: tuple[int, ...]
) -> None:
    assert waits_after(Standing(NAMED, touches, cadence)) == waits


def test_the_coming_days_are_filled_as_cadences_say() -> None:
    """From Thursday to Wednesday; what is overdue falls on today, what is due on a day off on the next working day."""
    queue = [
        Queued("late", NAMED, (1, 2)), Queued("off", date(2026, 6, 6), (2,)), Queued("then", date(2026, 6, 10), (1,)),
        Queued("after", date(2026, 6, 11)),
    ]  # fmt: skip
    days = spread(queue, date(2026, 6, 4), date(2026, 6, 10), DAYS, 2)
    assert [(f"{one.day:%a}", one.touches, " ".join(one.names)) for one in days] == [
        ("Thu", 1, "late"), ("Fri", 1, "late"), ("Mon", 1, "off"), ("Tue", 1, "late"), ("Wed", 2, "off then"),
    ]  # fmt: skip
    assert [said_of(one) for one in days[-2:]] == ["1 touch that day, fine", "2 touches that day, fine"]
    budget = measured(days, 4, PlanRecord(day_load=2))
    assert (budget.fits, budget.text) == (True, "6 touches for 4 targets, room for 10: fine")
    tight = measured(spread(queue, date(2026, 6, 10), date(2026, 6, 11), DAYS, 2), 4, PlanRecord(day_load=2))
    assert [(one.touches, one.over) for one in tight.days] == [(3, True), (3, True)]
    assert said_of(tight.days[0]) == "3 touches that day, more than the 2 that go well"
    assert (tight.fits, tight.text) == (
        False, "6 touches for 4 targets, room for 4: too much on 2 days, worst Wed 10 Jun with 3 (at most 2)",
    )  # fmt: skip
    one = measured(spread([Queued("a", NAMED)] * 2, NAMED, NAMED, DAYS, 1), 1, PlanRecord(day_load=1))
    assert one.text == "2 touches for 1 target, room for 1: too much on 1 day, worst Mon 01 Jun with 2 (at most 1)"
