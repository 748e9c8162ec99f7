import pytest

from prospector.errors import BadInput
from prospector.model.plan import PlanRecord
from screens import welcome_steps
from screens.welcome_steps import STEPS, Problem

SIZES = [(80, 24), (120, 40)]


async def answer(seen, text=""):
    """Type an answer to the step at hand and go on to the next one."""
    at = seen.app.screen.at
    await seen.pilot.press(*text)
    await seen.press("enter")
    if seen.app.screen.at == at:
        await seen.press("enter")
    await seen.until(lambda: seen.app.screen.at == at + 1, f"the step after {at}")


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_first_run_asks_four_questions_and_makes_plan_and_profile(desk, size):
    async with desk.app(size) as seen:
        await seen.shows("Welcome", "Start my list", "Try the demo firm", "Bring a file")
        await seen.press("s")
        await seen.shows("Step 1 of 10", "What do you sell, in one line?")
        for text in ("Route planning", "long drives", "Nordhafen", "3 months", "pumps, Pumpen"):
            await answer(seen, text)
        await seen.shows("Step 6 of 10", "At least")
        await seen.pilot.press(*"60")
        await seen.press("enter", "enter")
        await seen.shows("● should")
        await seen.press("m", "enter")
        await seen.shows("Step 7 of 10")
        await answer(seen, "de, Schweden, SE, Malmö")
        await answer(seen)
        await seen.shows("Step 9 of 10", "What may be called a lead?", "has a need statement", "● not yet")
        await seen.shows("whom to call.”")
        await seen.press("enter", "right", "enter")
        await seen.shows("signed as farmer")
        await seen.shows("Step 10 of 10", "Route planning", "13 weeks", "employees at least 60", "country DE or SE")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "name", "the names")
        await seen.shows("Slot 1 of 20", "Five is fine for today: 5 names to go")
    with desk.working() as workspace:
        plan, profile = workspace.strategy.plan(), workspace.plans.profile()
        assert (plan.offer, plan.pain, plan.best_customer, plan.cycle_weeks) == (
            "Route planning",
            "long drives",
            "Nordhafen",
            13,
        )
        assert [(one.kind, one.field) for one in profile.criteria] == [
            ("should", "industry"),
            ("must", "employees"),
            ("should", "country"),
            ("should", "city"),
        ]
        assert [one.role for one in workspace.strategy.definition().signatures] == ["farmer"]
        workspace.undo()
        assert (workspace.strategy.plan(), workspace.plans.profile()) == (None, None)
        assert workspace.strategy.definition().version == 0


async def test_everything_may_be_skipped(desk):
    async with desk.app() as seen:
        await seen.shows("Start my list")
        await seen.press("enter")
        for _ in range(9):
            await answer(seen)
        await seen.shows("Step 10 of 10", "Nothing was answered")
        await seen.press("enter")
        await seen.shows("Slot 1 of 20")
    async with desk.app() as seen:
        await seen.until(lambda: seen.app.current_mode == "name")


async def test_back_keeps_answers_and_a_restart_resumes(desk):
    async with desk.app() as seen:
        await seen.shows("Start my list")
        await seen.press("s")
        await answer(seen, "Route planning")
        await seen.pilot.press(*"long dr")
        await seen.press("up")
        await seen.shows("Step 1 of 10", "Route planning")
        await answer(seen)
        await seen.shows("Step 2 of 10", "long dr")
        await seen.press("escape")
        await seen.until(lambda: seen.app.current_mode == "today")
    async with desk.app() as seen:
        await seen.shows("Step 2 of 10", "long dr")


async def test_wrong_answers_are_said_under_the_field(desk):
    async with desk.app() as seen:
        await seen.shows("Start my list")
        await seen.press("s")
        for _ in range(3):
            await answer(seen)
        await seen.pilot.press(*"soon")
        await seen.press("enter")
        await seen.shows("Step 4 of 10", "✗ “soon” is no span from 1 week to 10 years")
        await seen.press("ctrl+u", "enter")
        await answer(seen)
        await seen.shows("Step 6 of 10")
        await seen.pilot.press(*"900")
        await seen.press("enter")
        await seen.pilot.press(*"50")
        await seen.press("enter")
        await seen.shows("✗ the most (50) is less than the least (900)")


async def test_other_ways_copy_the_command_or_lead_to_the_import(desk):
    async with desk.app() as seen:
        await seen.shows("Start my list")
        await seen.press("j")
        await seen.shows("In a shell:  prospect demo")
        await seen.press("enter")
        await seen.says("Copied: prospect demo")
        assert seen.app.clipboard == "prospect demo"
        await seen.press("b")
        await seen.shows("[Import]", "Bring a file", "Paste a table")


async def test_leads_are_celebrated_and_researched_on_a_key(desk):
    async with desk.app() as seen:
        await seen.shows("Start my list")
        await seen.press("s")
        for _ in range(9):
            await answer(seen)
        await seen.press("enter")
        await seen.shows("Slot 1 of 20")
        for number, name in enumerate(("Alder AG", "Birke AB", "Ceder SA", "Douglasie KG", "Eiche BV"), 1):
            await seen.pilot.press(*name)
            await seen.press("enter")
            await seen.shows(f"✓ {name} stands in slot {number}")
            await seen.press("escape")
        await seen.shows("5 leads nobody gave you")
        await seen.press("ctrl+g")
        await seen.until(lambda: seen.app.current_mode == "list", "the list")


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [("", 12), ("8", 8), ("12 weeks", 12), ("3 months", 13), ("1 year", 52), ("6w.", 6), ("2 mo", 9)],
)
def test_weeks(typed, weeks):
    assert welcome_steps.weeks(typed) == weeks


@pytest.mark.parametrize("typed", ["soon", "0", "99 years", "3 moons", "12 weeks or so"])
def test_spans_that_are_none(typed):
    with pytest.raises(BadInput, match="is no span"):
        welcome_steps.weeks(typed)


def test_sizes_are_whole_numbers_of_people():
    step = next(one for one in STEPS if one.key == "size")
    welcome_steps.check(step, {"least": "1,000", "most": ""})
    with pytest.raises(Problem) as problem:
        welcome_steps.check(step, {"least": "many"})
    assert problem.value.field == "least"


def test_damaged_memory_begins_anew(desk):
    from screens.welcome import WelcomeScreen

    for text in ("", "[]", "no", '{"at": 99, "answers": {}}', '{"at": 1, "answers": []}', '{"at": "x"}'):
        screen = WelcomeScreen()
        screen._load(text)
        assert (screen.at, screen.answers) == (-1, {})


@pytest.mark.parametrize("size", SIZES)
async def test_letters_typed_while_a_choice_is_asked_leave_the_guide_as_it_is(desk, size):
    async with desk.app(size) as seen:
        await seen.shows("Start my list")
        await seen.press("s")
        await seen.shows("Step 1 of 10")
        for text in ("Route planning", "long drives", "Nordhafen", "3 months"):
            await answer(seen, text)
        await seen.pilot.press(*"pumps")
        await seen.press("enter")
        await seen.shows("left right or m s n must, should, never")
        await seen.pilot.press(*"2u19e")
        await seen.press("n")
        await seen.shows("Step 5 of 10", "● never")
        await seen.press("enter")
        await seen.shows("Step 6 of 10", "At least")
        await seen.pilot.press(*"50s")
        await seen.press("enter", "enter")
        await seen.shows("type a whole number of people")
        await seen.press("backspace")
        await seen.until(lambda: "type a whole number" not in seen.text, "the answer taken for what it is now")


async def test_where_a_plan_stands_nobody_is_welcomed_with_none(desk):
    with desk.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="Pumps"))
    async with desk.app() as seen:
        await seen.shows("20 slots free")
        assert seen.app.current_mode == "today"
