"""The timeline of the Account place."""

from dataclasses import replace

import pytest

from screens.widgets.table import Table


@pytest.fixture
def busy(firm):
    """A firm in which much happened with Nordhafen."""
    with firm.working() as workspace:
        key = workspace.resolve("Nordhafen Logistik")
        workspace.qualifying.found(key, "money", "cleared", "the CFO said so")
        firm.clock.move(minutes=1)
        workspace.qualifying.add_why_now(key, "new hall", happens_on="2026-06-30")
        firm.clock.move(minutes=1)
        workspace.stages.move(key, "nurture", "budget in autumn")
        firm.clock.move(minutes=1)
        workspace.steps.schedule(key, "2026-03-20", "phone", at="09:40", note="ask for the hall")
        firm.clock.move(minutes=1)
        workspace.steps.snooze(key, "2026-03-27", "away", "skiing")
        firm.clock.move(minutes=1)
        workspace.hand_overs.offer(key, "kim", "they asked for it")
        firm.clock.move(minutes=1)
        workspace.touches.log(key, "phone", "spoke", note="his daughter is ill", private=True, override="he called")
    return firm


async def opened(seen, name="Nordhafen Logistik"):
    await seen.until(lambda: seen.app.is_open, "the workspace open")
    seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, name))
    await seen.until(lambda: getattr(seen.app.screen, "chosen", ""), "the account")
    await seen.press("tab", "tab", "tab")
    assert seen.app.screen.pane == "events"


async def test_every_event_newest_first_and_each_opens_in_full(busy):
    told = (
        "● phone: spoke · his daughter is ill",
        "⇄ offered to kim",
        "⧗ put off until 2026-03-27: they are away · skiing",
        "→ next step set: phone on 2026-03-20 09:40 · ask for the",
        "» named → nurture · budget in autumn",
        "◇ why now: new hall (2026-06-30)",
        "◆ money cleared: the CFO said so",
        "● mail: replied, curious",
        "+ named, from own naming",
    )
    async with busy.app(start="account") as seen:
        await opened(seen)
        await seen.shows(*told)
        places = [seen.text.index(one) for one in told]
        assert places == sorted(places)
        table = seen.app.screen.query_one("#events", Table)
        for at, words in (
            (0, ("Touch: Nordhafen Logistik", "Note        his daughter is ill", "only you read this note")),
            (1, ("Hand over: Nordhafen Logistik", "To          kim", "State       offered")),
            (4, ("Stage: Nordhafen Logistik", "Reason      budget in autumn")),
            (6, ("Evidence: Nordhafen Logistik", "Evidence    the CFO said so", "By          ana")),
        ):
            table.select(table.rows[at].key)
            await seen.press("enter")
            await seen.shows(*words)
            await seen.press("escape")
            await seen.until(lambda: not seen.app.screen.is_modal, "the box closed")


async def test_a_private_note_is_its_authors_alone(busy):
    busy.settings = replace(busy.settings, rep="ben")
    async with busy.app(start="account") as seen:
        await opened(seen)
        await seen.shows("● phone: spoke")
        assert "daughter" not in seen.text
        await seen.press("enter")
        await seen.shows("Note        private: only its author reads it")
        await seen.press("escape", "b", "tab")
        await seen.shows("Call sheet Nordhafen Logistik")
        assert "daughter" not in seen.text
        await seen.press("escape", "h")
        await seen.shows("Hand-over Nordhafen Logistik", "ana offered it to kim")
        await seen.press("y")
        await seen.until(lambda: "Packet of" in seen.app.clipboard, "the packet copied")
        assert "daughter" not in seen.app.clipboard


async def test_an_act_that_was_taken_back_leaves_the_timeline(busy):
    async with busy.app(start="account") as seen:
        await opened(seen, "Bergman Pumpar")
        await seen.press("shift+tab", "shift+tab", "enter")
        await seen.shows("Need: Bergman Pumpar")
        await seen.press("tab", *"urgent", "enter")
        await seen.press("tab", "tab")
        await seen.shows("◆ need open: urgent")
        await seen.press("u")
        await seen.until(lambda: "need open" not in seen.text, "the evidence gone")
