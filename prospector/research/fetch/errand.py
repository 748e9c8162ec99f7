"""What one source does for one company: its pace, its voice, its count, its share of the company's budget."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prospector.research.fetch.budget import Budget


@dataclass
class Errand:
    """On whose behalf requests are sent."""

    gap: float
    """Least seconds between two requests to one host."""
    log: Callable[[str], None]
    interfaces: frozenset[str] = frozenset()
    """Hosts of a documented programming interface that the source names as its own. Their terms and rates, which the
    source states and keeps, rule there; robots.txt is for who wanders through pages (RFC 9309, section 1)."""
    key: str = field(default="", repr=False)
    """The user's own key for the source; it stands in no line, sentence or URL."""
    budget: Budget = field(default_factory=Budget)
    """Shared by all sources of the company."""
    again: bool = False
    """Ask the site even where what was kept is fresh."""
    limit: asyncio.Timeout | None = None
    """What ends the source when it takes too long."""
    requests: int = 0
    """Requests really sent, those for robots.txt included, answers from the cache not."""
    _queued: int = 0
    _left: float = 0.0

    def sent(self) -> None:
        """Count one request."""
        self.requests += 1

    def hidden(self, text: str) -> str:
        """Return `text` without the key."""
        return text.replace(self.key, "•••") if self.key else text

    @contextmanager
    def queueing(self) -> Iterator[None]:
        """Stop the clock of the source while it waits for its turn at a host: that wait is politeness, not slowness."""
        limit = self.limit
        if limit is None or limit.expired() or (limit.when() is None and not self._queued):
            yield
            return
        loop = asyncio.get_running_loop()
        if not self._queued:
            self._left = (limit.when() or 0.0) - loop.time()
            limit.reschedule(None)
        self._queued += 1
        try:
            yield
        finally:
            self._queued -= 1
            if not self._queued:
                with contextlib.suppress(RuntimeError):  # the source has ended meanwhile
                    limit.reschedule(loop.time() + self._left)
