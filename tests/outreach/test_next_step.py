"""The next step: from the last real touch, in working days; or the lane without one, with the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import WorkingDays, stamp
from prospector.model.outreach import SnoozeRecord, StepRecord
from prospector.model.plan import CadenceRecord, CadenceStep
from prospector.model.touch import OUTCOMES, REACTIONS, TouchRecord
from prospector.outreach.next_step import AFTERNOON, MORNING, NextStep, NoStep, Standing, next_step

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
