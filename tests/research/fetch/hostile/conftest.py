"""The hostile web, asked as a run asks it: a real source, a real server on loopback, a limit of time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from enrichers.website import Website
from prospector.research.ask import SourceOutcome, ask
from prospector.research.fetch.guard import is_public
from prospector.research.protocol import STATES, Company

MEGABYTES = 200
"""Most memory that a case may take beyond what the process has already."""
SECONDS = 120.0
"""Longest time for one case, on a machine that does other things too."""


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    """Fail a case that takes more memory than the limit, here or in the processes that parse."""
    status, forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.exists():
        yield
        return
    with contextlib.suppress(OSError):
        forget.write_text("5")  # the peak counts from here on
    before, largest = _peak(status), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    yield
    assert _peak(status) - before < MEGABYTES * 1024
    # The largest child ever: one that another test had before says nothing about this one. A fork begins with what this
    # process holds, and that is counted for it, too.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(largest, before + MEGABYTES * 1024)


def _peak(status: Path) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


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
