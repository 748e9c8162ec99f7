# ruff: noqa: ARG002, ASYNC109 - the signatures are httpcore's
"""The connect step: look the name up, check every address, connect to a checked address and to nothing else.

Every connection passes here, thus every redirect and every change of a name's address too. The host name stays what the
certificate and the Host header are about; only the address is pinned.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore

from prospector.research.fetch.guard import checked
from prospector.research.fetch.resolver import Resolver, name_trouble
from prospector.research.fetch.stream import Stream, connect
from prospector.research.fetch.trouble import BadCertificate, Trouble, blocked, unreachable

Dial = Callable[[str, int], tuple[str, int]]
"""Maps a checked address and port to those really connected to. For tests, whose servers listen on loopback."""
_MOST_ADDRESSES = 4


class _Backend(httpcore.AsyncNetworkBackend):
    """What both ways of connecting share."""

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise blocked("local sockets are not connected to")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _open(self, name: str, port: int, way: tuple[str, int], seconds: float | None) -> _Stream:
        try:
            async with asyncio.timeout(seconds):
                return _Stream(await connect(*way), name)
        except TimeoutError:  # an OSError, too
            raise _slow(name) from None
        except OSError as error:
            raise _connect_trouble(name, port, error) from None


class GuardedBackend(_Backend):
    """Connects to public addresses only."""

    def __init__(self, resolver: Resolver, dial: Dial | None) -> None:
        """Take who looks names up."""
        self._resolver = resolver
        self._dial = dial

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to `host`; raises Trouble."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        try:
            async with asyncio.timeout(timeout):
                addresses = checked(host, await self._addresses(host))[:_MOST_ADDRESSES]
        except TimeoutError:
            raise unreachable(f"the name servers gave no answer for {host}", passing=True) from None
        trouble: Trouble = unreachable(f"the name {host} has no address")
        for number, address in enumerate(addresses):
            # What is left of the time is shared out, so that one dead address does not use up the turn of the others.
            left = None if timeout is None else (timeout - loop.time() + start) / (len(addresses) - number)
            if left is not None and left <= 0:
                raise _slow(host)
            try:
                return await self._open(host, port, self._way(address, port), left)
            except Trouble as error:
                trouble = error
        raise trouble

    def _way(self, address: str, port: int) -> tuple[str, int]:
        return (address, port) if self._dial is None else self._dial(address, port)

    async def _addresses(self, host: str) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        try:
            return list(await self._resolver.resolve(host))
        except socket.gaierror as error:
            raise name_trouble(host, error) from None
        except OSError:
            raise unreachable(f"the name servers gave no answer for {host}", passing=True) from None


class GatewayBackend(_Backend):
    """Connects to the gateway and to nothing else."""

    def __init__(self, host: str, port: int) -> None:
        """Take where the gateway listens."""
        self._only = (host, port)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to the gateway; raises Trouble."""
        if (host, port) != self._only:
            raise blocked(f"only the gateway may be connected to, not {host}")
        return await self._open(f"the gateway {host}", port, (host, port), timeout)


class _Stream(Stream):
    """A connection whose TLS handshake tells what went wrong."""

    def __init__(self, stream: Stream, name: str) -> None:
        super().__init__(stream.pipe)
        self._name = name

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        try:
            return await super().start_tls(ssl_context, server_hostname, timeout)
        except TimeoutError:
            await self.aclose()
            raise unreachable(f"{self._name} did not finish the TLS handshake in time") from None
        except OSError as error:  # ssl.SSLError is one
            await self.aclose()
            raise _tls_trouble(self._name, error) from None
        except asyncio.CancelledError:
            await self.aclose()
            raise


def _slow(name: str) -> Trouble:
    return unreachable(f"{name} did not take the connection in time")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__


def _connect_trouble(name: str, port: int, error: BaseException) -> Trouble:
    numbers = {cause.errno for cause in _causes(error) if isinstance(cause, OSError)}
    if errno.ECONNREFUSED in numbers:
        return unreachable(f"{name} refused the connection on port {port}")
    return unreachable(f"no way to {name}: the network can't reach it", passing=True)


def _tls_trouble(name: str, error: BaseException) -> Trouble:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return BadCertificate("unreachable", f"the certificate of {name} is not valid: {cause.verify_message}")
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            reason = (cause.reason or "no common protocol").replace("_", " ").lower()
            return unreachable(f"no secure connection with {name}: {reason}")
    return unreachable(f"{name} broke off the TLS handshake")
