"""The hand-over of an account, in the Account place."""

import pytest

from prospector.model.qualification import OBSTACLES


@pytest.fixture
def ready(firm):
    """A firm in which Bergman is qualified."""
    with firm.working() as workspace:
        key = workspace.resolve("Bergman Pumpar")
        workspace.strategy.definitions.write("A lead has a need", "has a need statement")
        workspace.qualifying.understand(key, need="trucks on time", motivations="fines")
        for name in OBSTACLES:
            workspace.qualifying.found(key, name, "cleared", f"{name} is fine")
        workspace.stages.move(key, "qualified")
    return firm


async def opened(seen, name="Bergman Pumpar"):
    """Open the hand-over of an account."""
    await seen.until(lambda: seen.app.is_open, "the workspace open")
    seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, name))
    await seen.until(lambda: getattr(seen.app.screen, "chosen", ""), "the account")
    await seen.press("h")
    await seen.shows(f"Hand-over {name}")


async def typed(seen, text):
    await seen.press(*["space" if letter == " " else letter for letter in text])


async def offered(seen):
    await seen.press("o")
    await seen.shows("To whom")
    await typed(seen, "kim")
    await seen.press("enter")
    await seen.shows("ana offered it to kim on 2026-03-12")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_s1_9_offered_returned_with_a_coded_reason_offered_again_accepted(ready, size):
    async with ready.app(size, start="account") as seen:
        await opened(seen)
        await seen.shows("Qualified, and not offered to anybody.", "Unknown: buying plan, timeline", "fines")
        await seen.press("a")
        await seen.says("It is not offered to anybody: o offers it")
        await seen.press("o")
        await seen.shows("To whom")
        await seen.press("enter")
        await seen.shows("✗ say who takes it over")
        await typed(seen, "kim")
        await seen.press("enter")
        await seen.shows("ana offered it to kim on 2026-03-12", "a accept · r return · c recycle")
        await seen.press("o")
        await seen.says("It is offered to kim already")

        await seen.press("r")
        await seen.shows("The answer is kim's.", "● not chosen yet")
        await seen.press("tab")
        await typed(seen, "no date")
        await seen.press("enter")
        await seen.shows("✗ choose the reason that is counted", "no date")
        await seen.press("right", "right", "right", "ctrl+s")
        await seen.says("Returned Bergman Pumpar · u takes it back")
        await seen.shows("returned by kim: no hurry, no date", "Not qualified: it is lead.", "o offers it")
    with ready.working() as workspace:
        key = workspace.resolve("Bergman Pumpar")
        assert workspace.hand_overs.of(key)[0].reason_code == "no_hurry"
        workspace.stages.move(key, "qualified")
    async with ready.app(size, start="account") as seen:
        await opened(seen)
        await offered(seen)
        await seen.press("a")
        await seen.shows("Accept Bergman Pumpar")
        await seen.press("enter")
        await seen.shows("✗ the answer is kim's: give a reason")
        await typed(seen, "kim said yes")
        await seen.press("enter")
        await seen.shows("accepted by kim: kim said yes")
        await seen.press("escape")
        await seen.shows("slot 1 · handed over")


async def test_one_that_is_not_qualified_is_offered_only_with_a_reason(firm):
    async with firm.app(start="account") as seen:
        await opened(seen)
        await seen.shows("Not qualified: it is named. Offering it all the same needs a")
        await seen.shows("unknown: ask what they need", "need: unknown: ask")
        await seen.press("o")
        await seen.shows("To whom", "All the same")
        await typed(seen, "kim")
        await seen.press("enter", "enter")
        await seen.shows("✗ only a qualified account is handed over", "kim")
        await typed(seen, "they sign today")
        await seen.press("enter")
        await seen.shows("ana offered it to kim")
        await seen.press("escape")
        await seen.shows("offered to kim: h answers")
    with firm.working() as workspace:
        assert workspace.hand_overs.of(workspace.resolve("Bergman Pumpar"))[0].state == "offered"


async def test_recycled_to_a_day_that_can_be(ready):
    async with ready.app(start="account") as seen:
        await opened(seen)
        await offered(seen)
        await seen.press("c")
        await seen.shows("Recycle Bergman Pumpar", "Back on")
        await seen.press("right", "right", "tab")
        await typed(seen, "new budget")
        for day, wrong in (
            ("never", "“never” is not a day"),
            ("2020-09-01", "in the past"),
            ("2031-01-01", "three years"),
        ):
            await seen.press("tab" if day == "never" else "ctrl+u")
            await typed(seen, day)
            await seen.press("ctrl+s")
            await seen.shows(wrong, "new budget", "● no money")
        await seen.press("ctrl+u")
        await typed(seen, "1 september")
        await seen.press("ctrl+s")
        await seen.says("Recycled Bergman Pumpar")
        await seen.shows("recycled by kim to 2026-09-01: no money, new budget")
        await seen.press("escape")
        await seen.shows("slot 1 · nurture")
        await seen.press("u")
        await seen.shows("offered to kim: h answers")


async def test_h_means_the_same_in_the_list(ready):
    async with ready.app(start="list") as seen:
        await seen.shows("Bergman Pumpar")
        await seen.press("h")
        await seen.shows("Hand-over ", "y copies")
        await seen.press("y")
        await seen.says("Copied the packet of")
        assert seen.app.clipboard.startswith("# ")
