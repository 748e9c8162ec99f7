"""One reading of a URL: what is checked is exactly what is asked for.

A URL that two readers could understand differently (backslashes, user names, numbers as hosts, escapes in the host) is
refused, because the guard and the connection must never disagree about the host.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from prospector.research.fetch.guard import refuse_private
from prospector.research.fetch.trouble import NotSent, blocked
from prospector.text import clean

PORTS = {"http": 80, "https": 443}
_PRIVATE_SUFFIXES = ("local", "internal", "localhost", "onion", "home.arpa")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_SAFE = "/%:@!$&'()*+,;=~-._"
_LONGEST = 4_000
_LONGEST_HOST = 253


@dataclass(frozen=True)
class Target:
    """A URL that has been understood: lower-case ASCII host, escaped path, no fragment, no user name."""

    scheme: str
    host: str
    """Host name in ASCII, or an address without brackets."""
    port: int
    path: str
    """Path and query, starting with a slash."""

    @property
    def netloc(self) -> str:
        """Return the host as it stands in a URL, with the port unless it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Return scheme and host: what robots.txt and a connection belong to."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """Return the whole URL."""
        return self.site + self.path


def read_url(raw: str, *, any_port: bool = False) -> Target:
    """Return what `raw` asks for.

    Raises Trouble (`blocked`) for anything but a plain http or https URL of a public host, on port 80 or 443 unless
    `any_port`.
    """
    text = raw.strip()
    if len(text) > _LONGEST:
        raise blocked(f"the URL is longer than {_LONGEST:,} characters")
    if _CONTROLS.search(text) or "\\" in text.partition("?")[0]:
        raise blocked("the URL holds a control character or a backslash, so its host is not clear")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise blocked("the URL can't be read: its host or port is malformed") from None
    if parts.scheme not in PORTS:
        raise blocked(f"only http and https are fetched, not {clean(parts.scheme, 20) or 'a URL without a scheme'}")
    if "@" in parts.netloc:
        raise blocked("the URL holds a user name, so its host is not clear")
    port = PORTS[parts.scheme] if port is None else port
    if not any_port and port not in PORTS.values():
        raise blocked(f"port {port} is not fetched, only 80 and 443")
    host = _host(parts.hostname or "")
    query = f"?{_escaped(parts.query, _SAFE + '?')}" if parts.query else ""
    return Target(parts.scheme, host, port, _without_dots(_escaped(parts.path, _SAFE)) + query)


def join(base: Target, location: str, *, any_port: bool = False) -> Target:
    """Return where a redirect from `base` to `location` leads; raises Trouble like `read_url`."""
    try:
        joined = urljoin(base.url, location.strip())
    except ValueError:
        raise blocked("the redirect leads to a malformed URL") from None
    return read_url(joined, any_port=any_port)


def _host(raw: str) -> str:
    name = raw.lower().removesuffix(".")
    if not name:
        raise blocked("the URL names no host")
    if ":" in name:
        return _ipv6(name)
    if not name.isascii():
        name = _ascii(name)
    labels = name.split(".")
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise _no_host(raw)
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(name)
    if len(labels) == 1:
        raise blocked(f"{clean(name, 80)} is not a public host name")
    for suffix in _PRIVATE_SUFFIXES:
        if name == suffix or name.endswith("." + suffix):
            raise blocked(f"{clean(name, 80)} is a private name (.{suffix})")
    return name


def _no_host(raw: str) -> NotSent:
    return blocked(f"{clean(raw, 80) or 'this'} is not a host name")


def _ascii(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii").removesuffix(".")
    except UnicodeError:  # idna's own errors are of this kind
        raise _no_host(name) from None


def _ipv4(name: str) -> str:
    try:
        address = ipaddress.IPv4Address(name)
    except ValueError:
        raise _no_host(name) from None
    refuse_private(str(address))
    return str(address)


def _ipv6(name: str) -> str:
    try:
        address = ipaddress.IPv6Address(name)
    except ValueError:
        raise _no_host(name) from None
    if address.scope_id:
        raise _no_host(name)
    refuse_private(str(address))
    return str(address)


def _escaped(text: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def _without_dots(path: str) -> str:
    """Return `path` without ``.`` and ``..`` (RFC 3986, section 5.2.4), also when they are escaped."""
    kept: list[str] = []
    segments = path.split("/")[1:] if path else [""]
    for number, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain not in {".", ".."}:
            kept.append(segment)
            continue
        if plain == ".." and kept:
            kept.pop()
        if number == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
