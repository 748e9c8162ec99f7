"""Read one page: parsed once, into a `Snapshot`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from enrichers.website.opened import attribute, shown_on_click
from enrichers.website.site import same_site
from enrichers.website.snapshot import Feed, Snapshot
from enrichers.website.structured import read_items
from enrichers.website.technology import technologies
from enrichers.website.tree import Tree, read_tree
from enrichers.website.visible import Walk, absolute

HTML_LIMIT = 2_000_000
META_LIMIT = 400
VALUE_LIMIT = 3_000

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_COMMENT_FEED = re.compile(r"comments?|kommentar|commentaire|reacties|comentario", re.IGNORECASE)


def read_page(html: str, url: str, headers: Mapping[str, str] | None = None, kind: str = "other") -> Snapshot:
    """Return what `html`, read from `url`, holds. Pure and picklable, made for `Context.parse`.

    `headers` (lower-case names) only serve to recognise technologies; `kind` is what the page chooser took the page for.
    """
    html = html[:HTML_LIMIT].encode("utf-8", "ignore").decode("utf-8")
    found = read_tree(html)
    base = _base(found, url)
    walk = Walk(base, shown_on_click(found))
    walk.run(found.top)
    return Snapshot(
        url=url,
        title=" ".join(found.title.text().split())[:VALUE_LIMIT] if found.title else "",
        lang=attribute(found.root, "lang")[:20] if found.root else "",
        metas=_metas(found),
        lines=tuple(walk.lines),
        links=tuple(walk.links),
        items=read_items(found, walk.hidden),
        logos=tuple(dict.fromkeys(walk.logos))[:5],
        feeds=_feeds(found, base),
        refresh=_refresh(found, base),
        technologies=tuple(technologies(html, found, headers or {})),
        kind=kind,
    )


def _base(found: Tree, url: str) -> str:
    """Return what relative links stand for; a `<base>` that leads to another site is not believed."""
    if found.base is None:
        return url
    target = absolute(url, attribute(found.base, "href").strip())
    return target if target and same_site(target, url) else url


def _metas(found: Tree) -> tuple[tuple[str, str], ...]:
    metas = []
    for tag in found.metas[:META_LIMIT]:
        key = attribute(tag, "name") or attribute(tag, "property") or attribute(tag, "itemprop")
        content = " ".join(attribute(tag, "content")[:VALUE_LIMIT].split())
        if key and content:
            metas.append((key[:100].casefold(), content))
    return tuple(metas)


def _feeds(found: Tree, base: str) -> tuple[Feed, ...]:
    feeds = []
    for tag in found.links[:META_LIMIT]:
        if attribute(tag, "type").casefold() not in _FEED_TYPES or "alternate" not in attribute(tag, "rel").casefold():
            continue
        raw, title = attribute(tag, "href"), attribute(tag, "title")
        url = absolute(base, raw.strip())
        if url.startswith("http") and not _COMMENT_FEED.search(f"{title} {raw}"):
            feeds.append(Feed(url, raw, title[:200]))
    return tuple(feeds)


def _refresh(found: Tree, base: str) -> str:
    for tag in found.metas[:META_LIMIT]:
        if attribute(tag, "http-equiv").casefold() == "refresh":
            content = attribute(tag, "content")[:VALUE_LIMIT]
            match = _REFRESH.match(content)
            target = absolute(base, match.group(1).strip()) if match and "url" in content.casefold() else ""
            if target.startswith("http"):
                return target
    return ""
