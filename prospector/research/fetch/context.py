"""What an enricher is given: `protocol.Context`, for one source and one account."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from prospector.clock import Clock
from prospector.research.fetch.errand import Errand
from prospector.research.pool import ParsePool, ParseRefused
from prospector.research.protocol import Company, FetchFailed, NoKey, Page
from prospector.text import clean

T = TypeVar("T")


class SourceContext:
    """One source's way out, its clock and its voice."""

    def __init__(
        self,
        page: Callable[[str, Errand, Mapping[str, str] | None], Awaitable[Page]],
        pool: ParsePool,
        clock: Clock,
        errand: Errand,
        company: Company,
        key_name: str = "",
    ) -> None:
        """Take what is shared (`page`, `pool`, `clock`) and what is one's own; `key_name` is what a key is kept under."""
        self._page = page
        self._pool = pool
        self._clock = clock
        self._errand = errand
        self._key_name = key_name
        self._last_url = company.url or ""
        self.read: dict[str, datetime] = {}
        """When each page was read, by its final URL: the reading date of the claims that rest on it."""

    @property
    def requests(self) -> int:
        """Return how many HTTP requests were really sent, those for robots.txt included, cache hits not."""
        return self._errand.requests

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Return the page at `url` (see `protocol.Context.fetch`); raises FetchFailed."""
        if self._errand.key and self._errand.key in url:
            raise FetchFailed("blocked", self.hidden(url), "a key does not belong into a URL, where others read it")
        page = await self._page(url, self._errand, headers)
        self._last_url = page.url
        if page.read_at is not None:
            self.read[page.url] = page.read_at
        return page

    def timed(self, limit: asyncio.Timeout) -> None:
        """Take the limit that ends the source when it takes too long; it stands still while the source waits in a queue."""
        self._errand.limit = limit

    async def parse(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run `function` in another process under a time limit; raises FetchFailed (`failed`) or what it raised."""
        try:
            return await self._pool.run(function, *arguments)
        except ParseRefused as refused:
            raise FetchFailed("failed", self._last_url, refused.sentence) from None

    def key(self) -> str:
        """Return the user's own key for the source; raises Skip when there is none."""
        if not self._errand.key:
            name = self._key_name
            raise NoKey(
                f"needs a key of your own: set PROSPECTOR_KEY_{name.upper()}, or {name} under [keys] in the settings"
            )
        return self._errand.key

    def hidden(self, text: str) -> str:
        """Return `text` without the user's key."""
        return self._errand.hidden(text)

    def now(self) -> datetime:
        """Return the current moment, aware, UTC."""
        return self._clock.now()

    def log(self, message: str) -> None:
        """Say what is being done, in one clean line."""
        self._errand.log(clean(self.hidden(message)))
