"""Lever: ``GET /v0/postings/{site}?mode=json``, with an API of its own for the EU. Dates are milliseconds since 1970."""

from __future__ import annotations

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, escaped, joined, listing, rows
from enrichers.shared.common import dig, load_json, text_at

_EU = "eu:"


def find(link: Where) -> str:
    """Return the site in a link to its board or API, led by ``eu:`` where the board stands in the EU."""
    if link.host in ("jobs.lever.co", "jobs.eu.lever.co"):
        slug = account(link.path[0] if link.path else "")
    elif link.host in ("api.lever.co", "api.eu.lever.co") and link.path[:2] == ("v0", "postings"):
        slug = account(link.path[2] if len(link.path) > 2 else "")  # noqa: PLR2004 - behind version and kind
    else:
        return ""
    return f"{_EU}{slug}" if slug and ".eu." in link.host else slug


def address(slug: str) -> str:
    """Return the API's URL."""
    host = "api.eu.lever.co" if slug.startswith(_EU) else "api.lever.co"
    return f"https://{host}/v0/postings/{escaped(slug.removeprefix(_EU))}?mode=json"


def read(text: str, url: str) -> Listing:
    """Return the openings of an answer, which is a bare list."""
    found = [
        Posting(
            text_at(row, "text"),
            text_at(row, "categories", "location"),
            joined(text_at(row, "categories", "department"), text_at(row, "categories", "team")),
            day(dig(row, "createdAt")),
            key="text",
            raw=dig(row, "text") or "",
        )
        for row in rows(load_json(text, url), url)
    ]
    return listing(text, found)


BOARD = Board("Lever", find, address, read)
