"""Names to addresses, on threads of their own: a name server that hangs holds up neither screen nor exit."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence
from typing import Protocol

from prospector.research.fetch.trouble import Trouble, unreachable

_AT_ONCE = 32
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Resolver(Protocol):
    """Looks up a host's addresses."""

    async def resolve(self, host: str) -> Sequence[str]:
        """Return the addresses of `host` as text; raises socket.gaierror as `socket.getaddrinfo` does, or Trouble."""


class SystemResolver:
    """Asks the operating system."""

    def __init__(self) -> None:
        """Start with nothing under way."""
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def resolve(self, host: str) -> Sequence[str]:
        """Return the addresses of `host`; raises socket.gaierror."""
        async with self._slots:
            loop = asyncio.get_running_loop()
            found: asyncio.Future[list[str]] = loop.create_future()
            # A daemon thread, not the loop's executor, whose threads are joined at exit: a lookup may hang.
            threading.Thread(target=_look_up, args=(host, loop, found), daemon=True, name="dns").start()
            return await found


def name_trouble(host: str, error: socket.gaierror) -> Trouble:
    """Return what a failed lookup of `host` means."""
    if error.errno in _NO_SUCH_NAME:
        return unreachable(f"the name {host} does not exist")
    return unreachable(f"the name servers gave no answer for {host}", passing=True)


def _look_up(host: str, loop: asyncio.AbstractEventLoop, found: asyncio.Future[list[str]]) -> None:
    answer: list[str] | OSError
    try:
        answer = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError as error:  # gaierror is one of them
        answer = error
    except UnicodeError:
        answer = socket.gaierror(socket.EAI_NONAME, "not a name")

    def hand_over() -> None:
        if found.done():
            return
        if isinstance(answer, OSError):
            found.set_exception(answer)
        else:
            found.set_result(answer)

    try:
        loop.call_soon_threadsafe(hand_over)
    except RuntimeError:
        return  # the loop has closed meanwhile: nobody waits any more
