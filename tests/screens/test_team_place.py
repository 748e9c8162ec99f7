"""The app on a team's database: the same screens, and a server that goes away in the middle of work."""

import pytest

from prospector.clock import Clock
from prospector.errors import Refused
from prospector.store.moving import move
from prospector.workspace import open_workspace


@pytest.mark.slow
async def test_a_server_that_goes_away_is_said_the_input_kept_and_the_next_try_works(firm, team_url, server):
    move(firm.path, team_url, Clock())
    firm.open = lambda: open_workspace(team_url, firm.settings, clock=firm.clock)
    name = team_url.partition("?")[0].rpartition("/")[2]

    def away(gone: bool) -> None:
        server.sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {not gone}")
        server.sql(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")

    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("a")
        await seen.shows("Touch Thornley Pumps")
        await seen.press("c", "s", "tab", "tab", "tab", *"asked for a price")
        away(True)
        await seen.press("enter")
        await seen.until(lambda: name in seen.text + seen.toasts, "the sentence about the server")
        away(False)
        if not seen.app.screen.is_modal:  # what was typed waits where it was
            await seen.press("a")
            await seen.press("c", "s")
        await seen.shows("asked for a price")
        await seen.press("enter")
        await seen.says("Logged phone, spoke")
    with firm.working() as workspace:
        notes = [one.note for one in workspace.touches.of(workspace.resolve("Thornley Pumps"))]
        assert notes == ["asked for a price"]


@pytest.mark.slow
async def test_what_needs_a_file_says_so_before_it_asks(firm, team_url, server):
    move(firm.path, team_url, Clock())
    firm.open = lambda: open_workspace(team_url, firm.settings, clock=firm.clock)
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("9")
        await seen.shows("In from anywhere")
        await seen.press("right", "right")
        await seen.shows("[Backup]")
        await seen.shows("pg_dump")
        await seen.press("E")
        await seen.says("erasing rewrites a file")
        assert not seen.app.screen.is_modal
        await seen.press("left", "left", "left")
        await seen.shows("[Packets]", "nothing is handed in")
        await seen.press("a")
        await seen.says("nothing is handed in")
    with firm.working() as workspace, pytest.raises(Refused, match="everybody's acts stand in it already"):
        workspace.packets.hand_in()
