"""The obstacle card and the stages of the Account place."""

import pytest

from prospector.model.qualification import OBSTACLES
from screens.widgets.field import Field
from screens.widgets.table import Table


@pytest.fixture
def lead(firm):
    """A firm in which Bergman is a lead with one cleared obstacle."""
    with firm.working() as workspace:
        key = workspace.resolve("Bergman Pumpar")
        workspace.strategy.definitions.write("A lead has a need", "has a need statement")
        workspace.qualifying.understand(key, need="trucks on time")
        workspace.stages.move(key, "lead")
        workspace.qualifying.found(key, "need", "cleared", "the dispatcher counts late trucks")
    return firm


async def opened(seen, name="Bergman Pumpar", pane="brief"):
    """Open an account at one of its panes."""
    seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, name))
    await seen.until(lambda: getattr(seen.app.screen, "chosen", ""), "the account")
    await seen.shows(name)
    for _ in range(5):
        if seen.app.screen.pane == pane:
            break
        await seen.press("tab")
    assert seen.app.screen.pane == pane


async def typed(seen, text):
    await seen.press(*["space" if letter == " " else letter for letter in text])


async def closed(seen):
    await seen.until(lambda: not seen.app.screen.is_modal, "the box closed")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_evidence_is_kept_with_state_author_and_day_and_taken_back(lead, size):
    async with lead.app(size, start="account") as seen:
        await opened(seen, pane="card")
        await seen.shows("need     ✓ cleared   the dispatcher", "91 d left", "money    ? unknown   ask")
        await seen.press("j", "enter")
        await seen.shows("Money: Bergman Pumpar", "Is there a budget", "BANT: budget", "No evidence yet")
        await seen.press("right", "tab", "enter")
        await seen.shows("✗ money needs evidence: what did who say?")
        await typed(seen, "the CFO set it aside")
        await seen.press("escape")
        await closed(seen)
        await seen.press("enter")
        await seen.shows("● cleared", "the CFO set it aside")
        await seen.press("ctrl+s")
        await seen.says("Kept evidence about money · u takes it back")
        await seen.shows("money    ✓ cleared   the CFO set")
        await seen.press("enter")
        await seen.shows("Evidence so far, newest first", "2026-03-12  ✓ cleared   the CFO set it aside (ana)")
        await seen.press("escape")
        await closed(seen)
        await seen.press("u")
        await seen.shows("money    ? unknown   ask")


async def test_bant_and_meddic_are_other_lenses_on_the_same_evidence(lead):
    async with lead.app((120, 40), start="account") as seen:
        await opened(seen, pane="card")
        await seen.press("L")
        await seen.shows("Obstacles as BANT · 1 of 5 cleared", "budget     ? unknown", "need       ✓ cleared")
        await seen.press("L")
        await seen.shows("as MEDDIC", "economic buyer     ? unknown", "identified pain    ✓ cleared")
        seen.app.screen.query_one("#card", Table).select("money")
        await seen.press("enter")
        await seen.shows("Money: Bergman Pumpar")
        await seen.press("escape", "L")
        await seen.shows("Obstacles · 1 of 5 cleared")


async def test_s0_5_qualified_is_refused_with_the_rule_until_a_reason_bends_it(lead):
    with lead.working() as workspace:
        workspace.qualifying.found(workspace.resolve("Bergman Pumpar"), "money", "blocking", "no budget this year")
    async with lead.app(start="account") as seen:
        await opened(seen)
        await seen.shows("next qualified, not yet: money is blocking")
        await seen.press("greater_than_sign")
        await seen.shows("Stage of Bergman Pumpar", "It is lead", "▌qualified    not yet: money is blocking")
        await seen.press("enter")
        await seen.shows(
            "A rule says no", "qualified needs all five obstacles cleared", "money is blocking", "hurry is"
        )
        await seen.press("enter")
        await seen.shows("✗ say why in a few words")
        await typed(seen, "paid by their insurer")
        await seen.press("enter")
        await seen.says("Bergman Pumpar is qualified · u takes it back")
        await seen.shows("slot 1 · qualified")
    with lead.working() as workspace:
        key = workspace.resolve("Bergman Pumpar")
        assert workspace.account(key).stage == "qualified"
        assert workspace.stages.moves(key)[0].reason == "paid by their insurer"
        bent = workspace.store.reader.rows("SELECT rule, reason FROM rule_override")
        assert ("qualified", "paid by their insurer") in bent


async def test_s0_5_old_evidence_is_shown_as_faded_and_holds_the_stage_back(lead):
    with lead.working() as workspace:
        for name in OBSTACLES:
            workspace.qualifying.found(workspace.resolve("Bergman Pumpar"), name, "cleared", f"{name} is fine")
    async with lead.app((120, 40), start="account") as seen:
        await opened(seen, pane="card")
        await seen.shows("Obstacles · 5 of 5 cleared", "next qualified, > moves it on")
    lead.clock.move(days=92)
    async with lead.app((120, 40), start="account") as seen:
        await opened(seen, pane="card")
        await seen.shows("Obstacles · 0 of 5 cleared", "trust    ◔ faded")
        await seen.press("enter")
        await seen.shows("Now: ◔ faded, its", "evidence of 2026-03-12 is too old to rely on")


async def test_only_stages_on_offer_going_back_and_long_term_care_ask_why(lead):
    async with lead.app(start="account") as seen:
        await opened(seen)
        await seen.press("greater_than_sign")
        await seen.shows("qualified", "opportunity", "researched   back, with a reason", "nurture")
        assert "handed over  " not in seen.text
        assert "dropped" not in seen.text
        await seen.press("G", "enter")
        await seen.shows("Why later, and when?")
        await typed(seen, "new budget in spring")
        await seen.press("enter")
        await seen.says("Bergman Pumpar is nurture")
    with lead.working() as workspace:
        assert workspace.store.reader.value("SELECT horizon FROM target WHERE place = 'active' AND horizon = 'long'")


async def test_s2_1_an_opportunity_has_its_own_rule_spoken_when_refused(lead):
    async with lead.app(start="account") as seen:
        await opened(seen)
        await seen.press("greater_than_sign")
        await seen.shows("Stage of")
        await seen.press("j", "enter")
        await seen.shows(
            "A rule says no", "an opportunity needs to be qualified, a person by name, a buying", "it is not qualified"
        )
        await seen.press("escape", "escape")
        await closed(seen)
        await seen.shows("slot 1 · lead")


async def test_a_rule_that_cannot_be_bent_is_said_in_place(firm):
    with firm.working() as workspace:
        workspace.strategy.definitions.write("A lead has a need", "has a need statement")
    async with firm.app(start="account") as seen:
        await opened(seen)
        await seen.press("greater_than_sign")
        await seen.shows("researched   not yet: a claim")
        await seen.press("j", "enter")
        await seen.shows("✗ a lead needs a need statement", "missing: a need statement")
        assert "A rule says no" not in seen.text
        assert not seen.app.screen.query(Field)


async def test_s0_13_a_first_touch_with_dark_lamps_says_so_and_is_kept_as_unready(firm):
    async with firm.app((120, 40), start="account") as seen:
        await opened(seen, "Thornley Pumps")
        await seen.shows("○ no fact", "○ no why now")
        await seen.press("a")
        await seen.shows("Unready", "no researched fact, fit reason, dated why-now")
        await seen.press("c", "n", "enter")
        await seen.says("Logged phone, no answer")
    with firm.working() as workspace:
        key = workspace.resolve("Thornley Pumps")
        rules = workspace.store.reader.rows("SELECT rule FROM rule_override WHERE account_id = ?", (key,))
        assert rules == [("unready",)]
