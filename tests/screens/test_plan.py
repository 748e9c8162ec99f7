import json

import pytest

from prospector.model.plan import PlanRecord

SIZES = [(80, 24), (120, 40)]


async def typed(seen, text):
    await seen.pilot.press(*text)
    await seen.pilot.pause()


def keep(desk, **memory):
    desk.path.with_suffix(".place.json").write_text(json.dumps(memory), encoding="utf-8")


async def test_lines_of_the_plan_are_edited(firm):
    async with firm.app(start="plan") as seen:
        await seen.shows("[Plan]", "We sell", "○ Goal")
        await seen.press("g", "enter")
        await seen.press("ctrl+u")
        await typed(seen, "Route planning [b]fast")
        await seen.press("enter")
        await seen.shows("Route planning [b]fast")
        await seen.press(*"jjjjjjjj", "e")
        await seen.shows("Sales cycle", "12 weeks")
        await seen.press("ctrl+u")
        await typed(seen, "soon")
        await seen.press("enter")
        await seen.shows("✗ “soon” is no span")
        await seen.press("ctrl+u")
        await typed(seen, "6 months")
        await seen.press("enter")
        await seen.shows("26 weeks")
    with firm.working() as workspace:
        assert workspace.strategy.plan().offer == "Route planning [b]fast"
        assert workspace.strategy.plan().cycle_weeks == 26


async def test_empty_workspace_says_what_goes_here(desk):
    keep(desk, welcomed="yes")
    async with desk.app(start="plan") as seen:
        await seen.shows("No plan yet", "e.g. Route planning", "△ no plan")
        await seen.press("right")
        await seen.shows("not written yet", "No criterion yet", "a adds the first one")
        await seen.press("E")
        await seen.shows("runs service vans of its own")
        await seen.press("ctrl+s")
        await seen.shows("a first draft", "version 1 would move")
        await seen.press("ctrl+s")
        await seen.shows("version 1", "1 criterion")


# The home screen and what every place warns of


async def test_s4_5_the_home_screen_opens_on_the_plan_while_there_is_none(desk):
    with desk.working() as workspace:
        workspace.naming.name("Alder AG")
    async with desk.app() as seen:
        await seen.shows("[Plan]", "No plan yet", "△ no plan")
        await seen.press("enter")
        await typed(seen, "Pumps")
        await seen.press("enter")
        await seen.shows("The plan is incomplete")
        assert "no plan" not in seen.text
    keep(desk)
    async with desk.app() as seen:
        await seen.shows("1 Today")
        assert seen.app.current_mode == "today"


async def test_s4_5_a_fresh_base_says_first_that_there_is_no_plan(desk):
    async with desk.app() as seen:
        await seen.shows("No plan yet")


async def test_s4_5_a_passed_review_is_a_banner(firm):
    with firm.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="pumps", review_on="2026-04-01"))
    firm.clock.move(days=60)
    async with firm.app((120, 40), start="list") as seen:
        await seen.shows("plan review due")
        await seen.press("6")
        await seen.shows("the plan was to be reviewed on 01 April 2026")


@pytest.mark.parametrize("size", SIZES)
async def test_s3_1_an_unsigned_definition_is_told_in_every_place_until_all_have_signed(firm, size):
    with firm.working() as workspace:
        workspace.strategy.definitions.write("A lead has a need", "has a need statement")
    keep(firm, plan_part="lead")
    async with firm.app(size, start="today") as seen:
        for key in "1236":
            await seen.press(key)
            await seen.shows("△ lead v1 unsigned")
        await seen.shows("Lead definition v1", "not signed by farmer, closer, manager")
        for role in ("farmer", "closer", "manager"):
            await seen.press("G", "enter")
            # The cursor stands on the manager: walk up to the role.
            if role != "manager":
                await seen.press("escape", *(["k"] * (2 if role == "farmer" else 1)), "enter")
            await seen.shows(f"Sign as {role}")
            await seen.press("enter")
            await seen.shows(f"✓ {role}")
        await seen.shows("signed by all")
        await seen.until(lambda: "△" not in seen.text.splitlines()[0], "no sign in the top line")


async def test_s3_1_a_changed_definition_lists_who_falls_out_before_it_is_saved(firm):
    with firm.working() as workspace:
        workspace.strategy.definitions.write("A lead has a domain", "has a domain\nnames a pain and a why")
        workspace.strategy.definitions.write("A lead has a domain", "has a domain")
    keep(firm, plan_part="lead")
    async with firm.app(start="plan") as seen:
        await seen.shows("Lead definition v2", "4 claimed · 4 meet the definition · 2 followed up")
        await seen.press("a")
        await seen.shows("Add a criterion")
        await typed(seen, "has a nede statement")
        await seen.press("ctrl+s")
        await seen.shows("✗ criterion in line 1", "did you mean “has a need")
        await seen.press("ctrl+u")
        await typed(seen, "has a need statement")
        await seen.press("ctrl+s")
        await seen.shows("Lead definition v3", "4 leads would fall out, 0 would come in", "▼ Bergman Pumpar")
        await seen.press("escape")
        await seen.shows("Lead definition v2")
        with firm.working() as workspace:
            assert workspace.strategy.definition().version == 2
        await seen.press("a")
        await typed(seen, "has a need statement")
        await seen.press("ctrl+s")
        await seen.shows("would fall out")
        await seen.press("enter")
        await seen.shows("Lead definition v3", "0 meet the definition")
        await seen.press("u")
        await seen.shows("Lead definition v2", "4 meet the definition")


# The other parts


@pytest.mark.parametrize("size", SIZES)
async def test_s0_12_a_segment_is_written_with_errors_beside_the_field(firm, size):
    keep(firm, plan_part="segments")
    async with firm.app(size, start="plan") as seen:
        await seen.shows("No segment yet")
        await seen.press("a")
        await seen.shows("A new segment")
        await typed(seen, "north")
        await seen.press("enter")
        await typed(seen, "countr in SE,DE")
        await seen.press("ctrl+s")
        await seen.shows("✗ rule, column 1: “countr” is no field")
        await seen.press("ctrl+u")
        await typed(seen, "country in SE,DE")
        await seen.press("ctrl+s")
        await seen.shows("1 segment", "2 of 4 accounts", "○ north", "incomplete without pain, offer, proof, channel")
        await seen.shows("2 surely in")
        await seen.press("enter")
        await seen.shows("Change the segment", "country in SE,DE")
        await seen.press("enter", "enter")
        await typed(seen, "late visits")
        await seen.press("ctrl+s")
        await seen.shows("without offer, proof, channel")
        await seen.press("x")
        await seen.shows("No segment yet")
        await seen.press("u")
        await seen.shows("1 segment", "north")


async def test_a_cadence_without_steps_is_refused_beside_the_field(firm):
    keep(firm, plan_part="cadences")
    async with firm.app((120, 40), start="plan") as seen:
        await seen.shows("standard", "phone 1, mail 2", "shipped", "Long-term", "day 1    phone")
        await seen.press("enter")
        await seen.shows("Change the cadence")
        await seen.press("enter", "enter", "ctrl+u", "ctrl+s")
        await seen.shows("✗ a cadence needs at least one step")
        await typed(seen, "phone 0, mail 2")
        await seen.press("ctrl+s")
        await seen.shows("phone 0, mail 2")
        assert seen.text.count("shipped") == 1
        await seen.press("x")
        await seen.until(lambda: seen.text.count("shipped") == 2)


async def test_s3_9_a_playbook_is_written_and_a_target_gets_its_sector(firm):
    keep(firm, plan_part="playbooks")
    async with firm.app((120, 40), start="plan") as seen:
        await seen.shows("No playbook yet", "4 targets without one", "○ Bergman Pumpar")
        await seen.press("a")
        await seen.shows("A new playbook")
        await typed(seen, "pump makers")
        await seen.press("ctrl+s")
        await seen.shows("1 playbook")
        await seen.press("g", "j", "enter")
        await seen.shows("Sector of Bergman Pumpar", "Playbooks: pump makers")
        await seen.press("ctrl+u")
        await typed(seen, "Pump makers")
        await seen.press("enter")
        await seen.shows("3 targets without one")
        await seen.press("u")
        await seen.shows("4 targets without one")


async def test_days_off_are_added_and_taken_away(firm, tmp_path):
    keep(firm, plan_part="days")
    calendar = tmp_path / "days.txt"
    calendar.write_text("2026-05-01 Labour Day\nnonsense\n", encoding="utf-8")
    async with firm.app((120, 40), start="plan") as seen:
        await seen.shows("Nobody is away", "No holiday to come", "Your next working days")
        await seen.press("a", "a")
        await seen.shows("An absence")
        await typed(seen, "soon")
        await seen.press("ctrl+s")
        await seen.shows("✗ “soon” is no span of days")
        await seen.press("ctrl+u")
        await typed(seen, "6-10 April")
        await seen.press("ctrl+s")
        await seen.shows("1 absence", "06 Apr – 10 Apr 2026")
        await seen.press("a", "f")
        await seen.shows("A file of holidays")
        await typed(seen, str(calendar))
        await seen.press("ctrl+s")
        await seen.shows("days.txt, line 2: “nonsense” is no holiday")
        calendar.write_text("2026-05-01 Labour Day\n", encoding="utf-8")
        await seen.press("ctrl+s")
        await seen.shows("1 holiday to come", "Labour Day")
        await seen.press("g", "x")
        await seen.shows("Nobody is away")


async def test_s0_11_a_rented_source_says_that_its_names_wait(firm):
    keep(firm, plan_part="sources")
    async with firm.app((120, 40), start="plan") as seen:
        await seen.shows("own naming")
        await seen.press("a")
        await typed(seen, "spring list")
        await seen.press("enter", "left", "ctrl+s")
        await seen.shows("2 sources", "spring list")
        await seen.press("j")
        await seen.shows("Its names wait on the bench")
    with firm.working() as workspace:
        assert workspace.strategy.sources.quarantined("spring list")


async def test_parts_follow_each_other_and_are_remembered(firm):
    async with firm.app(start="plan") as seen:
        for label in ("Plan", "Profile", "Lead", "Segments", "Cadences", "Playbooks", "Days off", "Sources"):
            await seen.shows(f"[{label}]")
            await seen.press("right")
        await seen.shows("[Plan]")
        await seen.press("left")
        await seen.shows("[Sources]")
    async with firm.app(start="plan") as seen:
        await seen.shows("[Sources]")
