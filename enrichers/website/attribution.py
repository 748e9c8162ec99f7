"""Whose is it: whether a value on a page belongs to somebody else (agency, authority, host, press office, namesake)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from enrichers.website.others_words import (
    COURT,
    ELSEWHERE,
    HOST,
    HOST_HEADING,
    LABELS,
    MAKER,
    MAKER_HEADING,
    NAMESAKE,
    OFFICE,
    OFFICER,
    OWN,
    OWN_HEADING,
    RELATIVES,
    SOFT_MAKER_HEADING,
)
from enrichers.website.site import fold, label, registrable
from enrichers.website.snapshot import Line, Snapshot, Zone

_REACH = 16
"""Lines below a heading that are looked back from."""
_OFFICE_REACH = 3
_SHORT = 160
_HEADING = 70
_BEFORE = 160
_TELLING = 5
_SIGNED = re.compile(rf"(?:{MAKER.pattern})\W*$", re.IGNORECASE)
_FRAME = Zone.FOOTER | Zone.HEADER | Zone.NAV
_MARKS = (HOST, MAKER, OFFICE, OFFICER, NAMESAKE, COURT, ELSEWHERE)


def about_others(snapshot: Snapshot, number: int, value: str = "") -> bool:
    """Return whether line `number` before `value`, or a heading above it, says that somebody else is meant.

    A signature (``website by``) speaks of what follows it in its own line; a heading (``Hosting``) of the lines down to the
    next heading, an office (ombudsman, host, press agency) also of the next few lines when it is no heading.
    """
    lines = snapshot.lines
    if not 0 <= number < len(lines):
        return False
    text = lines[number].text
    place = text.casefold().find(value.casefold()) if value else -1
    before = text[max(0, place - _BEFORE) : place] if place >= 0 else text[:_BEFORE]
    called = fold(label(registrable(snapshot.url) or ""))
    mark, own = _signs(before, called)
    if mark >= 0 or own >= 0:
        return mark > own
    return place <= _BEFORE and _under_others(lines, number, snapshot.kind, called)


@lru_cache(maxsize=8192)
def _signs(before: str, called: str) -> tuple[int, int]:
    """Return where the last words end that announce somebody else, and those that announce the company; -1 for none."""
    marks = (match for pattern in _MARKS for match in pattern.finditer(before))
    mark = max((match.end() for match in marks if not _of_name(match, called)), default=-1)
    return mark, max((match.end() for match in OWN.finditer(before)), default=-1)


def _of_name(match: re.Match[str] | None, called: str) -> bool:
    """Return whether the words are the company's own trade, told by its domain (an ombudsman, a host, a web designer)."""
    words = fold(match.group()) if match else ""
    return len(words) >= _TELLING and words in called


def _under_others(lines: Sequence[Line], number: int, kind: str, called: str) -> bool:
    """Return what the lines above say: the nearest heading decides, names and labels between it and the value do not."""
    for distance, position in enumerate(range(number - 1, max(-1, number - 1 - _REACH), -1), start=1):
        line = lines[position]
        text = line.text.strip()
        if (line.zone ^ lines[number].zone) & _FRAME:
            break
        if _announces(line.text, line.zone, kind, called) or (distance == 1 and _SIGNED.search(text[-60:])):
            return True
        if _own_again(text):
            break
        if distance <= _OFFICE_REACH and len(text) < _SHORT and _names_office(text, called):
            return True
        if line.zone & Zone.HEADING and not LABELS.fullmatch(text) and not re.search(r"[\d@]", text):
            above = lines[position - 1]
            return position > 0 and _announces(above.text, above.zone, kind, called)
    return False


@lru_cache(maxsize=8192)
def _own_again(text: str) -> bool:
    return bool(OWN_HEADING.fullmatch(text) or OWN.search(text))


@lru_cache(maxsize=8192)
def _names_office(text: str, called: str) -> bool:
    named = OFFICE.search(text) or HOST.search(text)
    return bool(named) and not _of_name(named, called)


@lru_cache(maxsize=8192)
def _announces(words: str, zone: int, kind: str, called: str) -> bool:
    """Return whether a whole line is the heading of somebody else's section on a page of this kind."""
    text = words.strip()
    if len(text) > _HEADING or re.search(r"[\d@]", text) or LABELS.fullmatch(text):
        return False
    found = OFFICER.search(text) or NAMESAKE.search(text) or OFFICE.search(text)
    if not found and (zone & Zone.FOOTER or kind in ("imprint", "contact", "other")):
        found = HOST_HEADING.fullmatch(text) or MAKER_HEADING.fullmatch(text)
    if not found and zone & Zone.HEADING:
        found = RELATIVES.fullmatch(text)
    if not found and kind == "imprint":
        found = SOFT_MAKER_HEADING.fullmatch(text)
    return bool(found) and not _of_name(found, called)
