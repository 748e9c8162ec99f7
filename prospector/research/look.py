"""Reading one page, and those it links to, without storing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from prospector.clock import Clock
from prospector.errors import BadInput
from prospector.identity.domain import registrable
from prospector.research.ask import OWN_SITE, Progress, Researched, ask, open_fetcher
from prospector.research.protocol import Company, Enricher
from prospector.research.sources import claiming
from prospector.settings import Settings
from prospector.text import clean


async def look(
    settings: Settings,
    clock: Clock,
    url: str,
    *,
    only: Sequence[str] | None = None,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> Researched:
    """Research the page at `url` with the source that reads a company's own site, or those in `only`.

    Raises BadInput for what is no web address.
    """
    address = clean(url, 2_000)
    address = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadInput(f"“{address}” is not a web address: type it like https://acme.com/contact")
    domain = registrable(address)
    company = Company(name="", domains=(domain,) if domain else (), url=address)
    # The page and those it links to were asked for, nothing else: other sources only when they are named.
    sources, outcomes = claiming(only or [OWN_SITE]), []
    async with open_fetcher(settings, clock) as fetcher:
        for done, source in enumerate(sources):

            def say(message: str, done: int = done, source: Enricher = source) -> None:
                progress(Progress("", address, "running", message, done, len(sources), source.name))

            outcomes.append(await ask(fetcher, source, company, say))
    return Researched("", address, tuple(outcomes))
