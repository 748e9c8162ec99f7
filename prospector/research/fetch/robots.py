"""robots.txt (RFC 9309): what a site does not want read is not read, and there is no switch for it."""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from protego import Protego

from prospector.clock import Clock
from prospector.research.fetch.agent import TOKEN
from prospector.research.fetch.cache import HttpCache, Stored
from prospector.research.fetch.errand import Errand
from prospector.research.fetch.freshness import REDIRECTS
from prospector.research.fetch.pace import KeyedLocks
from prospector.research.fetch.settings import FetchSettings
from prospector.research.fetch.trouble import Trouble
from prospector.research.fetch.urls import Target, join

if TYPE_CHECKING:
    from prospector.research.fetch.wire import Answer

Sender = Callable[[Target, Errand], Awaitable["Answer"]]
_TROUBLE_SECONDS = 30
"""For how long a robots.txt that could not be read is not asked for again."""
_LARGE = 20_000
_NO_GATEWAY_ANSWER = 599


@dataclass(frozen=True)
class _Rules:
    """What one site says. Exactly one of: parsed rules, trouble, or neither (everything is allowed)."""

    until: datetime
    parsed: Protego | None = None
    trouble: Trouble | None = None


class RobotsBook:
    """The robots.txt of every site met so far."""

    def __init__(self, settings: FetchSettings, clock: Clock, cache: HttpCache, send: Sender) -> None:
        """Take who sends requests; nothing is asked yet."""
        self._settings = settings
        self._clock = clock
        self._cache = cache
        self._send = send
        self._locks = KeyedLocks()
        self._known: dict[str, _Rules] = {}

    async def permit(self, target: Target, errand: Errand) -> float:
        """Return the pause in seconds that the site asks for between two requests (0: none), when `target` may be read.

        Raises Trouble: `refused_by_robots`, or what kept robots.txt from being read.
        """
        rules = await self._rules(target, errand)
        if rules.trouble is not None:
            raise Trouble(rules.trouble.state, rules.trouble.sentence)
        if rules.parsed is None:
            return 0.0
        if not _allowed(rules.parsed, target.url):
            raise Trouble("refused_by_robots", f"robots.txt of {target.host} does not allow {TOKEN} to read this page")
        delay = rules.parsed.crawl_delay(TOKEN) or 0.0
        if delay > self._settings.max_crawl_delay:
            raise Trouble(
                "refused_by_robots",
                f"robots.txt of {target.host} asks for {delay:,.0f} s between two requests, too long",
            )
        return delay

    async def _rules(self, target: Target, errand: Errand) -> _Rules:
        async with self._locks.held(target.site):
            rules = self._known.get(target.site)
            if rules is None or rules.until <= self._clock.now():
                rules = self._known[target.site] = await self._read(target, errand)
            return rules

    async def _read(self, target: Target, errand: Errand) -> _Rules:
        place = Target(target.scheme, target.host, target.port, "/robots.txt")
        stored = await self._cache.get(place.url)
        if stored is not None and stored.fresh_until > self._clock.now():
            return await _parsed(stored.text, stored.fresh_until)
        try:
            text = await self._fetch(place, errand)
        except Trouble as trouble:
            # That one company's budget is used up is nothing that the next one should hear.
            seconds = 0 if trouble.state == "skipped" else _TROUBLE_SECONDS
            return _Rules(self._clock.now() + timedelta(seconds=seconds), trouble=trouble)
        now = self._clock.now()
        until = now + timedelta(seconds=self._settings.robots_seconds)
        await self._cache.put(place.url, Stored(200, {}, text, truncated=False, read_at=now, fresh_until=until))
        return await _parsed(text, until)

    async def _fetch(self, place: Target, errand: Errand) -> str:
        """Return the text of robots.txt, empty when there is none; raises Trouble when nothing may be read."""
        seen: set[str] = set()
        while place.url not in seen and len(seen) <= self._settings.max_redirects:
            seen.add(place.url)
            answer = await self._send(place, errand)
            location = answer.headers.get("location")
            if answer.status in REDIRECTS and location:
                place = join(place, location, any_port=self._settings.gateway is not None)
                continue
            return _text(place.host, answer)
        return ""  # a loop or too many hops: as if there were none (RFC 9309, section 2.3.1.2)


def _text(host: str, answer: Answer) -> str:
    if answer.status == 429:  # noqa: PLR2004 - HTTP's own number
        raise Trouble("rate_limited", f"robots.txt of {host} answered 429, so nothing may be read now")
    if answer.status >= _NO_GATEWAY_ANSWER:
        raise Trouble("unreachable", f"robots.txt of {host} could not be fetched: answer {answer.status}")
    if answer.status >= 500:  # noqa: PLR2004
        raise Trouble("refused_by_robots", f"robots.txt of {host} answered {answer.status}, so nothing may be read now")
    return _decoded(answer.body) if 200 <= answer.status < 300 else ""  # noqa: PLR2004


def _decoded(body: bytes) -> str:
    """Return the rules as text; markup that a site serves in place of rules holds none."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = body.decode("utf-16", "replace")
    else:
        text = body.decode("utf-8-sig", "replace")
    return "" if text.lstrip()[:1] in {"<", "{"} else text.replace("\x00", "")


async def _parsed(text: str, until: datetime) -> _Rules:
    if not text.strip():
        return _Rules(until)
    parse = Protego.parse
    return _Rules(until, await asyncio.to_thread(parse, text) if len(text) > _LARGE else parse(text))


def _allowed(rules: Protego, url: str) -> bool:
    try:
        return rules.can_fetch(url, TOKEN)
    except (ValueError, RecursionError):
        return False  # a rule that can't be read against this URL: the site meant something by it
