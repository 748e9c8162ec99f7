"""Does a company's own site show a register number: the proof that a register's entry is this company's.

Reads the home page and at most two pages it links to as imprint, legal notice, contact or about; what can't be read proves
nothing. The own-website source reads the same pages, so they mostly come out of the cache.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from enrichers.shared.common import same_domain
from enrichers.shared.own_pages import home_page, read_links, refuse_no_page
from prospector.research.protocol import Company, Context, FetchFailed, Skip, WrongCompany

_MOST_LINKED = 2
_MOST_TEXT = 400_000
_LEGAL = re.compile("imprint|impressum|legal|mentions|obchodn|podmink|vilkår|ehdot", re.IGNORECASE)
_CONTACT = re.compile("kontakt|contact|yhteys|om-?oss|about|o-nas|meist|tietoa|juriid|firma", re.IGNORECASE)
_SHORTEST = 6
"""Fewer digits or letters than that stand on pages for other reasons too."""
_GAP = r"[\s.\-\u2013\u00a0/()]{0,2}"


async def on_own_pages(company: Company, context: Context, wanted: Mapping[str, Sequence[str]]) -> list[str]:
    """Return which keys of `wanted` have one of their numbers standing on the company's own pages."""
    texts = await own_texts(company, context)
    return [key for key, numbers in wanted.items() if any(shows(text, one) for text in texts for one in numbers)]


async def own_texts(company: Company, context: Context) -> list[str]:
    """Return the visible words of the home page and of the pages that say who runs the site; empty when none can be had."""
    if not company.domains and not company.url:
        return []
    try:
        first = await home_page(company, context)
        text, links = await context.parse(read_page, first.text, first.url)
    except (FetchFailed, Skip, WrongCompany) as problem:
        context.log(f"own pages not looked at: {problem}")
        return []
    texts = [text]
    for link in links:
        try:
            page = await context.fetch(link)
            refuse_no_page(page)
            if same_domain(page.url, first.url):
                texts.append((await context.parse(read_page, page.text, page.url))[0])
        except FetchFailed as problem:
            context.log(f"left out: {problem.detail}")
    return texts


def read_page(text: str, url: str) -> tuple[str, list[str]]:
    """Return the words of a page and its two links likeliest to name who runs the site, of the same site."""
    from lxml import etree, html

    ranked: dict[str, int] = {}
    for link in read_links(text, url):
        target = link.url.partition("#")[0]
        if link.tag != "a" or target == url or not same_domain(target, url):
            continue
        words = f"{link.words} {target}"
        rank = 0 if _LEGAL.search(words) else 1 if _CONTACT.search(words) else None
        if rank is not None:
            ranked[target] = min(rank, ranked.get(target, rank))
    links = sorted(ranked, key=lambda target: ranked[target])[:_MOST_LINKED]
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return "", links
    etree.strip_elements(root, "script", "style", "template", with_tail=False)
    return " ".join(" ".join(str(words) for words in root.itertext()).split())[:_MOST_TEXT], links


def shows(text: str, number: str) -> bool:
    """Return whether `number` stands in `text`, however its digits are grouped; a longer number that holds it is another."""
    signs = [re.escape(sign) for sign in number if sign.isalnum()]
    if len(signs) < _SHORTEST:
        return False
    return re.search(rf"(?<![0-9]){_GAP.join(signs)}(?![0-9])", text, re.IGNORECASE) is not None
