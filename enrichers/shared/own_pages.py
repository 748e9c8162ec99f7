"""The company's own first page, and the links on a page: where other sources find what the company says is its own."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from enrichers.shared.common import bare_name, fold, registrable, same_domain
from prospector.research.finding import Candidate
from prospector.research.protocol import Company, Context, FetchFailed, Page, Skip, WrongCompany

_BAD_STATUS = 400
_MOST_LINKS = 4_000
_TELLING = 4
"""Letters from which on one spelling inside another tells something."""
_MOST_OF = 0.6
_ACCOUNT_ENDS = re.compile(r"(?:careers?|jobs?|hq|group|team|global)$")
_WEB = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "")


class Link(NamedTuple):
    """One link, frame or script of a page."""

    tag: str
    url: str
    """Absolute, http or https."""
    words: str
    """What a reader sees of it, or its title."""
    rel: str
    kind: str
    """The `type` attribute in lower case."""


async def home_page(company: Company, context: Context) -> Page:
    """Return the company's home page as the site itself serves it.

    Raises Skip when no domain is known, FetchFailed when the site does not answer with a page, WrongCompany when it leads
    to another domain that is not spelt like the company.
    """
    failure: FetchFailed | None = None
    for start in starts(company):
        try:
            page = await context.fetch(start)
            refuse_no_page(page)
        except FetchFailed as problem:
            failure = failure or problem
            if problem.state not in ("unreachable", "failed"):
                raise
            continue
        if not is_own(page.url, company):
            asked, landed = registrable(start), registrable(page.url) or ""
            candidate = Candidate("domain", landed, landed, page.url, domain=landed, note=f"{asked} leads there")
            raise WrongCompany(f"asked {company.name} ({asked}); the site leads to {landed}", [candidate])
        return page
    raise failure or Skip("no domain known")


def refuse_no_page(page: Page) -> None:
    """Raise FetchFailed when `page` is an error page or no web page."""
    if page.status >= _BAD_STATUS:
        raise FetchFailed("unreachable", page.url, f"the site answered {page.status}")
    if page.content_type not in _WEB:
        raise FetchFailed("failed", page.url, f"no web page but {page.content_type}")


def is_own(url: str, company: Company) -> bool:
    """Return whether `url` stands under one of the company's domains, or under one of the same or the company's name."""
    known = [*company.domains, *([company.url] if company.url else [])]
    if any(same_domain(url, one) for one in known):
        return True
    label = domain_label(url)
    return len(label) >= _TELLING and label in spellings(company)


def spellings(company: Company) -> set[str]:
    """Return the company's names and the telling parts of its domains, folded and without blanks."""
    names = {bare_name(name) for name in (company.name, *company.other_names)}
    labels = {domain_label(one) for one in [*company.domains, *([company.url] if company.url else [])]}
    return {"".join(name.split()) for name in names | labels if name}


def alike(word: str, company: Company) -> bool:
    """Return whether `word` (an account's name elsewhere) is spelt like the company: equal, or one is most of the other."""
    mine = "".join(bare_name(word).split())
    shapes = {mine, _ACCOUNT_ENDS.sub("", mine)} - {""}
    return any(
        shape == other
        or (
            min(len(shape), len(other)) >= _TELLING
            and (shape in other or other in shape)
            and min(len(shape), len(other)) >= _MOST_OF * max(len(shape), len(other))
        )
        for other in spellings(company)
        for shape in shapes
    )


def domain_label(where: str) -> str:
    """Return the telling part of a domain, folded: ``acme`` of ``https://www.acme.co.uk/``."""
    domain = registrable(where) or ""
    first = domain.split(".", 1)[0]
    if first.startswith("xn--"):
        try:
            first = first[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return ""
    return "".join(fold(first).split())


def read_links(text: str, url: str) -> list[Link]:
    """Return the links, frames, scripts and head links of the page `text` that stands at `url`, in their order.

    A `base` of another site is not believed.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    base = url
    for element in root.iter("base"):
        stated = _joined(url, element.get("href") or "")
        base = stated if same_domain(stated, url) else url
        break
    found: list[Link] = []
    for element in root.iter("a", "area", "iframe", "frame", "script", "link"):
        target = _joined(base, element.get("href") or element.get("src") or element.get("data-src") or "")
        if not target:
            continue
        tag = str(element.tag)
        words = "".join(str(piece) for piece in islice(element.itertext(), 20))[:300] if tag == "a" else ""
        shown = " ".join(f"{words} {element.get('title') or ''} {element.get('aria-label') or ''}".split())
        found.append(Link(tag, target, shown[:300], (element.get("rel") or "").lower(), _kind(element.get("type"))))
        if len(found) >= _MOST_LINKS:
            break
    return found


def _joined(base: str, href: str) -> str:
    try:
        target = urljoin(base, re.sub(r"[\t\r\n]", "", href.strip()))
        parts = urlsplit(target)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return target if href.strip() and usable else ""


def _kind(raw: str | None) -> str:
    return (raw or "").partition(";")[0].strip().lower()


def starts(company: Company) -> list[str]:
    """Return the addresses to try for a company's front page, the likeliest first. Raises Skip without a domain."""
    if company.url:
        return [company.url if "//" in company.url else f"https://{company.url}/"]
    if not company.domains:
        raise Skip("no domain known")
    domain = company.domains[0].strip().casefold()
    return [
        f"https://{domain}/",
        *([] if domain.startswith("www.") else [f"https://www.{domain}/"]),
        f"http://{domain}/",
    ]
