"""Recruitee: ``GET https://{company}.recruitee.com/api/offers/``. Dates read ``2026-10-05 08:25:23 UTC``."""

from __future__ import annotations

import re

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, joined, listing, rows
from enrichers.shared.common import dig, load_json, text_at

_OWN_HOSTS = (
    "www", "app", "api", "support", "docs", "help", "blog", "careers", "jobs", "static", "assets", "cdn", "status", "auth",
    "developers", "media", "s", "careers-analytics",
)  # fmt: skip
_LABEL = re.compile(r"[a-z0-9][a-z0-9-]{0,61}\Z")


def find(link: Where) -> str:
    """Return the company in a link to its board, which is the first label of the host."""
    name, dot, rest = link.host.partition(".")
    if not dot or rest != "recruitee.com" or not _LABEL.match(name):
        return ""
    return account(name, never=_OWN_HOSTS)


def address(slug: str) -> str:
    """Return the API's URL."""
    return f"https://{slug}.recruitee.com/api/offers/"


def read(text: str, url: str) -> Listing:
    """Return the openings of an answer."""
    found = [
        Posting(
            text_at(row, "title"),
            text_at(row, "location") or joined(text_at(row, "city"), text_at(row, "country")),
            text_at(row, "department"),
            day(dig(row, "published_at")) or day(dig(row, "created_at")),
            text_at(row, "company_name"),
            key="title",
            raw=dig(row, "title") or "",
        )
        for row in rows(load_json(text, url), url, "offers")
    ]
    return listing(text, found)


BOARD = Board("Recruitee", find, address, read)
