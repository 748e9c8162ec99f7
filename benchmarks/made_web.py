"""A made-up web in a process of its own: so many companies, so many pages each, answered after so many milliseconds.

It is asked as a gateway (``GET /http/HOST/PATH``) or as one site (``GET /HOST/PATH``). Each request is written to a log file when
it comes in and when its answer is out, so that what was really asked can be counted by somebody else than the client; so is
each connection when it begins and when it is gone.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
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
        if out:
            out.write(f"begun {time.time():.4f} -\n")
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
            if out:
                out.write(f"gone {time.time():.4f} -\n")

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
        self._log = log
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

    def settled(self) -> list[str]:
        """Return the URLs asked for so far, in order, once the server has taken in all that its clients left behind.

        Connections are taken in their order: with the answer to a new one, every older one has begun, and may be waited for.
        """
        if self._log is None:
            raise ValueError("only a server with a log can say what it was asked")
        mine = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        mine.request("GET", "/http/settled.example/")
        mine.getresponse().read()
        mine.close()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            lines = [line.split(" ", 2) for line in self._log.read_text(encoding="utf-8").splitlines()]
            kinds = [line[0] for line in lines]
            if kinds.count("begun") == kinds.count("gone"):
                return [url for kind, _, url in lines if kind == "in" and "//settled." not in url]
            time.sleep(0.01)
        raise TimeoutError("a client of the made-up web does not go away")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--delay", type=float, default=0.05)
    with MadeWeb(delay=parser.parse_args().delay) as web:
        print(web.gateway)
        sys.stdin.read()
