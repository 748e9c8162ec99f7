"""Manners: one request at a time and a pause between two, for each host; away for as long as a site asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from prospector.research.fetch.errand import Errand
from prospector.research.fetch.trouble import NotSent, Trouble

_GIVEN_UP_SECONDS = 300.0
"""For how long a site is not tried that could not be connected to."""


class KeyedLocks:
    """One lock per key, forgotten when nobody holds it or waits for it."""

    def __init__(self) -> None:
        """Start with none."""
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def held(self, key: str) -> AsyncIterator[None]:
        """Hold the lock of `key`; waiters are served in order."""
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks[key]
            if users == 1:
                del self._locks[key]
            else:
                self._locks[key] = (lock, users - 1)


class Pace:
    """Spaces the requests to each host."""

    def __init__(self) -> None:
        """Start with no host known."""
        self._locks = KeyedLocks()
        self._next: dict[str, float] = {}
        self._away: dict[str, float] = {}
        self._dead: dict[str, tuple[float, Trouble]] = {}

    @asynccontextmanager
    async def turn(self, host: str, gap: float, errand: Errand) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it; the next request starts `gap` seconds later at least.

        Raises Trouble (`rate_limited`) when the host asked to be left alone in the meantime.
        """
        loop = asyncio.get_running_loop()
        with errand.queueing():
            held = self._locks.held(host)
            await held.__aenter__()
            try:
                self.refuse_early(host)
                pause = self._next.get(host, 0.0) - loop.time()
                if pause > 0:
                    await asyncio.sleep(pause)
            except BaseException:
                await held.__aexit__(None, None, None)
                raise
        try:
            self._next[host] = loop.time() + gap
            yield
        finally:
            await held.__aexit__(None, None, None)

    def unspent(self, host: str) -> None:
        """Let the next request to `host` start at once: the last one reached nobody."""
        self._next.pop(host, None)

    def stay_away(self, host: str, seconds: float) -> None:
        """Ask nothing of `host` for so many seconds."""
        self._away[host] = max(self._away.get(host, 0.0), asyncio.get_running_loop().time() + seconds)

    def give_up(self, site: str, trouble: Trouble) -> None:
        """Remember that `site` can't be connected to, so that no other source waits for it too."""
        self._dead[site] = asyncio.get_running_loop().time() + _GIVEN_UP_SECONDS, trouble

    def refuse_dead(self, site: str) -> None:
        """Raise the trouble of a site that could not be connected to a moment ago."""
        until, trouble = self._dead.get(site, (0.0, None))
        if trouble is not None and until > asyncio.get_running_loop().time():
            raise NotSent(trouble.state, trouble.sentence)

    def refuse_early(self, host: str) -> None:
        """Raise Trouble (`rate_limited`) while `host` wants to be left alone."""
        left = self._away.get(host, 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            raise NotSent("rate_limited", f"{host} asked to be left alone, for another {left:.0f} s", after=left)


def retry_after(value: str | None, now: datetime, cap: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most `cap`; None when it says nothing readable.

    Seconds or an HTTP date (RFC 9110, section 10.2.3); a date in the past means at once.
    """
    text = (value or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), cap)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), cap)
