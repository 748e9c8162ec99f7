"""Founding year and head count as the company tells them in words: in sentences, beside labels, in definition lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from enrichers.website.attribution import about_others
from enrichers.website.snapshot import NOT_THE_COMPANY, Line, Snapshot, Zone, passage
from enrichers.website.told_words import (
    BORN,
    FIRM_WORDS,
    FOUNDED_LABEL,
    GUESTS,
    LABELS,
    STAFF,
    STAFF_LABEL,
    WEAK,
    YEAR_FIRST,
)
from prospector.research.protocol import Claim

_A_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_SLOGAN = 60
_TOP = 15
"""First lines of a front page or of one about the firm: a bare ``since 1978`` there is about the company."""
_LINE = 1_000
_MOST_PEOPLE = 5_000_000
"""No employer has more."""


def told(snapshots: Sequence[Snapshot], now: datetime, *, names: tuple[str, ...] = ()) -> Iterator[Claim]:
    """Yield what the pages about the company say in words; a page that gives two different figures says nothing.

    `names` are the company's, so that a sentence with one of them is known to be about it.
    """
    for snapshot in snapshots:
        if snapshot.kind in ("home", "about", "contact", "imprint"):
            yield from _of_page(snapshot, now, names)


def _of_page(snapshot: Snapshot, now: datetime, names: tuple[str, ...]) -> Iterator[Claim]:
    sure: dict[int, Claim] = {}
    weak: dict[int, Claim] = {}
    counts: dict[int, Claim] = {}
    for number, text in _texts(snapshot):
        for year, span, confidence in _years(text, names, snapshot.kind if number < _TOP else ""):
            if year <= now.year and not about_others(snapshot, number):
                group = sure if confidence > 0.5 else weak  # noqa: PLR2004 - the two certainties of `_years`
                words = passage(text, *span)
                group.setdefault(year, Claim("founded", year, snapshot.url, words, "text", confidence))
        for count, span in _heads(text):
            if about_others(snapshot, number):
                continue
            words = passage(text, *span)
            counts.setdefault(count, Claim("employees", count, snapshot.url, words, "text", 0.5))
    for group in (sure or weak, counts):
        if len(group) == 1:
            yield from group.values()


def _texts(snapshot: Snapshot) -> Iterator[tuple[int, str]]:
    """Yield the lines with figures, for no others tell anything, a label (``<dt>``, ``<th>``) with the line of its value."""
    unfit = NOT_THE_COMPANY | Zone.LISTING | Zone.NAV | (Zone.BODY if snapshot.kind == "about" else Zone.ARTICLE)
    lines = snapshot.lines
    digits = set(snapshot.glance.digits)
    for number in sorted(digits | {number - 1 for number in digits if number}):
        line = lines[number]
        if line.zone & unfit or not line.text:
            continue
        following: Line | None = lines[number + 1] if number + 1 < len(lines) else None
        if following and LABELS.fullmatch(line.text.strip()) and not following.zone & unfit:
            yield number, f"{line.text} {following.text}"[:_LINE]
        elif number in digits:
            yield number, line.text[:_LINE]


def _years(text: str, names: tuple[str, ...], kind: str) -> Iterator[tuple[int, tuple[int, int], float]]:
    """Yield (year, span, confidence) of what the words say about the beginning; `kind` of the page, for its first lines."""
    if not _A_YEAR.search(text):
        return
    ours = bool(FIRM_WORDS.search(text)) or any(name.casefold() in text.casefold() for name in names if name)
    for match in FOUNDED_LABEL.finditer(text):
        yield int(match["year"]), match.span(), 0.65
    if not ours and len(text) > _SLOGAN and kind != "about":
        return
    for pattern in (BORN, YEAR_FIRST):
        for match in pattern.finditer(text):
            yield int(match["year"]), match.span(), 0.6
    for match in WEAK.finditer(text):
        ends = len(text) < _SLOGAN and (ours or len(match.group()) >= len(text) - 2)
        if ends or (kind == "home" and match["we"]):
            yield int(match["year"]), match.span(), 0.45


def _heads(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for match in STAFF_LABEL.finditer(text):
        yield from _counted(match)
    for pattern in STAFF:
        for match in pattern.finditer(text):
            if not GUESTS.search(text[max(0, match.start() - 25) : match.end() + 12]):
                yield from _counted(match)


def _counted(match: re.Match[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    count = int(re.sub(r"\D", "", match["count"]))
    if 0 < count < _MOST_PEOPLE:
        yield count, match.span()
