"""Sittings as they are told: in order, in whole minutes, with the hours of their rep and what this rep did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from prospector.clock import FrozenClock, WorkingDays
from prospector.model.plan import ProtectedHours
from prospector.model.sitting import Proposal, ProtectedTime
from prospector.model.tables import Sitting
from prospector.outreach.sittings import Sittings
from prospector.outreach.sittings_done import summary_of
from prospector.outreach.sittings_opening import opening_lines, said_protected
from prospector.workspace import Workspace


def test_sittings_are_told_newest_first_with_the_number_they_have_for_their_rep(
    workspace: Workspace, clock: FrozenClock
) -> None:
    before = clock.at - timedelta(days=1)
    with workspace.store.action("Held before") as action:
        for key, rep, hours in (("b", "robin", 2), ("a", "robin", 2), ("c", "robin", 0), ("d", "kim", 1)):
            at = f"{before + timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}.000000Z"
            ended = None if key in "bc" else at
            action.add(Sitting(id=key, rep=rep, started_at=at, planned_minutes=45, ended_at=ended))
    sittings = workspace.sittings
    assert [(one.id, one.number) for one in sittings.of()] == [("b", 3), ("a", 2), ("d", 1), ("c", 1)]
    assert [one.id for one in sittings.of("robin")] == ["b", "a", "c"]
    assert [one.id for one in sittings.of("kim")] == ["d"]
    running = sittings.running()
    assert running is not None
    assert running.id == "b", "of two that run at once the newer is meant"
    assert (sittings.next_number(), sittings.next_number("kim"), sittings.running("kim")) == (4, 2, None)


def test_the_next_protected_hour_is_looked_for_within_four_weeks(workspace: Workspace) -> None:
    """It is Wednesday, the third of June, half past nine."""

    def found(weekday: int, away: int, start: time = time(9), end: time = time(10)) -> ProtectedTime:
        days = WorkingDays(absences=((date(2026, 6, 3), date(2026, 6, 3) + timedelta(days=away - 1)),) if away else ())
        hours = [ProtectedHours("robin", weekday, start, end)]
        return Sittings(workspace.store, lambda _rep: hours, lambda _rep: days).protected()

    assert str(found(1, 27).next_at) == "2026-06-30 09:00:00+00:00"
    assert found(2, 22) == ProtectedTime(None, None), "four weeks from today are too far"
    running = found(2, 0)
    assert (running.left, str(running.next_at)[:10]) == (30, "2026-06-10")
    assert found(2, 0, time(9, 30)).left == 30
    assert found(2, 0, time(9), time(9, 30)).left is None, "what ends now is over"
    assert (found(2, 0, time(9, 31)).left, str(found(2, 0, time(9, 31)).next_at)[:10]) == (None, "2026-06-03")
    assert (found(2, 1).left, str(found(2, 1).next_at)[:10]) == (None, "2026-06-10")
    assert said_protected(found(2, 1)) == "none now, the next hours begin Wed 10 Jun 09:00"
    assert said_protected(ProtectedTime(1, None)) == "1 minute left of the hours the plan protects"
    assert said_protected(ProtectedTime(None, None)) == ""


def test_a_summary_tells_what_this_rep_did_and_nobody_else(workspace: Workspace, clock: FrozenClock) -> None:
    acme, bolt, cog, dyne, elm, iris = (
        workspace.naming.name(name).account_id
        for name in ("Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd", "Elm BV", "Iris AG")
    )
    workspace.sittings.start()
    workspace.touches.log(elm, "phone", "no_answer")
    heron = workspace.naming.name("Heron plc", bench=True).account_id
    workspace.sittings.stop()
    workspace.hand_overs.offer(elm, "kim", "before it began")
    workspace.naming.drop(dyne, "no money", "before it began")
    workspace.qualifying.found(acme, "need", "cleared", "before it began")
    workspace.sittings.start()
    clock.move(minutes=5)
    workspace.hand_overs.offer(acme, "kim", "they asked")
    workspace.hand_overs.offer(cog, "kim", "they asked too")
    for obstacle, state in (("money", "cleared"), ("hurry", "blocking"), ("need", "open")):
        workspace.qualifying.found(bolt, obstacle, state, "they said so")
    workspace.naming.name("Fig KG")
    workspace.naming.horizon(acme, "long")
    workspace.naming.drop(iris, "no money")
    workspace.touches.log(heron, "phone", "no_answer")
    workspace.store.actor = "kim"
    workspace.naming.name("Gear Oy")
    workspace.qualifying.found(cog, "need", "cleared", "they told kim")
    workspace.hand_overs.offer(bolt, "robin", "of kim")
    workspace.touches.log(cog, "phone", "spoke")
    workspace.store.actor = "robin"
    running = workspace.sittings.running()
    assert running is not None
    summary = workspace.sittings.summary(running)
    assert (summary.offered, summary.cleared) == (["Acme GmbH", "Cog SA"], ["Bolt AB: money"])
    assert (summary.named, summary.dropped) == (["Fig KG"], [("Iris AG", "")])
    assert (summary.attempts, summary.reached) == (1, 0), "on the bench, too, and nothing of kim"
    assert (summary.never_before, summary.never_now) == (80, 60), "what kim touched was untouched when it began"
    workspace.sittings.stop()
    workspace.sittings.start()
    workspace.touches.log(heron, "phone", "spoke", override="again")
    ended, last = workspace.sittings.stop()
    assert (ended.number, last.attempts, last.reached) == (3, 1, 1), "the only touch, of one on the bench"
    unknown = summary_of(workspace.store.reader, replace(running, id="of a file before", ended_at=running.started_at))
    assert (unknown.offered, unknown.named, unknown.attempts) == ([], [], 0)


def test_hours_and_days_off_are_those_of_the_rep_who_is_asked_about(workspace: Workspace) -> None:
    """On Wednesday at half past nine kim has two blocks that overlap, robin one, and kim is away the week after."""
    blocks = {
        "robin": [ProtectedHours("robin", 2, time(9), time(10))],
        "kim": [ProtectedHours("kim", 2, time(9), time(11)), ProtectedHours("kim", 2, time(8), time(10))],
    }
    days = {"robin": WorkingDays(), "kim": WorkingDays(absences=((date(2026, 6, 8), date(2026, 6, 12)),))}
    sittings = Sittings(workspace.store, blocks.__getitem__, days.__getitem__)
    assert (sittings.protected().left, sittings.protected("kim").left) == (30, 90), "until the last of them ends"
    assert [str(sittings.protected(rep).next_at)[:16] for rep in blocks] == ["2026-06-10 09:00", "2026-06-17 08:00"]
    weeks = ("2026-W23", "2026-W24")
    assert [[sittings.planned(week, rep) for week in weeks] for rep in ("robin", "kim")] == [[1, 1], [2, 0]]
    assert sittings.planned("2026-W23") == 1
    assert [len(sittings.held()), sittings.held()[0].planned_minutes, sittings.held("kim", 1)[0].planned_minutes] == [
        8,
        60,
        240,
    ]
    sittings.start()
    sittings.stop()
    assert (sittings.held()[0].held, sittings.held("kim")[0].held) == (1, 0)


def test_whole_minutes_count_up_to_eight_hours(workspace: Workspace, clock: FrozenClock) -> None:
    for seconds, minutes, forgotten in ((3599, 59, False), (480 * 60 + 59, 480, False), (481 * 60, 0, True)):
        workspace.sittings.start()
        clock.at += timedelta(seconds=seconds)
        ended, _ = workspace.sittings.stop()
        assert (ended.minutes, ended.forgotten) == (minutes, forgotten)


def test_whole_minutes_are_added_up_where_the_clock_was_set_back(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.sittings.start()
    clock.at += timedelta(seconds=3599)
    workspace.naming.name("Acme GmbH")
    clock.at -= timedelta(hours=2)
    assert workspace.sittings.stop()[0].minutes == 59


def test_promises_of_the_opening_say_how_far_they_are(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.commitments.sign([Proposal("names", 1), Proposal("touches", 2), Proposal("free", None, "call the two")])
    clock.move(days=5)
    workspace.commitments.answer(workspace.commitments.of()[0].id, "missed")
    lines = dict(opening_lines(workspace.opening()))
    assert lines["Promised"] == "2 touches (missed), 1 new name (0 so far), call the two (open)"
    assert lines["Held"] == "0 this week, 0 the week before"
    assert "Protected" not in lines
    assert "Idle" not in lines
