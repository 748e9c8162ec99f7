"""Every hostile document and every odd way of sending, one after the other, read by one process: it stays small."""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path

import pytest

from prospector.research.protocol import STATES

MEGABYTES = 200
SECONDS = 120.0
GOOD = "<title>Acme GmbH</title><h1>Acme GmbH</h1><p>Tel. +49 40 7318220</p>"
HTML = b"content-type: text/html; charset=utf-8\r\n"
GOOD_LINK = GOOD + "<link rel=alternate type=application/rss+xml href=/feed.xml>"


def whole(body: str | bytes, more: bytes = HTML) -> bytes:
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return b"HTTP/1.1 200 OK\r\n" + more + b"content-length: %d\r\n\r\n" % len(content) + content


async def endless(piece: bytes, times: int = 100_000, pause: float = 0.0) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n" + HTML + b"transfer-encoding: chunked\r\n\r\n"
    for _ in range(times):
        yield b"%x\r\n" % len(piece) + piece + b"\r\n"
        await asyncio.sleep(pause)


async def heads(line: bytes, times: int, pause: float = 0.0) -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    for _ in range(times):
        yield line
        await asyncio.sleep(pause)
    yield HTML + b"content-length: 1\r\n\r\nx"


@cache
def bomb(times: int) -> bytes:
    return gzip.compress(bytes(200_000_000), 1) if times == 1 else gzip.compress(bomb(times - 1), 9)


GZIP = HTML + b"content-encoding: gzip\r\n"
CASES: dict[str, Callable[[], bytes | AsyncIterator[bytes]]] = {
    "h14-drip": lambda: endless(b"x", pause=0.2),
    "h14-heads": lambda: heads(b"x-a: b\r\n", 1_000, 0.05),
    "h15-endless": lambda: endless(b"<p>words and words</p>" * 4_000),
    "h16-bomb": lambda: whole(bomb(1), GZIP),
    "h16-double": lambda: whole(bomb(2), HTML + b"content-encoding: gzip, gzip\r\n"),
    "h16-garbage": lambda: whole(gzip.compress(GOOD.encode()) + b"\x00garbage" * 1_000, GZIP),
    "h16-plain": lambda: whole(GOOD, GZIP),
    "h17-long": lambda: b"HTTP/1.1 200 OK\r\n" + HTML + b"content-length: 10000000000\r\n\r\n" + GOOD.encode(),
    "h17-negative": lambda: b"HTTP/1.1 200 OK\r\n" + HTML + b"content-length: -5\r\n\r\n" + GOOD.encode(),
    "h17-two": lambda: b"HTTP/1.1 200 OK\r\n" + HTML + b"content-length: 5\r\ncontent-length: 9\r\n\r\n" + b"x" * 9,
    "h18-pdf": lambda: whole(b"%PDF-1.7" + b"x" * 3_000_000),
    "h21-cookies": lambda: heads(b"set-cookie: a=b; path=/\r\n", 10_000),
    "h21-header": lambda: heads(b"x-long: " + b"y" * 1_000_000 + b"\r\n", 1),
    "h28-nested": lambda: whole(GOOD + "<div>" * 100_000),
    "h28-attributes": lambda: whole(GOOD + "<p " + " ".join(f"a{n}=b" for n in range(20_000)) + ">"),
    "h28-comments": lambda: whole(GOOD + "<!--" * 300_000),
    "h28-scripts": lambda: whole(GOOD + "<script>" * 200_000),
    "h28-a": lambda: whole(GOOD + "a" * 2_000_000),
    "h28-mails": lambda: whole(GOOD + "a@" * 1_000_000),
    "h28-signs": lambda: whole(GOOD + "<" * 1_000_000),
    "h29-json": lambda: whole(GOOD + f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    "h31-feed": lambda: whole(GOOD_LINK),
    "h32-zeros": lambda: whole(bytes(2_000_000)),
    "h41-marks": lambda: whole(GOOD.replace("Acme GmbH", "Acme GmbH" + "\u0301" * 500_000)),
    "h44-words": lambda: whole(GOOD + f'<meta name=description content="{"word " * 200_000}">'),
    "h51-json": lambda: endless(b'{"a": "' + b"x" * 100_000 + b'"},'),
}
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>Acme</title>" + "<item><title>open" * 20_000


async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            target = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            _, _, host, path = target.split("/", 3)
            if path == "feed.xml":
                answer: bytes | AsyncIterator[bytes] = whole(FEED, b"content-type: application/rss+xml\r\n")
            elif path == "" and host.removesuffix(".example") in CASES:
                answer = await asyncio.to_thread(CASES[host.removesuffix(".example")])
            else:
                answer = b"HTTP/1.1 404 X\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n\r\n"
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                async for piece in answer:
                    writer.write(piece)
                    await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        pass
    finally:
        writer.close()


@pytest.mark.slow
async def test_all_of_them_in_one_process_stay_under_the_limit():
    server = await asyncio.start_server(served, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        hosts = [f"{case}.example" for case in CASES]
        script = Path(__file__).with_name("reading.py")
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(script), f"http://127.0.0.1:{port}", *hosts,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    *outcomes, last = [json.loads(line) for line in out.splitlines()]
    assert len(outcomes) == 2 * len(CASES)
    assert [one for one in outcomes if one["state"] not in STATES or one["seconds"] > SECONDS] == []
    assert {one["host"] for one in outcomes if one["state"] == "found" and one["source"] == "website"} >= {
        "h16-garbage.example", "h16-plain.example", "h28-nested.example", "h31-feed.example",
    }  # fmt: skip
    assert max(last["megabytes"].values()) < MEGABYTES, last
