"""The app in a real Chromium, driven over its own debugging protocol: typed into, clicked, resized, left."""

import asyncio
import base64
import contextlib
import itertools
import json
import re
import shutil

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra `web` is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
SECONDS = 90
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


class Tab:
    """One page of the browser."""

    def __init__(self, wire):
        self.wire, self.numbers, self.waiting = wire, itertools.count(1), {}
        self.session = None
        self.asked, self.answered, self.sent, self.complaints = [], [], [], []
        self.drawn, self.heard = "", asyncio.Event()

    async def listen(self):
        async for message in self.wire:
            told = json.loads(message.data)
            if (answer := self.waiting.pop(told.get("id"), None)) is not None:
                answer.set_result(told.get("result", told.get("error")))
            self.hear(told.get("method"), told.get("params", {}))
            self.heard.set()

    def hear(self, method, said):
        if method == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif method == "Network.responseReceived":
            self.answered.append(said["response"]["status"])
        elif method == "Network.webSocketCreated":
            self.asked.append(said["url"])
        elif method == "Network.webSocketFrameReceived" and said["response"]["opcode"] == 2:
            self.drawn += base64.b64decode(said["response"]["payloadData"]).decode("utf-8", "replace")
        elif method == "Network.webSocketFrameSent":
            self.sent.append(said["response"]["payloadData"])
        elif method in ("Log.entryAdded", "Runtime.exceptionThrown"):
            self.complaints.append(said)

    async def do(self, method, **said):
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        told = {"id": number, "method": method, "params": said}
        await self.wire.send_str(json.dumps(told | ({"sessionId": self.session} if self.session else {})))
        return await asyncio.wait_for(self.waiting[number], SECONDS)

    async def until(self, condition):
        async with asyncio.timeout(SECONDS):
            while not condition():
                self.heard.clear()
                await self.heard.wait()

    async def shows(self, word):
        try:
            await self.until(lambda: word in self.drawn)
        except TimeoutError:
            pytest.fail(f"{word!r} was not drawn; drawn was {self.drawn[-800:]!r}, said was {self.complaints}")

    async def run(self, script):
        return (await self.do("Runtime.evaluate", expression=script, returnByValue=True))["result"].get("value")

    def row_of(self, word):
        """Return the line of the terminal that a word was drawn on, the first is 1."""
        before = self.drawn[: self.drawn.rindex(word)]
        moved = list(re.finditer(r"\x1b\[(\d+);\d+H", before))[-1]
        return int(moved[1]) + before[moved.end() :].count("\n")

    async def type(self, text):
        await self.do("Input.insertText", text=text)

    async def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@contextlib.asynccontextmanager
async def browser(folder, width, height):
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--remote-debugging-port=0", f"--user-data-dir={folder}", f"--window-size={width},{height}", "about:blank",
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(SECONDS):
            while (found := re.search(rb"listening on (ws://\S+)", await process.stderr.readline())) is None:
                pass
        draining = asyncio.create_task(process.stderr.read())
        async with aiohttp.ClientSession() as client, client.ws_connect(found[1].decode(), max_msg_size=0) as wire:
            tab = Tab(wire)
            listening = asyncio.create_task(tab.listen())
            made = await tab.do("Target.createTarget", url="about:blank")
            tab.session = (await tab.do("Target.attachToTarget", targetId=made["targetId"], flatten=True))["sessionId"]
            for domain in ("Network", "Page", "Runtime", "Log"):
                await tab.do(f"{domain}.enable")
            yield tab
            listening.cancel()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        await draining


@pytest.mark.slow
async def test_typed_clicked_resized_and_left_in_chromium(serving, tmp_path):
    async with browser(tmp_path / "profile", 1000, 700) as tab:
        await tab.do("Page.navigate", url=serving.origin + "/wrong-word/")
        await tab.until(lambda: tab.answered)
        assert tab.answered == [403]
        assert serving.apps() == []

        await tab.do("Page.navigate", url=serving.address)
        await tab.shows("Welcome")
        assert await tab.run("document.title") == "Prospector"
        assert await tab.run("document.fonts.check('16px \"Roboto Mono\"')")

        # Clicked: the first line of the guide begins it.
        await tab.shows("Start my list")
        row, tab.drawn = tab.row_of("Start my list"), ""
        rows = json.loads([one for one in tab.sent if '"resize"' in one][-1])[1]["height"]
        high = await tab.run("document.querySelector('.xterm-screen').getBoundingClientRect().height")
        await tab.click(100, (row - 0.5) * high / rows)
        await tab.shows("What do you sell")

        # Typed: its first question takes what is typed.
        tab.drawn = ""
        await tab.type("Pümps 日本")
        await tab.shows("Pümps 日本")

        # Resized: the app is told the new size and draws for it.
        tab.drawn, tab.sent = "", []
        await tab.do("Emulation.setDeviceMetricsOverride", width=360, height=240, deviceScaleFactor=1, mobile=False)
        await tab.until(lambda: any('"resize"' in one for one in tab.sent))
        await tab.shows("needs at least 60x20")
        tab.drawn = ""
        await tab.do("Emulation.setDeviceMetricsOverride", width=1200, height=800, deviceScaleFactor=1, mobile=False)
        await tab.shows("What do you sell")

        here = {serving.origin, serving.origin.replace("http", "ws", 1), "data:,"}
        assert [one for one in tab.asked if "/".join(one.split("/")[:3]) not in here] == []
        assert [one for one in tab.complaints if "Content Security" in json.dumps(one)] == []
        assert len(serving.apps()) == 1
        await tab.do("Page.navigate", url="about:blank")
    await asyncio.to_thread(serving.until, lambda: not serving.apps(), "the app ended with its page")
