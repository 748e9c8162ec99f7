"""The enricher itself: which pages are asked for, in which order, and what is done when the site is not what was expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from enrichers.shared.own_pages import starts as front_pages
from enrichers.website.fitting import fit
from enrichers.website.pages import MOST, choose, is_home, kind_by_words, kind_of, page_key
from enrichers.website.site import fold, folds, label, registrable, suffix
from enrichers.website.snapshot import Snapshot
from enrichers.website.work import Known, claims_of, read
from prospector.research.finding import Candidate
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Skip, WrongCompany

_BAD_STATUS = 400
_WEB = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "")
_WALL = re.compile(
    "^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|"
    "verify(?:ing)? you are human|ddos.guard|checking your browser|security check|"
    "pardon our interruption|bot verification)",
    re.IGNORECASE,
)
_PARKED = re.compile(
    "domain (?:is |name is )?(?:may be |is )?(?:for sale|parked)|this domain|buy this domain|"
    "parked (?:domain|page)|account (?:has been )?suspended|default web ?(?:site )?page|"
    "domain steht zum verkauf|it works!?$|welcome to nginx|apache2? .*default page|hugedomains|"
    "sedo domain|index of /$|website coming soon|coming soon$|under construction$",
    re.IGNORECASE,
)
_PARKED_LINES = 40
_MISSING = re.compile(
    r"^(?:error )?(?:404|410)\b|page not found|seite nicht gefunden|page introuvable|pagina non trovata|"
    "página no encontrada",
    re.IGNORECASE,
)
_TELLING = 4
_TELLING_LABEL = 8
"""Letters from which on an old domain, spelt out on the page it leads to, tells that the firm took a new name."""
_KIN = 0.8


class Website:
    """Reads the company's own pages."""

    name = "website"
    label = "Own website"
    fields: Sequence[str] = (
        "name", "legal_name", "description", "email", "phone", "fax", "address", "social", "founded", "employees", "industry",
        "technology", "feed", "opening",
    )  # fmt: skip
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ()
    licence = "facts published by the company itself; texts belong to it"
    terms = "robots.txt of the site"
    rate = 1.0

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the company's own site says about it.

        Raises FetchFailed when the first page can't be had, WrongCompany when the site belongs to somebody else by now,
        Nothing when it says nothing, Skip when no domain is known.
        """
        first = await self._first(company, context)
        domain = registrable(first.url) or ""
        self._same_company(company, first, domain, context)
        snapshots = [first, *await self._others(first, domain, context, deep=not is_home(first.url))]
        known = Known(domain, context.now(), company.country, tuple(filter(None, (company.name, *company.other_names))))
        claims = await context.parse(claims_of, snapshots, known)
        if not [claim for claim in claims if claim.field not in ("technology", "feed") and claim.confidence > _GUESS]:
            raise Nothing(f"no facts about a company on {first.url}")
        context.log(f"{domain}: {len(claims)} facts on {len(snapshots)} pages")
        return claims

    async def _first(self, company: Company, context: Context) -> Snapshot:
        """Return the page to start from, one meta refresh followed."""
        starts = front_pages(company)
        failure: FetchFailed | None = None
        for start in starts:
            try:
                snapshot = await self._read(start, context)
                if snapshot.refresh and page_key(snapshot.refresh) != page_key(snapshot.url):
                    snapshot = await self._refreshed(snapshot, context)
            except FetchFailed as problem:
                failure = failure or problem
                if problem.state not in ("unreachable", "failed"):
                    raise
                continue
            _refuse_walls(snapshot)
            return replace(snapshot, kind=kind_by_words(snapshot)) if snapshot.kind == "other" else snapshot
        raise failure or Skip("no domain known")

    async def _refreshed(self, snapshot: Snapshot, context: Context) -> Snapshot:
        try:
            return await self._read(snapshot.refresh, context)
        except FetchFailed as problem:
            context.log(f"refresh not followed: {problem.detail}")
            return snapshot

    async def _read(self, url: str, context: Context, kind: str = "") -> Snapshot:
        page = await context.fetch(url)
        _readable(page)
        context.log(f"reading {page.url}")
        landed = kind_of(page.url)
        if not kind or (landed != "other" and page_key(page.url) != page_key(url)):
            kind = landed
        return await context.parse(read, page.text, page.url, dict(page.headers), kind)

    async def _others(self, first: Snapshot, domain: str, context: Context, *, deep: bool) -> list[Snapshot]:
        """Return the further pages; one that can't be had is only logged."""
        snapshots = [first]
        tried = {page_key(first.url)}
        attempts = 1
        while attempts < MOST:
            following = choose(snapshots, domain, tried, deep=deep)
            if following is None:
                break
            url, kind = following
            tried.add(page_key(url))
            attempts += 1
            try:
                snapshot = await self._read(url, context, kind)
            except FetchFailed as problem:
                context.log(f"left out: {problem.detail}")
                continue
            if (
                registrable(snapshot.url) == domain
                and not _MISSING.search(snapshot.title)
                and page_key(snapshot.url) not in tried - {page_key(url)}
            ):
                tried.add(page_key(snapshot.url))
                snapshots.append(snapshot)
        return snapshots[1:]

    def _same_company(self, company: Company, first: Snapshot, domain: str, context: Context) -> None:
        """Raise WrongCompany when the site led to another domain that neither is spelt alike nor names the company."""
        asked = registrable(company.url) if company.url else company.domains[0].casefold() if company.domains else None
        asked = registrable(asked) if asked else None
        if not asked or asked == domain:
            return
        mine, other = fold(label(asked)), fold(label(domain))
        alike = (
            mine == other
            or fit(label(asked), domain) >= _KIN
            or (min(len(mine), len(other)) >= _TELLING and (mine in other or other in mine))
        )
        names = [name for name in (company.name, *company.other_names) if len(fold(name)) >= _TELLING]
        said = " ".join([first.title, first.meta("og:site_name"), *(line.text for line in first.lines[:400])])[:60_000]
        words = fold(said)
        old = label(asked).replace("-", "")
        told = len(old) >= _TELLING_LABEL and any(
            old in shape.replace(old + fold(suffix(asked)), "") for shape in folds(said)
        )
        if alike or told or any(fold(name) in words or fit(name, domain) >= _KIN for name in names):
            context.log(f"asked {asked}, landed on {domain}, which is the same company by its name")
            return
        candidate = Candidate("domain", domain, domain, first.url, domain=domain, note=f"{asked} leads there")
        raise WrongCompany(f"asked {asked}, landed on {domain}", [candidate])


_GUESS = 0.3


def _readable(page: Page) -> None:
    if page.status >= _BAD_STATUS:
        raise FetchFailed("unreachable", page.url, f"the site answered {page.status}")
    if page.content_type not in _WEB:
        raise FetchFailed("failed", page.url, f"no web page but {page.content_type}")


def _refuse_walls(snapshot: Snapshot) -> None:
    if _WALL.search(snapshot.title) and len(snapshot.lines) < _PARKED_LINES:
        raise FetchFailed("blocked", snapshot.url, "the site shows a wall against programs instead of its page")
    head = " ".join(line.text for line in snapshot.lines[:12])[:400]
    if len(snapshot.lines) < _PARKED_LINES and (
        _PARKED.search(snapshot.title) or (_PARKED.search(head) and "domain" in head.casefold())
    ):
        raise Nothing(f"{snapshot.url} is a parked or empty page")
