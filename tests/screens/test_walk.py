"""The first hour with the product, by keyboard alone: what a newcomer does, kept as a test."""

from dataclasses import replace

import pytest

from prospector.demo.web import DemoWeb
from screens.widgets.table import Table

NAMES = (
    ("Bergman Pumpar", "bergman-pumpar.example"),
    ("Thornley", "thornley-pumps.example"),
    ("Valmorin", "valmorin.example"),
    ("Frostvik", "frostvik-kyl.example"),
    ("Hansen", "druckluft-hansen.example"),
)


async def typed(seen, text):
    await seen.press(*["space" if letter == " " else letter for letter in text])


async def answer(seen, question, text):
    await seen.shows(question)
    await typed(seen, text)
    await seen.press("enter")


async def profile_in_four_questions(seen):
    await seen.shows("Start my list")
    await seen.press("enter")
    await answer(seen, "What do you sell", "van planning")
    await answer(seen, "Which pain does it cure", "late")
    await answer(seen, "Step 3 of 10", "Bergman")
    await answer(seen, "Step 4 of 10", "12")
    await answer(seen, "Step 5 of 10", "pump")
    for _ in range(12):  # everything else is skipped
        if "Step 10 of 10" in seen.text:
            break
        before = (seen.text, seen.app.focused)
        await seen.press("enter")
        await seen.until(lambda before=before: (seen.text, seen.app.focused) != before, "a step further")
    await seen.shows("Step 10 of 10", "van planning", "12 weeks")
    await seen.press("enter")
    await seen.until(lambda: seen.app.current_mode == "name", "the Name place")


async def five_names(seen):
    for slot, (name, domain) in enumerate(NAMES, 1):
        await seen.shows(f"Slot {slot} of 20")
        await typed(seen, f"{name}, {domain}")
        await seen.press("enter")
        await seen.shows(f"✓ {name} stands in slot {slot}")
        await answer(seen, "Which pain", "late")
        await typed(seen, "near")
        await seen.press("enter")
    await seen.shows("Slot 6 of 20")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_nothing_to_a_touched_list_and_back_to_the_same_place(desk, size):
    with DemoWeb() as web:
        desk.settings = replace(desk.settings, gateway=web.gateway)
        async with desk.app(size) as seen:
            await profile_in_four_questions(seen)
            await five_names(seen)
            await seen.press("ctrl+g")
            await seen.shows("5 of 20 on the list")
            await seen.says("Research of 5 of 5 done")
            await seen.until(lambda: seen.text.count(" claims") >= 5, "five researched rows")
            await seen.shows("○ 5 never touched")

            await seen.press("a", "c", "n", "enter")
            await seen.says("Logged phone, no answer")
            await seen.shows("○ 4 never touched")
            await seen.press("u")
            await seen.says("Undid: Touch ")
            await seen.shows("○ 5 never touched")
            await seen.press("ctrl+r")
            await seen.says("Did again: Touch ")
            await seen.shows("○ 4 never touched")

            chosen = seen.app.screen.query_one(Table).key
            await seen.press("enter")
            await seen.until(lambda: getattr(seen.app.screen, "chosen", "") == chosen, "the company")
            await seen.press("p")
            await seen.shows("✓ 1 found")
            await seen.press("ctrl+q")
        async with desk.app(size) as seen:
            await seen.until(lambda: getattr(seen.app.screen, "chosen", "") == chosen, "the same company")
            assert seen.app.current_mode == "account"
            await seen.shows("✓ 1 found")
            await seen.press("1")
            await seen.shows("4 of 5 never touched (80 %)", "! over the line")
    with desk.working() as workspace:
        assert len(workspace.touches.of(chosen)) == 1
        assert all(row.claims and row.fit for row in workspace.list_rows())
