"""SmartRecruiters: ``GET /v1/companies/{id}/postings?limit=100&offset=``. An unknown account answers 200 with none at all.

``creator`` is a person and never read.
"""

from __future__ import annotations

from enrichers.jobs.posting import Board, Listing, Posting, Where, account, day, escaped, joined, listing, rows
from enrichers.shared.common import dig, load_json, number_at, text_at

_PAGE = 100
_NEVER = ("api", "static", "assets", "oneclick-ui", "my-applications", "sr-jobs")


def find(link: Where) -> str:
    """Return the account in a link to its career page, to one of its openings or to its API."""
    if link.host in ("careers.smartrecruiters.com", "jobs.smartrecruiters.com"):
        path = link.path[2:] if link.path[:2] == ("oneclick-ui", "company") else link.path
        return account(path[0] if path else "", never=_NEVER)
    if link.host == "api.smartrecruiters.com" and link.path[:2] == ("v1", "companies"):
        return account(link.path[2] if len(link.path) > 2 else "")  # noqa: PLR2004 - behind version and kind
    return ""


def address(slug: str) -> str:
    """Return the API's URL."""
    return f"https://api.smartrecruiters.com/v1/companies/{escaped(slug)}/postings?limit={_PAGE}"


def read(text: str, url: str) -> Listing:
    """Return the openings of one page of answers and how many there are in all."""
    data = load_json(text, url)
    found = [
        Posting(
            text_at(row, "name"),
            text_at(row, "location", "fullLocation")
            or joined(text_at(row, "location", "city"), text_at(row, "location", "country").upper()),
            text_at(row, "department", "label") or text_at(row, "function", "label"),
            day(dig(row, "releasedDate")),
            text_at(row, "company", "name"),
            key="name",
            raw=dig(row, "name") or "",
        )
        for row in rows(data, url, "content")
    ]
    return listing(text, found, number_at(data, "totalFound"))


BOARD = Board("SmartRecruiters", find, address, read, page=_PAGE)
