"""One made-up website: a folder of files and a ``site.toml`` that says how they are answered.

Keys of ``site.toml``, all optional::

    about      = "one line on what is special about this build"
    canonical  = "www.acme.example"         # requests for the other of apex and www are sent here (301)
    moved_to   = "https://acme-new.example" # every path is sent there (301)
    not_found  = "404.html"                 # page for paths that are not listed
    delay      = 1.5                        # seconds before every answer
    headers    = { Server = "nginx" }       # added to every answer
    [trap]                                  # values on these pages that a careful reader does not take
    personal   = ["someone@acme.example"]
    [[page]]                                # nothing but these paths is answered
    path       = "/about"
    file       = "about.html"
    status     = 200
    type       = "text/html; charset=utf-8" # default: by the file's ending
    encoding   = "iso-8859-1"               # bytes on the wire; the file itself is UTF-8
    location   = "/ueber-uns"               # for redirects
    delay      = 0.2
    headers    = { }
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from prospector.errors import BadInput

HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\Z")
FILE = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9]+)+\Z")
TYPES = {
    "css": "text/css",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "json": "application/json",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
}
SITE_KEYS = frozenset({"about", "canonical", "moved_to", "not_found", "delay", "headers", "trap", "page"})
PAGE_KEYS = frozenset({"path", "file", "status", "type", "encoding", "location", "delay", "headers"})


@dataclass(frozen=True, slots=True)
class DemoPage:
    """How one path of a site is answered."""

    path: str
    file: str | None = None
    """Name of the file in the site's folder; None answers with an empty body."""
    status: int = 200
    type: str = ""
    encoding: str = "utf-8"
    location: str | None = None
    delay: float = 0.0
    """Seconds before the answer."""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One made-up website."""

    domain: str
    about: str
    canonical: str | None
    moved_to: str | None
    not_found: str | None
    pages: Mapping[str, DemoPage]
    """By path."""
    trap: Mapping[str, tuple[str, ...]]
    """Values on the pages that a careful reader does not take, by kind."""

    def body(self, page: DemoPage) -> bytes:
        """Return the bytes of `page` as they go over the wire."""
        if page.file is None:
            return b""
        raw = _root().joinpath(self.domain, page.file).read_bytes()
        return raw if page.encoding == "utf-8" else raw.decode("utf-8").encode(page.encoding)

    def missing(self, path: str) -> DemoPage:
        """Return the answer for a `path` that is not listed: the site's own 404 page, else a bare one."""
        if self.not_found is None or path == "/robots.txt":
            return DemoPage(path, status=404, type="text/plain; charset=utf-8")
        return DemoPage(path, self.not_found, 404, TYPES["html"])


def site_of(host: str) -> DemoSite | None:
    """Return the site that answers for `host` (with or without ``www.``), or None when the demo has none.

    Raises BadInput when the site's ``site.toml`` is wrong.
    """
    host = host.lower()
    for name in (host, host.removeprefix("www.")):
        if HOST.match(name) and (site := _site(name)) is not None:
            return site
    return None


def domains() -> list[str]:
    """Return the domains of all sites, sorted."""
    return sorted(entry.name for entry in _root().iterdir() if entry.joinpath("site.toml").is_file())


def _root() -> Traversable:
    return files("prospector.demo").joinpath("sites")


@cache
def _site(domain: str) -> DemoSite | None:
    manifest = _root().joinpath(domain, "site.toml")
    if not manifest.is_file():
        return None
    return parse_site(domain, manifest.read_text("utf-8"))


def parse_site(domain: str, text: str) -> DemoSite:
    """Return the site that a ``site.toml`` describes. Raises BadInput naming the site and the wrong key or value."""
    raw = tomllib.loads(text)
    _known(domain, raw, SITE_KEYS)
    common = {"delay": float(raw.get("delay", 0.0)), "headers": dict(raw.get("headers", {}))}
    pages = [_page(domain, entry, common) for entry in raw.get("page", [])]
    not_found = raw.get("not_found")
    for name in (page.file for page in pages):
        _check_file(domain, name)
    _check_file(domain, not_found)
    return DemoSite(
        domain=domain,
        about=str(raw.get("about", "")),
        canonical=raw.get("canonical"),
        moved_to=raw.get("moved_to"),
        not_found=not_found,
        pages={page.path: page for page in pages},
        trap={kind: tuple(values) for kind, values in raw.get("trap", {}).items()},
    )


def _page(domain: str, raw: Mapping[str, Any], common: Mapping[str, Any]) -> DemoPage:
    _known(domain, raw, PAGE_KEYS)
    path = raw.get("path")
    if not isinstance(path, str) or not path.startswith("/"):
        raise BadInput(f"A page of the demo site {domain} has no path that starts with a slash.")
    name = raw.get("file")
    ending = name.rpartition(".")[2] if name else "txt"
    return DemoPage(
        path=path,
        file=name,
        status=int(raw.get("status", 200)),
        type=str(raw.get("type", TYPES.get(ending, "application/octet-stream"))),
        encoding=str(raw.get("encoding", "utf-8")),
        location=raw.get("location"),
        delay=float(raw.get("delay", common["delay"])),
        headers={**common["headers"], **raw.get("headers", {})},
    )


def _known(domain: str, raw: Mapping[str, Any], keys: frozenset[str]) -> None:
    if wrong := sorted(set(raw) - keys):
        raise BadInput(f"The demo site {domain} has the unknown key {wrong[0]!r}; known are {', '.join(sorted(keys))}.")


def _check_file(domain: str, name: str | None) -> None:
    if name is not None and not FILE.match(name):
        raise BadInput(
            f"The demo site {domain} names the file {name!r}; only plain names in its own folder are served."
        )
