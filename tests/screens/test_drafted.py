"""Drafts of letters: the lamp, what was typed, what waits."""

import pytest

from prospector.model.plan import PlaybookRecord

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def account(firm):
    with firm.working() as workspace:
        return workspace.resolve("Thornley Pumps")


@pytest.fixture
def playbook(firm, account):
    with firm.working() as workspace:
        workspace.naming.edit(account, sector="pumps")
        workspace.strategy.playbooks.save(
            "pumps", subject="{company}: late visits", body="Hello {person},\n\nwho plans your service visits?"
        )
        workspace.qualifying.add_why_now(account, "new depot opens in Leeds", happens_on="2026-06-01")
    assert PlaybookRecord("", "pumps").sector == "pumps"


@pytest.mark.parametrize("size", SIZES)
async def test_s3_6_a_draft_from_the_playbook_lights_amber_then_green_and_is_confirmed_as_sent(
    firm, account, playbook, opened, size
):
    async with firm.app(size) as seen:
        await seen.on()
        await seen.press("M")
        await seen.shows(
            "Message to Thornley Pumps", "who plans your service visits?", "◆ amber", "no line about this company"
        )
        await seen.shows("○ new depot opens in Leeds")
        await seen.press("f", "enter", "escape")
        await seen.shows("● green", "● new depot opens in Leeds")
        await seen.press("m")
        await seen.shows("Opened in your mail program", "y it was sent")
        with firm.working() as workspace:
            assert [one.draft.account_id for one in workspace.drafts.waiting()] == [account]
        await seen.press("y")
        await seen.says("Logged mail, sent: Thornley Pumps")
    assert opened[0].startswith("mailto:?subject=Thornley%20Pumps%3A%20late%20visits")
    with firm.working() as workspace:
        assert workspace.drafts.waiting() == []
        assert workspace.touches.of(account)[0].channel == "mail"


async def test_s3_6_the_lamp_names_the_company_it_reads_like(firm, account, playbook):
    body = "Hello, who plans your service visits, and what does a late one cost you in a year?"
    with firm.working() as workspace:
        other = workspace.resolve("Froid Armorique")
        workspace.naming.edit(other, sector="cold stores")
        workspace.drafts.write(other, "Visits", body)
        workspace.strategy.playbooks.save("pumps", body=body)
    async with firm.app() as seen:
        await seen.on()
        await seen.press("M")
        await seen.shows("◆ amber", "reads like the message to Froid Armorique (cold stores)")


async def test_a_typed_message_survives_leaving_and_is_saved_as_a_file(firm, account, playbook, tmp_path):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("M", "e")
        await seen.shows("esc ends editing")
        await seen.press(*"Dear Jo, ")
        await seen.press("escape", "escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
    async with firm.app() as seen:
        await seen.on()
        await seen.press("M")
        await seen.shows("Dear Jo, Hello")
        await seen.press("s")
        await seen.shows("Save the message", "thornley-pumps-2026-03-12.eml")
        target = tmp_path / "out.eml"
        await seen.press("ctrl+u", *str(target), "enter")
        await seen.shows("Saved")
        await seen.press("escape")
        await seen.says("Drafted for Thornley Pumps")
    assert b"X-Unsent: 1" in target.read_bytes()


async def test_drafts_that_wait_are_listed_confirmed_and_thrown_away(firm, account):
    with firm.working() as workspace:
        other = workspace.resolve("Froid Armorique")
        workspace.drafts.write(account, "Pumps", "Hello")
        workspace.drafts.write(other, "Cold", "Hello")
        workspace.drafts.write(workspace.resolve("Bergman Pumpar"), "Fleet", "Hello")
        workspace.never.suppress_account(other, "asked us")
    async with firm.app() as seen:
        await seen.on()
        await seen.press("D")
        await seen.shows("Drafts that wait", "○ Thornley Pumps", "⊘ Froid Armorique", "○ Bergman Pumpar")
        await seen.press("y")
        await seen.says("Logged mail, sent: Thornley Pumps")
        await seen.until(lambda: "○ Thornley Pumps" not in seen.text, "one fewer")
        await seen.shows("never-contact ledger")
        await seen.press("y")
        await seen.shows("✗")
        await seen.press("n")
        await seen.says("Threw the draft to Froid Armorique away")
        await seen.until(lambda: "⊘ Froid" not in seen.text, "one fewer")
        await seen.press("n")
        await seen.shows("Nothing waits. M drafts a message")
    with firm.working() as workspace:
        assert workspace.touches.of(other) == []


async def test_today_says_how_many_drafts_wait(firm, account):
    with firm.working() as workspace:
        workspace.drafts.write(account, "Pumps", "Hello")
    async with firm.app() as seen:
        await seen.shows("1 draft waits to be confirmed as sent: D, then y")
        await seen.press("D", "y")
        await seen.says("Logged mail, sent: Thornley Pumps")
        await seen.press("escape")
        await seen.until(lambda: "draft waits" not in seen.text, "nothing waits")


async def test_a_refused_confirmation_is_done_with_a_reason_only(firm, account):
    with firm.working() as workspace:
        workspace.drafts.write(account, "Pumps", "Hello")
        workspace.touches.log(account, "phone", "no_answer")
    async with firm.app() as seen:
        await seen.on()
        await seen.press("M")
        await seen.shows("y it was sent")
        await seen.press("y")
        await seen.shows("A rule says no", "too soon")
        await seen.press(*"he asked for it", "enter")
        await seen.says("Logged mail, sent: Thornley Pumps")
    with firm.working() as workspace:
        assert [one.outcome for one in workspace.touches.of(account)] == ["sent", "no_answer"]
