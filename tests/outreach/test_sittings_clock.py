"""Clocks: time zones, daylight saving, and a clock that is set in the middle of a sitting."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from prospector.clock import Clock, FrozenClock
from prospector.errors import Refused
from prospector.model.plan import PlanRecord
from prospector.outreach.next_step import NextStep
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace


class Standing(Clock):
    """A clock that stands still and tells the day of wherever the user is."""

    def __init__(self, at: str) -> None:
        self.at = datetime.fromisoformat(at).replace(tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Move the machine to another zone; it comes back to UTC."""

    def move(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield move
    move("UTC")


@pytest.fixture
def at(workspace_path: Path, settings: Settings) -> Iterator[Callable[[str], Workspace]]:
    """Open the workspace at a moment."""
    opened: list[Workspace] = []

    def open_at(moment: str) -> Workspace:
        opened.append(open_workspace(workspace_path, settings, clock=Standing(moment)))
        return opened[-1]

    yield open_at
    for one in opened:
        one.close()


def test_a_clock_set_back_in_a_sitting_loses_neither_acts_nor_minutes(workspace: Workspace, clock: FrozenClock) -> None:
    one, two = (workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB"))
    clock.move(hours=1)
    workspace.sittings.start()
    clock.move(minutes=10)
    workspace.touches.log(one, "phone", "spoke")
    clock.at -= timedelta(hours=1)
    workspace.touches.log(two, "phone", "no_answer")
    new = workspace.naming.name("Cog SA").account_id
    clock.move(minutes=20)
    workspace.naming.drop(new, "no money", "asks for credit")
    clock.move(minutes=5)
    running = workspace.sittings.running()
    assert running.minutes == 35
    ended, summary = workspace.sittings.stop()
    assert (ended.minutes, ended.forgotten) == (35, False)
    assert (summary.attempts, summary.reached, summary.named) == (2, 1, ["Cog SA"])
    assert summary.dropped == [("Cog SA", "asks for credit")]
    assert (summary.never_before, summary.never_now) == (100, 0)
    assert workspace.sittings.held()[0].held_minutes == 35


def test_a_clock_set_forward_makes_a_forgotten_sitting_and_no_held_one(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.sittings.start()
    clock.move(hours=9)
    running = workspace.sittings.running()
    assert (running.forgotten, running.minutes) == (True, 0)
    with pytest.raises(Refused, match="a sitting runs since"):
        workspace.sittings.start()
    ended, _ = workspace.sittings.stop()
    assert (ended.forgotten, ended.minutes) == (True, 0)
    assert (workspace.sittings.held()[0].held, workspace.sittings.next_number()) == (0, 2)


def test_what_was_done_before_and_after_a_sitting_is_not_in_it(workspace: Workspace, clock: FrozenClock) -> None:
    one, two, three = (workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA"))
    old = workspace.touches.log(one, "phone", "no_answer")
    workspace.sittings.start()
    workspace.touches.correct(old.id, note="they were at lunch")
    workspace.touches.log(two, "phone", "spoke")
    workspace.touches.log(three, "phone", "spoke")
    workspace.undo()
    workspace.store.actor = "kim"
    workspace.naming.name("Dyne Ltd")
    workspace.store.actor = "robin"
    ended, summary = workspace.sittings.stop()
    workspace.touches.log(three, "mail", "sent")
    assert (summary.attempts, summary.named) == (1, [])
    assert (summary.never_before, summary.never_now) == (67, 33)
    assert workspace.sittings.summary(ended).attempts == 1


def test_minutes_of_the_night_in_which_summer_begins(
    zone: Callable[[str], None], at: Callable[[str], Workspace]
) -> None:
    zone("Europe/Berlin")
    workspace = at("2026-03-29T00:45:00")  # 01:45; at 02:00 it becomes 03:00
    later = at("2026-03-29T01:30:00")
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Sun 01:30-03:30\nTue 09:00-10:30"))
    assert workspace.sittings.protected().left is None, "nobody works on Sundays"
    workspace.sittings.start()
    ended, _ = later.sittings.stop()
    assert ended.minutes == 45
    assert f"{later.sittings.protected().next_at:%a %H:%M %z}" == "Tue 09:00 +0200"


def test_protected_hours_stay_at_their_hour_over_daylight_saving(
    zone: Callable[[str], None], at: Callable[[str], Workspace]
) -> None:
    zone("Europe/Berlin")
    winter = at("2026-03-24T08:20:00")
    winter.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30"))
    assert winter.sittings.protected().left == 70
    summer = at("2026-03-31T07:20:00")
    assert summer.sittings.protected().left == 70
    text = winter.calendar()
    assert "DTSTART:20260324T090000\r\n" in text
    assert "RRULE:FREQ=WEEKLY" in text


@pytest.mark.parametrize(
    ("name", "day", "due", "week"),
    [
        ("Asia/Tokyo", "2026-06-08", "2026-06-10", "2026-W25"),
        ("America/Los_Angeles", "2026-06-07", "2026-06-09", "2026-W24"),
    ],
)
def test_the_day_is_the_one_where_the_rep_is(
    zone: Callable[[str], None], at: Callable[[str], Workspace], name: str, day: str, due: str, week: str
) -> None:
    """It is Sunday evening in London: Monday morning in Tokyo, Sunday noon in Los Angeles."""
    zone(name)
    workspace = at("2026-06-07T19:30:00")
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.touches.log(account, "phone", "no_answer")
    view, step = workspace.today.view(), workspace.today.step(account)
    assert isinstance(step, NextStep)
    assert (view.day.isoformat(), step.due.isoformat()) == (day, due)
    assert (view.touches_this_week, view.idle_days) == (1, 0)
    workspace.commitments.promise("touches", 3)
    assert [one.week for one in workspace.commitments.of()] == [week]
    workspace.sittings.start()
    at("2026-06-07T20:00:00").sittings.stop()
    held = [one.week for one in workspace.sittings.held() if one.held]
    assert held == [f"2026-W{24 if name == 'Asia/Tokyo' else 23}"]


def test_days_off_plan_no_sitting(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30\nThu 14:00-15:00"))
    workspace.strategy.days_off.add_holiday("2026-06-04", "Corpus Christi")
    assert (workspace.sittings.held()[0].planned, workspace.sittings.planned("2026-W24")) == (1, 2)
    clock.at = datetime(2026, 6, 4, 14, 30, tzinfo=UTC)
    protected = workspace.sittings.protected()
    assert (protected.left, f"{protected.next_at:%a %d %H:%M}") == (None, "Tue 09 09:00")
    clock.at = datetime(2026, 6, 9, 9, 0, tzinfo=UTC)
    begun = workspace.sittings.protected()
    assert (begun.left, f"{begun.next_at:%a %d %H:%M}") == (90, "Thu 11 14:00"), "what begins now runs already"
    clock.at = datetime(2026, 6, 9, 10, 0, tzinfo=UTC)
    assert workspace.sittings.protected().left == 30
