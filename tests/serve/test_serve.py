"""A real client at a real server: what is served to whom, and the app over the socket."""

import asyncio
import json
import re
import socket
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra `web` is not installed")

SECONDS = 60


class Page:
    """The socket of one open page, as the page uses it."""

    def __init__(self, wire):
        self.wire = wire
        self.drawn = ""

    async def tell(self, *message):
        await self.wire.send_str(json.dumps(message))

    async def shows(self, word):
        """Read what is drawn until the word comes."""
        async with asyncio.timeout(SECONDS):
            while word not in self.drawn:
                message = await self.wire.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, f"{message}, drawn was {self.drawn[-500:]!r}"
                self.drawn += message.data.decode()

    def anew(self):
        self.drawn = ""


async def opened(client, serving, query="?width=90&height=30"):
    return Page(await client.ws_connect(f"{serving.address}ws{query}", headers={"Origin": serving.origin}))


async def test_the_page_loads_everything_from_here(serving):
    async with aiohttp.ClientSession() as client, client.get(serving.address) as answer:
        assert answer.status == 200
        policy, page = answer.headers["Content-Security-Policy"], await answer.text()
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert re.findall(r"https?://", page) == []
        assert "<script>" not in page
        wanted = re.findall(r"(?:src|href)=\"(static/[^\"]+)\"|url\((static/[^)]+)\)", page)
        assert len(wanted) == 4
        for pair in wanted:
            async with client.get(serving.address + "".join(pair)) as part:
                assert part.status == 200, pair
                assert part.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/ws", {}),
        ("/static/js/textual.js", {}),
        ("/wrong-word/", {}),
        ("{token}/", {"Host": "evil.example"}),
        ("{token}/", {"Origin": "http://evil.example"}),
        ("{token}/ws", {"Upgrade": "websocket", "Connection": "Upgrade"}),
        ("{token}/ws", {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": "http://evil.example"}),
        ("{token}/static/../../etc/passwd", {"Host": "evil.example"}),
    ],
)
async def test_who_is_not_meant_is_refused_and_starts_no_app(serving, path, headers):
    token = "/" + serving.address.split("/")[3]
    async with (
        aiohttp.ClientSession() as client,
        client.get(serving.origin + path.format(token=token), headers=headers) as answer,
    ):
        assert answer.status == 403
        assert serving.apps() == []


async def test_the_app_answers_keys_and_sizes_and_ends_with_its_page(serving):
    async with aiohttp.ClientSession() as client:
        tiny = await opened(client, serving, "?width=x&height=-9999999999")
        await tiny.shows("80x1")
        await tiny.wire.close()
        page = await opened(client, serving)
        await page.shows("Welcome")
        for nonsense in (
            "",
            "{",
            "[]",
            "[1,2]",
            '["stdin",{}]',
            '["resize",7]',
            '["resize",{"width":"x","height":1e999}]',
            "[" * 9_999,
        ):
            await page.wire.send_str(nonsense)
        await page.wire.send_bytes(b"\x00\xff")
        page.anew()
        await page.tell("resize", {"width": 40, "height": 10})
        await page.shows("40x10")
        await page.tell("resize", {"width": 100, "height": 30})
        page.anew()
        await page.tell("stdin", "\x1bOP")
        await page.shows("Help")
        assert serving.apps()
        await page.wire.close()
    await asyncio.to_thread(serving.until, lambda: not serving.apps(), "all apps ended")


async def test_the_app_that_is_left_closes_its_page(serving):
    async with aiohttp.ClientSession() as client:
        page = await opened(client, serving)
        await page.shows("Welcome")
        await page.tell("stdin", "\x11")
        async with asyncio.timeout(SECONDS):
            while (message := await page.wire.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING)
    await asyncio.to_thread(serving.until, lambda: not serving.apps(), "the app ended")


async def test_an_app_does_not_outlive_a_server_that_is_killed(server):
    async with aiohttp.ClientSession() as client:
        page = await opened(client, server)
        await page.shows("Welcome")
        (app,) = server.apps()
        server.process.kill()
        server.process.wait()
    await asyncio.to_thread(server.until, lambda: not _runs(app), "the app ended")


async def test_it_listens_on_loopback_alone(serving):
    port = int(serving.origin.rpartition(":")[2])
    assert serving.origin.startswith("http://127.0.0.1:")
    try:
        elsewhere = {one[4][0] for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
            "127.0.0.1"
        }
    except OSError:
        elsewhere = set()
    for address in (one for one in elsewhere if not one.startswith("127.")):
        with pytest.raises(OSError), socket.create_connection((address, port), timeout=5):  # noqa: PT011 - refused, whatever the number
            pass


def _runs(process):
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
