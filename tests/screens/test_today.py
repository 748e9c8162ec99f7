import pytest

from screens.widgets.table import Table

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_headline_and_next_act_and_due(firm, size):
    async with firm.app(size) as seen:
        await seen.shows("2 of 4 never touched (50 %)", "line 70 %", "┃", "✓ below the line", "Next  ", "Due · 3")
        rows = [row for row in seen.app.screen.query_one(Table).rows if row.key]
        assert [row.cell(1)[0] for row in rows[:2]] == ["Thornley Pumps", "Froid Armorique"]
        assert rows[0].cell(0)[0].startswith("!")
        assert "ana" in seen.text.splitlines()[0]
        assert "? help" in seen.text.splitlines()[-1]


async def test_touch_takes_four_keys_and_the_cursor_stays_at_the_line(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        table = seen.app.screen.query_one(Table)
        before, line = table.key, table.line
        await seen.press("a")
        await seen.shows("Touch Thornley Pumps")
        await seen.press("c", "n")
        await seen.shows("Next step", "attempt 2")
        await seen.press("enter")
        await seen.says("Logged phone, no answer: Thornley Pumps")
        await seen.shows("1 of 4 never touched (25 %)", "Due · 2")
        assert table.key != before
        assert table.line == line


async def test_undo_and_redo_say_what_and_how_to_turn_it(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("a", "m", "t")
        await seen.press("enter")
        await seen.shows("1 of 4 never touched")
        await seen.press("u")
        await seen.says("Undid: Touch Thornley Pumps: mail, sent · ctrl+r does it again")
        await seen.shows("2 of 4 never touched")
        await seen.press("ctrl+r")
        await seen.says("Did again: Touch Thornley Pumps: mail, sent · u takes it back")
        await seen.shows("1 of 4 never touched")


async def test_enter_opens_the_company_and_escape_comes_back(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("j", "enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("Froid Armorique", "froid-armorique.example")
        await seen.press("escape")
        await seen.shows("Due · 3")
        assert seen.app.current_mode == "today"


async def test_empty_list_says_what_goes_here_and_which_key(desk):
    with desk.working() as workspace:
        from prospector.model.plan import PlanRecord
        from prospector.plan.profile import parse_profile

        workspace.strategy.save_plan(PlanRecord(offer="pumps"))
        workspace.plans.apply(
            parse_profile('name = "x"\n[[criterion]]\nname = "a"\nkind = "must"\nfield = "employees"\nmin = 3\n')
        )
    async with desk.app() as seen:
        await seen.shows(
            "Nobody on the list yet · 20 slots free", "Your day starts with a list", "n   name the first one"
        )


async def test_small_terminal_shows_one_sentence_and_recovers(firm):
    async with firm.app((40, 10)) as seen:
        await seen.until(lambda: "Prospector needs at least" in seen.text)
        assert "Due" not in seen.text
        await seen.pilot.resize_terminal(80, 24)
        await seen.shows("Due · 3")
        assert "needs at least" not in seen.text
        await seen.pilot.resize_terminal(59, 24)
        await seen.shows("this terminal is 59x24")


async def test_hostile_names_are_shown_as_they_stand(firm):
    with firm.working() as workspace:
        workspace.naming.name("[red]Evil[/] [@click=app.quit]x[/foo]", bench=False, different=True)
        firm.clock.move(days=2)
    async with firm.app((120, 40)) as seen:
        await seen.shows("[red]Evil[/] [@click")
        await seen.press("f")
        await seen.press(*"evil")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("[red]Evil[/]")
        await seen.press("a", "c", "n", "enter")
        await seen.says("[red]Evil[/]")
        await seen.press("u")
        await seen.says("Undid: Touch [red]Evil[/]")
