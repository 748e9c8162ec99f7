"""Marks, many at once, views, order: by keys alone, at both sizes."""

import pytest

from screens.widgets.marks import MarkTable

SIZES = [(80, 24), (120, 40)]


def table(seen):
    return seen.app.screen.query_one("#slots", MarkTable)


def sectors(desk):
    with desk.working() as workspace:
        return sorted(row.sector for row in workspace.list_rows(places=("active", "bench", "dropped")))


@pytest.mark.parametrize("size", SIZES)
async def test_marked_rows_change_as_one_step_after_a_preview(firm, size):
    async with firm.app(size, start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("E")
        await seen.says("Nothing is marked yet")
        await seen.press("g", "space")
        await seen.shows("1 marked · E changes all at once", "◆")
        await seen.press("G", "V")
        await seen.shows("4 marked")
        await seen.press("E")
        await seen.shows("4 companies at once", "set the sector of all")
        await seen.press("s")
        await seen.until(lambda: seen.app.focused is not None and seen.app.focused.id == "text-input")
        await seen.press(*"pumps", "enter")
        await seen.shows("4 of 4 will change: sector pumps")
        assert sectors(firm) == [""] * 4
        await seen.press("enter")
        await seen.says("4 of 4 changed: sector pumps · u takes all back")
        assert sectors(firm) == ["pumps"] * 4
        await seen.until(lambda: "marked" not in seen.text)
        await seen.press("u")
        await seen.says("Undid: Sector pumps (4 companies)")
        assert sectors(firm) == [""] * 4
        assert all(len(line) <= size[0] for line in seen.text.splitlines())


async def test_the_preview_says_which_stay_and_why_and_can_be_left(firm):
    with firm.working() as workspace:
        workspace.naming.edit(workspace.resolve("Froid"), sector="pumps")
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("g", "space", "space", "space", "space", "E", "s")
        await seen.until(lambda: seen.app.focused is not None and seen.app.focused.id == "text-input")
        await seen.press(*"pumps", "enter")
        await seen.shows("3 of 4 will change: sector pumps", "stays: is in the sector pumps already")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
        assert sectors(firm) == ["", "", "", "pumps"]
        await seen.press("escape")
        await seen.shows("4 of 20 on the list")


async def test_keys_of_one_company_work_on_all_marked_ones(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("g", "space", "space", "m")
        await seen.shows("2 of 2 will change: to the bench")
        await seen.press("enter")
        await seen.shows("2 of 20 on the list", "2 on the bench")
        await seen.press("g", "space", "space", "x")
        await seen.shows("Drop 2 companies")
        await seen.press(*"no money", "enter", "enter")
        await seen.shows("2 of 2 will change: drop: no money")
        await seen.press("enter")
        await seen.shows("0 of 20 on the list")
        await seen.press("u")
        await seen.shows("2 of 20 on the list")
        await seen.press("g", "space", "space", "t")
        await seen.shows("When is a decision expected?")
        await seen.press("l")
        await seen.shows("2 of 2 will change: long-term")
        await seen.press("enter")
        await seen.shows(" L  ")


@pytest.mark.parametrize("size", SIZES)
async def test_views_are_saved_chosen_renamed_removed_and_survive(firm, size):
    async with firm.app(size, start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("greater_than_sign")
        await seen.shows("by name")
        names = [row.cell(1)[0] for row in table(seen).rows if row.key]
        assert names == sorted(names)
        await seen.press("less_than_sign")
        await seen.shows("by name, turned round")
        assert [row.cell(1)[0] for row in table(seen).rows if row.key] == names[::-1]
        await seen.press("slash", *"pump", "enter")
        await seen.shows("2 of 4 match “pump”")
        await seen.press("S")
        await seen.shows("Save this view")
        await seen.press("ctrl+u", *"two pumps", "enter")
        await seen.says("Saved as two pumps")
        await seen.press("escape", "v")
        await seen.shows("Views of the list", "two pumps", "active · by -name · “pump”", "the long-term queue")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("escape")
    async with firm.app(size) as seen:
        await seen.press("2")
        await seen.shows("by name, turned round")
        await seen.press("v", "g", "enter")
        await seen.shows("2 of 4 match “pump”")
        await seen.press("v", "g", "e")
        await seen.shows("Rename the view two pumps")
        await seen.press("ctrl+u", *"pumps", "enter")
        await seen.says("The view is called pumps now")
        await seen.press("v", "g", "x")
        await seen.says("The view pumps is removed")
        with firm.working() as workspace:
            assert workspace.views.all() == []


async def test_every_part_that_is_empty_teaches(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        for steps, told in (
            (4, "Nobody is filed as long-term"),
            (5, "No exploration is under way"),
            (6, "No raw names wait"),
        ):
            await seen.press("v", "g", *["j"] * steps, "enter")
            await seen.shows(told)
        await seen.press("B")
        await seen.shows("4 of 20 on the list")


async def test_s1_4_a_list_that_claims_to_be_short_term_is_questioned(firm):
    with firm.working() as workspace:
        for number in range(16):
            workspace.naming.name(f"Firm {number:02} Bau", different=True)
        for row in workspace.list_rows()[:2]:
            workspace.naming.horizon(row.id, "long")
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("20 of 20", "△ 18 of 20 claim to be short-term", "Only a small portion ever is", "20 filtered")
    with firm.working() as workspace:
        for row in workspace.list_rows():
            if row.horizon == "short" and row.slot and row.slot > 4:
                workspace.naming.horizon(row.id, "long")
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("20 of 20", "handed over")
        assert "claim to be short-term" not in seen.text


async def test_s0_1_the_21st_opens_the_swap(firm):
    with firm.working() as workspace:
        for number in range(16):
            workspace.naming.name(f"Firm {number:02} Bau", different=True)
        waiting = workspace.naming.name("Waiting Works", bench=True, why="near").account_id
    async with firm.app(start="list") as seen:
        await seen.shows("20 of 20")
        await seen.press("B")
        await seen.shows("Waiting Works")
        await seen.press("m")
        await seen.shows("Swap one out", "Waiting Works comes in. Who goes to the bench?")
        await seen.press("enter", *"nearer", "enter")
        await seen.says("Waiting Works has the slot of")
    with firm.working() as workspace:
        active = workspace.list_rows()
        assert len(active) == 20
        assert waiting in {row.id for row in active}
        out = next(row for row in workspace.list_rows(places=("bench",)))
        assert workspace.account(out.id).reason == "nearer"
        assert any(act.reason == "nearer" for act in workspace.history_of(out.id))


async def test_s0_14_explorations_are_marked_and_shown_apart(firm):
    with firm.working() as workspace:
        workspace.naming.explore(workspace.resolve("Froid"), on=True)
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("4 of 20", " E  Froid Armorique")
        await seen.press("v", "g", *"jjjjj", "enter")
        await seen.shows("1 explorations, judged apart", "exploration, judged apart ·")
