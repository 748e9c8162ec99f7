"""The first research asks once whom sources may write to."""

from dataclasses import replace

from prospector.paths import config_file


async def test_a_contact_is_asked_once_and_can_be_refused(firm):
    # A gateway that is not on this machine: the sources want a contact, and without one nothing is sent there.
    firm.settings = replace(firm.settings, sources="sec", gateway="http://gateway.invalid:1")
    async with firm.app((80, 24), start="list") as seen:
        await seen.shows("4 of 20")
        await seen.press("R")
        await seen.shows("Whom may sources write to?", "SEC EDGAR")
        await seen.press("m", "e", "enter")
        await seen.shows("no e-mail address")
        await seen.press("backspace", "backspace", "enter")
        await seen.says("Research of 4 of 4 done")
        assert 'contact = "none"' in config_file().read_text(encoding="utf-8")
        await seen.press("R")
        await seen.says("Research of 4 of 4 done")
        assert "Whom may" not in seen.text


async def test_suggesting_asks_for_a_contact_too(firm):
    firm.settings = replace(firm.settings, sources="overpass", gateway="http://gateway.invalid:1")
    async with firm.app((80, 24), start="name") as seen:
        await seen.until(lambda: seen.app.is_open)
        await seen.press("ctrl+s")
        await seen.shows("Whom may sources write to?", "OpenStreetMap")
        await seen.press("enter")
        await seen.until(lambda: config_file().exists())
        await seen.shows("Companies like yours")
        assert 'contact = "none"' in config_file().read_text(encoding="utf-8")
