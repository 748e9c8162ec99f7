"""Does a company's own site show a register number: the proof that a register's entry is this company's.

Reads the home page and at most two pages it links to as contact, imprint or legal notice; what can't be read proves nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from enrichers.common import same_domain
from prospector.research.protocol import Company, Context, FetchFailed

_MOST_PAGES = 3
_READ = 1_000_000
_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,2000}>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_BLANKS = re.compile(r"\s+")
_LINK = re.compile(r"<a\s[^<>]{0,1000}?href\s*=\s*[\"']?([^\"'\s<>]{1,500})", re.IGNORECASE)
_TELLING = re.compile(
    "imprint|impressum|legal|mentions|kontakt|contact|yhteys|om-oss|om_oss|about|o-nas|obchodni-podminky|meist|tietoa|juriid",
    re.IGNORECASE,
)
_LEGAL = re.compile("imprint|impressum|legal|mentions", re.IGNORECASE)
_SHORTEST = 6
"""Fewer digits or letters than that stand on pages for other reasons too."""


async def on_own_pages(company: Company, context: Context, wanted: Mapping[str, Sequence[str]]) -> list[str]:
    """Return which keys of `wanted` have one of their numbers standing on the company's own pages."""
    found: list[str] = []
    for text in await own_pages(company, context):
        found.extend(
            key for key, numbers in wanted.items() if key not in found and any(shows(text, one) for one in numbers)
        )
        if found:
            break
    return found


async def own_pages(company: Company, context: Context) -> list[str]:
    """Return the visible words of the home page and of the pages that name who runs the site; empty when none can be had."""
    if not company.domains:
        return []
    domain = company.domains[0].strip().casefold()
    texts: list[str] = []
    waiting = [f"https://{domain}/"]
    seen = set(waiting)
    while waiting and len(texts) < _MOST_PAGES:
        url = waiting.pop(0)
        try:
            page = await context.fetch(url)
            if page.status != 200 or not same_domain(page.url, domain):  # noqa: PLR2004 - HTTP's own number
                continue
            visible, links = await context.parse(read_page, page.text[:_READ], page.url)
        except FetchFailed as problem:
            context.log(f"not looked at: {problem.detail}")
            if not texts:
                break
            continue
        texts.append(visible)
        if len(texts) == 1:
            waiting = [link for link in links if link not in seen and same_domain(link, domain)][: _MOST_PAGES - 1]
    return texts


def read_page(text: str, url: str) -> tuple[str, list[str]]:
    """Return the visible words of a page, roughly, and its links to contact and legal pages, legal ones first."""
    links: list[str] = []
    for raw in _LINK.findall(text):
        if not _TELLING.search(raw):
            continue
        try:
            link = urljoin(url, html.unescape(raw)).partition("#")[0]
            fits = urlsplit(link).scheme in ("http", "https")
        except ValueError:
            continue
        if fits and link != url and link not in links:
            links.append(link)
    links.sort(key=lambda link: not _LEGAL.search(link))
    visible = html.unescape(_TAG.sub(" ", _HIDDEN.sub(" ", text)))
    return _BLANKS.sub(" ", visible), links


def shows(text: str, number: str) -> bool:
    """Return whether `number` stands in `text`, however its digits are grouped; a longer number that holds it is another."""
    signs = [sign for sign in number if sign.isalnum()]
    if len(signs) < _SHORTEST:
        return False
    pattern = r"[\s.\-\u2013\u00a0/()]{0,2}".join(re.escape(sign) for sign in signs)
    return re.search(rf"(?<![0-9]){pattern}(?![0-9])", text, re.IGNORECASE) is not None
