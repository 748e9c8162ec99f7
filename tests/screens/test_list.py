import pytest

from screens.widgets.table import Table

SIZES = [(80, 24), (120, 40)]


def table(seen):
    return seen.app.screen.query_one("#slots", Table)


@pytest.mark.parametrize("size", SIZES)
async def test_rows_show_fit_research_touches_and_next_step(firm, size):
    async with firm.app(size, start="list") as seen:
        await seen.shows(
            "4 of 20 on the list", "○ 2 never touched", "Thornley Pumps", "○ never", "● 10 d", "25–100", "0–75"
        )
        await seen.shows("· not yet", "d late", "○ slot 5 and 15 more are free · n names a company")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())


async def test_wide_terminals_show_more_columns(firm):
    async with firm.app((160, 40), start="list") as seen:
        await seen.shows("next act", "domain", "bergman-pumpar.example", "attempt 2")
        await seen.pilot.resize_terminal(80, 24)
        await seen.until(lambda: "next act" not in seen.text)


async def test_filter_counts_lights_and_comes_back_to_the_same_company(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        table(seen).select(next(row.key for row in table(seen).rows if row.key and "Nordhafen" in row.cell(1)[0]))
        chosen = table(seen).key
        await seen.press("slash")
        await seen.until(lambda: seen.app.focused is not table(seen))
        await seen.press(*"nord u")
        await seen.shows("0 of 4 match “nord u”", "Nothing matches")
        await seen.press("backspace", "backspace")
        await seen.shows("1 of 4 match “nord”")
        await seen.press("enter")
        await seen.until(lambda: seen.app.focused is table(seen))
        assert table(seen).key == chosen
        await seen.press("escape")
        await seen.shows("4 of 20 on the list")
        assert table(seen).key == chosen
        await seen.press("escape")
        await seen.until(lambda: seen.app.current_mode == "today")


async def test_letters_typed_into_the_filter_do_nothing_else(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("slash")
        await seen.until(lambda: seen.app.focused is not table(seen))
        await seen.press(*"un21")
        await seen.shows("match “un21”")
        assert seen.app.current_mode == "list"
        with firm.working() as workspace:
            assert not any(one.kind == "undo" for one in workspace.history())


async def test_bench_and_back_with_undo(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("m")
        await seen.says("waits on the bench · u takes it back")
        await seen.shows("3 of 20 on the list", "1 on the bench")
        await seen.press("B")
        await seen.shows("1 on the bench")
        await seen.press("m")
        await seen.says("is on the list")
        await seen.shows("The bench is empty")
        await seen.press("u", "u")
        await seen.press("B", "B")
        await seen.shows("4 of 20 on the list")


async def test_drop_asks_for_a_reason_and_can_be_left(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("x")
        await seen.shows("Drop ", "Why is it not worth another try?")
        await seen.press("escape")
        await seen.shows("4 of 20")
        await seen.press("x")
        await seen.until(lambda: seen.app.screen.is_modal)
        await seen.press(*"no money", "enter", *"ask first", "enter")
        await seen.says("Dropped ")
        await seen.shows("3 of 20 on the list")
        await seen.press("B", "B")
        await seen.shows("in all: list, bench, dropped", "dropped")


async def test_why_explains_every_criterion_and_what_to_find_out(firm):
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("w")
        await seen.shows(
            "Find out next: big enough", "? big enough", "must", "? 75", "✓ in the north", "employees not known"
        )
        await seen.press("enter")
        await seen.says("No claim stands behind this line")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
        assert seen.app.focused is table(seen)


async def test_research_says_what_it_lacked(desk):
    with desk.working() as workspace:
        fir, _pine = (workspace.naming.name(name).account_id for name in ("Fir Works", "Pine Hall"))
        await workspace.research.run([fir], only=["website"])
    async with desk.app((80, 24), start="list") as seen:
        await seen.shows("- no domain ", "· not yet")
        line = next(line for line in seen.text.splitlines() if "Fir Works" in line)
        assert "- no domain" in line


async def test_list_without_profile_and_without_names(desk):
    with desk.working() as workspace:
        workspace.naming.name("Acme Pumps", bench=True)
    async with desk.app(start="list") as seen:
        await seen.shows("0 of 20 on the list", "20 slots, all free", "1 company waits on the bench")
        await seen.press("B")
        await seen.shows("Acme Pumps", "no domain")
        await seen.press("w")
        await seen.shows("There is no profile yet")
        await seen.press("escape", "y", "y")
        await seen.says("has no domain yet: e adds one")


async def test_s0_13_three_lamps_say_what_is_missing_before_the_first_touch(firm):
    with firm.working() as workspace:
        key = workspace.resolve("Froid")
        workspace.proofs.type(key, {"employees": "80"})
        workspace.qualifying.add_why_now(key, "new plant", happens_on="2026-09-01")
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("ready", "●●●", "○●○")
        lamps = {row.cell(1)[0]: row.cell(4) for row in table(seen).rows if row.key}
        assert lamps["Froid Armorique"] == ("●●●", "good")
        assert lamps["Thornley Pumps"][0] in ("○○○", "○●○")
    async with firm.app((80, 24), start="list") as seen:
        await seen.shows("4 of 20")
        assert "ready" not in seen.text
