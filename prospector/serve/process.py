"""One app for one open page: a process that begins with the page and ends with it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

PATIENCE = 5.0
"""Seconds in which an app has to end when its page was closed, before it is ended."""
_BEGUN = b"__GANGLION__\n"
"""What Textual's driver writes before its first packet."""
_COMMAND = (sys.executable, "-m", "prospector")
_DRIVER = "screens.browser:BrowserDriver"


class AppProcess:
    """The process, spoken to in the packets of Textual's web driver: a letter, four bytes of length, what it carries."""

    def __init__(self, variables: Mapping[str, str], send: Callable[[bytes], Awaitable[None]]) -> None:
        """Hand what the app draws to `send`; `variables` say which workspace it opens."""
        self._variables = variables
        self._send = send
        self._process: Process | None = None
        self._told = b""

    async def start(self, width: int, height: int) -> None:
        """Start the app at this size."""
        size = {
            "COLUMNS": str(width),
            "ROWS": str(height),
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_DRIVER": _DRIVER,
        }
        self._process = await asyncio.create_subprocess_exec(
            *_COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env={**os.environ, **self._variables, **size}
        )

    @property
    def told(self) -> str:
        """What it said beside the screen, for the log of the server."""
        return self._told.decode("utf-8", "replace")

    async def draw(self) -> None:
        """Hand on what the app draws, until it ends."""
        process = self._running()
        reading = asyncio.create_task(_read(process.stderr))
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await process.stdout.readuntil(_BEGUN)
            while True:
                kind = await process.stdout.readexactly(1)
                carried = await process.stdout.readexactly(int.from_bytes(await process.stdout.readexactly(4), "big"))
                if kind == b"D":
                    await self._send(carried)
                elif kind == b"M" and json.loads(carried).get("type") == "exit":
                    break
        await self.stop()
        self._told = await reading

    async def typed(self, text: str) -> None:
        """Hand on what was typed."""
        await self._write(b"D", text.encode("utf-8", "replace"))

    async def tell(self, **said: Any) -> None:
        """Tell the app of something that is no key: another size, the focus, that it is to end."""
        await self._write(b"M", json.dumps(said).encode())

    async def stop(self) -> None:
        """Ask the app to end and wait for it; after some patience it is ended."""
        process = self._running()
        if process.returncode is not None:
            return
        await self.tell(type="quit")
        process.stdin.close()
        for end in (process.terminate, process.kill):
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    end()
            else:
                return
        await process.wait()

    async def _write(self, kind: bytes, carried: bytes) -> None:
        stdin = self._running().stdin
        with contextlib.suppress(ConnectionError, RuntimeError):
            stdin.write(kind + len(carried).to_bytes(4, "big") + carried)
            await stdin.drain()

    def _running(self) -> Any:
        if self._process is None:
            message = "the app was not started"
            raise RuntimeError(message)
        return self._process


async def _read(stream: asyncio.StreamReader) -> bytes:
    kept = b""
    while part := await stream.read(4_096):
        kept = (kept + part)[-20_000:]
    return kept
