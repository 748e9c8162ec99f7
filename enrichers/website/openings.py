"""Open positions: from the site's own JobPosting data, and from the plain lists of its careers page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from enrichers.website.company_nodes import first, quote
from enrichers.website.dates import first_day
from enrichers.website.fitting import fit
from enrichers.website.openings_words import (
    GENERIC,
    LIST_HEADING,
    MARKER,
    NO_TITLE,
    NOT_POSTED,
    OCCUPATION,
    OTHER_HEADING,
    WORK_PATH,
)
from enrichers.website.site import fold, registrable
from enrichers.website.snapshot import NOT_THE_COMPANY, Line, Snapshot, Zone, passage, without_icons
from prospector.research.protocol import Claim

MOST = 40
_FITS = 0.6
_SHORTEST = 4
_LONGEST = 110
_MOST_WORDS = 14
_DATE_REACH = 3
_SECTION = 120
"""Lines below a heading of open positions that belong to it at most."""
_FRAME = Zone.NAV | Zone.FOOTER | Zone.HEADER | NOT_THE_COMPANY


def openings(snapshots: list[Snapshot], domain: str, names: tuple[str, ...], now: datetime) -> Iterator[Claim]:
    """Yield the open positions that the pages give; a position in structured data is not repeated from the text."""
    marked = list(_marked(snapshots, domain, names))
    yield from marked
    said = {fold(str(claim.value)) for claim in marked}
    for snapshot in snapshots:
        if snapshot.kind == "careers" and not marked:
            for claim in _listed(snapshot, now):
                key = fold(str(claim.value))
                if key not in said and len(said) < MOST:
                    said.add(key)
                    yield claim


def _marked(snapshots: list[Snapshot], domain: str, names: tuple[str, ...]) -> Iterator[Claim]:
    """Yield the titles of the site's own JobPosting nodes."""
    for snapshot in snapshots:
        for item in snapshot.items:
            if "JobPosting" not in item.types:
                continue
            title = first(item.props.get("title"))
            firm = first(item.props.get("hiringOrganization"))
            ours = (
                not firm or fit(firm, domain) >= _FITS or any(fold(name) and fold(name) in fold(firm) for name in names)
            )
            if title and ours:
                day = first(item.props.get("datePosted"))[:10]
                posted = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
                yield Claim("opening", title[:200], snapshot.url, quote(item, title), item.method, 0.85, posted)


def _listed(snapshot: Snapshot, now: datetime) -> Iterator[Claim]:
    """Yield the titles that a careers page lists: marked for all sexes, linked to their own page, or under a heading of jobs."""
    linked = _job_links(snapshot)
    below = _SECTION
    for number, line in enumerate(snapshot.lines):
        text = without_icons(line.text)
        if LIST_HEADING.search(text) and len(text) <= _LONGEST and not MARKER.search(text):
            below = 0
            continue
        below += 1
        if line.zone & Zone.HEADING and OTHER_HEADING.search(text):
            below = _SECTION
        if line.zone & _FRAME:
            continue
        title = _title(text)
        if title and _is_opening(title, line, listed=below < _SECTION, linked=fold(title) in linked):
            place = max(0, line.text.find(title))
            words = passage(line.text, place, place + len(title))
            yield Claim("opening", title, snapshot.url, words, "text", 0.7, _posted(snapshot, number, now))


def _title(text: str) -> str:
    """Return a line as the title of a job, without date, bullet and pay behind it; empty when it can be none."""
    bare = NOT_POSTED.split(text)[0] if MARKER.search(text) else text
    marker = MARKER.search(bare)
    if marker and len(bare) > _LONGEST:
        bare = bare[: marker.end()]
    bare = re.sub(r"\s*[|•·–—-]?\s*(?:\d{1,2}[./]\d{1,2}[./]20\d\d|20\d\d-\d\d-\d\d)\s*$", "", bare).strip(
        " -–—•·*|:,;"
    )
    if not _SHORTEST <= len(bare) <= _LONGEST or len(bare.split()) > _MOST_WORDS or NO_TITLE.search(bare):
        return ""
    return "" if GENERIC.fullmatch(bare) else bare


def _is_opening(title: str, line: Line, *, listed: bool, linked: bool) -> bool:
    if MARKER.search(title):
        return True
    if not OCCUPATION.search(title):
        return False
    whole = line.text.strip(" -–—•·*").startswith(title)
    return whole and (linked or listed) and not title.endswith((".", "…"))


def _job_links(snapshot: Snapshot) -> set[str]:
    """Return the words (folded) of the links that lead from a careers page to the page of one job on the same site."""
    here = registrable(snapshot.url)
    found = set()
    for link in snapshot.links:
        parts = urlsplit(link.url)
        path = parts.path.rstrip("/")
        deeper = path.count("/") > 1 or "id=" in parts.query or path.endswith(".pdf")
        if registrable(link.url) == here and deeper and WORK_PATH.search(path) and path != urlsplit(snapshot.url).path:
            found.add(fold(_title(link.text)))
    return found - {""}


def _posted(snapshot: Snapshot, number: int, now: datetime) -> str | None:
    """Return the ISO day on which a position was put up, when its line or one of the next lines says so; no later than now.

    Closing days, days of entry and those of the next position are no days of posting.
    """
    american = snapshot.lang.casefold() in ("en", "en-us") and not snapshot.url.casefold().split("/")[2].endswith(".uk")
    for line in snapshot.lines[number : number + 1 + _DATE_REACH]:
        if line is not snapshot.lines[number] and (MARKER.search(line.text) or line.zone & Zone.HEADING):
            break
        day = first_day(line.text, american=american)
        if day is not None:
            late = NOT_POSTED.search(line.text) or day > now.date()
            return None if late else day.isoformat()
    return None
