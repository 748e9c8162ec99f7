"""What the company says about itself: description, founding year, head count, trade, feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from enrichers.website.company_nodes import first, industry, nodes, quote
from enrichers.website.site import fold, registrable
from enrichers.website.snapshot import Item, Snapshot
from prospector.research.protocol import Claim

DESCRIPTION_LIMIT = 1_000
_FEWEST_WORDS = 3
_TELLING = 3
_MOST_PEOPLE = 5_000_000
"""No employer has more."""
_SHORTEST = 18
_TEMPLATE = re.compile(
    r"\$\w*\{?[A-Za-z_]{3,}|\{\{|\}\}|\{[%#]|%[a-z_]+%|%\([a-z]+\)s|%s\b|\[\[?[a-z_ -]+\]\]?|<[a-z/]|#\{|lorem ipsum|@@\w+",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(\w+)\](.{0,200}?)\[/\1?\]")
_EMPTY_WORDS = re.compile(
    "^(?:just another wordpress site|site description|description|your (?:site|page) description.*|"
    "meta description|my (?:site|website)|home ?page|untitled.*|enter (?:a )?description.*|"
    r"default description)\.?$",
    re.IGNORECASE,
)
_EARLIEST = 1600


def year(text: str, now: datetime) -> int | None:
    """Return the year a date text starts with, None when it is none or lies ahead."""
    match = re.search(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)", text)
    value = int(match.group()) if match else 0
    return value if _EARLIEST < value <= now.year else None


def _template(text: str) -> bool:
    """Return whether `text` is an unrendered template; words in brackets that are closed again (``[b]x[/b]``) are none."""
    return bool(_TEMPLATE.search(_BRACKETED.sub(r"\2", text)))


def good_description(text: str) -> bool:
    """Return whether a description says something: no unrendered template, no placeholder, not just a word or two."""
    return (
        len(text) >= _SHORTEST
        and not _template(text)
        and not _EMPTY_WORDS.match(text.strip())
        and len(text.split()) >= _FEWEST_WORDS
    ) or (bool(re.search(r"[\u3040-\u9fff]{8}", text)) and not _template(text))


def descriptions(
    snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], domain: str, names: tuple[str, ...]
) -> Iterator[Claim]:
    """Yield what describes the company: its structured data, then meta texts of pages that are about it.

    A page about something else (an article, a product) describes that, and is left out unless it is the only page and names
    the company.
    """
    for snapshot, item in company:
        text = first(item.props.get("description"))
        if good_description(text) and "Brand" not in item.types:
            yield Claim("description", text[:DESCRIPTION_LIMIT], snapshot.url, quote(item, text), item.method, 0.9)
    best = {"home": 0.85, "about": 0.75, "contact": 0.5, "imprint": 0.0, "careers": 0.0}
    for number, snapshot in enumerate(snapshots):
        article = snapshot.meta("og:type").casefold() in ("article", "product", "profile", "video.other")
        for method, key in (("meta", "description"), ("opengraph", "og:description")):
            text = snapshot.meta(key)
            confidence = best.get(snapshot.kind, 0.0)
            if (
                not confidence
                and not article
                and number == 0
                and (names_company(text, domain, names) and _depth(snapshot.url) <= 1)
            ):
                confidence = 0.5
            if confidence and good_description(text):
                yield Claim("description", text[:DESCRIPTION_LIMIT], snapshot.url, text[:300], method, confidence)
                break


def names_company(text: str, domain: str, names: tuple[str, ...]) -> bool:
    """Return whether `text` says one of the company's names."""
    folded = fold(text)
    return any(len(fold(name)) >= _TELLING and fold(name) in folded for name in (*names, domain.split(".", 1)[0]))


def _depth(url: str) -> int:
    return len([part for part in urlsplit(url).path.split("/") if part])


def facts(company: list[tuple[Snapshot, Item]], now: datetime) -> Iterator[Claim]:
    """Yield founding year, head count and trade from structured data."""
    for snapshot, item in company:
        founded = first(item.props.get("foundingDate"))
        if (value := year(founded, now)) is not None:
            yield Claim("founded", value, snapshot.url, quote(item, founded), item.method, 0.9)
        yield from _head_count(snapshot, item)
        trade = first(item.props.get("industry")) or industry(item.types)
        if trade and not trade.startswith("http"):
            kind = next((kind for kind in item.types if fold(kind) == fold(trade)), trade)
            yield Claim("industry", trade[:100], snapshot.url, quote(item, kind), item.method, 0.7)


def _head_count(snapshot: Snapshot, item: Item) -> Iterator[Claim]:
    value = item.props.get("numberOfEmployees")
    text = first(value)
    for node in nodes(value):
        text = first(node.get("value")) or (
            "" if node.get("maxValue") != node.get("minValue") else first(node.get("minValue"))
        )
    digits = re.sub(r"[.,\s\u00a0](?=\d{3}\b)", "", text).strip().rstrip("+")
    if digits.isdigit() and 0 < int(digits) < _MOST_PEOPLE:
        yield Claim("employees", int(digits), snapshot.url, quote(item, text), item.method, 0.85)


def feeds(snapshots: list[Snapshot], domain: str) -> Iterator[Claim]:
    """Yield the feeds the pages announce, those of the site itself or of a feed service."""
    for snapshot in snapshots:
        for feed in snapshot.feeds[:5]:
            if registrable(feed.url) == domain or "feedburner" in feed.url:
                yield Claim("feed", feed.url, snapshot.url, feed.raw[:300], "link", 0.9)
