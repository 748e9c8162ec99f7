"""The fetcher: one per run, shared by all sources. It owns connections, cache, manners and the parsing processes."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from prospector.clock import Clock
from prospector.research.fetch.budget import Budget
from prospector.research.fetch.cache import HttpCache
from prospector.research.fetch.context import SourceContext
from prospector.research.fetch.errand import Errand
from prospector.research.fetch.gateway import read_gateway
from prospector.research.fetch.resolver import Resolver, SystemResolver
from prospector.research.fetch.settings import FetchSettings, key_name
from prospector.research.fetch.tls import system_context
from prospector.research.pool import ParsePool
from prospector.research.protocol import Company, Enricher, FetchFailed, Page
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.research.fetch.network import Dial
    from prospector.research.fetch.visit import Visitor
    from prospector.research.fetch.wire import Wire

_CLOSING_SECONDS = 1.0


class Fetcher:
    """The way to the web. Use it as an asynchronous context manager; fetches under way end when it is left."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        *,
        resolver: Resolver | None = None,
        dial: Dial | None = None,
        tls: ssl.SSLContext | None = None,
        pool: ParsePool | None = None,
    ) -> None:
        """Prepare; nothing is opened yet. A `pool` that is handed in is the caller's: it is not closed here.

        `resolver`, `dial` and `tls` are for tests: who looks names up, where a checked address is really connected to,
        and which certificates are trusted. Raises BadInput for a gateway that is no URL.
        """
        self._settings = settings
        self._clock = clock
        self._resolver = resolver
        self._dial = dial
        self._tls = tls
        self._gateway = read_gateway(settings.gateway)
        self._pool = pool or ParsePool(settings.workers, seconds=settings.parse_seconds)
        self._ours = pool is None
        self._cache = HttpCache(settings.cache_path, clock)
        self._under_way: set[asyncio.Timeout] = set()
        self._calm = asyncio.Event()
        self._calm.set()
        self._wire: Wire | None = None
        self._visitor: Visitor | None = None

    async def __aenter__(self) -> Self:
        """Load the HTTP client and the certificates, off the event loop."""
        await asyncio.to_thread(importlib.import_module, "prospector.research.fetch.visit")
        from prospector.research.fetch.visit import Visitor
        from prospector.research.fetch.wire import Wire

        self._wire = Wire(
            self._settings, await self._trusted(), self._resolver or SystemResolver(), self._gateway, self._dial
        )
        self._visitor = Visitor(self._settings, self._clock, self._wire, self._cache)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what is under way and close everything."""
        self._visitor = None
        now = asyncio.get_running_loop().time()
        for limit in self._under_way:
            limit.reschedule(now)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSING_SECONDS):
                await self._calm.wait()
        if self._ours:
            await self._pool.close()
        if self._wire is not None:
            await self._wire.close()
        await self._cache.close()

    async def _trusted(self) -> ssl.SSLContext:
        if self._tls is not None:
            return self._tls
        if self._gateway is not None and self._gateway.scheme == "http":
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, and loading the certificates takes 50 ms
        return await asyncio.to_thread(system_context)

    def context(
        self,
        source: Enricher,
        company: Company,
        log: Callable[[str], None],
        budget: Budget | None = None,
        *,
        again: bool = False,
    ) -> SourceContext:
        """Return what `source` is given to research `company`; `log` gets the progress lines.

        All sources of one company share its `budget`; `again` asks the sites even where what was kept is fresh.
        """
        errand = self._errand(source, log)
        errand.budget, errand.again = budget or errand.budget, again
        return SourceContext(self._page, self._pool, self._clock, errand, company, key_name(source.name))

    def _errand(self, source: Enricher, log: Callable[[str], None]) -> Errand:
        pace = self._settings.pace
        asked = 1.0 / source.rate if source.rate > 0 else 0.0
        gap = max(pace, asked) if pace > 0 else 0.0
        key = self._settings.keys.get(key_name(source.name), "")
        return Errand(gap=gap, log=log, interfaces=frozenset(source.hosts), key=key)

    async def _page(self, url: str, errand: Errand, headers: Mapping[str, str] | None) -> Page:
        """Return the page at `url`; whatever goes wrong is a FetchFailed."""
        if self._visitor is None:
            raise FetchFailed("failed", url, "the fetcher is closed")
        try:
            async with self._ended_by_closing():
                return await self._visitor.page(url, errand, headers)
        except FetchFailed:
            raise
        except Exception as error:
            if self._visitor is None:
                raise FetchFailed("failed", url, "the fetcher was closed meanwhile") from None
            # An answer that no case above foresaw must cost this one page, never the run.
            told = f"{type(error).__name__}: {clean(errand.hidden(str(error)), 200)}"
            raise FetchFailed("failed", url, told) from error

    @asynccontextmanager
    async def _ended_by_closing(self) -> AsyncIterator[None]:
        limit = asyncio.timeout(None)
        async with limit:
            self._under_way.add(limit)
            self._calm.clear()
            try:
                yield
            finally:
                self._under_way.discard(limit)
                if not self._under_way:
                    self._calm.set()
