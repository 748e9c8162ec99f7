"""Who may come in: a token in the address, the name that was asked for, and the page that asks. Pure.

The token stands in the path and not in a cookie: a browser gives cookies to every program on the same machine, whatever
its port. Host is looked at against names that a stranger's server makes point here (DNS rebinding), Origin against pages
of others that open a socket to us (a socket knows no same-origin rule). See RFC 6455, 10.2.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
"""Names under which this machine speaks to itself."""


@dataclass(frozen=True, slots=True)
class Door:
    """What is asked of everybody who comes."""

    token: str
    """First part of every path; empty: none is asked for."""
    names: Collection[str] = LOOPBACK
    """Names this server is known by."""
    by_address: bool = False
    """Whether it may be asked for by any IP address, too: nobody can make a name of one."""

    @property
    def prefix(self) -> str:
        """What every path begins with, without a slash at its end."""
        return f"/{self.token}" if self.token else ""

    def refusal(self, path: str, host: str, origin: str | None, *, socket: bool) -> str:
        """Return why a request is refused, in a sentence; empty when it may come in.

        `host` and `origin` are the headers of these names; a `socket` must tell its origin, and it must be ours.
        """
        if not self._knows(host):
            return "This server is not known by that name."
        if self.token and not hmac.compare_digest(path.lstrip("/").partition("/")[0].encode(), self.token.encode()):
            return "Open the whole address that `prospect serve` printed: its long word lets you in."
        if (socket or origin is not None) and not _same(origin or "", host):
            return "Another page asked for this one."
        return ""

    def _knows(self, host: str) -> bool:
        name = named(host)
        if name in self.names:
            return True
        if not self.by_address:
            return False
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def new_token() -> str:
    """Return a word that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def named(host: str) -> str:
    """Return the name in a Host header, without port and brackets; empty for what is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _same(origin: str, host: str) -> bool:
    scheme, mark, rest = origin.partition("://")
    return bool(mark) and scheme in ("http", "https") and rest.casefold() == host.casefold()
