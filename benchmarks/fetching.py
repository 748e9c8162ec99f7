"""How fast companies are read: 200 companies x 4 pages on a made-up web with 50 ms latency, next to other clients.

    python benchmarks/fetching.py [--companies 200] [--rounds 3] [--quick]

The server is a process of its own. Printed are medians of the rounds: pages a second, processor time of the client per page, the
ratio to one sequential httpx client of the same round, and, for the polite run, the wall time against the limit that pace and
latency set. Parsing is what the own-site source does with a page, in its worker processes. Scrapy goes into an environment
of its own for the purpose; where that can't be done, the line says so.
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
import venv
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from made_web import PATHS, MadeWeb, host_of  # type: ignore[import-not-found]

from enrichers.website.reader import read_page
from prospector.clock import Clock
from prospector.research.fetch.client import Fetcher
from prospector.research.fetch.settings import FetchSettings
from prospector.research.protocol import Company
from prospector.research.sources import chosen_sources

LATENCY = 0.05
PACE = 0.2
Result = tuple[float, float]
"""Seconds by the clock, seconds of processor time of the client and its children."""


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], Awaitable[None]]) -> Result:
    begun, used = time.perf_counter(), cpu()
    asyncio.run(work())  # type: ignore[arg-type]
    return time.perf_counter() - begun, cpu() - used


def sequential(gateway: str, companies: int) -> Result:
    async def work() -> None:
        async with httpx.AsyncClient(base_url=gateway) as client:
            for number in range(companies):
                for path in PATHS:
                    (await client.get(f"/http/{host_of(number)}{path}")).raise_for_status()

    return timed(work)


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

    return timed(work)


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

    return timed(work)


SPIDER = """
import sys, scrapy
from scrapy.crawler import CrawlerProcess
class Spider(scrapy.Spider):
    name = "s"
    start_urls = [f"{sys.argv[1]}/firm{n:03}.example{p}" for n in range(int(sys.argv[2])) for p in %r]
    def parse(self, response): pass
process = CrawlerProcess({"CONCURRENT_REQUESTS": int(sys.argv[3]), "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[3]),
  "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False})
process.crawl(Spider); process.start()
""" % (PATHS,)  # noqa: UP031


def scrapy_python(folder: Path) -> Path | None:
    """Install scrapy into an environment of its own; None when that can't be done here."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = subprocess.run([python, "-m", "pip", "install", "-q", "scrapy"], capture_output=True, check=False)
    return python if done.returncode == 0 else None


def scrapy(python: Path, gateway: str, companies: int, at_once: int) -> Result:
    begun, used = time.perf_counter(), cpu()
    subprocess.run([python, "-c", SPIDER, gateway, str(companies), str(at_once)], check=True, capture_output=True)
    return time.perf_counter() - begun, cpu() - used


def measure(companies: int, rounds: int, *, with_scrapy: bool) -> dict[str, object]:
    found: dict[str, list[Result]] = {}
    pages = companies * len(PATHS)
    # robots.txt, then the pages, each after the pace; the companies in turns of so many at once.
    polite = -(-companies // 50) * (len(PATHS) * PACE + LATENCY)
    with MadeWeb(delay=LATENCY) as web, tempfile.TemporaryDirectory() as folder:
        python = scrapy_python(Path(folder)) if with_scrapy else None
        runs: dict[str, Callable[[], Result]] = {
            "httpx, sequential": lambda: sequential(web.gateway, max(companies // 10, 5)),
            "httpx, one shared client, 20": lambda: one_shared(web.gateway, companies, 20),
            "httpx, one shared client, 50": lambda: one_shared(web.gateway, companies, 50),
            "prospector, 20 companies": lambda: ours(web.gateway, companies, 20),
            "prospector, 50 companies": lambda: ours(web.gateway, companies, 50),
            "prospector, 50, parsing": lambda: ours(web.gateway, companies, 50, parse=True),
            f"prospector, 50, pace {PACE} s": lambda: ours(web.gateway, companies, 50, pace=PACE),
        }
        if python is not None:
            runs["scrapy, 50"] = lambda: scrapy(python, web.gateway, companies, 50)
        for _ in range(rounds):
            for name, run in runs.items():
                found.setdefault(name, []).append(run())
    lines: dict[str, object] = {}
    rates = {}
    for name, results in found.items():
        read = max(companies // 10, 5) * len(PATHS) if name == "httpx, sequential" else pages
        rates[name] = statistics.median(read / wall for wall, _ in results)
        lines[name] = {
            "pages_per_second": round(rates[name], 1),
            "cpu_ms_per_page": round(statistics.median(used * 1000 / read for _, used in results), 2),
            "times_sequential": round(rates[name] / rates["httpx, sequential"], 1),
        }
    slow = statistics.median(wall for wall, _ in found[f"prospector, 50, pace {PACE} s"])
    without = "not measured: " + ("it could not be installed here" if with_scrapy else "left out")
    return {
        "machine": {"processors": os.cpu_count(), "load": [round(one, 1) for one in os.getloadavg()]},
        "pages": pages, "rounds": rounds, "runs": lines,
        "polite_wall_to_limit": {"limit_s": round(polite, 2), "wall_s": round(slow, 2), "ratio": round(slow / polite, 2)},
        "parsing_to_fetching": round(rates["prospector, 50, parsing"] / rates["prospector, 50 companies"], 2),
        "scrapy": "measured" if python is not None else without,
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="no scrapy")
    given = parser.parse_args()
    told = measure(given.companies, given.rounds, with_scrapy=not given.quick)
    print(json.dumps(told, indent=2))
    sys.exit(0)
