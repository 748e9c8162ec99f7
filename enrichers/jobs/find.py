"""Which job board is the company's: found in the links, frames and scripts of its own pages, never guessed from its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from enrichers.jobs import ashby, greenhouse, lever, recruitee, smartrecruiters, workable
from enrichers.jobs.posting import Board, where
from enrichers.shared.common import same_domain
from enrichers.shared.own_pages import Link

BOARDS: Sequence[Board] = (
    greenhouse.BOARD, lever.BOARD, ashby.BOARD, smartrecruiters.BOARD, workable.BOARD, recruitee.BOARD,
)  # fmt: skip
_CAREERS = re.compile(
    r"\b(?:careers?|jobs?|hiring|vacanc(?:y|ies)|openings?|open (?:roles|positions)|join(?: us| our team)?|"
    r"work (?:with|for|at) us|karriere|stellen\w*|jobangebote|offene stellen|arbeiten bei|carri[eè]res?|recrut\w*|emplois?|"
    r"rejoign\w*|nous rejoindre|lavora con noi|carriera|trabaja\w*|empleos?|carreiras?|vagas|werken bij|vacatures?|jobb|"
    r"karri[aä]r|lediga|ledige|stillinger|ura|ty[oö]paikat|rekry\w*|praca|kariera|kari[eé]ra)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[-_/.]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One account on one board, as a page of the company names it."""

    board: str
    """The label of the board."""
    slug: str
    embedded: bool
    """It stands in the page as a frame or script, not as a mere link."""
    careers: bool
    """The page, or the words of the link, speak of work at the company."""

    @property
    def name(self) -> str:
        """Return the account's name as it is spelt, the region off."""
        return self.slug.removeprefix("eu:")


def board(label: str) -> Board:
    """Return the board called `label`."""
    return next(one for one in BOARDS if one.label == label)


def account_of(url: str) -> tuple[str, str] | None:
    """Return (board, account) when `url` leads to an account of a board that we know."""
    link = where(url)
    if link is None:
        return None
    for one in BOARDS:
        if slug := one.find(link):
            return one.label, slug
    return None


def accounts(links: Iterable[Link], *, careers: bool) -> list[Found]:
    """Return the accounts that the links of one page lead to, each once; `careers` says what kind of page it is."""
    found: dict[tuple[str, str], Found] = {}
    for link in links:
        hit = account_of(link.url)
        if hit is None:
            continue
        key = (hit[0], hit[1].casefold())
        before = found.get(key)
        embedded = link.tag in ("iframe", "frame", "script") or (before is not None and before.embedded)
        about_work = careers or bool(_CAREERS.search(link.words)) or (before is not None and before.careers)
        found[key] = Found(*(before.board, before.slug) if before else hit, embedded, about_work)
    return list(found.values())


def careers_pages(links: Iterable[Link], home: str) -> list[str]:
    """Return the company's own pages that speak of work there, the likeliest first: words of the link before its URL."""
    said: dict[str, int] = {}
    for link in links:
        url = link.url.partition("#")[0]
        if link.tag not in ("a", "area") or not same_domain(url, home) or url.rstrip("/") == home.rstrip("/"):
            continue
        weight = 2 * bool(_CAREERS.search(link.words[:80])) + speaks_of_work(url)
        if weight:
            said[url] = max(said.get(url, 0), weight)
    return sorted(said, key=lambda url: (-said[url], len(url)))


def speaks_of_work(url: str) -> bool:
    """Return whether the address of a page names careers or jobs."""
    parts = urlsplit(url)
    return bool(_CAREERS.search(_CUT.sub(" ", f"{parts.netloc.partition('.')[0]} {parts.path}")))
