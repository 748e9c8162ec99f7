"""What the company has published lately, from its own feeds: RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed 1.1.

Feeds are those that the company's own pages announce (``<link rel="alternate">``), on its own site or at a feed service;
comment feeds are left out. The texts belong to the company: title and day are kept, no text and no author. The site's
robots.txt rules; one request a second.

Markup is read by one pass over the text, never as XML: entities a feed defines itself are not expanded, and what is not
closed costs no more than what is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from enrichers.shared.common import BrokenAnswer, dig, list_at, load_json, quote, same_domain, text_at
from enrichers.shared.own_pages import Link, home_page, is_own, read_links
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page
from prospector.text import clean

MOST = 10
"""Events kept of one company."""
_FEEDS = 3
_DAYS = 365
_AHEAD = 1
"""Days that a clock elsewhere may be ahead."""
_MOST_ITEMS = 500
_LONGEST_TITLE = 300
_LONGEST_DATE = 60
_LONGEST_CONTENT = 2_000
_TRIES = 4
"""Title elements of one item looked at."""
_BAD_STATUS = 400
_SURE = 0.85
_KINDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_SERVICES = (
    "feedburner.com", "medium.com", "substack.com", "wordpress.com", "blogspot.com", "tumblr.com", "ghost.io", "hubspot.com",
    "libsyn.com", "buzzsprout.com", "transistor.fm", "podigee.io",
)  # fmt: skip
_COMMENTS = re.compile(r"comments?\b|kommentar|commentaires?|comentarios|reacties", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:blog|news(?:room)?|press(?:e|room)?|aktuell\w*|neuigkeiten|actualit\w+|noticias|notizie|nieuws|nyheter|insights|"
    r"announcements|medien|media)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"<!\[CDATA\[|<!--|<(/?)(?:[a-zA-Z]{1,20}:)?(item|entry|title|pubDate|published|updated|issued|date|author|source|image|"
    r"textInput|group)\b([^<>]{0,2000})>"
)
_ROOT = re.compile(r"<(?:rss|feed|channel|(?:[\w-]{1,20}:)?RDF|atom:feed)\b", re.IGNORECASE)
_HEAD = 20_000
_CLOSE = re.compile(r"</(?:[a-zA-Z]{1,20}:)?(?:title|pubDate|published|updated|issued|date)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,300}>")
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DATES = ("pubdate", "published", "issued", "date", "updated")
"""The day of publishing before the day of the last change."""
_CONTAINERS = ("author", "source", "image", "textinput", "group")
"""Parts of an item whose titles and dates are not the item's."""


class Item(NamedTuple):
    """One item of a feed."""

    title: str
    day: str
    """ISO date."""
    passage: str
    """The title as it stands in the feed."""


class Feeds:
    """Reads the feeds that the company announces on its own pages."""

    name = "feeds"
    label = "Own news feeds"
    fields: Sequence[str] = ("event",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ()
    licence = "texts belong to the company; titles and days alone are kept"
    terms = "robots.txt of the site"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the titles of the last twelve months, the newest first.

        Raises Nothing when no feed is announced or nothing is new, FetchFailed when site or feed can't be read, WrongCompany
        when the site leads elsewhere, Skip without a domain.
        """
        home = await home_page(company, context)
        found = await self._announced(home, company, context)
        if not found:
            raise Nothing(f"no feed is announced on {home.url}")
        latest = context.now().date() + timedelta(days=_AHEAD)
        earliest = latest - timedelta(days=_DAYS + _AHEAD)
        claims: dict[tuple[str, str], Claim] = {}
        failure: FetchFailed | None = None
        for url in found[:_FEEDS]:
            try:
                page = await context.fetch(url)
                items = await context.parse(read_feed, _own_feed(page, company), page.url)
            except FetchFailed as problem:
                failure = failure or problem
                context.log(f"left out: {problem.detail}")
                continue
            for item in items:
                if earliest.isoformat() <= item.day <= latest.isoformat():
                    claim = Claim("event", item.title, page.url, item.passage, "feed", _SURE, item.day)
                    claims.setdefault((item.title.casefold(), item.day), claim)
        if not claims and failure is not None:
            raise failure
        if not claims:
            raise Nothing(f"nothing dated within the last year in {', '.join(found[:_FEEDS])}")
        return sorted(claims.values(), key=lambda claim: claim.value_date or "", reverse=True)[:MOST]

    async def _announced(self, home: Page, company: Company, context: Context) -> list[str]:
        """Return the feeds that the home page announces, else those of its blog or news page."""
        links = await context.parse(read_links, home.text, home.url)
        found = feed_links(links, home.url)
        further = None if found else news_page(links, home.url)
        if further is None:
            return found
        try:
            page = await context.fetch(further)
            if page.status < _BAD_STATUS and is_own(page.url, company):
                found = feed_links(await context.parse(read_links, page.text, page.url), page.url)
        except FetchFailed as problem:
            context.log(f"left out: {problem.detail}")
        return found


def feed_links(links: Sequence[Link], url: str) -> list[str]:
    """Return the feeds that a page announces as its own, comment feeds and other firms' feeds left out."""
    found = [
        link.url
        for link in links
        if link.tag == "link"
        and "alternate" in link.rel.split()
        and link.kind in _KINDS
        and not _COMMENTS.search(f"{link.words} {urlsplit(link.url).path}")
        and (same_domain(link.url, url) or _at_service(link.url))
    ]
    return list(dict.fromkeys(found))


def news_page(links: Sequence[Link], url: str) -> str | None:
    """Return the site's own blog or news page, the shortest address first."""
    found = [
        link.url.partition("#")[0]
        for link in links
        if link.tag == "a" and same_domain(link.url, url) and (_NEWS.search(link.words[:40]) or _NEWS.search(link.url))
    ]
    return min(found, key=len, default=None)


def _at_service(url: str) -> bool:
    host = (urlsplit(url).hostname or "").casefold()
    return any(host == one or host.endswith(f".{one}") for one in _SERVICES)


def _own_feed(page: Page, company: Company) -> str:
    """Return the text of a feed; raises FetchFailed when it is none or stands elsewhere by now."""
    if page.status >= _BAD_STATUS:
        raise FetchFailed("unreachable", page.url, f"the feed answered {page.status}")
    if not is_own(page.url, company) and not _at_service(page.url):
        raise FetchFailed("failed", page.url, "the feed leads to another site")
    return page.text


def read_feed(text: str, url: str) -> list[Item]:
    """Return the items of a feed that have a title and a day, in the order of the feed.

    Raises BrokenAnswer when `text` is no feed: a web page, broken JSON. Markup that is cut off is read as far as it goes.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return list(_json_items(text, url))
    if not _ROOT.search(text[:_HEAD]):
        raise BrokenAnswer(url, "no feed" if text.strip() else "an empty answer instead of a feed")
    return list(_markup_items(text))


def _json_items(text: str, url: str) -> Iterator[Item]:
    for row in list_at(load_json(text, url), "items")[:_MOST_ITEMS]:
        title = clean(text_at(row, "title"), _LONGEST_TITLE)
        day = _day(text_at(row, "date_published") or text_at(row, "date_modified"))
        passage = quote(text, "title", dig(row, "title")) if title and day else ""
        if passage:
            yield Item(title, day, passage)


def _markup_items(text: str) -> Iterator[Item]:
    """Go once through the text: an item ends where it is closed or where the next one begins."""
    titles: list[str] = []
    dates: dict[str, str] = {}
    inside = False
    depth = count = 0
    for name, closing, at in _tags(text):
        if name in ("item", "entry"):
            if inside and (item := _item(titles, dates)):
                yield item
            inside, depth, count = not closing, 0, count + (not closing)
            titles, dates = [], {}
            if count > _MOST_ITEMS:
                return
        elif name in _CONTAINERS:
            depth = max(depth + (-1 if closing else 1), 0)
        elif inside and not closing and depth == 0:
            if name == "title" and len(titles) < _TRIES:
                titles.append(_content(text, at))
            elif name in _DATES and name not in dates:
                dates[name] = _content(text, at)
    if inside and (item := _item(titles, dates)):
        yield item


def _tags(text: str) -> Iterator[tuple[str, bool, int]]:
    """Yield (name, closing, where it ends) of the tags that matter, comments and CDATA passed over."""
    at = 0
    ends = {"<![CDATA[": "]]>", "<!--": "-->"}
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found[2] is None:
            end = text.find(ends[found.group()], at)
            # What is never closed swallows the rest, as it would in any reader.
            at = len(text) if end < 0 else end + 3
        elif not found[3].endswith("/"):
            yield found[2].casefold(), bool(found[1]), at


def _content(text: str, at: int) -> str:
    """Return the text of the element whose tag ends at `at`, CDATA taken off; empty when it is not closed in reach."""
    reach = text[at : at + _LONGEST_CONTENT]
    stripped = reach.lstrip()
    if stripped.startswith("<![CDATA["):
        inner, closed, _ = stripped.removeprefix("<![CDATA[").partition("]]>")
        return inner.strip() if closed else ""
    end = _CLOSE.search(reach)
    return reach[: end.start()].strip() if end else ""


def _item(titles: Sequence[str], dates: dict[str, str]) -> Item | None:
    raw = next((one for one in titles if one), "")
    said = raw[:_LONGEST_CONTENT]
    for _ in range(2):  # the second time for markup that was escaped
        said = _bare(html.unescape(_bare(said)))
    title = clean(said, _LONGEST_TITLE)
    day = next((day for name in _DATES if (day := _day(dates.get(name, "")))), "")
    return Item(title, day, raw[:_LONGEST_TITLE]) if title and day else None


def _bare(markup: str) -> str:
    """Return the text of a piece of HTML, as broken as feeds hold it."""
    if not _TAG.search(markup):
        return markup
    from bs4 import BeautifulSoup

    return BeautifulSoup(markup, "lxml").get_text(" ")


def _day(raw: str) -> str:
    """Return the ISO date of an RFC 3339 or RFC 822 date, empty when it is none."""
    found = _ISO.match(raw)
    try:
        if found:
            return date(*(int(part) for part in found.groups())).isoformat()
        return parsedate_to_datetime(raw[:_LONGEST_DATE]).date().isoformat() if raw else ""
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
