"""The hostile web, asked as a run asks it: a real source, a real server on loopback, a limit of time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from enrichers.website import Website
from prospector.research.ask import SourceOutcome, ask
from prospector.research.fetch.guard import is_public
from prospector.research.pool import ParsePool
from prospector.research.protocol import STATES, Company

T = TypeVar("T")
MEGABYTES = 200
"""Most memory that a case may take beyond what the process has already."""
SECONDS = 120.0
"""Longest time for one case, on a machine that does other things too."""


class Readers(ParsePool):
    """The processes that parse, kept from test to test as a run keeps them from site to site: to start them is most of the work.

    They serve on an event loop of their own, because each test has another.
    """

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        running = asyncio.run_coroutine_threadsafe(super().run(function, *arguments), self._loop)
        return await asyncio.wrap_future(running)

    @property
    def numbers(self) -> list[int]:
        return [worker._process.pid for worker in self._all]

    def end(self) -> None:
        asyncio.run_coroutine_threadsafe(self.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="package")
def readers() -> Iterator[Readers]:
    """Not for longer than these tests: where a thread runs, others may not fork."""
    made = Readers()
    yield made
    made.end()


@pytest.fixture
def web(web: Any, readers: Readers) -> Any:
    web.readers = readers
    return web


@pytest.fixture(autouse=True)
def memory(readers: Readers) -> Iterator[None]:
    """Fail a case that takes more memory than the limit, here or in the processes that parse."""
    if not Path("/proc/self/status").exists():
        yield
        return
    held = {number: _forgotten(number) for number in (os.getpid(), *readers.numbers)}
    before, largest = held[os.getpid()], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    yield
    for number in (os.getpid(), *readers.numbers):
        assert _peak(number) < held.get(number, before) + MEGABYTES * 1024
    # Of those that ended, the largest ever: one that another test had before says nothing about this one. A fork begins
    # with what this process holds, and that is counted for it, too.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(largest, *held.values()) + MEGABYTES * 1024


def _forgotten(number: int) -> int:
    """Let the peak of a process count from here on; return it."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{number}/clear_refs").write_text("5")
    return _peak(number)


def _peak(number: int) -> int:
    """Return the most kilobytes that a process held."""
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.fixture
def research(web: Any) -> Callable[..., Any]:
    """Ask one source about a company on the made-up web; what came of it has a type, in time, from public addresses."""

    async def run(
        url: str | None = "http://acme.example/", *, source: Any = None, domains: tuple[str, ...] = ("acme.example",),
        name: str = "Acme GmbH", country: str | None = None, **settings: Any,
    ) -> SourceOutcome:  # fmt: skip
        company = Company(name, domains, url, country=country)
        given = {"total_seconds": 12.0, "read_seconds": 6.0, "retries": 0, **settings}
        begun = time.monotonic()
        async with asyncio.timeout(SECONDS), web.fetcher(**given) as fetcher:
            outcome = await ask(fetcher, source or Website(), company, web.lines.append)
        assert time.monotonic() - begun < SECONDS
        assert outcome.state in STATES, outcome
        assert outcome.detail.isprintable()
        for address, _ in web.dialled:
            assert is_public(address), f"connected to {address}"
        for request in web.requests:
            with contextlib.suppress(ValueError):
                assert ipaddress.ip_address(request.host.partition(":")[0]).is_global
        return outcome

    return run


@pytest.fixture
def values() -> Callable[[SourceOutcome, str], list[Any]]:
    """What a source said about one field."""
    return lambda outcome, field: [claim.value for claim in outcome.claims if claim.field == field]


@pytest.fixture
def home(web: Any, answer: Any) -> Callable[..., None]:
    """Serve the company's home page."""

    def serve(body: str | bytes, path: str = "/", **headers: str) -> None:
        web.serve(f"acme.example{path}", answer(200, body, **headers))

    return serve
