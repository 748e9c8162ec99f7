"""The first line says where one is and what runs in whole words, at every width."""

import pytest
from textual.app import App

from screens.places import PLACES
from screens.show import cells
from screens.widgets.topbar import TopBar

WARNED = "△ no plan · lead unsigned  ana"
RIGHTS = (
    "",
    "ana",
    WARNED,
    "researching 3/20  marianne",
    "◷ 12 of 45 min  researching 3/20  ⋯ reading what was handed in, 5 s  △ plan review due · lead v3 unsigned  ana",
)


@pytest.mark.parametrize("right", RIGHTS)
async def test_the_first_line_is_cut_between_words_and_what_is_done_daily_stays_longest(right):
    bar = TopBar("sources")
    app: App[None] = App()
    async with app.run_test(size=(60, 20)) as pilot:
        await app.mount(bar)
        bar.show(right)
        known = set(f"Prospector {right} …".split()) | {one.label for one in PLACES} | {one.key for one in PLACES}
        for width in range(60, 141, 4):
            await pilot.resize_terminal(width, 24)
            while bar.size.width != width - 2:
                await pilot.pause()
            said = bar.render().plain
            assert {word.removesuffix("…") for word in said.split()} - {""} <= known, said
            assert cells(said) <= bar.size.width
            assert "8 Sources" in said
            assert "Today" in said or "Plan" not in said
    assert cells(right) > 40 or (said.endswith(right) and all(one.label in said for one in PLACES))


async def test_at_80_columns_warnings_leave_the_daily_places_their_names():
    bar = TopBar("today")
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.mount(bar)
        bar.show(WARNED)
        while bar.size.width != 78:
            await pilot.pause()
        said = " ".join(bar.render().plain.split())
        assert said == "1 Today 2 List 3 Account 4 Name 5 6 7 8 9 △ no plan · lead unsigned ana"
        bar.show(f"⋯ working, 1 s  {WARNED}")
        said = " ".join(bar.render().plain.split())
        assert said == "1 Today 2 List 3 Account 4 Name 5 6 7 8 9 ⋯ working, 1 s △ no plan", "names do not come and go"
