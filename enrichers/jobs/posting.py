"""What all boards have in common: an account found in a link, and its openings as they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from enrichers.shared.common import BrokenAnswer, dig, place

MOST = 40
"""Openings kept of one company."""
_SLUG = re.compile(r"[^\W_][\w .&+-]{0,99}\Z")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_FIRST, _LAST = 946_684_800, 4_102_444_800
"""2000 and 2100 in seconds: what lies outside is no date of a posting."""


class Where(NamedTuple):
    """A link taken apart."""

    host: str
    path: tuple[str, ...]
    """Its parts, unescaped."""
    query: dict[str, str]


@dataclass(frozen=True, slots=True)
class Posting:
    """One opening: no text, no person."""

    title: str
    location: str = ""
    department: str = ""
    published: str | None = None
    """ISO date."""
    employer: str = ""
    """Who hires, where the board says so."""
    passage: str = ""
    key: str = ""
    """Under which key the title stands in the answer."""
    raw: str = ""
    """The title as the answer has it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer of a board."""

    postings: Sequence[Posting]
    """The newest first, at most `MOST`."""
    count: int
    """How many openings the answer holds."""
    total: int
    """How many the board says there are in all."""
    employers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Board:
    """One kind of job board."""

    label: str
    find: Callable[[Where], str]
    """Return the account that a link leads to, empty when it is not one of this board's."""
    address: Callable[[str], str]
    """Return the URL of the API for an account."""
    read: Callable[[str, str], Listing]
    """Return the openings in an answer (text, URL); raises BrokenAnswer."""
    page: int = 0
    """Openings in one answer, where the rest has to be asked for by offset; 0: all come at once."""


def where(url: str) -> Where | None:
    """Take a URL apart; None when it is none."""
    try:
        parts = urlsplit(url)
        query = {key.lower(): values[0] for key, values in parse_qs(parts.query, max_num_fields=50).items()}
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    return Where(host, tuple(unquote(part).strip() for part in parts.path.split("/") if part), query)


def account(raw: str | None, *, never: Iterable[str] = ()) -> str:
    """Return the name of an account as it stands in a link, empty when it can't be one or is one of `never`."""
    name = (raw or "").strip()
    return name if _SLUG.match(name) and name.casefold() not in never else ""


def escaped(slug: str) -> str:
    """Return an account name for the path of a URL."""
    return quote(slug, safe="")


def rows(data: Any, url: str, *path: str) -> list[Any]:
    """Return the list under `path`; raises BrokenAnswer when something else is there: no list is not the same as an empty one."""
    found = dig(data, *path)
    if not isinstance(found, list):
        raise BrokenAnswer(url, "the board's answer holds no list of openings")
    return found


def listing(text: str, postings: Iterable[Posting], total: int | None = None) -> Listing:
    """Return the postings that have a title, newest first, each with the words of `text` that say its title."""
    named = [posting for posting in postings if posting.title]
    kept = sorted(named, key=lambda posting: posting.published or "", reverse=True)[:MOST]
    proven: list[Posting] = []
    for posting in kept:
        stood = place(text, posting.key, posting.raw)
        if stood:
            proven.append(replace(posting, passage=stood.group()))
    employers = frozenset(posting.employer for posting in named if posting.employer)
    return Listing(tuple(proven), len(named), max(total or 0, len(named)), employers)


def day(raw: Any) -> str | None:
    """Return the ISO date of a text that begins with one, or of milliseconds since 1970; None for anything else."""
    if isinstance(raw, str):
        found = _DAY.match(raw.strip())
        return found.group() if found else None
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _FIRST < raw / 1000 < _LAST:
        return datetime.fromtimestamp(raw / 1000, UTC).date().isoformat()
    return None


def joined(*parts: str) -> str:
    """Return the parts of a place that are there, each once, with commas between."""
    return ", ".join(dict.fromkeys(part for part in parts if part))
