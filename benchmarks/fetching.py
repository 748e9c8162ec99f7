"""How fast companies are read: 200 companies x 4 pages on a made-up web with 50 ms latency, next to other clients.

    python benchmarks/fetching.py [--companies 200] [--rounds 3] [--no-scrapy] [--whole]

The server is a process of its own. All kinds of runs take turns, round after round; printed are medians: pages a second,
processor time of the client (its children too) per page, the ratio to one sequential httpx client of the same round; and the wall
time of the polite runs against the limit that pace and latency set. Parsing is what the own-site source does with a page, in
its worker processes; `--whole` adds the run as a user starts it, from the workspace until everything is stored. Scrapy is
installed from the package index into an environment of its own, once; where that can't be done, the line says so.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import platformdirs
from made_web import PATHS, MadeWeb, host_of  # type: ignore[import-not-found]

from enrichers.website.reader import read_page
from prospector.clock import Clock
from prospector.research.fetch.client import Fetcher
from prospector.research.fetch.settings import FetchSettings
from prospector.research.protocol import Company
from prospector.research.sources import chosen_sources
from prospector.settings import Settings
from prospector.workspace import open_workspace

HERE = Path(__file__).resolve().parent
ENVIRONMENT = platformdirs.user_cache_path("prospector-benchmarks") / "scrapy"
LATENCY = 0.05
PACE = 0.2
"""Seconds between two requests to one host in the polite run of the fetcher."""
OWN_PACE = 1.0
"""The same as the own-site source keeps it: one request a second."""
SEQUENTIAL_SHARE = 10
"""One company in so many is read by the sequential client, whose rate does not depend on how many there are."""
Result = tuple[float, float]
"""Pages by the clock's second, milliseconds of processor time per page, of the client and its children."""


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(pages: int, work: Callable[[], object]) -> Result:
    begun, used = time.perf_counter(), cpu()
    work()
    return pages / (time.perf_counter() - begun), (cpu() - used) * 1000 / pages


def looped(pages: int, work: Callable[[], Awaitable[None]]) -> Result:
    return timed(pages, lambda: asyncio.run(work()))  # type: ignore[arg-type]


def sequential(gateway: str, companies: int) -> Result:
    async def work() -> None:
        async with httpx.AsyncClient(base_url=gateway) as client:
            for number in range(companies):
                for path in PATHS:
                    (await client.get(f"/http/{host_of(number)}{path}")).raise_for_status()

    return looped(companies * len(PATHS), work)


def one_shared(gateway: str, companies: int, at_once: int) -> Result:
    async def work() -> None:
        gate = asyncio.Semaphore(at_once)
        limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
        async with httpx.AsyncClient(base_url=gateway, limits=limits, timeout=60) as client:

            async def one(number: int) -> None:
                async with gate:
                    for path in PATHS:
                        (await client.get(f"/http/{host_of(number)}{path}")).raise_for_status()

            await asyncio.gather(*(one(number) for number in range(companies)))

    return looped(companies * len(PATHS), work)


def ours(gateway: str, companies: int, at_once: int, *, pace: float = 0.0, parse: bool = False) -> Result:
    """Our fetcher with robots.txt, cache and guards, as a run uses it."""

    async def work() -> None:
        gate = asyncio.Semaphore(at_once)
        (source,) = chosen_sources(["website"])
        with tempfile.TemporaryDirectory() as folder:
            settings = FetchSettings(gateway=gateway, cache_path=Path(folder) / "web.db", pace=pace)
            async with Fetcher(settings, Clock()) as fetcher:

                async def one(number: int) -> None:
                    async with gate:
                        host = host_of(number)
                        context = fetcher.context(source, Company(host, (host,)), lambda _line: None)
                        context._errand.gap = pace  # noqa: SLF001 - the source's own rate is slower than what is measured here
                        for path in PATHS:
                            page = await context.fetch(f"http://{host}{path}")
                            if parse:
                                await context.parse(read_page, page.text, page.url, dict(page.headers), "home")

                await asyncio.gather(*(one(number) for number in range(companies)))

    return looped(companies * len(PATHS), work)


def whole(gateway: str, companies: int, at_once: int) -> Result:
    """The run of a user: from the accounts of a workspace until their claims are stored, with the manners it has by default."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(
            rep="kim", gateway=gateway, cache=str(home / "web.db"), sources="website", companies_at_once=at_once
        )
        workspace = open_workspace(home / "workspace.db", settings, create=True)
        accounts = [
            workspace.naming.name(
                f"Firm{number:03} GmbH", domain=host_of(number), different=True, bench=True
            ).account_id
            for number in range(companies)
        ]
        result = looped(companies * len(PATHS), lambda: researched(workspace, accounts))
        workspace.close()
    return result


async def researched(workspace: Any, accounts: list[str]) -> None:
    found = await workspace.research.run(accounts)
    if {one.state for one in found} != {"found"}:
        sys.exit(f"not every company was read: {sorted({one.state for one in found})}")


def scrapy(python: Path, gateway: str, companies: int, at_once: int) -> Result:
    words = [python, HERE / "peers" / "scrapy_run.py", gateway, str(companies), str(at_once), *PATHS]
    pages = companies * len(PATHS)

    def work() -> None:
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        if int(done.stdout) != pages:
            sys.exit(f"scrapy read {done.stdout.strip()} of {pages} pages")

    return timed(pages, work)


def scrapy_python() -> Path | None:
    """Return the interpreter of scrapy's environment, made when it is not there; None when that can't be done here."""
    python = ENVIRONMENT / "bin" / "python"
    if (
        python.exists()
        and not subprocess.run([python, "-c", "import scrapy"], capture_output=True, check=False).returncode
    ):
        return python
    try:
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True, capture_output=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "scrapy"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return python


def limit(companies: int, at_once: int, pace: float) -> float:
    """Return the least seconds for so many companies: in turns, robots.txt first, then the pages, each after the pace."""
    return -(-companies // at_once) * (len(PATHS) * max(pace, LATENCY) + LATENCY)


def runs(gateway: str, companies: int, python: Path | None, *, with_whole: bool) -> dict[str, Callable[[], Result]]:
    few = max(companies // SEQUENTIAL_SHARE, 5)
    found: dict[str, Callable[[], Result]] = {
        "httpx, sequential": lambda: sequential(gateway, few),
        "httpx, one shared client, 20": lambda: one_shared(gateway, companies, 20),
        "httpx, one shared client, 50": lambda: one_shared(gateway, companies, 50),
        "prospector, 20 companies": lambda: ours(gateway, companies, 20),
        "prospector, 50 companies": lambda: ours(gateway, companies, 50),
        "prospector, 50, parsing": lambda: ours(gateway, companies, 50, parse=True),
        POLITE: lambda: ours(gateway, companies, 50, pace=PACE),
    }
    if with_whole:
        found[WHOLE] = lambda: whole(gateway, companies, 50)
    if python is not None:
        found["scrapy, 20"] = lambda: scrapy(python, gateway, companies, 20)
        found["scrapy, 50"] = lambda: scrapy(python, gateway, companies, 50)
    return found


POLITE = f"prospector, 50, pace {PACE} s"
WHOLE = f"prospector, 50, whole run, pace {OWN_PACE} s"


def measure(companies: int, rounds: int, *, with_scrapy: bool, with_whole: bool) -> dict[str, object]:
    found: dict[str, list[Result]] = {}
    python = scrapy_python() if with_scrapy else None
    with MadeWeb(delay=LATENCY) as web:
        for _ in range(rounds):
            for name, run in runs(web.gateway, companies, python, with_whole=with_whole).items():
                found.setdefault(name, []).append(run())
    first = [rate for rate, _ in found["httpx, sequential"]]
    lines = {
        name: {
            "pages_per_second": round(statistics.median(rate for rate, _ in results), 1),
            "cpu_ms_per_page": round(statistics.median(used for _, used in results), 2),
            "times_sequential": round(
                statistics.median(rate / alone for (rate, _), alone in zip(results, first, strict=True)), 1
            ),
        }
        for name, results in found.items()
    }
    fetching, parsing = (found[f"prospector, 50{kind}"] for kind in (" companies", ", parsing"))
    without = "not measured: " + ("it could not be installed here" if with_scrapy else "left out")
    return {
        "machine": {"processors": os.cpu_count(), "load": [round(one, 1) for one in os.getloadavg()]},
        "pages": companies * len(PATHS), "rounds": rounds, "runs": lines,
        "wall_to_limit": {
            name: to_limit(companies, found[name], pace)
            for name, pace in ((POLITE, PACE), (WHOLE, OWN_PACE)) if name in found
        },
        "parsing_to_fetching": round(
            statistics.median(one / other for (one, _), (other, _) in zip(parsing, fetching, strict=True)), 2
        ),
        "scrapy": "measured" if python is not None else without,
    }  # fmt: skip


def to_limit(companies: int, results: list[Result], pace: float) -> dict[str, float]:
    least, pages = limit(companies, 50, pace), companies * len(PATHS)
    wall = statistics.median(pages / rate for rate, _ in results)
    return {"limit_s": round(least, 2), "wall_s": round(wall, 2), "ratio": round(wall / least, 2)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-scrapy", action="store_true")
    parser.add_argument("--whole", action="store_true", help="also the run as a user starts it, about 20 s each")
    given = parser.parse_args()
    told = measure(given.companies, given.rounds, with_scrapy=not given.no_scrapy, with_whole=given.whole)
    print(json.dumps(told, indent=2))
