"""One request and its answer. Here and in `network` alone is the HTTP client known.

A client of its own per site, all over one TLS context: a shared client searches all its connections for every request
and gets slower the more sites are read at once.
"""

from __future__ import annotations

import asyncio
import importlib.util
import ssl
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from prospector.research.fetch.agent import user_agent
from prospector.research.fetch.body import Unpacker, declared_coding, refuse_oversize
from prospector.research.fetch.gateway import Gateway
from prospector.research.fetch.network import Dial, GatewayBackend, GuardedBackend
from prospector.research.fetch.resolver import Resolver
from prospector.research.fetch.settings import FetchSettings
from prospector.research.fetch.trouble import Trouble
from prospector.research.fetch.urls import Target
from prospector.text import clean

_MOST_SITES = 128
_KEPT_OPEN = 15.0
_LONGEST_HEADER = 8_000
_DRAINED = 16_384
_NO_BODY = frozenset({204, 205, 304})

Wanted = Callable[[int, Mapping[str, str]], int]
"""Looks at status and headers and says how many bytes of the body to read at most, 0 for none; may raise Trouble."""


@dataclass(frozen=True)
class Answer:
    """What a site sent for one request: unpacked, not yet decoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool = False


@dataclass
class _Site:
    client: httpx.AsyncClient
    busy: int = 0
    answered: int = 0


if importlib.util.find_spec("sniffio") is None:
    # httpcore asks for this module five times per request; without this entry each time means searching the whole path
    # in vain, which costs more processor time than the request itself.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]


class Wire:
    """Sends requests, each under its limits."""

    def __init__(
        self,
        settings: FetchSettings,
        tls: ssl.SSLContext,
        resolver: Resolver,
        gateway: Gateway | None,
        dial: Dial | None,
    ) -> None:
        """Prepare; nothing is connected to yet."""
        self._settings = settings
        self._tls = tls
        self._gateway = gateway
        self._backend: httpcore.AsyncNetworkBackend = (
            GuardedBackend(resolver, dial) if gateway is None else GatewayBackend(gateway.host, gateway.port)
        )
        self._headers = {
            "User-Agent": user_agent(settings.contact),
            "Accept": "text/html, application/xhtml+xml, application/json;q=0.9, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        self._sites: dict[str, _Site] = {}

    async def send(self, target: Target, extra: Mapping[str, str], wanted: Wanted, sent: Callable[[], None]) -> Answer:
        """Return the answer to a GET of `target`, with as much of the body as is `wanted`.

        `sent` is called once for each request that really left. Raises Trouble.
        """
        async with self._site(target) as site:
            for last in (site.answered == 0, True):
                try:
                    answer = await self._once(site.client, target, extra, wanted, sent)
                except _Stale:
                    if last:
                        raise
                else:
                    site.answered += 1
                    return answer
        raise Trouble("failed", "nothing was sent")

    async def close(self) -> None:
        """Close all connections."""
        sites, self._sites = list(self._sites.values()), {}
        for site in sites:
            await site.client.aclose()

    async def _once(
        self,
        client: httpx.AsyncClient,
        target: Target,
        extra: Mapping[str, str],
        wanted: Wanted,
        sent: Callable[[], None],
    ) -> Answer:
        request = self._request(client, target, extra, sent)
        seconds = self._settings.total_seconds
        started = False
        try:
            async with asyncio.timeout(seconds):
                response = await client.send(request, stream=True)
                started = True
                try:
                    return await _read(response, wanted)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise Trouble("unreachable", f"{target.host} took longer than {seconds:g} s altogether") from None
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise Trouble("unreachable", f"{target.host} fell silent for {self._settings.read_seconds:g} s") from None
        except (httpcore.ProtocolError, httpx.ProtocolError, httpcore.NetworkError, httpx.NetworkError) as error:
            raise _broken(target.host, error, started=started) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.UnsupportedProtocol, OSError) as error:
            raise Trouble("failed", f"{target.host} could not be read: {clean(error, 120)}") from None

    def _request(
        self, client: httpx.AsyncClient, target: Target, extra: Mapping[str, str], sent: Callable[[], None]
    ) -> httpx.Request:
        async def trace(event: str, _: Mapping[str, Any]) -> None:
            if event == "http11.send_request_headers.complete":
                sent()

        headers, url = {**self._headers, **extra}, target.url
        if self._gateway is not None:
            headers["X-Original-Host"] = target.netloc
            url = self._gateway.url(target)
        return client.build_request("GET", url, headers=headers, extensions={"trace": trace})

    @asynccontextmanager
    async def _site(self, target: Target) -> AsyncIterator[_Site]:
        site = self._sites.pop(target.site, None) or self._new_site()
        self._sites[target.site] = site  # the one used last stands last
        site.busy += 1
        try:
            await self._close_oldest()
            yield site
        finally:
            site.busy -= 1

    async def _close_oldest(self) -> None:
        if len(self._sites) <= _MOST_SITES:
            return
        for name, site in self._sites.items():
            if site.busy == 0:
                del self._sites[name]
                await site.client.aclose()
                return

    def _new_site(self) -> _Site:
        settings = self._settings
        client = httpx.AsyncClient(
            transport=_Transport(self._tls, self._backend),
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds, pool=settings.total_seconds),
            trust_env=False,  # a proxy from the environment would look names up behind the guard's back
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
        client.headers.clear()
        return _Site(client)


class _Stale(Trouble):
    """A kept connection turned out to be closed: worth one more try on a fresh one."""


class _Transport(httpx.AsyncBaseTransport):
    """Connections of one site through our own connect step."""

    def __init__(self, tls: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=2,
            max_keepalive_connections=1,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The bytes of an answer as they come from the network."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


async def _read(response: httpx.Response, wanted: Wanted) -> Answer:
    headers = _headers(response)
    status = response.status_code
    if status in _NO_BODY:
        return Answer(status, headers, b"")
    limit = wanted(status, headers)
    if limit == 0:
        await _drain(response, headers)
        return Answer(status, headers, b"")
    refuse_oversize(headers, limit)
    unpacker = Unpacker(declared_coding(headers), limit)
    async for piece in response.aiter_raw():
        unpacker.feed(piece)
        if unpacker.full:
            break
    return Answer(status, headers, unpacker.body(), unpacker.truncated)


async def _drain(response: httpx.Response, headers: Mapping[str, str]) -> None:
    """Read a short body that nobody wants, so that the connection can be used again."""
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) <= _DRAINED:
        async for _ in response.aiter_raw():
            pass


def _headers(response: httpx.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in response.headers.multi_items():
        fit = value if value.isascii() else clean(value, _LONGEST_HEADER)
        key = name.lower()
        headers[key] = f"{headers[key]}, {fit}" if key in headers else fit
    return headers


def _broken(host: str, error: Exception, *, started: bool) -> Trouble:
    if started:
        return Trouble("unreachable", f"{host} broke the connection in the middle of the answer", passing=True)
    if isinstance(error, httpcore.NetworkError | httpx.NetworkError) or "without sending" in str(error):
        return _Stale("unreachable", f"{host} closed the connection without an answer", passing=True)
    return Trouble("failed", f"{host} does not speak proper HTTP: {clean(error, 120)}")
