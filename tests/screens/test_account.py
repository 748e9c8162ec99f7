import pytest

from prospector.research.protocol import Claim
from screens.account import KEYS, KEYS_BEFORE, PANES
from screens.widgets.footer import LIMIT, fitting
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


async def to(seen, pane):
    """Bring a pane to the front by its key."""
    for _ in range(5):
        if seen.app.screen.pane == pane:
            break
        await seen.press("tab")
    assert seen.app.screen.pane == pane


async def chosen(seen, text):
    """Put the cursor on the value that reads so."""
    await to(seen, "claims")
    await seen.shows(text)
    table = seen.app.screen.query_one("#claims", Table)
    table.select(next(row.key for row in table.rows if text in row.cell(1)[0]))
    table.focus()
    await seen.press()
    return table


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_claims_by_field_with_sources_and_their_states(known, size):
    async with known.app(size) as seen:
        await opened(seen)
        await to(seen, "claims")
        await seen.shows(
            "Bergman Pumpar  slot 1", "3 sources asked: ✓ 1 found", "240", "≠ 180", "info@bergman-pumpar", "95 %"
        )
        await seen.press("G")
        await seen.shows(
            "✓ website: 3 claims", "⧗ register: limited: asked too often", "⊘ careers: robots: robots.txt forbids"
        )
        if size[0] == 120:
            await seen.shows("Brief", "near the plant", "Obstacles · 0 of 5 cleared", "People · 0 contacts")
            await seen.shows("Timeline · 1 touch", "○ phone: no answer · rang out")


async def test_panes_one_at_a_time_in_a_narrow_terminal(known):
    async with known.app((80, 24)) as seen:
        await opened(seen)
        await seen.shows("Need         unknown: ask", "late visits", "near the plant")
        assert "info@bergman" not in seen.text
        await seen.press("tab")
        await seen.shows("need     ? unknown   ask")
        await seen.press("tab")
        await seen.shows("Nobody by name yet")
        await seen.press("tab")
        await seen.shows("○ phone: no answer · rang out", "- Edit Bergman Pumpar: why", "+ named, from own naming")
        await seen.press("tab")
        await seen.shows("info@bergman-pumpar")
        await seen.press("tab", "shift+tab")
        await seen.shows("info@bergman-pumpar")
        assert isinstance(seen.app.focused, Table)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_proof_of_a_value_tells_all_of_its_field(known, size):
    with known.working() as workspace:
        account_id = workspace.resolve("Bergman Pumpar")
        workspace.proofs.type(account_id, {"employees": "999"})
        workspace.proofs.forget(account_id, "employees")
        workspace.proofs.refute(account_id, "employees", "180", reason="they told us")
    async with known.app(size) as seen:
        await opened(seen)
        table = await chosen(seen, "240")
        await seen.press("p")
        await seen.shows("Employees of Bergman Pumpar", "Shown      240", "nobody says otherwise: website alone")
        await seen.shows(
            "fresh: read today, stale after 365 days", PAGE, "“Vi är 240 medarbetare”", "85% sure", "by nobody"
        )
        await seen.press("G")
        await seen.shows("180 · refuted", "refuted by ana, 2026-03-12 09:00 (they told us)", "register still says it")
        await seen.press("y")
        await seen.says("Copied the proof as text")
        assert "180 · refuted" in seen.app.clipboard
        await seen.press("escape", "enter")
        await seen.shows("Employees of Bergman Pumpar")
        await seen.press("escape")
        await seen.until(lambda: seen.app.focused is table)


async def test_wrong_right_and_keep_with_one_key_each_and_back(known):
    async with known.app() as seen:
        await opened(seen)
        await chosen(seen, "240")
        await seen.press("minus")
        await seen.says("Refuted employees 240 · u takes it back")
        await seen.shows("  180", "✗ 1 refuted")
        await chosen(seen, "180")
        await seen.press("equals_sign")
        await seen.shows("✓ 180")
        await chosen(seen, "✗ 1 refuted")
        await seen.press("minus")
        await seen.says("It was refuted already")
        await seen.press("u")
        await seen.until(lambda: "✓ 180" not in seen.text)
        await seen.press("u")
        await seen.shows("240", "≠ 180")
        await chosen(seen, "≠ 180")
        await seen.press("P")
        await seen.shows("✓ 180", "→ 240")
        await seen.press("p")
        await seen.shows("Employees of Bergman Pumpar", "pinned by ana on 2026-03-12")
        await seen.press("minus")
        await seen.says("Refuted employees 180")
    with known.working() as workspace:
        assert workspace.proofs.rates()["register", "employees"].refuted == 1


async def test_why_it_is_wrong_may_be_said(known):
    async with known.app() as seen:
        await opened(seen)
        await chosen(seen, "240")
        await seen.press("underscore")
        await seen.shows("240 is wrong")
        await seen.press(*"half left", "enter")
        await seen.says("Refuted employees 240")
    with known.working() as workspace:
        assert workspace.history(1)[0].reason == "half left"


async def test_a_value_is_typed_over_the_one_under_the_cursor(known):
    async with known.app() as seen:
        await opened(seen)
        await chosen(seen, "240")
        await seen.press("e")
        await seen.shows("Type a value of Bergman Pumpar")
        await seen.press(*(["backspace"] * 3), *"many", "enter")
        await seen.shows("✗ “many” can't be read as employees")
        await seen.press(*(["backspace"] * 4), *"300", "enter")
        await seen.says("Typed employees 300 · u takes it back")
        await seen.shows("✓ 300", "→ 180", "→ 240")
        await seen.press("i")
        await seen.shows("Type a value of Bergman Pumpar")
        await seen.press(*"founded", "enter", *"1950", "enter")
        await seen.shows("✓ 1950")
        await seen.press("u")
        await seen.until(lambda: "✓ 1950" not in seen.text)


async def test_edit_writes_only_what_was_changed_and_points_at_what_is_wrong(known):
    async with known.app() as seen:
        await opened(seen)
        await seen.shows("near the plant")
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
        await to(seen, "events")
        await seen.shows("● mail: replied, curious")
        await seen.press("enter")
        await seen.shows("Touch: Nordhafen Logistik", "Person      dispatch", "Reaction    curious")


async def test_an_account_that_was_taken_back_is_said_and_comes_again(desk):
    with desk.working() as workspace:
        account_id = workspace.naming.name("Acme Pumps").account_id
    async with desk.app(start="account") as seen:
        seen.app.open_account(account_id)
        await seen.shows("Acme Pumps", "no domain: e adds it")
        await to(seen, "claims")
        await seen.shows("Nothing is known yet", "e   add the domain")
        await seen.press("u")
        await seen.shows("This company is not in the workspace any more", "ctrl+r does it again")
        await seen.press("a", "w", "e", "x", "r", "p", "y")
        await seen.press("ctrl+r")
        await seen.shows("Acme Pumps  slot 1")


async def test_without_a_chosen_company_it_says_how_to_choose(firm):
    async with firm.app(start="account") as seen:
        await seen.shows("No company chosen", "f jumps to any company")


@pytest.mark.parametrize("pane", PANES)
def test_the_last_line_of_every_pane_fits_80_columns(pane):
    assert list(fitting(KEYS[pane], LIMIT)) == list(KEYS[pane])
    assert list(fitting(KEYS_BEFORE, LIMIT)) == list(KEYS_BEFORE)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_nothing_runs_over_the_edge_at_other_sizes(known, size):
    async with known.app(size, start="account") as seen:
        await opened(seen)
        for pane in PANES:
            await to(seen, pane)
            await seen.shows("Bergman Pumpar  slot 1", "● fact")
            assert all(len(line) <= size[0] for line in seen.text.splitlines())
            assert seen.text.splitlines()[-1].endswith("? help")
