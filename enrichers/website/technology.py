"""Hints of what the site is built with and which services it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from enrichers.website.opened import attribute
from enrichers.website.technology_hosts import HOSTS
from enrichers.website.technology_marks import COOKIES, GENERATORS, HEADERS, MARKUP
from enrichers.website.tree import Tree

MARKUP_LIMIT = 1_000_000
_QUOTED = 120
_ADDRESSES = ("src", "href", "action", "data-src")
_UNREAD = ("<script", "<style", "<!--", "<noscript")
_LOOKS = 50
_HREF = re.compile(r"^(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)", re.IGNORECASE)


def technologies(html: str, found: Tree, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (technology, the words of page or headers that betray it), each technology once."""
    seen: set[str] = set()
    for name, proof in (*_generators(found), *_hosts(found), *_markup(html, found), *_headers(headers)):
        if name not in seen:
            seen.add(name)
            yield name, proof


def _generators(found: Tree) -> Iterator[tuple[str, str]]:
    for tag in found.metas:
        if attribute(tag, "name").casefold() == "generator":
            content = attribute(tag, "content")[:_QUOTED]
            for mark, name in GENERATORS:
                if mark in content.casefold():
                    yield name, content


def _hosts(found: Tree) -> Iterator[tuple[str, str]]:
    addresses: dict[str, None] = {}
    for tag in found.loading:
        for key in _ADDRESSES:
            value = tag.attrs.get(key, "")
            if (
                "//" in value
                and (value := value.strip())
                and not (tag.name == "link" and attribute(tag, "rel").casefold() in ("canonical", "alternate"))
            ):
                addresses[value[:500]] = None
    for address in addresses:
        match = _HREF.match(address)
        if not match:
            continue
        path = match.group(2).casefold()
        for name, start in _services(match.group(1).casefold()):
            if path.startswith(start):
                yield name, address[:_QUOTED]


@lru_cache(maxsize=2048)
def _services(host: str) -> tuple[tuple[str, str], ...]:
    """Return the services that are loaded from `host`, each with the start of the path that tells it."""
    parted = ((*mark.partition("/"), name) for mark, name in HOSTS)
    return tuple((name, slash + start) for domain, slash, start, name in parted if _loaded_from(domain, host))


def _loaded_from(domain: str, host: str) -> bool:
    if "." not in domain:
        return domain in host
    return host == domain or host.endswith("." + domain) or f".{domain}." in f".{host}"


def _markup(html: str, found: Tree) -> Iterator[tuple[str, str]]:
    text = html[:MARKUP_LIMIT]
    marked = _marked_up(found)
    lowered = ""
    for mark, name in MARKUP:
        if mark in marked:
            lowered = lowered or _lowered(text)
            place = _place(lowered, mark)
            if place >= 0:
                yield name, " ".join(text[place : place + max(len(mark), 40)].split())


def _marked_up(found: Tree) -> str:
    """Return what of the page is not for a visitor's eyes, in lower case: attributes, scripts, styles, comments.

    Each attribute stands there once, which leaves a fraction of the page to be searched.
    """
    parts = [f'{name}="{value}' for name, value in found.attributes()]
    parts += [tag.text() for tag in (*found.scripts, *found.styles)]
    parts += [f"<!--{comment}" for comment in found.comments]
    return "\n".join(parts).lower()


def _lowered(text: str) -> str:
    """Return `text` in lower case, every letter at its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else re.sub(r"[A-Z]+", lambda match: match.group().lower(), text)


def _place(lowered: str, mark: str) -> int:
    """Return where the mark stands inside a tag or a script, not in the words a visitor reads; -1 for nowhere."""
    place = -1
    for _ in range(_LOOKS):
        place = lowered.find(mark, place + 1)
        if place < 0 or mark.startswith("<"):
            return place
        opened, closed = lowered.rfind("<", 0, place), lowered.rfind(">", 0, place)
        if opened > closed or (opened >= 0 and lowered.startswith(_UNREAD, opened)):
            return place
    return -1


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
