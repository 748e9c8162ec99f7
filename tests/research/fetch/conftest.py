"""A made-up web on loopback: any host name, any port, answers given byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from prospector.clock import FrozenClock
from prospector.research.fetch.client import Fetcher
from prospector.research.fetch.context import SourceContext
from prospector.research.fetch.settings import FetchSettings
from prospector.research.pool import ParsePool
from prospector.research.protocol import Company

PUBLIC = "93.184.216.34"
Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    host: str
    target: str
    headers: dict[str, str]


@dataclass
class Source:
    name: str = "website"
    label: str = "Website"
    fields: Sequence[str] = ()
    needs: Sequence[str] = ()
    hosts: Sequence[str] = ()
    licence: str = ""
    terms: str = ""
    rate: float = 1000.0

    async def enrich(self, company: Company, context: Any) -> Sequence[Any]:
        return []


def raw(status: int = 200, body: bytes | str = b"", **headers: str) -> bytes:
    """One whole answer; `content_type=...` becomes a header, "" leaves the header out."""
    content = body.encode() if isinstance(body, str) else body
    named = {"content-type": "text/html; charset=utf-8", "content-length": str(len(content))}
    named.update({name.replace("_", "-"): value for name, value in headers.items()})
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content


def fixed(answer: bytes) -> Handler:
    async def handle(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return handle


class Names:
    """A resolver that knows what it was told and counts."""

    def __init__(self) -> None:
        self.known: dict[str, list[str] | Exception] = {}
        self.asked: list[str] = []

    async def resolve(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        known = self.known.get(host, [PUBLIC])
        if isinstance(known, Exception):
            raise known
        return known


@dataclass
class Web:
    clock: FrozenClock
    names: Names = field(default_factory=Names)
    requests: list[Request] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    routes: dict[str, Handler] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    port: int = 0
    connections: int = 0
    tls: ssl.SSLContext | None = field(default_factory=lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    greeting: bytes = b""
    readers: ParsePool | None = None

    def serve(self, url: str, answer: bytes | Handler) -> None:
        """Answer requests for `url` ("host/path?query")."""
        self.routes[url] = fixed(answer) if isinstance(answer, bytes) else answer

    def seen(self, path: str | None = None) -> list[str]:
        """What was asked for, robots.txt left out unless asked about."""
        urls = [request.host + request.target for request in self.requests]
        return [url for url in urls if (url.endswith(path) if path else not url.endswith("/robots.txt"))]

    def dial(self, address: str, port: int) -> tuple[str, int]:
        self.dialled.append((address, port))
        return "127.0.0.1", self.port

    def fetcher(self, **settings: Any) -> Fetcher:
        given: dict[str, Any] = {
            "pace": 0.0,
            "connect_seconds": 2.0,
            "read_seconds": 8.0,
            "total_seconds": 16.0,
            **settings,
        }
        return Fetcher(
            FetchSettings(**given), self.clock, resolver=self.names, dial=self.dial, tls=self.tls, pool=self.readers
        )

    def context(self, fetcher: Fetcher, source: Source | None = None) -> SourceContext:
        return fetcher.context(source or Source(), Company("Acme"), self.lines.append)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.greeting:
            writer.write(self.greeting)
            writer.close()
            return
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
                target = head[0].split(" ")[1]
                request = Request(headers.get("host", ""), target, headers)
                self.requests.append(request)
                missing = raw(404, "nothing here", content_type="text/plain")
                await self.routes.get(request.host + target, fixed(missing))(request, writer)
                if writer.is_closing():
                    break
        writer.close()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
async def web(clock: FrozenClock) -> AsyncIterator[Web]:
    made = Web(clock)
    async with _serving(made):
        yield made


@contextlib.asynccontextmanager
async def _serving(made: Web, tls: ssl.SSLContext | None = None) -> AsyncIterator[None]:
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        with contextlib.suppress(asyncio.CancelledError):
            await made.answer(reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls, limit=1 << 20)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def serving() -> Callable[..., contextlib.AbstractAsyncContextManager[None]]:
    """Serve a web again, over TLS."""
    return _serving


@pytest.fixture
def answer() -> Callable[..., bytes]:
    return raw


@pytest.fixture
def source() -> type[Source]:
    return Source


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
