# ruff: noqa: ASYNC109, D102 - the signatures and their meaning are httpcore's
"""A connection as httpcore wants one, straight on asyncio's transports.

The layer that httpcore brings along asks the operating system who is at the other end each time it looks whether a kept
connection is still alive, and takes a cancel scope per read; that cost more processor time than reading the answer.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import Any, cast

import httpcore

_FULL = 256 * 1024
"""Bytes that wait to be read, from which on nothing more is taken from the network."""


async def connect(host: str, port: int) -> Stream:
    """Return a connection to an address; raises OSError."""
    pipe = _Pipe()
    await asyncio.get_running_loop().create_connection(lambda: pipe, host, port)
    return Stream(pipe)


class _Pipe(asyncio.Protocol):
    """What came in and was not read yet."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.waiting = bytearray()
        self.ended = False
        self.trouble: Exception | None = None
        self._reading = True
        self._writable = True
        self._waiter: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        if len(self.waiting) > _FULL and self._reading and self.transport is not None:
            self._reading = False
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended, self.trouble, self._writable = True, exc, True
        self._wake()

    def pause_writing(self) -> None:
        self._writable = False

    def resume_writing(self) -> None:
        self._writable = True
        self._wake()

    def take(self, most: int) -> bytes:
        """Return what has come in, at most so many bytes."""
        taken = bytes(self.waiting[:most])
        del self.waiting[:most]
        if not self._reading and len(self.waiting) < _FULL // 2 and self.transport is not None:
            self._reading = True
            self.transport.resume_reading()
        return taken

    async def something(self, seconds: float | None) -> None:
        """Wait for bytes or the end; raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not self.waiting and not self.ended:
                await self._woken()

    async def drained(self, seconds: float | None) -> None:
        """Wait until what was written has left; raises TimeoutError."""
        if self._writable:
            return
        async with asyncio.timeout(seconds):
            while not self._writable:
                await self._woken()

    async def _woken(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class Stream(httpcore.AsyncNetworkStream):
    """One connection, plain or secured."""

    def __init__(self, pipe: _Pipe) -> None:
        """Take the open connection."""
        self.pipe = pipe

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        pipe = self.pipe
        if not pipe.waiting and not pipe.ended:
            try:
                await pipe.something(timeout)
            except TimeoutError:
                raise httpcore.ReadTimeout from None
        if pipe.trouble is not None and not pipe.waiting:
            raise httpcore.ReadError(str(pipe.trouble)) from pipe.trouble
        return pipe.take(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pipe = self.pipe
        if not buffer:
            return
        if pipe.transport is None or pipe.transport.is_closing():
            raise httpcore.WriteError("the connection is closed") from pipe.trouble
        pipe.transport.write(buffer)
        try:
            await pipe.drained(timeout)
        except TimeoutError:
            raise httpcore.WriteTimeout from None

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """Return the secured connection; raises TimeoutError and OSError (ssl.SSLError is one)."""
        pipe = self.pipe
        if pipe.transport is None:
            raise ConnectionResetError("the connection is closed")
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(timeout):
            secured = await loop.start_tls(pipe.transport, pipe, ssl_context, server_hostname=server_hostname)
        if secured is None:
            raise ConnectionResetError("the connection was closed during the handshake")
        pipe.transport = secured
        return self

    async def aclose(self) -> None:
        """Close at once: whoever closes has read all that was wanted."""
        if self.pipe.transport is not None:
            self.pipe.transport.abort()
            await asyncio.sleep(0)  # the transport lets go of its socket in the loop's next round

    def get_extra_info(self, info: str) -> Any:
        pipe = self.pipe
        if info == "is_readable":
            return bool(pipe.waiting) or pipe.ended
        return pipe.transport.get_extra_info(info) if pipe.transport is not None else None
