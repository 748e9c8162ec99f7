"""From a URL to a page: guard, cache, robots.txt, pace, request, redirects, and the reading of what came."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prospector.clock import Clock
from prospector.research.fetch.backoff import passing_status, pause, worth_a_try
from prospector.research.fetch.body import unpacked
from prospector.research.fetch.cache import HttpCache, Stored
from prospector.research.fetch.charset import declared_text, detected_text
from prospector.research.fetch.errand import Errand
from prospector.research.fetch.freshness import REDIRECTS, fresh_until
from prospector.research.fetch.headers import cache_key, carried, check_key, chosen_headers
from prospector.research.fetch.kinds import media_type, not_a_page, packed_file, readable, refuse_binary
from prospector.research.fetch.pace import KeyedLocks, Pace, retry_after
from prospector.research.fetch.robots import RobotsBook
from prospector.research.fetch.settings import FetchSettings
from prospector.research.fetch.trouble import BadCertificate, NotSent, Trouble
from prospector.research.fetch.urls import PORTS, Target, join, read_url
from prospector.research.fetch.walls import wall
from prospector.research.fetch.wire import Answer, Wanted, Wire
from prospector.research.protocol import FetchFailed, Page

OK = 200
_NOT_MODIFIED = 304
_BLOCKED = {401: "asks for a log-in", 403: "refuses access", 451: "is withheld for legal reasons"}
_TOO_MANY, _OVERLOADED, _SERVER_ERROR = 429, 503, 500
_NO_GATEWAY_ANSWER = 599
"""What a gateway answers for what it does not have: nobody was reached."""
_AWAY_WITHOUT_WORD = 30.0
"""Seconds for which a host is left alone that said "too many requests" and not for how long."""


@dataclass(frozen=True)
class _Reply:
    """One hop's answer, read or remembered."""

    status: int
    headers: Mapping[str, str]
    text: str
    truncated: bool
    read_at: datetime
    from_cache: bool


class Visitor:
    """Fetches pages for everybody, politely."""

    def __init__(self, settings: FetchSettings, clock: Clock, wire: Wire, cache: HttpCache) -> None:
        """Take the parts; nothing is sent yet."""
        self._settings = settings
        self._clock = clock
        self._wire = wire
        self._cache = cache
        self._pace = Pace()
        self._locks = KeyedLocks()
        self._robots = RobotsBook(settings, clock, cache, self._send_robots)
        self._any_port = settings.gateway is not None
        self._renewed: set[str] = set()
        """What was asked for in this run, by the name it is kept under."""

    async def page(self, url: str, errand: Errand, headers: Mapping[str, str] | None = None) -> Page:
        """Return the page at `url` after redirects; raises FetchFailed."""
        at = url
        try:
            target, chosen = read_url(url, any_port=self._any_port), chosen_headers(headers)
            check_key(target, chosen, errand)
            seen: set[str] = set()
            while True:
                at = target.url
                seen.add(at)
                reply = await self._reply(target, errand, chosen)
                location = reply.headers.get("location")
                if reply.status not in REDIRECTS or not location:
                    return _page(url, target, reply)
                before, target = target, self._next(target, location, seen, errand)
                chosen = carried(chosen, before, target)
        except Trouble as trouble:
            raise FetchFailed(trouble.state, at, trouble.sentence, after=trouble.after) from None

    def _next(self, target: Target, location: str, seen: set[str], errand: Errand) -> Target:
        following = join(target, location, any_port=self._any_port)
        if following.url in seen:
            raise Trouble("failed", f"{target.host} redirects in a circle")
        if len(seen) > self._settings.max_redirects:
            raise Trouble("failed", f"{target.host} redirects more than {self._settings.max_redirects} times")
        if target.scheme == "https" and following.scheme == "http":
            errand.log(f"{target.host} leads from https to http")
        return following

    async def _reply(self, target: Target, errand: Errand, headers: Mapping[str, str]) -> _Reply:
        kept_as = cache_key(target, headers)
        async with self._locks.held(kept_as):
            stored = await self._cache.get(kept_as)
            fresh = stored is not None and stored.fresh_until > self._clock.now()
            if stored is not None and fresh and (not errand.again or kept_as in self._renewed):
                return _remembered(stored)
            self._pace.refuse_early(target.host)
            self._pace.refuse_dead(target.site)
            by_terms = target.host in errand.interfaces
            delay = 0.0 if by_terms else await self._robots.permit(target, errand)
            extra = {**headers, **(stored.validators() if stored is not None else {})}
            answer = await self._send(target, errand, max(errand.gap, delay), extra)
            self._renewed.add(kept_as)
            if answer.status == _NOT_MODIFIED and stored is not None:
                return await self._confirmed(kept_as, stored, answer)
            _refuse_status(target, answer)
            reply = await self._read(answer)
            await self._keep(kept_as, reply)
            return reply

    async def _send(self, target: Target, errand: Errand, gap: float, extra: Mapping[str, str]) -> Answer:
        """Send the request; a short "later" of the site is waited for once, a long one keeps us away."""
        errand.log(f"reading {target.url}")
        answer = await self._tried(target, errand, gap, extra, self._wanted)
        wait = self._asked_to_wait(answer)
        if wait is not None and wait <= self._settings.retry_within:
            errand.log(f"{target.host} asks to wait {wait:.0f} s")
            await asyncio.sleep(wait)
            answer = await self._tried(target, errand, gap, extra, self._wanted)
            wait = self._asked_to_wait(answer)
        if answer.status == _TOO_MANY or (answer.status == _OVERLOADED and wait is not None):
            away = _AWAY_WITHOUT_WORD if wait is None else wait
            self._pace.stay_away(target.host, away)
            asked = "" if wait is None else f" and asks to wait {wait:.0f} s"
            sentence = f"{target.host} answers {answer.status} (too many requests){asked}"
            raise Trouble("rate_limited", sentence, after=away)
        return answer

    async def _send_robots(self, target: Target, errand: Errand) -> Answer:
        errand.log(f"reading {target.url}")
        self._pace.refuse_dead(target.site)
        return await self._tried(target, errand, errand.gap, {}, self._wanted_robots)

    async def _tried(
        self, target: Target, errand: Errand, gap: float, extra: Mapping[str, str], wanted: Wanted
    ) -> Answer:
        """Send the request, and again after a growing pause when it failed in a way that may be over in a moment."""
        for number in range(self._settings.retries + 1):
            last = number == self._settings.retries
            try:
                answer = await self._turn(target, errand, gap, extra, wanted)
            except Trouble as trouble:
                if last or not worth_a_try(trouble):
                    self._remember(target, trouble)
                    raise
            else:
                if last or self._asked_to_wait(answer) is not None or not passing_status(answer.status):
                    return answer
            wait = pause(number + 1, self._settings.retry_seconds)
            errand.log(f"{target.host} failed, tried again in {wait:.1f} s")
            await asyncio.sleep(wait)
        raise Trouble("failed", "nothing was sent")

    def _remember(self, target: Target, trouble: Trouble) -> None:
        """Keep other sources from waiting for a site that can't be reached, and from going round its bad certificate."""
        if not isinstance(trouble, NotSent) or trouble.state != "unreachable":
            return
        self._pace.give_up(target.site, trouble)
        if isinstance(trouble, BadCertificate):
            plain = Target("http", target.host, PORTS["http"], "/")
            sentence = f"{trouble.sentence}; it is not read without one either"
            self._pace.give_up(plain.site, NotSent("unreachable", sentence))

    async def _turn(
        self, target: Target, errand: Errand, gap: float, extra: Mapping[str, str], wanted: Wanted
    ) -> Answer:
        async with self._pace.turn(target.host, gap, errand):
            errand.budget.spend()
            start, size = self._now(), 0
            try:
                answer = await self._wire.send(target, extra, wanted, errand.sent)
                size = len(answer.body)
            finally:
                errand.budget.got(size, self._now() - start)
            if answer.status == _NO_GATEWAY_ANSWER:
                self._pace.unspent(target.host)
            return answer

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def _wanted(self, status: int, headers: Mapping[str, str]) -> int:
        """Return how much of a page to read; raises Trouble when a good answer is no page at all."""
        kind = media_type(headers.get("content-type", ""))
        if status == OK and not readable(kind):
            raise not_a_page(kind)
        if not readable(kind) or status >= _SERVER_ERROR or status in REDIRECTS:
            return 0
        return self._settings.max_json_bytes if kind.endswith("json") else self._settings.max_bytes

    def _wanted_robots(self, status: int, _: Mapping[str, str]) -> int:
        return self._settings.robots_bytes if status == OK else 0

    def _asked_to_wait(self, answer: Answer) -> float | None:
        if answer.status not in {_TOO_MANY, _OVERLOADED}:
            return None
        return retry_after(answer.headers.get("retry-after"), self._clock.now(), self._settings.max_retry_after)

    async def _read(self, answer: Answer) -> _Reply:
        content_type = answer.headers.get("content-type", "")
        body, truncated = answer.body, answer.truncated
        if packed_file(content_type):
            body, truncated = unpacked(body, self._settings.max_bytes)
        text = ""
        if body:
            if answer.status == OK:
                refuse_binary(body, content_type)
            declared = declared_text(body, content_type)
            text = await asyncio.to_thread(detected_text, body) if declared is None else declared
        if answer.status == OK and (reason := wall(text)):
            raise Trouble("blocked", reason)
        if truncated:
            text = _without_last_word(text)
        return _Reply(answer.status, answer.headers, text, truncated, self._clock.now(), from_cache=False)

    async def _keep(self, kept_as: str, reply: _Reply) -> None:
        until = fresh_until(reply.status, reply.headers, self._clock.now(), self._settings)
        if until is not None:
            stored = Stored(reply.status, reply.headers, reply.text, reply.truncated, reply.read_at, until)
            await self._cache.put(kept_as, stored)

    async def _confirmed(self, kept_as: str, stored: Stored, answer: Answer) -> _Reply:
        """Return what was kept, which the site has just called unchanged; the moment of the first reading stays."""
        headers = {
            **stored.headers,
            **{name: answer.headers[name] for name in ("etag", "cache-control") if name in answer.headers},
        }
        reply = _Reply(stored.status, headers, stored.text, stored.truncated, stored.read_at, from_cache=True)
        await self._keep(kept_as, reply)
        return reply


def _page(requested: str, target: Target, reply: _Reply) -> Page:
    return Page(
        url=target.url,
        requested=requested,
        status=reply.status,
        content_type=media_type(reply.headers.get("content-type", "")),
        text=reply.text,
        headers=dict(reply.headers),
        read_at=reply.read_at,
        truncated=reply.truncated,
        from_cache=reply.from_cache,
    )


def _remembered(stored: Stored) -> _Reply:
    return _Reply(stored.status, stored.headers, stored.text, stored.truncated, stored.read_at, from_cache=True)


def _refuse_status(target: Target, answer: Answer) -> None:
    status = answer.status
    if answer.headers.get("cf-mitigated", "").lower() == "challenge":
        raise Trouble("blocked", "a bot wall stands before the site")
    if status in _BLOCKED:
        raise Trouble("blocked", f"{target.host} {_BLOCKED[status]} (answer {status})")
    if status >= _SERVER_ERROR:
        raise Trouble("unreachable", f"{target.host} has trouble of its own (answer {status})")
    if status == _NOT_MODIFIED:
        raise Trouble("failed", f"{target.host} answered “not modified” to a first question")


def _without_last_word(text: str) -> str:
    """Return `text` without what the cap may have cut in two: half a phone number is a wrong phone number."""
    tail = text[-400:]
    cut = max(tail.rfind("<"), tail.rfind("\n"), tail.rfind(" ")) if tail else -1
    return text if cut < 0 else text[: len(text) - len(tail) + cut]
