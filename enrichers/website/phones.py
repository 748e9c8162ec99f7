"""Telephone and fax numbers of the company in E.164, told apart by the words and pictures before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from enrichers.website.attribution import about_others
from enrichers.website.columns import heading_above, stacked
from enrichers.website.not_places import names_another
from enrichers.website.phone_places import local_region, written_out
from enrichers.website.phone_words import (
    AFTER_FAX,
    AFTER_PHONE,
    BEHIND,
    BOTH,
    DATE,
    FIGURE,
    GLUED,
    HOURS,
    LABEL,
    MONEY_AFTER,
    NOT_PHONE,
    VANITY,
)
from enrichers.website.site import registrable
from enrichers.website.snapshot import NOT_THE_COMPANY, PASSAGE_LIMIT, Line, Snapshot, Zone, passage

GROUPS = 2_500
"""Groups of digits looked at on one page; each costs libphonenumber about half a millisecond."""
MATCHES = 60
_LINE_GROUPS = 150
_PROMISE = 300
_GROUP = re.compile(r"\d+")

_DIGITS = re.compile(r"\d(?:[^\d\n]{0,4}\d){5,}")
_TRUNK = re.compile(r"\(\s*0\s*\)")
_PHONE_LIKE = re.compile(r"[+(]|^1[\s.-]|\d[\s./-]\(?\d")
_ALONE = re.compile(r"0\d{8,10}")
_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u3000": " ", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-", "\u30fc": "-"}
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
)
"""One character for one: blanks, dashes and full-width signs as libphonenumber and the labels know them."""
_NEAR = 45
_LABEL_REACH = 30
_PREVIOUS = 40
_ROWS = 4
_TAIL = 7
_DIALS = ("tel", "callto", "fax")
_RUBBISH = re.compile(r"^[^\d+(]+")
"""What people write before the number of a link: blanks, slashes, ``Tel.``."""
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?:\s?[A-Z\d]{2,4}){0,8}\s?$")
_GB = 44
_GB_SERVICE = ("84", "87")
"""Ofcom's non-geographic customer lines, which libphonenumber counts as premium rate."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One number with its proof; `fax` when the words before it say so."""

    number: str
    fax: bool
    method: str
    confidence: float
    passage: str
    url: str
    labelled: bool = False
    """A word or picture beside it says that it is a telephone."""
    raw: str = ""
    """The digits as written, to find them in their line again."""
    beside_another: bool = False
    """A firm of another name stands before it in the line."""


def e164(raw: str, region: str) -> str:
    """Return `raw` in E.164 when it is a valid number a company may print, read in `region`; else nothing.

    Premium-rate and personal numbers, pagers and numbers that libphonenumber can't place are refused.
    """
    import phonenumbers

    text = raw[:60]
    if text.lstrip().startswith(("+", "00")):
        text = _TRUNK.sub("", text)
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    return _allowed(number)


def _allowed(number: Any) -> str:
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    if not phonenumbers.is_valid_number(number):
        return ""
    kind = phonenumbers.number_type(number)
    if kind == kinds.PREMIUM_RATE and not (
        number.country_code == _GB and str(number.national_number).startswith(_GB_SERVICE)
    ):
        return ""
    if kind in (kinds.PAGER, kinds.PERSONAL_NUMBER, kinds.VOICEMAIL):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phones(snapshots: list[Snapshot], regions: list[str], trusted: list[Phone]) -> list[Phone]:
    """Return the company's numbers from links, lines and titles of all pages and `trusted`, those of its structured data.

    A number that one place calls a fax and that no place calls a telephone is a fax wherever it stands.
    """
    found = list(trusted)
    for snapshot in snapshots:
        found.extend(_from_links(snapshot, regions))
        found.extend(_from_text(snapshot, regions))
        if snapshot.kind in ("home", "contact"):
            found.extend(_in_line(Line(snapshot.title), "", snapshot.url, regions, 0.6))
    if any(not phone.beside_another for phone in found):
        ours = {phone.number for phone in found if not phone.beside_another}
        found = [phone for phone in found if phone.number in ours]
    faxes = {phone.number for phone in found if phone.fax}
    spoken = {phone.number for phone in found if not phone.fax and phone.labelled}
    return [phone for phone in found if phone.fax or phone.number in spoken or phone.number not in faxes]


def _from_links(snapshot: Snapshot, regions: list[str]) -> Iterator[Phone]:
    for link in snapshot.links:
        scheme, _, digits = link.raw.partition(":")
        if scheme.casefold() not in _DIALS or link.zone & (NOT_THE_COMPANY | Zone.LISTING):
            continue
        if about_others(snapshot, link.line, link.text):
            continue
        raw = _RUBBISH.sub("", unquote(digits[:96]))
        number = next((value for region in regions if (value := e164(raw, region))), "")
        if number and not _made_up(number):
            line = snapshot.lines[link.line].text if 0 <= link.line < len(snapshot.lines) else ""
            place = line.find(link.text) if link.text else -1
            before = snapshot.lines[link.line - 1].text if link.line > 0 else ""
            spoken = _spoken(line, place, place + len(link.text), before) if place >= 0 else ""
            words = link.raw[:PASSAGE_LIMIT]
            fax = scheme.casefold() == "fax" or spoken == "fax"
            yield Phone(number, fax, "link", 0.9, words, snapshot.url, labelled=spoken == "phone")


def _from_text(snapshot: Snapshot, regions: list[str]) -> Iterator[Phone]:
    lines, read = snapshot.lines, _worth_reading(snapshot)
    if not read:
        return
    heading, rows, following = "", 0, 0
    beside = stacked(lines)
    domain = registrable(snapshot.url) or ""
    for number in sorted(read):
        line = lines[number]
        heading, rows = heading_above(lines, following, number, heading, rows)
        following = number + 1
        rows += 1
        heading = heading if rows <= _ROWS else ""
        place = local_region(lines, number)
        column = beside.get(number) or (line.column if line.column and LABEL.search(line.column) else "")
        previous = lines[number - 1].text if number else ""
        for phone in _in_line(line, column or heading or previous, snapshot.url, regions, 0.85, place):
            if not about_others(snapshot, number, phone.raw):
                yield replace(phone, beside_another=names_another(line.text, phone.raw, domain))


def _worth_reading(snapshot: Snapshot) -> set[int]:
    """Return the indexes of the lines in which numbers are looked for: the promising ones first, until enough was read."""
    costs = []
    for number in snapshot.glance.digits:
        line = snapshot.lines[number]
        if line.zone & (NOT_THE_COMPANY | Zone.LISTING):
            continue
        if not (_DIGITS.search(line.text) or VANITY.search(line.text)):
            continue
        groups = len(_GROUP.findall(line.text))
        promising = bool(line.zone & (Zone.FOOTER | Zone.HEADER) or LABEL.search(line.text[:_PROMISE]))
        if groups <= _LINE_GROUPS:
            costs.append((not promising, number, groups))
    chosen, spent = set(), 0
    for _, number, groups in sorted(costs):
        spent += groups
        if spent > GROUPS:
            break
        chosen.add(number)
    return chosen


def _in_line(
    line: Line, previous: str, url: str, regions: list[str], confidence: float, place: str = ""
) -> Iterator[Phone]:
    for part in GLUED.split(line.text):
        text = part.translate(_PLAIN)
        seen: list[tuple[int, int]] = []
        for start, end, value in _matches(text, regions, place):
            if any(start < other_end and end > other_start for other_start, other_end in seen):
                continue
            seen.append((start, end))
            if _made_up(value) or not _plausible(text, start, end, previous):
                continue
            both = bool(BOTH.search(text[max(0, start - _NEAR) : start]))
            spoken = _spoken(text, start, end, previous)
            words, raw = passage(part, start, end), part[start:end]
            fax, labelled = both or spoken == "fax", both or spoken == "phone"
            if both:
                yield Phone(value, False, "text", confidence, words, url, labelled, raw)
            yield Phone(value, fax, "text", confidence, words, url, labelled, raw)
        previous = text or previous


def _matches(text: str, regions: list[str], place: str = "") -> Iterator[tuple[int, int, str]]:
    """Yield spans and E.164 values, those of the likeliest region first; vanity numbers at the end.

    `place` is the country that the lines above name.
    """
    if place and place != regions[0]:
        for start, end, raw in written_out(text, place):
            if value := e164(raw, place):
                yield start, end, value
    for region in dict.fromkeys((*filter(None, (place,)), *regions[:2], *(("US",) if "US" in regions else ()))):
        yield from _as_read_in(text, region)
    if regions and not {"US", "CA"} & set(regions):
        return
    for spelt in VANITY.finditer(text):
        value = next((found for region in ("US", "CA") if (found := e164(spelt.group(), region))), "")
        if value:
            yield spelt.start(), spelt.end(), value


@lru_cache(maxsize=2048)
def _as_read_in(text: str, region: str) -> tuple[tuple[int, int, str], ...]:
    """Return spans and E.164 values of the numbers in a line; remembered, for header and footer stand on every page."""
    import phonenumbers

    found = phonenumbers.PhoneNumberMatcher(text, region, phonenumbers.Leniency.VALID, MATCHES)
    return tuple((match.start, match.end, value) for match in found if (value := _allowed(match.number)))


def _plausible(text: str, start: int, end: int, previous: str) -> bool:
    """Return whether the digits may be a number to dial: no date, price, identifier, hours, nor part of something longer."""
    raw = text[start:end]
    if DATE.match(raw) or FIGURE.match(raw) or HOURS.search(text[max(0, start - 6) : end + 6]):
        return False
    before = (text[max(0, start - _NEAR) : start] or previous[-_PREVIOUS:])[-_LABEL_REACH:]
    labels = list(LABEL.finditer(before + raw[:1]))
    if NOT_PHONE.search(before[labels[-1].end() :] if labels else before):
        return False
    if not labels and MONEY_AFTER.match(text[end : end + 10]):
        return False
    if _IBAN.search(text[max(0, start - _NEAR) : start]):
        return False
    following = text[end : end + 2]
    if following[:1] in ("/", "=", "_", "@") and following[1:].isalpha():
        return False
    return bool(labels or _PHONE_LIKE.search(raw) or _ALONE.fullmatch(text.strip()))


def _spoken(text: str, start: int, end: int, previous: str) -> str:
    """Return `fax` or `phone` when the words around the number say which it is, else an empty text."""
    after = text[end : end + _PREVIOUS]
    if AFTER_FAX.match(after):
        return "fax"
    if AFTER_PHONE.match(after):
        return "phone"
    labels = list(LABEL.finditer(text[: start + 1]))
    if labels:
        return labels[-1].lastgroup or ""
    above = list(LABEL.finditer(previous[-_PREVIOUS:])) if start <= _PREVIOUS else []
    if not above:
        return ""
    if BEHIND.search(previous):
        return ""
    open_label = not re.search(r"\w", previous[-_PREVIOUS:][above[-1].end() :])
    return above[-1].lastgroup or "" if open_label or not re.search(r"\d{3}", previous) else ""


def _made_up(number: str) -> bool:
    """Return whether a number is a placeholder: one digit over and over, a row of counting, the films' 555-01xx."""
    digits = number.lstrip("+")
    film = digits.startswith("1") and digits[4:9] == "55501"
    return len(set(digits[-_TAIL:])) == 1 or "1234567" in digits[-8:] or film
