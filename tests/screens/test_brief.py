"""The brief over list, account and today."""

from __future__ import annotations

import pytest

from prospector.research.keeping import keep
from prospector.research.protocol import Claim

PAGE = "https://bergman-pumpar.example/om-oss"


@pytest.fixture
def known(firm):
    with firm.working() as workspace:
        account_id = workspace.resolve("Bergman Pumpar")
        claims = [
            Claim("employees", 240, PAGE, "Vi är 240 medarbetare", "text", 0.85),
            Claim("description", "Pumpar [red]och[/red] service i **Malmö**", PAGE, "Pumpar", "meta", 0.8),
            Claim("event", "New plant in Lund", f"{PAGE}?news", "New plant in Lund", "feed", 0.9, "2026-02-20"),
        ]
        with workspace.action("research") as action:
            keep(action, account_id, "website", claims, {})
    return firm


@pytest.mark.parametrize("place", ["list", "today"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_b_opens_the_brief_and_esc_closes_it(known, place, size):
    async with known.app(size=size, start=place) as seen:
        await seen.shows("Bergman Pumpar")
        await seen.press("b")
        await seen.shows("Brief ", "WHAT THEY DO", "y copies")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal, "the brief closed")


async def test_the_account_place_shows_claims_with_source_and_asks_the_rest(known):
    async with known.app(size=(120, 40), start="list") as seen:
        await seen.shows("Bergman Pumpar")
        seen.app.open_account(_id(known))
        await seen.shows("Claims · 3 claims")
        await seen.press("b")
        await seen.shows("240 people (website 1,", "Pumpar [red]och[/red] service i **Malmö**", "New plant in Lund")
        await seen.press("G")
        await seen.shows("unknown: ask how they buy", "PAGES READ", PAGE)
        await seen.press("g", "j", "k")
        await seen.shows("WHAT THEY DO")


async def test_y_copies_it_as_text_and_shift_y_as_markdown(known):
    async with known.app(size=(80, 24), start="list") as seen:
        await seen.shows("Bergman Pumpar")
        seen.app.open_account(_id(known))
        await seen.shows("Bergman Pumpar")
        await seen.press("b")
        await seen.shows("WHAT THEY DO")
        await seen.press("y")
        await seen.until(lambda: "240 people" in seen.app.clipboard, "the text copied")
        assert "## " not in seen.app.clipboard
        await seen.press("Y")
        await seen.until(lambda: "## Size" in seen.app.clipboard, "the Markdown copied")
        assert "\\*\\*Malmö\\*\\*" in seen.app.clipboard


def _id(firm):
    with firm.working() as workspace:
        return workspace.resolve("Bergman Pumpar")
