"""The newcomer's first ten minutes, by keyboard alone and without a manual; keys are counted and printed."""

from __future__ import annotations

import pytest

from screens.widgets.table import Table

NAMES = ("Orrholm Hissar", "Valdemar Pumpar", "Kestrel Lifts", "Brennberg Kälte", "Sablonne Froid")


class Fingers:
    """Presses keys, and types; counts both."""

    def __init__(self, seen):
        self.seen = seen
        self.keys = self.typed = 0

    async def press(self, *keys):
        self.keys += len(keys)
        await self.seen.press(*keys)

    async def type(self, text):
        self.typed += len(text)
        await self.seen.press(*["space" if letter == " " else letter for letter in text])

    async def answer(self, question, text=""):
        """Answer what is asked and go on; an empty answer skips it."""
        await self.seen.shows(question)
        if text:
            await self.type(text)
        await self.press("enter")
        await self.seen.pilot.pause()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_s4_2_the_first_ten_minutes_need_no_manual(desk, size, capsys):
    async with desk.app(size) as seen:
        hand = Fingers(seen)
        await welcome(seen, hand)
        await five_names(seen, hand)
        named = hand.keys
        await look_around(seen, hand)
        await first_sitting(seen, hand)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n a newcomer at {size[0]}x{size[1]}: {named} keys ({hand.typed} letters typed) to five names, "
            f"{hand.keys} to the end of the first sitting"
        )
    assert hand.keys <= 90
    with desk.working() as workspace:
        assert workspace.strategy.plan().offer == "route planning"
        assert [one.role for one in workspace.strategy.definition().signatures] == ["farmer"]
        assert workspace.plans.profile() is not None
        (sitting,) = workspace.sittings.of("ana")
        assert workspace.sittings.summary(sitting).attempts == 1
        view = workspace.today.view()
        assert (view.active, view.never_touched, view.never_share) == (5, 4, 80)


async def welcome(seen, hand):
    """Minutes 0 to 3: three ways in, a plan in four questions, a lead definition signed."""
    await seen.shows("Welcome", "Start my list", "Try the demo firm", "Bring a file")
    await hand.press("s")
    await hand.answer("What do you sell, in one line?", "route planning")
    await hand.answer("Which pain does it cure?", "late vans")
    await hand.answer("Step 3 of 10", "Nordhafen")
    await hand.answer("Step 4 of 10", "12 weeks")
    await hand.answer("Step 5 of 10", "pumps")
    while "Step 9 of 10" not in seen.text:
        before = (seen.text, seen.app.focused)
        await hand.press("enter")
        await seen.until(lambda before=before: (seen.text, seen.app.focused) != before, "a step further")
    await seen.shows("What may be called a lead?", "has a need statement")
    await hand.press("enter", "right", "enter")
    await seen.shows("signed as farmer", "Step 10 of 10")
    await hand.press("enter")
    await seen.until(lambda: seen.app.current_mode == "name", "the names")


async def five_names(seen, hand):
    """Minutes 3 to 8: the exercise, left and taken up again after the second name."""
    for slot, name in enumerate(NAMES, 1):
        await seen.shows(f"Slot {slot} of 20")
        if slot == 1:
            await seen.shows("Five is fine for today")
        if slot == 3:
            await hand.press("escape")
            await seen.until(lambda: seen.app.current_mode != "name", "the exercise left")
            await hand.press("n")
            await seen.shows("Slot 3 of 20")
        await hand.type(name)
        await hand.press("enter")
        await hand.answer("Which pain", "late vans")
        await hand.type("near us")
        await hand.press("enter")
    await seen.shows("5 leads nobody gave you")


async def look_around(seen, hand):
    """Minutes 8 and 9: the list, why a bar is as it is, a touch, taken back and done again."""
    await hand.press("escape", "2")
    await seen.shows("5 of 20 on the list", "○ 5 never touched")
    await hand.press("w")
    await seen.shows("pumps")
    await hand.press("escape")
    await seen.until(lambda: not seen.app.screen.is_modal)
    await hand.press("a", "m", "t", "enter")
    await seen.shows("○ 4 never touched")
    await hand.press("u")
    await seen.says("ctrl+r does it again")
    await seen.shows("○ 5 never touched")
    await hand.press("ctrl+r")
    await seen.shows("○ 4 never touched")
    await hand.press("u")
    await seen.shows("○ 5 never touched")


async def first_sitting(seen, hand):
    """Minutes 9 and 10: one act chosen, a call sheet with questions, four keys, the number falls; a summary."""
    await hand.press("1")
    await seen.shows("5 of 5 never touched (100 %)", "! over the line", "Next ", "T starts a sitting")
    await hand.press("T")
    await seen.shows("not enough history: 0 attempts")
    await hand.press("enter")
    await seen.shows("◷ 0 of 45 min", "Now ", "Ask ")
    first = seen.app.screen.query_one(Table).key
    await hand.press("b")
    await seen.until(lambda: seen.app.screen.is_modal and "?" in seen.text, "the questions")
    await hand.press("escape")
    await seen.until(lambda: not seen.app.screen.is_modal)
    before = hand.keys
    await hand.press("a", "c", "n")
    await seen.shows("attempt 2")
    await hand.press("enter")
    assert hand.keys - before <= 4
    await seen.shows("4 of 5 never touched (80 %)")
    assert seen.app.screen.query_one(Table).key != first or not seen.app.screen._view.due
    await hand.press("T")
    await seen.shows("1 attempt, 0 reached", "100 % before, 80 % now", "Next act: ")
    await hand.press("enter")
    await seen.shows("Promises for next week")
    await hand.press("enter")
    await seen.says("Signed")
