"""The one clock: aware moments, working days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.clock import Clock, FrozenClock, WorkingDays, moment, stamp

FRIDAY = date(2026, 6, 5)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 6, 3), 0, date(2026, 6, 3)),
        (date(2026, 6, 3), 1, date(2026, 6, 4)),
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 0, date(2026, 6, 8)),
        (date(2026, 6, 7), 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 5, date(2026, 6, 12)),
        (FRIDAY, 5, date(2026, 6, 12)),
        (FRIDAY, 60, date(2026, 8, 28)),
    ],
)
def test_working_days_skip_weekends(day: date, count: int, expected: date) -> None:
    assert WorkingDays().add(day, count) == expected


def test_working_days_skip_holidays() -> None:
    days = WorkingDays(frozenset({date(2026, 6, 8), date(2026, 6, 9)}))
    assert days.add(FRIDAY, 1) == date(2026, 6, 10)
    assert days.add(date(2026, 6, 8), 0) == date(2026, 6, 10)
    assert not days.is_working(date(2026, 6, 9))


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 80))
def test_between_lie_as_many_working_days_as_asked(day: date, count: int) -> None:
    days = WorkingDays()
    end = days.add(day, count)
    start = day if count else end
    passed = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(days.is_working(one) for one in passed) == count
    assert days.is_working(end)


def test_absences_are_stepped_over_and_a_calendar_without_working_days_ends() -> None:
    away = WorkingDays(absences=((date(2026, 6, 8), date(2026, 6, 10)),))
    assert away.add(FRIDAY, 1) == date(2026, 6, 11)
    assert not away.is_working(date(2026, 6, 10))
    assert away.between(FRIDAY, date(2026, 6, 12)) == 2
    assert away.next_days(FRIDAY, 3) == [FRIDAY, date(2026, 6, 11), date(2026, 6, 12)]
    never = WorkingDays(absences=((date(2000, 1, 1), date(9999, 12, 31)),))
    assert never.add(FRIDAY, 1) > date(2036, 1, 1)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 80))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    days = WorkingDays(frozenset({date(2026, 6, 8)}), ((date(2025, 12, 20), date(2026, 1, 6)),))
    assert days.between(day, days.add(day, count)) == count


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 6, 3, 9))  # noqa: DTZ001 - that is the point


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)),  # noqa: DTZ001 - the zone comes from the next strategy
    st.integers(-14 * 60, 14 * 60),
)
def test_stamps_come_back_and_sort_as_text(naive: datetime, minutes: int) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert moment(stamp(at)) == at
    assert stamp(at).endswith("Z")
    assert stamp(at) < stamp(at + timedelta(microseconds=1))


def test_a_frozen_clock_moves_only_when_told() -> None:
    clock = FrozenClock(datetime(2026, 6, 3, 23, 30, tzinfo=UTC))
    assert clock.now() == clock.now()
    assert clock.today() == date(2026, 6, 3)
    clock.move(hours=1)
    assert clock.today() == date(2026, 6, 4)
    assert clock.stamp() == "2026-06-04T00:30:00.000000Z"


def test_the_real_clock_is_aware_and_utc() -> None:
    assert Clock().now().utcoffset() == timedelta(0)
