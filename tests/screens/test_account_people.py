"""The contacts of an account, in the Account place."""

import pytest

from prospector.errors import Refused
from screens.widgets.table import Table


@pytest.fixture
def staffed(firm):
    """A firm in which Nordhafen has two contacts, one of them touched."""
    with firm.working() as workspace:
        key = workspace.resolve("Nordhafen Logistik")
        workspace.people.add(key, "dispatch", role="dispatch desk", email="desk@nordhafen-logistik.example")
        workspace.people.add(key, "Anna Berg", role="head of service", phone="+49 40 123456", source="their site")
    return firm


async def opened(seen, name="Nordhafen Logistik", pane="people"):
    await seen.until(lambda: seen.app.is_open, "the workspace open")
    seen.app.remember("account.pane", pane)
    seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, name))
    seen.app.screen.on_screen_resume()
    await seen.until(lambda: getattr(seen.app.screen, "chosen", ""), "the account")
    assert seen.app.screen.pane == pane


async def on(seen, name):
    table = seen.app.screen.query_one("#people", Table)
    await seen.shows(name)
    table.select(next(one.key for one in table.rows if one.cell(0)[0] == name))
    await seen.press()


async def typed(seen, text):
    await seen.press(*["space" if letter == " " else letter for letter in text])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_contact_is_kept_with_source_changed_and_shown_in_full(firm, size):
    async with firm.app(size, start="account") as seen:
        await opened(seen)
        await seen.shows("Nobody by name yet: + keeps a contact.")
        await seen.press("plus")
        await seen.shows("A contact of Nordhafen Logistik")
        await typed(seen, "Anna Berg")
        await seen.press("enter")
        await typed(seen, "head of service")
        await seen.press("enter")
        await typed(seen, "anna")
        await seen.press("ctrl+s")
        await seen.shows("✗ “anna” is not an e-mail address", "Anna Berg", "head of service")
        await typed(seen, "@nordhafen.example")
        await seen.press("enter", "enter", "enter")
        await typed(seen, "trade fair")
        await seen.press("ctrl+s")
        await seen.says("Kept the contact · u takes it back")
        await seen.shows("Anna Berg", "head of", "? not asked", "never")
        await seen.press("enter")
        await seen.shows("E-mail      anna@nordhafen.example", "Source      trade fair", "Last touch  never")
        await seen.press("escape", "e")
        await seen.shows("From trade fair, kept on 2026-03-12.")
        await seen.press("tab", "tab", "tab", "tab", "tab", "right", "tab")
        await typed(seen, "on the phone")
        await seen.press("ctrl+s")
        await seen.says("Changed Anna Berg")
        await seen.shows("✓ agreed")
        await seen.press("u")
        await seen.shows("? not asked")


async def test_the_last_touch_of_each_person_and_one_is_never_contacted(staffed):
    async with staffed.app((120, 40), start="account") as seen:
        await opened(seen)
        await on(seen, "dispatch")
        await seen.shows("People · 2 contacts", "1 d", "Anna Berg")
        await on(seen, "Anna Berg")
        await seen.press("exclamation_mark")
        await seen.shows("Never contact Anna Berg")
        await seen.press("enter")
        await seen.shows("✗ say why in a few words")
        await typed(seen, "asked us to stop")
        await seen.press("enter")
        await seen.says("Anna Berg is on the never-contact list")
        await seen.shows("⊘ never")
    with staffed.working() as workspace:
        key = workspace.resolve("Nordhafen Logistik")
        with pytest.raises(Refused, match="never-contact"):
            workspace.people.add(key, "Anna Berg", role="head of service")
        assert workspace.account(key).place == "active"


async def test_a_contact_is_taken_out_with_a_reason_and_the_company_stays(staffed):
    async with staffed.app(start="account") as seen:
        await opened(seen)
        await on(seen, "Anna Berg")
        await seen.press("x")
        await seen.shows("Take Anna Berg out")
        await typed(seen, "left")
        await seen.press("enter")
        await seen.says("Took Anna Berg out · u takes it back")
        await seen.until(lambda: "Anna Berg" not in seen.text.splitlines()[5:8], "the contact gone")
        await seen.press("u")
        await on(seen, "Anna Berg")
    with staffed.working() as workspace:
        assert workspace.account(workspace.resolve("Nordhafen Logistik")).place == "active"
