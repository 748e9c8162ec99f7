import pytest

from prospector.research.protocol import Claim
from screens.widgets.table import Table

PAGE = "https://bergman-pumpar.example/om-oss"


@pytest.fixture
def known(firm):
    """A firm in which Bergman was researched, with two sources that disagree."""
    with firm.working() as workspace:
        from prospector.model.tables import Outcome
        from prospector.research.keeping import keep

        account_id = workspace.resolve("Bergman Pumpar")
        claims = [
            Claim("employees", 240, PAGE, "Vi är 240 medarbetare", "text", 0.85),
            Claim("email", "info@bergman-pumpar.example", PAGE, "info@bergman-pumpar.example", "link", 0.95),
            Claim("address", {"city": "Malmö", "country": "SE"}, PAGE, "Malmö", "json-ld", 0.9),
        ]
        with workspace.action("Research", by="machine") as action:
            keep(action, account_id, "website", claims, {})
            keep(action, account_id, "register", [Claim("employees", 180, PAGE, "180", "api", 0.9)], {})
            for source, state, detail in (
                ("website", "found", "3 claims"),
                ("register", "rate_limited", "asked too often, again in 30 s"),
                ("careers", "refused_by_robots", "robots.txt forbids /jobs"),
            ):
                row = action.add(Outcome(account_id=account_id, source=source))
                row.state, row.detail, row.requests, row.at = state, detail, 2, action.now()
        workspace.naming.edit(account_id, why="near the plant")
    return firm


async def opened(seen, name="bergman"):
    await seen.until(lambda: seen.app.is_open)
    await seen.press("f")
    await seen.until(lambda: seen.app.screen.is_modal)
    await seen.press(*name)
    await seen.press("enter")
    await seen.until(lambda: seen.app.current_mode == "account")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_claims_by_field_with_sources_and_their_states(known, size):
    async with known.app(size) as seen:
        await opened(seen)
        await seen.shows("Bergman Pumpar  slot 1", "✓ website: 3 claims", "⧗ register: limited: asked too often")
        await seen.shows("⊘ careers: robots: robots.txt forbids /jobs", "≠ 240", "≠ 180", "info@bergman-pumpar", "95 %")
        if size[0] == 120:
            await seen.shows("Brief", "near the plant", "Timeline · 1 touch", "○ phone: no answer · rang out")


async def test_panes_one_at_a_time_in_a_narrow_terminal(known):
    async with known.app((80, 24)) as seen:
        await opened(seen)
        await seen.shows("info@bergman-pumpar")
        await seen.press("tab")
        await seen.shows("○ phone: no answer · rang out", "- Edit Bergman Pumpar: why", "+ named, from own naming")
        await seen.press("tab")
        await seen.shows("Pain", "late visits", "near the plant", "Named")
        assert "info@bergman" not in seen.text
        await seen.press("shift+tab", "shift+tab")
        await seen.shows("info@bergman-pumpar")
        assert isinstance(seen.app.focused, Table)


async def test_proof_of_the_value_under_the_cursor(known):
    async with known.app() as seen:
        await opened(seen)
        await seen.shows("≠ 240")
        table = seen.app.screen.query_one("#claims", Table)
        table.select(next(row.key for row in table.rows if "≠ 240" in row.cell(1)[0]))
        await seen.press("p")
        await seen.shows(
            "Employees of Bergman Pumpar", "Value       240", PAGE, "“Vi är 240 medarbetare”", "85 % that it was read"
        )
        await seen.press("escape", "enter")
        await seen.shows("Employees of Bergman Pumpar")
        await seen.press("escape")
        await seen.until(lambda: seen.app.focused is table)


async def test_edit_writes_only_what_was_changed_and_points_at_what_is_wrong(known):
    async with known.app() as seen:
        await opened(seen)
        await seen.press("e")
        await seen.shows("Edit Bergman Pumpar", "late visits")
        await seen.press("tab", *(["backspace"] * 30), *"no domain", "enter")
        await seen.shows("✗ “no domain” is not a company's domain")
        assert seen.app.focused.id == "domain-input"
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
        await seen.press("e")
        await seen.shows("no domain")
        await seen.press("tab", *(["backspace"] * 30), *"bergman.example", "enter")
        await seen.says("Changed domain of Bergman Pumpar · u takes it back")
        await seen.shows("bergman.example")
        await seen.press("u")
        await seen.shows("bergman-pumpar.example")
    with known.working() as workspace:
        assert [one.title for one in workspace.history(3)][1] == "Edit Bergman Pumpar: domain"


async def test_touch_in_full_from_the_timeline(known):
    async with known.app() as seen:
        await opened(seen, "nordhafen")
        await seen.press("tab")
        await seen.shows("● mail: replied, curious")
        await seen.press("enter")
        await seen.shows("Touch Nordhafen Logistik", "Person      dispatch", "Reaction    curious")


async def test_an_account_that_was_taken_back_is_said_and_comes_again(desk):
    with desk.working() as workspace:
        account_id = workspace.naming.name("Acme Pumps").account_id
    async with desk.app() as seen:
        seen.app.open_account(account_id)
        await seen.shows("Acme Pumps", "Nothing is known yet", "e   add the domain")
        await seen.press("u")
        await seen.shows("This company is not in the workspace any more", "ctrl+r does it again")
        await seen.press("a", "w", "e", "x", "r", "p", "y")
        await seen.press("ctrl+r")
        await seen.shows("Acme Pumps  slot 1")


async def test_without_a_chosen_company_it_says_how_to_choose(firm):
    async with firm.app(start="account") as seen:
        await seen.shows("No company chosen", "f jumps to any company")
