"""Workable: ``GET /api/v1/widget/accounts/{account}``. A place that the board hides is not told here either."""

from __future__ import annotations

from typing import Any

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, escaped, joined, listing, rows
from enrichers.shared.common import dig, list_at, load_json, text_at

_NEVER = ("j", "api", "static", "assets", "widget", "jobs", "www")
_OWN_HOSTS = (
    "www",
    "apply",
    "jobs",
    "help",
    "resources",
    "api",
    "get",
    "go",
    "status",
    "developers",
    "workable",
    "id",
    "static",
)


def find(link: Where) -> str:
    """Return the account in a link to its board (``apply.workable.com/x``, ``x.workable.com``) or to its API."""
    if link.host == "apply.workable.com":
        if link.path[:4] == ("api", "v1", "widget", "accounts"):
            return account(link.path[4] if len(link.path) > 4 else "")  # noqa: PLR2004 - behind the API's own words
        return account(link.path[0] if link.path else "", never=_NEVER)
    if link.host == "www.workable.com" and link.path[:3] == ("api", "accounts", "widget") and len(link.path) > 3:  # noqa: PLR2004
        return account(link.path[3])
    name, dot, rest = link.host.partition(".")
    return account(name, never=_OWN_HOSTS) if dot and rest == "workable.com" else ""


def address(slug: str) -> str:
    """Return the API's URL."""
    return f"https://apply.workable.com/api/v1/widget/accounts/{escaped(slug)}"


def read(text: str, url: str) -> Listing:
    """Return the openings of an answer."""
    data = load_json(text, url)
    employer = text_at(data, "name")
    found = [
        Posting(
            text_at(row, "title"),
            _location(row),
            text_at(row, "department"),
            day(dig(row, "published_on")) or day(dig(row, "created_at")),
            employer,
            key="title",
            raw=dig(row, "title") or "",
        )
        for row in rows(data, url, "jobs")
    ]
    return listing(text, found)


def _location(row: Any) -> str:
    places = list_at(row, "locations")
    for one in places:
        if dig(one, "hidden") is not True:
            return joined(text_at(one, "city"), text_at(one, "country"))
    if not places:
        return joined(text_at(row, "city"), text_at(row, "country"))
    return "remote" if dig(row, "telecommuting") is True else ""


BOARD = Board("Workable", find, address, read)
