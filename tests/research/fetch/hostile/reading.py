"""Reads company after company from a gateway, one line of JSON each, and at last how much memory that took at most.

python reading.py GATEWAY HOST...
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from enrichers.feeds import Feeds
from enrichers.website import Website
from prospector.clock import Clock
from prospector.research.ask import ask
from prospector.research.fetch.client import Fetcher
from prospector.research.fetch.settings import FetchSettings
from prospector.research.protocol import Company


async def main(gateway: str, hosts: list[str]) -> None:
    settings = FetchSettings(gateway=gateway, pace=0.0, total_seconds=5.0, read_seconds=2.5, retries=0)
    async with Fetcher(settings, Clock()) as fetcher:
        for host in hosts:
            company = Company("Acme GmbH", (host,), f"http://{host}/")
            for source in (Website(), Feeds()):
                begun = time.monotonic()
                outcome = await ask(fetcher, source, company, lambda _line: None)
                told = {"host": host, "source": source.name, "state": outcome.state, "detail": outcome.detail}
                tell({**told, "seconds": time.monotonic() - begun})
    tell({"megabytes": {"own": peak(), "children": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}})


def peak() -> float:
    """Return the most megabytes that this program held; what the kernel counts as usage begins with who started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024


def tell(said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


asyncio.run(main(sys.argv[1], sys.argv[2:]))
