"""Read one page: parsed once, by bs4 on lxml (the one pair without a quadratic hole), into a `Snapshot`."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from enrichers.website.site import same_site
from enrichers.website.snapshot import Feed, Snapshot
from enrichers.website.structured import read_items
from enrichers.website.technology import technologies
from enrichers.website.visible import Walk, absolute, attribute

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

HTML_LIMIT = 2_000_000
META_LIMIT = 400
VALUE_LIMIT = 3_000

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_COMMENT_FEED = re.compile(r"comments?|kommentar|commentaire|reacties|comentario", re.IGNORECASE)


def read_page(html: str, url: str, headers: Mapping[str, str] | None = None, kind: str = "other") -> Snapshot:
    """Return what `html`, read from `url`, holds. Pure and picklable, made for `Context.parse`.

    `headers` (lower-case names) only serve to recognise technologies; `kind` is what the page chooser took the page for.
    """
    from bs4 import BeautifulSoup

    html = html[:HTML_LIMIT]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(html, "lxml")
    base = _base(soup, url)
    walk = Walk(base)
    walk.run(soup)
    root = soup.find("html")
    return Snapshot(
        url=url,
        title=" ".join(soup.title.get_text().split())[:VALUE_LIMIT] if soup.title else "",
        lang=attribute(root, "lang")[:20] if root else "",
        metas=_metas(soup),
        lines=tuple(walk.lines),
        links=tuple(walk.links),
        items=read_items(soup, walk.hidden),
        logos=tuple(dict.fromkeys(walk.logos))[:5],
        feeds=_feeds(soup, base),
        refresh=_refresh(soup, base),
        technologies=tuple(technologies(html, soup, headers or {})),
        kind=kind,
    )


def _base(soup: BeautifulSoup, url: str) -> str:
    """Return what relative links stand for; a `<base>` that leads to another site is not believed."""
    tag = soup.find("base", href=True)
    if tag is None:
        return url
    found = absolute(url, attribute(tag, "href").strip())
    return found if found and same_site(found, url) else url


def _metas(soup: BeautifulSoup) -> tuple[tuple[str, str], ...]:
    found = []
    for tag in soup.find_all("meta", limit=META_LIMIT):
        key = attribute(tag, "name") or attribute(tag, "property") or attribute(tag, "itemprop")
        content = " ".join(attribute(tag, "content")[:VALUE_LIMIT].split())
        if key and content:
            found.append((key[:100].casefold(), content))
    return tuple(found)


def _feeds(soup: BeautifulSoup, base: str) -> tuple[Feed, ...]:
    found = []
    for tag in soup.find_all("link", href=True, limit=META_LIMIT):
        if (
            attribute(tag, "type").casefold() in ("application/rss+xml", "application/atom+xml")
            and "alternate" in attribute(tag, "rel").casefold()
        ):
            raw, title = attribute(tag, "href"), attribute(tag, "title")
            url = absolute(base, raw.strip())
            if url.startswith("http") and not _COMMENT_FEED.search(f"{title} {raw}"):
                found.append(Feed(url, raw, title[:200]))
    return tuple(found)


def _refresh(soup: BeautifulSoup, base: str) -> str:
    for tag in soup.find_all("meta", limit=META_LIMIT):
        if attribute(tag, "http-equiv").casefold() == "refresh":
            found = _REFRESH.match(attribute(tag, "content")[:VALUE_LIMIT])
            target = (
                absolute(base, found.group(1).strip())
                if found and "url" in attribute(tag, "content").casefold()
                else ""
            )
            if target.startswith("http"):
                return target
    return ""
