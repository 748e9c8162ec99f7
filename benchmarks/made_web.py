"""A made-up web in a process of its own: so many companies, so many pages each, answered after so many milliseconds.

It is asked as a gateway (``GET /http/HOST/PATH``) or as one site (``GET /HOST/PATH``). Each request is written to a log file when
it comes in and when its answer is out, so that what was really asked can be counted by somebody else than the client.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import signal
import sys
import time
from pathlib import Path
from typing import Self

PATHS = ("/", "/kontakt", "/impressum", "/ueber-uns")
_WORDS = (
    "pump",
    "valve",
    "ship",
    "harbour",
    "steel",
    "service",
    "quality",
    "team",
    "since",
    "reliable",
    "plant",
    "supply",
)


def host_of(number: int) -> str:
    return f"firm{number:03}.example"


def page(host: str, path: str, size: int) -> bytes:
    """A page of about `size` bytes: prose in paragraphs and lists, a menu, contact data."""
    dice = random.Random(host + path)
    name = f"{host.partition('.')[0].title()} GmbH"
    links = "".join(f'<li><a href="{one}">{one.strip("/").title() or "Start"}</a></li>' for one in PATHS)
    number = int("".join(filter(str.isdigit, host)) or 0)
    facts = (
        f"<address>{name}<br>Hafenstr. {number + 1}<br>20457 Hamburg</address><p>Telefon: +49 40 73{number:03}20</p>"
        f'<p>E-Mail: <a href="mailto:info@{host}">info@{host}</a></p>'
    )
    head = f"<!doctype html><html lang=de><head><meta charset=utf-8><title>{name}</title></head><body><ul>{links}</ul>"
    parts = [head, f"<h1>{name}</h1>{facts}"]
    length = sum(map(len, parts))
    while length < size:
        text = " ".join(dice.choices(_WORDS, k=40))
        parts.append(
            f'<section class="s{length}"><h2>{text[:30]}</h2><div><p>{text}</p><img src="/i{length}.jpg" alt=""></div></section>'
        )
        length += len(parts[-1])
    parts.append("</body></html>")
    return "".join(parts).encode()


async def serve(log: Path | None, delay: float, size: int, told: object) -> None:
    kept: dict[tuple[str, str], bytes] = {}
    out = log.open("a", buffering=1, encoding="utf-8") if log else None

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                target = head.split(" ", 2)[1]
                parts = target.lstrip("/").split("/", 2 if target.startswith(("/http/", "/https/")) else 1)
                scheme, host = ("http", parts[0]) if parts[0] not in ("http", "https") else (parts[0], parts[1])
                path = "/" + (parts[-1] if len(parts) > 1 + (parts[0] in ("http", "https")) else "")
                begun = time.time()
                if out:
                    out.write(f"in {begun:.4f} {scheme}://{host}{path}\n")
                await asyncio.sleep(delay)
                known = host.startswith("firm") and path in PATHS
                body = kept.setdefault((host, path), page(host, path, size)) if known else b"nothing here"
                kind = "text/html; charset=utf-8" if known else "text/plain"
                status = "200 OK" if known else "404 Not Found"
                lines = f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
                writer.write(lines.encode() + body)
                await writer.drain()
                if out:
                    out.write(f"out {time.time():.4f} {scheme}://{host}{path}\n")
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=1 << 16, backlog=512)
    told.send(server.sockets[0].getsockname()[1])  # type: ignore[attr-defined]
    await server.serve_forever()


def _main(log: Path | None, delay: float, size: int, told: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serve(log, delay, size, told))


class MadeWeb:
    """The server as a context manager."""

    def __init__(self, *, log: Path | None = None, delay: float = 0.05, size: int = 43_000) -> None:
        here, there = multiprocessing.Pipe()
        self._told = here
        self._process = multiprocessing.get_context("spawn").Process(
            target=_main, args=(log, delay, size, there), daemon=True
        )

    def __enter__(self) -> Self:
        self._process.start()
        self.port = int(self._told.recv())
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    @property
    def gateway(self) -> str:
        return f"http://127.0.0.1:{self.port}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.05)
    with MadeWeb(delay=parser.parse_args().delay) as web:
        print(web.gateway)
        sys.stdin.read()
