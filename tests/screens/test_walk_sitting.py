"""The 45-minute sitting of a rep, minute by minute with the demo firm, by keyboard alone; keys are counted and printed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from textual.widgets import Input

from prospector.demo.run import REP, live_through
from prospector.demo.web import DemoWeb
from screens.widgets.table import Table

TUESDAY = datetime(2026, 3, 31, 8, 55, tzinfo=UTC)
"""The demo's plan protects Tuesdays from 9:00 to 10:30."""


class Hand:
    """Presses keys and counts them by what they were for; letters of typed texts are counted apart."""

    def __init__(self, seen, desk):
        self.seen, self.desk = seen, desk
        self.keys: dict[str, int] = {}
        self.typed: dict[str, int] = {}
        self.act = ""

    def begin(self, act, minute):
        """Go on to the next act at a minute of the sitting."""
        self.act = act
        self.keys[act] = self.typed[act] = 0
        self.desk.clock.at = TUESDAY.replace(hour=9, minute=minute)

    async def press(self, *keys):
        self.keys[self.act] += len(keys)
        await self.seen.press(*keys)

    async def type(self, text):
        self.typed[self.act] += len(text)
        await self.seen.press(*["space" if letter == " " else letter for letter in text])

    async def to(self, name):
        """Move the cursor to a company, line by line."""
        table = self.seen.app.screen.query_one(Table)
        wanted = await self.seen.app.workspace.run(self.seen.app.workspace.resolve, name)
        keys = [row.key for row in table.rows if row.key]
        by = keys.index(wanted) - keys.index(table.key)
        await self.press(*("j" if by > 0 else "k") * abs(by))
        assert table.key == wanted

    async def alone(self):
        await self.seen.until(lambda: not self.seen.app.screen.is_modal, "the box closed")


@pytest.fixture
async def demo(desk):
    """The demo firm on that Tuesday, its sites on loopback, one target in long-term care."""
    with DemoWeb() as web:
        desk.settings = replace(desk.settings, rep=REP, gateway=web.gateway, sources="website")
        desk.clock.at = TUESDAY
        with desk.working() as workspace:
            live_through(workspace)
            workspace.naming.horizon(workspace.resolve("Peakline Handling"), "long")
            wanted = [workspace.resolve(name) for name in ("Peakline Handling", "Polarlager Spree")]
            await asyncio.to_thread(lambda: asyncio.run(workspace.research.run(wanted)))
        yield desk


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """No mail program is opened; what would be is kept."""
    addresses: list[str] = []

    def keep(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr("screens.opening.open_address", keep)
    return addresses


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_s2_8_the_45_minute_sitting(demo, size, sent, capsys):
    async with demo.app(size) as seen:
        hand = Hand(seen, demo)
        await sit_down(seen, hand)
        await three_dues(seen, hand)
        await a_reply_that_clears_an_obstacle(seen, hand)
        await a_long_term_one_by_mail(seen, hand)
        await snooze_and_drop(seen, hand)
        await two_new_names(seen, hand)
        await shortlist(seen, hand)
        await why_now_and_next_step(seen, hand)
        await summary_and_promises(seen, hand)
    assert sent[0].startswith("mailto:")
    with capsys.disabled():
        print(f"\n a sitting at {size[0]}x{size[1]}, keys by act (and letters typed):")  # noqa: T201
        for act, count in hand.keys.items():
            print(f"   {act:<34}{count:>4}  ({hand.typed[act]})")  # noqa: T201
    assert hand.keys["log: call, no answer"] <= 4
    assert sum(hand.keys.values()) <= 120
    with demo.working() as workspace:
        (sitting,) = workspace.sittings.of(REP)
        done = workspace.sittings.summary(sitting)
        assert (sitting.minutes, done.replies, done.attempts) == (45, 1, 4)
        assert (len(done.named), [lesson for _, lesson in done.dropped]) == (2, ["asks for three-year contracts"])
        assert done.cleared == ["Frostvik Kylteknik: need"]
        promised = {one.measure: one.number for one in workspace.commitments.of()}
        assert promised["touches"] == 10


async def sit_down(seen, hand):
    await seen.shows("7 of 20 never touched (35 %)", "Due · 17", "T starts a sitting")
    hand.begin("start the clock", 0)
    await hand.press("T")
    await seen.shows("20 active, 7 never touched (35 %, line 70 %). 17 due, 17 overdue.", "replies from 20 touches",
                     "Protected", "90 minutes left", "Held")  # fmt: skip
    await hand.press("enter")
    await seen.shows("◷ 0 of 45 min", "Now   Polarlager Spree", "Ask ")


async def three_dues(seen, hand):
    hand.begin("call sheet, read and closed", 1)
    await hand.press("b")
    await seen.shows("Brief Polarlager Spree")
    await hand.press("escape")
    await hand.alone()
    hand.begin("log: call, no answer", 2)
    await hand.press("a", "c", "n")
    await seen.shows("Next step", "attempt 2")
    await hand.press("enter")
    await seen.says("Logged phone, no answer: Polarlager Spree")
    await seen.shows("6 of 20 never touched (30 %)", "Now   Manutention Gerland")
    hand.begin("log in call mode", 3)
    await hand.press("c")
    await seen.shows("Call Manutention Gerland", "Phone:")
    await hand.press("v")
    await seen.shows("Next step", "attempt 2")
    await hand.press("enter")
    await seen.says("Logged phone, left message: Manutention Gerland")
    await seen.shows("5 of 20 never touched", "Now   Aufzug Brandtner")
    hand.begin("log with a call-back time", 4)
    await hand.press("c", "g")
    await seen.shows("Next step", "attempt 2")
    await hand.press("tab")
    await hand.type("thu 14:30")
    await hand.press("enter")
    await seen.says("Logged phone, gatekeeper: Aufzug Brandtner")
    await seen.shows("4 of 20 never touched")


async def a_reply_that_clears_an_obstacle(seen, hand):
    hand.begin("a reply comes in", 5)
    await hand.press("f")
    await hand.type("frostvik")
    await seen.shows("Frostvik Kylteknik")
    await hand.press("enter")
    await seen.until(lambda: seen.app.current_mode == "account" and "Frostvik" in seen.text, "the account")
    await hand.press("a", "m", "r")
    await seen.shows("Next step")
    await hand.press("c", "enter")
    await seen.says("Logged mail, replied: Frostvik Kylteknik")
    hand.begin("obstacle need cleared", 7)
    await hand.press("tab")
    await seen.until(lambda: seen.app.screen.pane == "card", "the obstacles")
    await hand.press("enter")
    await seen.shows("Need: Frostvik Kylteknik")
    await hand.press("right", "tab")
    await hand.type("late vans cost them two contracts")
    await hand.press("ctrl+s")
    await seen.says("Kept evidence about need")
    await hand.press("1")


async def a_long_term_one_by_mail(seen, hand):
    hand.begin("long-term, by mail with a fact", 8)
    await seen.shows("↻ long-term")
    await hand.to("Peakline Handling")
    await seen.shows("Now   Peakline Handling")
    await hand.press("M")
    await seen.shows("Message to Peakline Handling")
    await hand.press("f", "enter", "escape")
    await seen.shows("● ")
    await hand.press("m")
    await seen.shows("y it was sent")
    await hand.press("y")
    await seen.says("Logged mail, sent: Peakline Handling")


async def snooze_and_drop(seen, hand):
    hand.begin("put off, with a reason", 10)
    await hand.alone()
    await hand.press("2")
    await seen.until(lambda: seen.app.current_mode == "list" and "Tynegate" in seen.text, "the list")
    await hand.to("Tynegate Industrial Doors")
    await hand.press("z", "h")
    await seen.shows("Put off Tynegate", "back on")
    await hand.press("enter")
    await hand.alone()
    hand.begin("drop, with reason and lesson", 12)
    await hand.to("Coldharbour Refrigeration")
    await hand.press("x")
    await seen.shows("Drop Coldharbour", "Lesson")
    await hand.type("no money")
    await hand.press("enter")
    await hand.type("asks for three-year contracts")
    await hand.press("enter")
    await seen.says("Dropped Coldharbour Refrigeration")
    await seen.shows("19 of 20")


async def two_new_names(seen, hand):
    hand.begin("a look-alike and a new name", 15)
    await hand.press("n")
    await seen.shows("Slot ")
    await hand.type("Bergmans Pump AB")
    await seen.shows("Bergman Pumpar")
    await hand.press("enter")
    await seen.shows("may be Bergman Pumpar", "= yes, the same", "- no,")
    await hand.press("minus")
    await named(seen, hand, "ageing service fleet", "near the plant")
    await seen.shows("20 full")
    hand.begin("a name for the bench", 20)
    await hand.type("Orrholm Hissar")
    await hand.press("ctrl+b")
    await named(seen, hand, "lifts stand still at night", "knows our customer")
    await seen.shows("4 on the bench")


async def named(seen, hand, pain, why):
    await seen.shows("Which pain")
    await hand.type(pain)
    await hand.press("enter")
    await hand.type(why)
    await hand.press("enter")


async def shortlist(seen, hand):
    hand.begin("shortlist of two, best one in", 30)
    await hand.press("escape", "2")
    await seen.until(lambda: seen.app.current_mode == "list", "the list")
    await hand.press("B")
    await seen.shows("Orrholm Hissar", "Kolbenwerk")
    await hand.to("Orrholm Hissar")
    await hand.press("space")
    await hand.to("Portes Vercors")
    await hand.press("space", "L")
    await seen.shows("Which is the better one")
    await hand.press("p")
    await hand.type("knows our customer")
    await hand.press("enter")
    await seen.shows("knows our customer")
    await hand.press("enter")
    await seen.until(lambda: isinstance(seen.app.focused, Input), "the line for the reason")
    await hand.type("nearer")
    await hand.press("enter")
    await seen.shows("Decided")
    await hand.press("m")
    await seen.shows("Swap one out")
    await hand.press("enter")
    await hand.type("said not us")
    await hand.press("enter")
    await seen.says("has the slot of")
    await hand.press("escape")
    await hand.alone()


async def why_now_and_next_step(seen, hand):
    hand.begin("why now, with a day and a source", 36)
    await hand.press("f")
    await hand.type("bergmans pump")
    await seen.shows("Bergmans Pump AB")
    await hand.press("enter")
    await seen.until(lambda: seen.app.current_mode == "account" and "Bergmans Pump AB" in seen.text, "the account")
    await seen.shows("○ no why now")
    await hand.press("plus")
    await seen.shows("Why now: Bergmans Pump AB")
    await hand.type("new plant opens in June")
    await hand.press("tab")
    await hand.type("30 june")
    await hand.press("tab", "tab")
    await hand.type("https://malmo.example/news")
    await hand.press("ctrl+s")
    await seen.says("Kept the reason why now")
    await seen.shows("● why now")
    hand.begin("next step, taken as proposed", 39)
    await hand.press("s")
    await seen.shows("Next step of Bergmans Pump AB", "fine")
    await hand.press("enter")
    await seen.says("stays as planned")


async def summary_and_promises(seen, hand):
    hand.begin("summary, promises, end", 45)
    await hand.press("T")
    await seen.shows("45 minutes of 45. 4 attempts", "1 reply", "2 new", "asks for three-year", "35 % before, 20 % now")
    await hand.press("enter")
    await seen.shows("Promises for next week", "touches")
    await hand.press("1", "0")
    await seen.shows("10  touches")
    await hand.press("enter")
    await seen.says("Signed")
    hand.begin("calendar file, quit", 46)
    await hand.press("colon")
    await hand.type("calendar")
    await seen.shows("Sitting: Calendar file")
    await hand.press("enter")
    await seen.shows("prospector.ics")
    await hand.press("escape", "ctrl+q")
