"""Lessons and tired sources, told where a name is typed."""

from dataclasses import replace

import pytest
from textual.events import Paste

from screens.name_draft import ASKING

SIZES = [(80, 24), (120, 40)]


async def typed(seen, text):
    await seen.pilot.press(*text)
    await seen.pilot.pause()


def named(desk):
    with desk.working() as workspace:
        rows = workspace.list_rows(places=("active", "bench", "dropped"))
    return {row.name: row for row in rows}


@pytest.mark.parametrize("size", SIZES)
async def test_s0_16_a_lesson_comes_back_with_a_similar_name_and_one_key_dismisses_it(firm, size):
    with firm.working() as workspace:
        workspace.naming.drop(workspace.resolve("Bergman Pumpar"), "no money", "asks for three-year contracts")
    async with firm.app(size, start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await typed(seen, "Bergman Pump")
        await seen.shows("◆ Lesson", "Bergman Pumpar, dropped 2026-03-", "three-year", "esc")
        await seen.press("escape")
        await seen.until(lambda: "Lesson" not in seen.text, "the lesson put away")
        assert seen.app.screen.company.value == "Bergman Pump"
        assert seen.app.current_mode == "name"
        await typed(seen, "ss")
        await seen.until(lambda: seen.app.screen.draft.name == "Bergman Pumpss")
        assert "Lesson" not in seen.text


async def test_s0_16_the_lesson_stands_beside_pain_and_why_too(firm):
    with firm.working() as workspace:
        workspace.naming.drop(workspace.resolve("Bergman Pumpar"), "no money", "asks for three-year contracts")
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        await typed(seen, "Bergman Pump Göteborg")
        await seen.press("enter")
        await seen.until(lambda: seen.app.screen.draft.account_id or seen.app.screen._question, "taken or asked")
        if seen.app.screen._question:
            await seen.press("-")
        await seen.shows("Which pain", "asks for three-year")
        await seen.press("escape")
        await seen.until(lambda: "Lesson" not in seen.text, "the lesson put away")
        assert seen.app.screen.draft.step == ASKING
        await seen.press("escape")
        await seen.until(lambda: seen.app.screen.draft.step != ASKING, "the next name")


@pytest.fixture
def tired(firm):
    """Return the firm with a source that was tried as often as the plan allows, in vain."""
    with firm.working() as workspace:
        workspace.strategy.save_plan(replace(workspace.strategy.rules(), fatigue_tries=2))
        firm.clock.move(days=1)
        for name in ("Thornley Pumps", "Froid Armorique"):
            workspace.touches.log(workspace.resolve(name), "phone", "no_answer")
    return firm


async def test_s0_15_a_tired_source_asks_why_before_the_next_name(tired):
    async with tired.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        await typed(seen, "Alder Werke")
        await seen.press("enter")
        await seen.shows("were tried and none advanced")
        await typed(seen, "they asked us at the fair")
        await seen.press("enter")
        await seen.shows("✓ Alder Werke stands in slot 5")
    with tired.working() as workspace:
        assert workspace.strategy.sources.get("own naming").justified == "they asked us at the fair"


async def test_s0_15_a_pasted_list_through_a_tired_source_asks_why_once(tired):
    async with tired.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        seen.app.screen.company.line.post_message(Paste("Alder Werke\nBirke Werke\n"))
        await seen.shows("enter names 2 companies")
        await seen.press("enter")
        await seen.shows("were tried and none advanced")
        await typed(seen, "the fair list")
        await seen.press("enter")
        await seen.shows("2 companies named", "Slot 7 of 20")
    assert set(named(tired)) >= {"Alder Werke", "Birke Werke"}
