"""Openings on the job boards Greenhouse, Lever, Ashby, SmartRecruiters, Workable and Recruitee.

All six serve the openings of a company as public JSON, without key, for embedding in its site; none states a limit for reading,
one request a second and host is asked here. The account on the board is taken from the company's own home or careers page, never
guessed from its name: account names are first come, first served, and belong to namesakes.

Openings belong to the employer: titles, places and days are kept, texts are not. No recruiter's name is ever read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enrichers.jobs.find import Found, account_of, accounts, board, careers_pages, speaks_of_work
from enrichers.jobs.posting import MOST, Board, Listing, Posting
from enrichers.shared.own_pages import Link, alike, home_page, is_own, read_links, refuse_no_page
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, WrongCompany

_CAREERS_PAGES = 3
"""Pages read beside the home page in search of a board."""
_BOARDS = 3
_PAGES = 3
"""Answers read of one board that pages its list."""
_MISSING = (404, 410)
_BAD_STATUS = 400
_SURE, _LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class _Read:
    url: str
    listing: Listing


class Jobs:
    """Reads the openings on the boards that the company's own pages lead to."""

    name = "jobs"
    label = "Job boards"
    fields: Sequence[str] = ("opening",)
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = (
        "boards-api.greenhouse.io", "api.lever.co", "api.eu.lever.co", "api.ashbyhq.com", "api.smartrecruiters.com",
        "apply.workable.com", "recruitee.com",
    )  # fmt: skip
    licence = "openings belong to the employer; titles, places and days are facts"
    terms = "public posting APIs of the boards, made for showing openings elsewhere; robots.txt of the company's site"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return the newest openings.

        Raises Nothing when no board is linked or it is empty, WrongCompany when the board is somebody else's, FetchFailed
        when neither the site nor a board answers, Skip without a domain.
        """
        site, found = await self._search(company, context)
        if not found:
            raise Nothing(f"no job board that can be read is linked on {site}")
        theirs = _theirs(found, company, site)
        claims: list[tuple[str, Claim]] = []
        told: list[str] = []
        failure: FetchFailed | WrongCompany | None = None
        for one in theirs[:_BOARDS]:
            try:
                pages = await self._openings(one, company, context)
            except (FetchFailed, WrongCompany) as problem:
                failure = failure or problem
                context.log(f"left out: {problem}")
                continue
            total = max((page.listing.total for page in pages), default=0)
            told.append(f"{one.board} “{one.name}”: {total} openings")
            sure = _SURE if one.embedded or alike(one.name, company) else _LIKELY
            claims += [
                (posting.published or "", _claim(posting, page.url, sure))
                for page in pages
                for posting in page.listing.postings
            ]
        if not claims and failure is not None:
            raise failure
        if not claims:
            raise Nothing("; ".join(told))
        context.log("; ".join(told))
        claims.sort(key=lambda pair: pair[0], reverse=True)
        return [claim for _, claim in claims[:MOST]]

    async def _search(self, company: Company, context: Context) -> tuple[str, list[Found]]:
        """Return the home page's URL and the accounts that the home page leads to, else those of the careers pages."""
        home = await home_page(company, context)
        links = await context.parse(read_links, home.text, home.url)
        found = accounts(links, careers=False)
        waiting = [] if _telling(found) else careers_pages(links, home.url)
        tried: set[str] = set()
        for _ in range(_CAREERS_PAGES):
            url = next((one for one in waiting if one not in tried), None)
            if url is None or _telling(found):
                break
            tried.add(url)
            further, hits = await self._careers(url, company, context)
            found = [
                *hits,
                *(one for one in found if (one.board, one.slug) not in {(hit.board, hit.slug) for hit in hits}),
            ]
            waiting += [one for one in careers_pages(further, home.url) if one not in waiting]
        return home.url, found

    async def _careers(self, url: str, company: Company, context: Context) -> tuple[list[Link], list[Found]]:
        """Return the links of a careers page and the accounts it leads to; nothing when it can't be had."""
        try:
            page = await context.fetch(url)
            hit = account_of(page.url)
            if hit is not None:
                return [], [Found(*hit, embedded=True, careers=True)]
            refuse_no_page(page)
            if not is_own(page.url, company):
                return [], []
            links = await context.parse(read_links, page.text, page.url)
        except FetchFailed as problem:
            hit = account_of(problem.url)
            context.log(f"left out: {problem.detail}")
            return [], [Found(*hit, embedded=True, careers=True)] if hit else []
        return links, accounts(links, careers=speaks_of_work(page.url) or speaks_of_work(url))

    async def _openings(self, one: Found, company: Company, context: Context) -> list[_Read]:
        """Return the answers of a board; an empty list when it does not know the account."""
        kind: Board = board(one.board)
        address = kind.address(one.slug)
        pages: list[_Read] = []
        seen = 0
        for turn in range(_PAGES if kind.page else 1):
            page = await context.fetch(address if turn == 0 else f"{address}&offset={turn * kind.page}")
            if page.status in _MISSING:
                break
            if page.status >= _BAD_STATUS:
                raise FetchFailed("failed", page.url, f"{kind.label} answered {page.status}")
            listing = await context.parse(kind.read, page.text, page.url)
            _same_employer(one, listing, company)
            pages.append(_Read(page.url, listing))
            seen += listing.count
            if not listing.count or seen >= listing.total:
                break
        return pages


def _telling(found: Sequence[Found]) -> bool:
    """Return whether the search may end: a board stands in the page, or a link that speaks of work leads to it."""
    return any(one.embedded or one.careers for one in found)


def _theirs(found: Sequence[Found], company: Company, site: str) -> list[Found]:
    """Return the accounts that are the company's; raises WrongCompany when the pages lead to other firms' boards alone.

    An embedded board is theirs, and one that is spelt like them. A lone link is theirs when page or words speak of work there; of
    several, as an investor's or a directory's page has them, none is.
    """
    spelt = [one for one in found if one.embedded or alike(one.name, company)]
    if spelt:
        return spelt
    if len(found) == 1 and found[0].careers:
        return list(found)
    names = ", ".join(f"{one.board} “{one.name}”" for one in found[:4])
    raise WrongCompany(f"asked {company.name} ({site}); the page links {len(found)} job boards of other names: {names}")


def _same_employer(one: Found, listing: Listing, company: Company) -> None:
    """Raise WrongCompany when the board names an employer and neither that name nor the account's is the company's."""
    if not listing.employers or one.embedded or alike(one.name, company):
        return
    if not any(alike(name, company) for name in listing.employers):
        names = ", ".join(sorted(listing.employers)[:3])
        raise WrongCompany(f"asked {company.name}; {one.board} “{one.name}” lists openings at {names}")


def _claim(posting: Posting, url: str, sure: float) -> Claim:
    place = posting.location
    said = posting.title if not place or place.casefold() in posting.title.casefold() else f"{posting.title} ({place})"
    return Claim("opening", said, url, posting.passage, "api", sure, posting.published)
