"""Reads company after company from a gateway, one line of JSON each, and at last how much memory that took at most.

python reading.py GATEWAY HOST...
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time

from enrichers.feeds import Feeds
from enrichers.website import Website
from prospector.clock import Clock
from prospector.research.ask import ask
from prospector.research.fetch.client import Fetcher
from prospector.research.fetch.settings import FetchSettings
from prospector.research.protocol import Company


async def main(gateway: str, hosts: list[str]) -> None:
    settings = FetchSettings(gateway=gateway, pace=0.0, total_seconds=3.0, read_seconds=1.0, retries=0)
    async with Fetcher(settings, Clock()) as fetcher:
        for host in hosts:
            company = Company("Acme GmbH", (host,), f"http://{host}/")
            for source in (Website(), Feeds()):
                begun = time.monotonic()
                outcome = await ask(fetcher, source, company, lambda _line: None)
                told = {"host": host, "source": source.name, "state": outcome.state, "detail": outcome.detail}
                tell({**told, "seconds": time.monotonic() - begun})
    most = {
        name: resource.getrusage(who).ru_maxrss / 1024
        for name, who in (("own", resource.RUSAGE_SELF), ("children", resource.RUSAGE_CHILDREN))
    }
    tell({"megabytes": most})


def tell(said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


asyncio.run(main(sys.argv[1], sys.argv[2:]))
