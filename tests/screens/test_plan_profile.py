"""The profile on the plan's screen: a draft that shows whom it moves."""

import json

import pytest
from textual.widgets import TextArea

SIZES = [(80, 24), (120, 40)]


async def typed(seen, text):
    await seen.pilot.press(*text)
    await seen.pilot.pause()


def criteria(desk):
    with desk.working() as workspace:
        profile = workspace.plans.profile()
        return profile.version, [(one.name, one.kind, one.weight, one.wanted()) for one in profile.criteria]


BEFORE = [("big enough", "must", 3, "at least 50"), ("in the north", "should", 1, "SE or DE")]


@pytest.fixture
def profile(firm):
    """The Profile part in front."""
    keep(firm, plan_part="profile")
    return firm


def keep(desk, **memory):
    desk.path.with_suffix(".place.json").write_text(json.dumps(memory), encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_criteria_are_shown(profile, size):
    async with profile.app(size, start="plan") as seen:
        await seen.shows(
            "Service firms", "version 1", "[Profile]", "2 criteria", "▲ must", "big enough", "at least 50", "△ should"
        )
        assert "enter edit" in seen.text.splitlines()[-1]


async def test_an_edited_criterion_is_a_draft_that_shows_whom_it_moves(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("G", "enter")
        await seen.shows("Change the criterion", "in the north")
        await seen.press("enter", "left", "ctrl+s")
        await seen.shows("a draft over it", "Not applied yet", "version 2 would move", "ctrl+s apply")
        assert criteria(profile) == (1, BEFORE)
        await seen.press("ctrl+s")
        await seen.says("Applied")
        await seen.shows("version 2")
        assert criteria(profile) == (2, [BEFORE[0], ("in the north", "must", 1, "SE or DE")])
        await seen.press("u")
        await seen.says("Undid: Profile version 2")
        await seen.shows("version 1")
    assert criteria(profile) == (1, BEFORE)


async def test_a_criterion_is_added_with_words_and_wrong_lines_are_said(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("a")
        await seen.shows("A new criterion")
        await seen.press("ctrl+s")
        await seen.shows("✗ give it a name in words")
        await typed(seen, "has vans")
        await seen.press("ctrl+s")
        await seen.shows("needs at least one word")
        await typed(seen, "vans, Fahrzeuge")
        await seen.press("ctrl+s")
        await seen.shows("3 criteria", "has vans", "vans or Fahrzeuge")
        await seen.press("ctrl+s")
        await seen.shows("version 2")
    assert criteria(profile)[1][-1] == ("has vans", "should", 3, "vans or Fahrzeuge")


async def test_number_fields_are_asked_as_numbers(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("g", "enter")
        await seen.shows("big enough", "At least", "At most")
        assert "Any of" not in seen.text
        for _ in range(4):
            await seen.press("enter")
        await typed(seen, "9")
        await seen.press("ctrl+s")
        await seen.shows("min 50 is above max 9")


async def test_removing_is_undone_step_by_step_and_discarding_too(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("G", "x")
        await seen.shows("1 criterion", "version 2 would move")
        await seen.press("x")
        await seen.says("keeps at least one criterion")
        await seen.press("d")
        await seen.shows("2 criteria")
        assert "Not applied" not in seen.text
        await seen.press("u")
        await seen.shows("1 criterion", "Not applied yet")
        await seen.press("u")
        await seen.shows("2 criteria", "in the north")
    assert criteria(profile) == (1, BEFORE)


async def test_a_draft_survives_a_restart(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("G", "x")
        await seen.shows("Not applied yet")
    async with profile.app(start="plan") as seen:
        await seen.shows("1 criterion", "Not applied yet")


async def test_text_names_the_wrong_line_and_is_never_lost(profile):
    async with profile.app(start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("E")
        await seen.shows("The profile as TOML", 'name = "big enough"')
        area = seen.app.screen.query_one(TextArea)
        area.text = area.text.replace("weight = 3", "wieght = 5")
        await seen.press("ctrl+s")
        await seen.shows("profile, line 6: unknown key “wieght”: did you mean “weight”?")
        assert area.cursor_location[0] == 5
        await seen.press("escape")
        await seen.shows("2 criteria")
        await seen.press("E")
        await seen.shows("your unfinished text", "wieght = 5")
        area = seen.app.screen.query_one(TextArea)
        area.text = area.text.replace("wieght", "weight")
        await seen.press("ctrl+s")
        await seen.shows("Not applied yet")
        await seen.press("ctrl+s")
        await seen.shows("version 2")
    assert criteria(profile)[1][0] == ("big enough", "must", 5, "at least 50")


async def test_a_first_profile_shows_everybody_it_scores(desk):
    with desk.working() as workspace:
        workspace.naming.name("Alder AG")
        workspace.naming.name("Birke AB")
    keep(desk, plan_part="profile")
    for size in SIZES:
        async with desk.app(size, start="plan") as seen:
            await seen.shows("not written yet")
            await seen.press("E")
            await seen.shows("runs service vans of its own")
            await seen.press("ctrl+s")
            await seen.shows("version 1 would move 2 of 2 accounts:", "+ Alder AG", "→ 0–100")
            await seen.press("d")
            await seen.shows("No criterion yet")


async def test_resizing_keeps_the_lines_whole(profile):
    async with profile.app((120, 40), start="plan") as seen:
        await seen.shows("in the north")
        await seen.press("G", "x")
        await seen.shows("Not applied yet")
        for size in ((60, 20), (80, 24), (120, 40)):
            await seen.pilot.resize_terminal(*size)
            await seen.shows("big enough", "Not applied yet")
