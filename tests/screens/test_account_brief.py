"""What is understood, why now, and the pages about an account, in the Account place."""

import pytest

from prospector.model.qualification import OBSTACLES
from screens.widgets.table import Table


async def opened(seen, name="Bergman Pumpar"):
    """Open an account at its brief."""
    await seen.until(lambda: seen.app.is_open, "the workspace open")
    seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, name))
    await seen.until(lambda: getattr(seen.app.screen, "chosen", ""), "the account")
    assert seen.app.screen.pane == "brief"


async def row(seen, key):
    """Put the cursor on a row of the brief."""
    table = seen.app.screen.query_one("#brief", Table)
    await seen.until(lambda: any(one.key.startswith(key) for one in table.rows), f"a row {key}")
    table.select(next(one.key for one in table.rows if one.key.startswith(key)))
    await seen.press()


async def typed(seen, text):
    await seen.press(*["space" if letter == " " else letter for letter in text])


async def closed(seen):
    await seen.until(lambda: not seen.app.screen.is_modal, "the box closed")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_s1_10_three_headings_ask_until_they_are_written(firm, size):
    async with firm.app(size, start="account") as seen:
        await opened(seen)
        await seen.shows("Motivation   unknown: ask", "Pains        late visits", "Buying plan  unknown: ask")
        await row(seen, "motivations")
        await seen.press("enter")
        await seen.shows("What is understood of Bergman Pumpar")
        assert seen.app.focused.id == "motivations-input"
        await typed(seen, "owner wants figures")
        await seen.press("enter")
        await typed(seen, "the CFO signs")
        await seen.press("enter", "enter")
        await typed(seen, "many")
        await seen.press("ctrl+s")
        await seen.shows("✗ “many” is not a number of weeks")
        await seen.press("ctrl+u", "8", "ctrl+s")
        await seen.says("Kept what is understood · u takes it back")
        await seen.shows("Motivation   owner wants figures", "Buying plan  the CFO signs", "expected in 8 weeks")
        await row(seen, "pain")
        await seen.press("e")
        await seen.shows("Edit Bergman Pumpar")
        assert seen.app.focused.id == "pain-input"
        await seen.press("escape")
        await closed(seen)
        await seen.press("u")
        await seen.shows("Motivation   unknown: ask", "Buying plan  unknown: ask")


async def test_s2_5_awareness_changes_the_opener_in_the_form_and_in_the_brief(firm):
    async with firm.app((120, 40), start="account") as seen:
        await opened(seen)
        await seen.shows("Awareness    unknown: ask", "Ask first: “How do you handle late")
        await row(seen, "awareness")
        await seen.press("enter")
        await seen.shows("Open with       Ask first")
        openers: set[str] = set()
        for word in ("unaware", "aware of pain", "aware of solutions", "comparing"):
            await seen.press("right")
            await seen.shows(f"● {word}")
            told = seen.app.screen.query_one("#opener")
            await seen.until(lambda before=set(openers), told=told: str(told.content) not in before, "another opener")
            openers.add(str(told.content))
        assert len(openers) == 4
        await seen.press("enter")
        await seen.shows("Awareness    comparing", "Open with    They compare")


async def test_why_now_with_days_and_source_lights_the_lamp_expires_and_dims(firm):
    async with firm.app((120, 40), start="account") as seen:
        await opened(seen)
        await seen.shows("○ no why now")
        await seen.press("plus")
        await seen.shows("Why now: Bergman Pumpar", "After the last one it counts no")
        await typed(seen, "new plant opens")
        await seen.press("tab")
        for days, wrong in (
            ("soon", "✗ “soon” is not a day"),
            ("2099-01-01", "is more than 10 years ahead"),
            ("2020-01-01", "✗ 01 January 2020 is in the past"),
        ):
            await seen.press("ctrl+u")
            await typed(seen, days)
            await seen.press("ctrl+s")
            await seen.shows(wrong, "new plant opens")
        await seen.press("ctrl+u")
        await typed(seen, "20 june")
        await seen.press("tab", "tab")
        await typed(seen, "acme.example/news")
        await seen.press("ctrl+s")
        await seen.shows("✗ “acme.example/news” is not a web address")
        await seen.press("home")
        await typed(seen, "https://")
        await seen.press("ctrl+s")
        await seen.says("Kept the reason why now")
        await seen.shows(
            "● why now", "new plant opens", "20 Jun 2026 (in 100 d), said by ana", "https://acme.example/news"
        )
    firm.clock.move(days=101)
    async with firm.app((120, 40), start="account") as seen:
        await opened(seen)
        await seen.shows("○ no why now", "◔ expired 20 Jun 2026 (1 d ago)", "unknown: ask, + keeps a dated")
        await row(seen, "why_now ")
        await seen.press("e")
        await seen.shows("2026-06-20")
        await seen.press("tab", "ctrl+u")
        await typed(seen, "30 july")
        await seen.press("ctrl+s")
        await seen.shows("● why now", "30 Jul 2026")
        await row(seen, "why_now ")
        await seen.press("x")
        await seen.says("Took away: new plant opens · u takes it back")
        await seen.shows("○ no why now")
        await seen.press("u")
        await seen.shows("● why now")


async def test_typed_text_of_a_form_that_was_left_is_there_again(firm):
    async with firm.app(start="account") as seen:
        await opened(seen)
        await row(seen, "need")
        await seen.press("enter")
        await seen.shows("What is understood")
        await typed(seen, "fewer late")
        await seen.press("escape")
        await closed(seen)
        await seen.press("enter")
        await seen.shows("Need", "fewer late")
    with firm.working() as workspace:
        assert workspace.qualifying.understanding(workspace.resolve("Bergman Pumpar")).need == ""


async def test_s1_11_the_call_sheet_asks_what_is_unknown_and_nothing_else(firm):
    with firm.working() as workspace:
        key = workspace.resolve("Bergman Pumpar")
        for name in OBSTACLES:
            if name not in ("money", "hurry"):
                workspace.qualifying.found(key, name, "cleared", f"{name} is fine")
        workspace.qualifying.understand(key, motivations="m", timeline="June")
    async with firm.app((120, 40), start="account") as seen:
        await opened(seen)
        await seen.press("b")
        await seen.shows("Brief Bergman Pumpar", "tab call sheet")
        await seen.press("tab")
        await seen.shows("Call sheet Bergman Pumpar", "Open with: ", "[money]", "[hurry]", "[buying plan]")
        assert seen.text.count("[") == 3
        await seen.press("y")
        await seen.says("Copied the call sheet of Bergman Pumpar")
        assert "Known, don't ask again:" in seen.app.clipboard
        await seen.press("escape")
        await closed(seen)
        await seen.press("b")
        await seen.shows("Call sheet Bergman Pumpar")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_whom_nobody_may_contact_and_the_horizon_are_seen_at_once(firm, size):
    with firm.working() as workspace:
        workspace.never.suppress_account(workspace.resolve("Thornley Pumps"), "their lawyer wrote")
    async with firm.app(size, start="account") as seen:
        await opened(seen)
        await seen.shows("Stage        named, short-term")
        assert "never contact" not in seen.text
        await opened(seen, "Thornley Pumps")
        await seen.shows("Thornley Pumps  ⊘ never contact: their lawyer wrote")
