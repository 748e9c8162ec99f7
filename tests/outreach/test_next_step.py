"""The next step: from the last real touch, in working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import WorkingDays, stamp
from prospector.model.touch import OUTCOMES, REACTIONS, TouchRecord
from prospector.outreach.next_step import CADENCE, next_step

NAMED = date(2026, 6, 1)
WEDNESDAY = date(2026, 6, 3)
DAYS = WorkingDays()


def touch(outcome: str, day: date = WEDNESDAY, reaction: str = "unknown") -> TouchRecord:
    at = stamp(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    return TouchRecord("t", "a", "robin", "phone", outcome, reaction, "", "", private=False, at=at, recorded_at=at)


def test_a_target_never_touched_is_due_the_next_working_day() -> None:
    assert next_step(date(2026, 6, 5), [], DAYS).due == date(2026, 6, 8)
    assert next_step(date(2026, 6, 5), [], DAYS).act == "first touch"


@pytest.mark.parametrize("tries", range(1, 8))
def test_each_try_waits_longer_and_the_last_wait_repeats(tries: int) -> None:
    touches = [touch("no_answer") for _ in range(tries)]
    step = next_step(NAMED, touches, DAYS)
    assert step.due == DAYS.add(WEDNESDAY, CADENCE[min(tries, 5) - 1])
    assert step.act == f"attempt {tries + 1}"
    assert f"{tries} without an answer" in step.reason


@pytest.mark.parametrize(
    ("outcome", "reaction", "wait", "act"),
    [
        ("spoke", "curious", 5, "follow up"),
        ("replied", "unknown", 5, "follow up"),
        ("meeting_set", "curious", 1, "prepare the meeting"),
        ("spoke", "not_now", 60, "touch again"),
        ("bounced", "unknown", 2, "find another mailbox"),
        ("left_message", "unknown", 2, "attempt 2"),
    ],
)
def test_what_happened_decides(outcome: str, reaction: str, wait: int, act: str) -> None:
    step = next_step(NAMED, [touch(outcome, reaction=reaction)], DAYS)
    assert (step.due, step.act) == (DAYS.add(WEDNESDAY, wait), act)


def test_an_answer_starts_the_count_anew() -> None:
    touches = [touch("sent"), touch("spoke"), touch("sent"), touch("sent")]
    assert next_step(NAMED, touches, DAYS).due == DAYS.add(WEDNESDAY, CADENCE[0])


def test_holidays_are_no_working_days() -> None:
    closed = WorkingDays(frozenset({date(2026, 6, 5), date(2026, 6, 8)}))
    assert next_step(NAMED, [touch("sent")], closed).due == date(2026, 6, 9)


@given(
    st.lists(st.tuples(st.sampled_from(OUTCOMES), st.sampled_from(REACTIONS), st.integers(0, 200)), max_size=6),
    st.dates(date(2025, 1, 1), date(2026, 1, 1)),
)
def test_there_is_always_one_step_on_a_working_day_after_the_last_touch(
    listed: list[tuple[str, str, int]], named: date
) -> None:
    touches = sorted((touch(one, named + timedelta(days=later), how) for one, how, later in listed),
                     key=lambda one: one.at, reverse=True)  # fmt: skip
    step = next_step(named, touches, DAYS)
    last = datetime.fromisoformat(touches[0].at).date() if touches else named
    assert step.due > last
    assert DAYS.is_working(step.due)
    assert step.act
    assert step.reason
