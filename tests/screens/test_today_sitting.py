"""The sitting in the app: begun, paused by quitting, ended with a summary and promises; all by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from prospector.model.plan import PlanRecord
from prospector.model.qualification import OBSTACLES
from screens.hints import ENOUGH
from screens.widgets.table import Table

SIZES = [(80, 24), (120, 40)]


async def begun(seen):
    """Begin a sitting with two keys."""
    await seen.shows("Due · 3")
    await seen.press("T")
    await seen.shows("4 active, 2 never touched (50 %, line 70 %). 3 due, 3 overdue.")
    await seen.press("enter")
    await seen.says("Sitting 1 runs: 45 minutes")
    await seen.shows("◷ 0 of 45 min", "Now ")


@pytest.mark.parametrize("size", SIZES)
async def test_s2_8_a_sitting_shows_one_target_one_act_and_goes_on_to_the_next(firm, size):
    async with firm.app(size) as seen:
        await begun(seen)
        table = seen.app.screen.query_one(Table)
        first = table.rows[1].cell(1)[0]
        await seen.shows(f"Now   {first}", "Ask ")
        await seen.press("j", "j")
        await seen.press("k", "k")
        keys = ["c", "n", "enter"]
        await seen.press(keys[0])
        await seen.shows(f"Call {first}", "Phone:")
        await seen.press(keys[1])
        await seen.shows("Next step", "attempt 2")
        await seen.press(keys[2])
        await seen.says(f"Logged phone, no answer: {first}")
        await seen.shows("Due · 2", "1 of 4 never touched")
        second = table.rows[1].cell(1)[0]
        assert second != first
        await seen.shows(f"Now   {second}")
        assert table.key == table.rows[1].key
        assert len(keys) <= 4


async def test_a_sitting_goes_on_to_what_comes_where_nothing_is_due(desk):
    with desk.working() as workspace:
        for name in ("Alder Works", "Birch Hall", "Cedar Yard"):
            workspace.naming.name(name)
    async with desk.app((80, 24), start="today") as seen:
        await seen.shows(
            "Due · 0", "Nothing is due: below is what comes. n names another company.", "Coming in seven days · 3"
        )
        await seen.press("T", "enter")
        await seen.says("Sitting 1 runs: 45 minutes")
        await seen.shows("Now   Alder Works")
        await seen.press("z")
        await seen.shows("Put off Alder Works")
        await seen.press("h", "enter")
        await seen.says("Put off Alder Works until")
        await seen.shows("Now   Birch Hall")


@pytest.mark.parametrize("size", SIZES)
async def test_the_clock_stands_in_every_place_and_tells_protected_minutes(firm, size):
    firm.clock.at = datetime(2026, 3, 12, 9, 20, tzinfo=UTC)
    with firm.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="pumps", hours="Thu 09:00-10:30"))
    async with firm.app(size) as seen:
        await begun(seen)
        firm.clock.move(minutes=12)
        seen.app.sitting._tick()
        await seen.shows("◷ 12 of 45 min", "Time  58 minutes left of the hours the plan protects")
        for key, mode in (("2", "list"), ("3", "account"), ("6", "plan"), ("1", "today")):
            await seen.press(key)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode)
            await seen.until(lambda: "◷ 12 of 45 min" in seen.text.splitlines()[0], "the clock at the top")
            assert ("58 min protected" in seen.text.splitlines()[0]) == (size[0] > 100)
        firm.clock.move(minutes=40)
        seen.app.sitting._tick()
        await seen.shows("◷ 52 of 45 min!")


async def test_quitting_pauses_and_a_kill_loses_nothing(firm):
    async with firm.app() as seen:
        await begun(seen)
        await seen.press("c", "n", "enter")
        await seen.says("Logged phone")
        await seen.press("ctrl+q")
    firm.clock.move(minutes=20)
    async with firm.app() as seen:
        await seen.shows("◷ 20 of 45 min", "Now ", "Due · 2")
        await seen.press("T")
        await seen.shows("20 minutes of 45.", "1 attempt, 0 reached")
        await seen.press("escape")
        await seen.shows("◷ 20 of 45 min")
    firm.clock.move(hours=9)
    async with firm.app() as seen:
        await seen.shows("sitting 1 not ended: T")
        await seen.press("T")
        await seen.shows("It was never ended: no minutes are counted.")
        await seen.press("enter")
        await seen.says("Sitting 1 ended")


async def test_two_sittings_at_once_are_refused_in_a_sentence(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("T")
        await seen.shows("enter starts the clock")
        with firm.working() as other:
            other.sittings.start()
        await seen.press("enter")
        await seen.says("A sitting runs since 12 Mar 09:00: end it first")
    with firm.working() as workspace:
        assert len(workspace.sittings.of("ana")) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_s2_7_the_end_is_a_summary_then_promises_that_are_edited_and_signed(firm, size):
    async with firm.app(size) as seen:
        await begun(seen)
        await seen.press("c", "n", "enter")
        await seen.says("Logged phone")
        firm.clock.move(minutes=44)
        await seen.press("T")
        await seen.shows("44 minutes of 45. 1 attempt, 0 reached, 0 replies", "never touched: 50 % before, 25 % now")
        await seen.press("enter")
        await seen.shows("Promises for next week", "4  touches", "4 due by the end of 2026-W12", "sittings held")
        await seen.press("1", "0")
        await seen.shows("10  touches")
        await seen.press("j", "j", "right", "l", "left")
        await seen.press("enter")
        await seen.says("Signed")
    with firm.working() as workspace:
        made = {one.measure: one for one in workspace.commitments.of()}
        assert {one.week for one in made.values()} == {"2026-W12"}
        assert (made["touches"].number, made["names"].number, made["sittings"].number) == (10, 6, 1)
        assert workspace.sittings.running() is None
        workspace.undo()
        assert workspace.commitments.of() == [], "all of it is one act"


async def test_promises_can_be_left_and_none_is_refused(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        seen.app.sitting.promise()
        await seen.shows("Promises for next week", "touches")
        for _ in range(5):
            await seen.press("x", "j")
        await seen.press("enter")
        await seen.shows("✗ nothing is promised yet")
        await seen.press("tab")
        await seen.press(*"two", "space", *"calls", "enter")
        await seen.says("Signed 1 promise for next week: two calls")
        seen.app.sitting.promise()
        await seen.shows("Promises for next week")
        await seen.press("escape")
    with firm.working() as workspace:
        assert [one.said for one in workspace.commitments.of()] == ["two calls"]


@pytest.mark.parametrize("size", SIZES)
async def test_s2_7_last_weeks_promises_wait_on_today_and_are_only_answered(firm, size):
    with firm.working() as workspace:
        workspace.commitments.promise("touches", 2)
        workspace.commitments.promise("free", said="call the two")
        firm.clock.move(days=7)
        workspace.touches.log(workspace.list_rows()[0].id, "phone", "spoke")
        firm.clock.move(days=7)
    async with firm.app(size) as seen:
        await seen.shows("Waits for your answer · 2")
        table = seen.app.screen.query_one(Table)
        keys = [row.key for row in table.rows]
        assert table.select(next(key for key in keys if key.startswith("promise:")))
        await seen.press("enter")
        await seen.shows("Promised for 2026-W12", "2 touches · the log counts 1", "spoke by phone")
        await seen.press("k", "enter")
        await seen.shows("the log counts 1 of 2: answer partly")
        await seen.press(*"by", "space", *"letter", "enter")
        await seen.says("Answered: kept")
        await seen.shows("Waits for your answer · 1")
    with firm.working() as workspace:
        (one,) = [one for one in workspace.commitments.of() if one.answer]
        assert (one.answer, one.answer_note) == ("kept", "by letter")


async def test_a_sitting_begins_with_the_answers_to_promises(firm):
    with firm.working() as workspace:
        workspace.commitments.promise("touches", 2)
        workspace.commitments.promise("names", 2)
        firm.clock.move(days=14)
    async with firm.app() as seen:
        await seen.shows("Due · 4")
        await seen.press("T")
        await seen.shows("To answer", "2 promises of weeks that are over")
        await seen.press("enter")
        await seen.shows("Promised for 2026-W12", "then 1 more")
        await seen.press("enter")
        await seen.shows("2 new names")
        await seen.press("p", "enter")
        await seen.says("Answered: partly")
        await seen.shows("◷ 0 of 45 min")
        assert "Waits for your answer" not in seen.text
    with firm.working() as workspace:
        assert [one.answer for one in workspace.commitments.of()] == ["missed", "partly"]


@pytest.mark.parametrize(("role", "first"), [("", "Due · 3"), ("closer", "Waits for your answer · 1")])
async def test_s4_8_a_closer_begins_the_day_with_the_packets_that_wait(firm, role, first):
    with firm.working() as workspace:
        workspace.store.actor = "robin"
        account = workspace.naming.name("Cairn Valves", domain="cairn.example", pain="leaks", why="near").account_id
        workspace.qualifying.understand(account, need="leaks", buying_plan="board", timeline="June")
        for name in OBSTACLES:
            workspace.qualifying.found(account, name, "cleared", "they said so")
        workspace.stages.move(account, "qualified", "all are cleared", override=True)
        workspace.hand_overs.offer(account, "Ana")
        firm.clock.move(days=5)
    firm.settings = replace(firm.settings, role=role)
    async with firm.app() as seen:
        await seen.shows("Waits for your answer · 1", "Cairn Valves", "robin hands it over")
        table = seen.app.screen.query_one(Table)
        assert table.rows[0].cell(0)[0] == first
        assert table.select(f"packet:{account}")
        assert seen.app.screen.chosen == account
        assert next(row for row in table.rows if row.key == table.key).cell(0)[0].startswith("!")
        await seen.press("enter")
        await seen.shows("Cairn Valves", "robin")
        await seen.until(lambda: seen.app.screen.is_modal, "the packet")


async def test_s4_2_hints_say_why_and_fade_with_use(firm):
    async with firm.app() as seen:
        await seen.shows("Why   Each try counts", "Time  T starts a sitting")
        for _ in range(ENOUGH - 1):
            seen.app.hints.used("touch")
        seen.app.reload()
        await seen.shows("Why   Each try counts")
        await seen.press("a", "c", "n", "enter")
        await seen.says("Logged phone")
        await seen.until(lambda: "Each try counts" not in seen.text, "no hint any more")
        await seen.shows("Time  T starts a sitting")
    async with firm.app() as seen:
        await seen.shows("Next ")
        assert "Each try counts" not in seen.text, "it stays away after a restart"


async def test_s4_1_the_calendar_is_written_from_the_palette(firm, tmp_path):
    with firm.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="pumps", hours="Thu 09:00-10:30"))
    out = tmp_path / "mine.ics"
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("colon", *"calendar", "enter")
        await seen.shows("Calendar file", "prospector.ics")
        await seen.press("ctrl+u")
        seen.app.screen.query_one("Line").value = str(out)
        await seen.press("enter")
        await seen.says("5 entries written to")
        seen.app.sitting.calendar()
        await seen.shows("Calendar file")
        seen.app.screen.query_one("Line").value = str(tmp_path)
        await seen.press("enter")
        await seen.says("can't be written")
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 5


async def test_long_term_places_are_marked_and_idling_is_told(firm):
    with firm.working() as workspace:
        account = workspace.list_rows()[0].id
        workspace.naming.horizon(account, "long")
        firm.clock.move(days=120)
    async with firm.app((120, 40)) as seen:
        await seen.shows(
            "↻ long-term · ", "idle 121 d, 2 gone cold", "4 claimed · 0 meet the definition · 0 followed up"
        )
