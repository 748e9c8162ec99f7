"""Hints of what the site is built with and which services it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from enrichers.website.index import Index
from enrichers.website.opened import attribute
from enrichers.website.technology_hosts import HOSTS
from enrichers.website.technology_marks import COOKIES, GENERATORS, HEADERS, MARKUP

MARKUP_LIMIT = 1_000_000
_QUOTED = 120
_HREF = re.compile(r"^(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)", re.IGNORECASE)


def technologies(html: str, found: Index, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (technology, the words of page or headers that betray it), each technology once."""
    seen: set[str] = set()
    for name, proof in (*_generators(found), *_hosts(found), *_markup(html), *_headers(headers)):
        if name not in seen:
            seen.add(name)
            yield name, proof


def _generators(found: Index) -> Iterator[tuple[str, str]]:
    for tag in found.metas:
        if attribute(tag, "name").casefold() == "generator":
            content = attribute(tag, "content")[:_QUOTED]
            for mark, name in GENERATORS:
                if mark in content.casefold():
                    yield name, content


def _hosts(found: Index) -> Iterator[tuple[str, str]]:
    addresses: dict[str, None] = {}
    for tag in found.loading:
        for key in ("src", "href", "action", "data-src"):
            value = attribute(tag, key).strip()
            if value and not (tag.name == "link" and attribute(tag, "rel").casefold() in ("canonical", "alternate")):
                addresses[value[:500]] = None
    for address in addresses:
        match = _HREF.match(address)
        if not match:
            continue
        host, path = match.group(1).casefold(), match.group(2).casefold()
        for mark, name in HOSTS:
            if _loaded_from(mark, host, path):
                yield name, address[:_QUOTED]


def _loaded_from(mark: str, host: str, path: str) -> bool:
    domain, slash, start = mark.partition("/")
    if slash and not path.startswith("/" + start):
        return False
    return (
        host == domain
        or host.endswith("." + domain)
        or ("." not in domain and domain in host)
        or (domain.count(".") > 0 and f".{domain}." in f".{host}")
    )


def _markup(html: str) -> Iterator[tuple[str, str]]:
    text = html[:MARKUP_LIMIT]
    lowered = text.lower() if text.isascii() else re.sub(r"[A-Z]+", lambda match: match.group().lower(), text)
    for mark, name in MARKUP:
        place = lowered.find(mark)
        if place >= 0 and _in_markup(lowered, place, mark):
            yield name, " ".join(text[place : place + max(len(mark), 40)].split())


def _in_markup(lowered: str, place: int, mark: str) -> bool:
    """Return whether the mark stands inside a tag or a script, not in the words a visitor reads."""
    opened, closed = lowered.rfind("<", 0, place), lowered.rfind(">", 0, place)
    if opened > closed or mark.startswith("<"):
        return True
    return lowered.startswith(("<script", "<style", "<!--", "<noscript"), opened) if opened >= 0 else False


def _headers(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for wanted, name in HEADERS:
        header, _, mark = wanted.partition(" ")
        value = headers.get(header)
        if value is not None and mark in value.casefold():
            yield name, f"{header}: {value}"[:_QUOTED]
    cookies = headers.get("set-cookie", "")[:8_000]
    for cookie in re.split(r"\n|,\s*(?=[^\s=;,]+=)", cookies):
        for mark, name in COOKIES:
            if cookie.strip().casefold().startswith(mark):
                yield name, f"set-cookie: {cookie.partition('=')[0].strip()}"
