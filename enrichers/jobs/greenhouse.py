"""Greenhouse: ``GET /v1/boards/{token}/jobs``. Boards in the EU are served by the same API.

The texts of the openings are not asked for, and departments come only with them.
"""

from __future__ import annotations

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, escaped, listing, rows
from enrichers.shared.common import dig, list_at, load_json, number_at, text_at

_PAGES = ("boards.greenhouse.io", "job-boards.greenhouse.io", "boards.eu.greenhouse.io", "job-boards.eu.greenhouse.io")
_APIS = ("boards-api.greenhouse.io", "api.greenhouse.io")


def find(link: Where) -> str:
    """Return the board token in a link to a board, to one of its openings, its embedding script or its API."""
    if link.host in _PAGES:
        if link.path[:1] == ("embed",):
            return account(link.query.get("for"))
        return account(link.path[0] if link.path else link.query.get("for"), never=("embed", "v1", "users", "assets"))
    if link.host in _APIS and link.path[:2] in (("v1", "boards"), ("v1", "board")) and len(link.path) > 2:  # noqa: PLR2004
        return account(link.path[2])
    return ""


def address(slug: str) -> str:
    """Return the API's URL."""
    return f"https://boards-api.greenhouse.io/v1/boards/{escaped(slug)}/jobs"


def read(text: str, url: str) -> Listing:
    """Return the openings of an answer."""
    data = load_json(text, url)
    found = [
        Posting(
            text_at(row, "title"),
            text_at(row, "location", "name"),
            text_at(next(iter(list_at(row, "departments")), None), "name"),
            day(dig(row, "first_published")) or day(dig(row, "updated_at")),
            text_at(row, "company_name"),
            key="title",
            raw=dig(row, "title") or "",
        )
        for row in rows(data, url, "jobs")
    ]
    return listing(text, found, number_at(data, "meta", "total"))


BOARD = Board("Greenhouse", find, address, read)
