"""Ashby: ``GET /posting-api/job-board/{name}?includeCompensation=true``. Openings that are not listed are left out."""

from __future__ import annotations

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, escaped, joined, listing, rows
from enrichers.shared.common import dig, load_json, text_at

_NEVER = ("api", "_next", "static", "embed")


def find(link: Where) -> str:
    """Return the board's name in a link to it, to one of its openings, its embedding script or its API."""
    if link.host == "jobs.ashbyhq.com":
        return account(link.path[0] if link.path else "", never=_NEVER)
    if link.host == "api.ashbyhq.com" and link.path[:2] == ("posting-api", "job-board"):
        return account(link.path[2] if len(link.path) > 2 else "")  # noqa: PLR2004 - behind kind and list
    return ""


def address(slug: str) -> str:
    """Return the API's URL."""
    return f"https://api.ashbyhq.com/posting-api/job-board/{escaped(slug)}?includeCompensation=true"


def read(text: str, url: str) -> Listing:
    """Return the listed openings of an answer."""
    found = [
        Posting(
            text_at(row, "title"),
            text_at(row, "location"),
            joined(text_at(row, "department"), text_at(row, "team")),
            day(dig(row, "publishedAt")),
            key="title",
            raw=dig(row, "title") or "",
        )
        for row in rows(load_json(text, url), url, "jobs")
        if dig(row, "isListed") is not False
    ]
    return listing(text, found)


BOARD = Board("Ashby", find, address, read)
