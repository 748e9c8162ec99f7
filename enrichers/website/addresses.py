"""Postal addresses: those of the company's structured data, and those in its lines, found by their postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enrichers.website.address import Address
from enrichers.website.attribution import about_others
from enrichers.website.fitting import LEGAL
from enrichers.website.not_places import DIALLED, DIALLED_REACH, MADE_UP, NO_CITY, names_another
from enrichers.website.postal import (
    CA_NOT_CITY,
    GB_NOT_CITY,
    HINTS,
    JAPANESE,
    LETTER_PREFIX,
    LETTERED,
    LETTERS,
    PREFIXED,
    RU_CITY,
    RU_STREET,
    STREET_WORD,
    SUFFIXED,
    UNMISTAKABLE,
    US_STREET_END,
)
from enrichers.website.site import registrable
from enrichers.website.snapshot import FAX_ICON, NOT_THE_COMPANY, PHONE_ICON, Line, Snapshot, Zone, passage
from enrichers.website.words import word_set

MOST = 6
_NEED_STREET = word_set(
    """
    IN AT CH BE DK NO HU LU SI BG
    """
)
"""Countries whose codes are so short or so common as figures that a street must stand by."""
_MONTH = re.compile(
    r"\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*\.?,?\s*\d{0,2},?\s*$|"
    r"copyright\W*$|©\W*$",
    re.IGNORECASE,
)
_HOUSES = ("GB", "IE", "IN", "AU")
"""Countries where named houses, wharves and estates stand between street and place."""
_LEAD_IN = re.compile(
    r"^.*\b(?:in|at|en|a|à|sede(?: legale)?|domicilio(?: social)?|siège(?: social)?|"
    r"office|adresse?|indirizzo|dirección)\s*:?\s+"
    r"(?=(?:\d+\w?,?\s+)?(?:via|viale|piazza|corso|largo|strada|rue|avenue|boulevard|chemin|calle|avenida|plaza|paseo|rua|ul\.)\s)",
    re.IGNORECASE,
)
"""Words of a sentence before the street (``con sede legale in Via Roma``)."""
_NAMED_HOUSE = re.compile(r"[A-Z][\w' ]{2,30}")
_DIRECTION = re.compile(r"^(?:N\.?\s?W\.?|N\.?\s?E\.?|S\.?\s?W\.?|S\.?\s?E\.?)\s+(?=[A-Z])")
_LEADING = re.compile(
    r"^(?!.*\b(?:suite|ste|unit|level|lvl|floor|box|shop|no|building|house|haus|nr|apt|block|plot|gate|"
    r"room|tower|wing|street|road|rue|via|ul)\b.*\d).*?[^\W\d_]{3,}.*?\s(?=\d+[A-Za-z]?\s+[A-Z])",
    re.IGNORECASE,
)
_YEAR_DIGITS = 4
_DUTCH = re.compile(r"['’][st]-?\s?[A-Z]")
_SHORTEST = 4

CROWD = 8
_LINE = 400
_STREET_LIMIT = 90
_CITY_WORDS = 5
_COUNTRY = re.compile(
    r"[\s,]*\b(?:germany|deutschland|france|italia|italy|españa|spain|nederland|netherlands|"
    "the netherlands|belgium|belgië|belgique|österreich|austria|schweiz|suisse|sverige|sweden|danmark|"
    "denmark|norge|norway|suomi|finland|polska|poland|usa|united states|canada|uk|united kingdom|england|"
    r"ireland|india|россия)\b\.?\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BEHIND = re.compile(r"\s*,\s*(?P<street>[^\W\d_][^,;|@\d]{3,40}\d[\w/-]{0,8})\.?(?=\s*(?:$|[,;|(]))")
_SPLIT = re.compile(r"\s*[;\ue000\ue001]\s*")
_BARS = re.compile(r"\s*[|•·]\s*")
_SMALL = word_set(
    """
    of upon the de la le les du des an am im in bei d. a. b. i. o. u.
    sur en on ob der den di del della do da dos aan het 't s/ v. auf
    unter und & y et i sous lès
    """
)


def in_lines(snapshot: Snapshot, regions: Sequence[str]) -> list[Address]:
    """Return the addresses in the page's lines that are the company's to all appearance.

    On pages about something else only the frame (header, footer) is read; of a crowd of addresses only those of the frame
    are kept, for lists of dealers or sellers are not the company.
    """
    frame = Zone.FOOTER | Zone.HEADER
    central = snapshot.kind in ("home", "contact", "imprint", "about")
    found: list[tuple[Address, int, bool]] = []
    domain = registrable(snapshot.url) or ""
    wordy = not {"RU", "IE"}.isdisjoint(regions[:2])  # countries whose addresses may do without a digit
    for number in range(len(snapshot.lines)) if wordy else snapshot.glance.digits:
        line = snapshot.lines[number]
        # An address for visitors without scripts is the company's own; nothing else is taken from what is not seen.
        unseen = Zone.HIDDEN if line.zone & Zone.NOSCRIPT else Zone.BODY
        if line.zone & ((NOT_THE_COMPANY & ~unseen) | Zone.LISTING | Zone.NAV):
            continue
        for address in _in_line(snapshot, number, line, regions):
            if not about_others(snapshot, number, address.postal):
                found += [(address, line.zone, names_another(line.text, address.postal or address.city, domain))]
    if any(not firm for *_, firm in found):
        found = [one for one in found if not one[2]]
    keys = {address.key() for address, *_ in found}
    few = len(keys) <= (CROWD if central else 2)
    return [address for address, zone, _ in found if few or zone & frame][: MOST * 2]


def _in_line(snapshot: Snapshot, number: int, line: Line, regions: Sequence[str]) -> Iterator[Address]:
    if len(line.text) > _LINE * 4 and snapshot.kind not in ("contact", "imprint"):
        return
    if "RU" in regions[:2]:
        yield from _russian(snapshot, line)
    if not _DIGIT.search(line.text) and "IE" not in regions[:2]:
        return
    if match := JAPANESE.search(line.text[:_LINE]):
        words = passage(line.text, *match.span())
        street = match["street"].strip(" 　,、")
        yield Address(street, match["city"], match["region"], match["postal"], "JP", "text", 0.75, words, snapshot.url)
    countries = dict.fromkeys((*UNMISTAKABLE, *(LETTERED if _english(regions) else ()), *regions[:2]))
    for part in _SPLIT.split(line.text[: _LINE * 4]):
        text = _BARS.sub(", ", part)[:_LINE]
        yield from _prefixed(snapshot, number, text, part)
        for country in countries:
            pattern = SUFFIXED.get(country) or PREFIXED.get(country)
            if pattern is None or country == "RU" or not HINTS.get(country, _DIGIT).search(text):
                continue
            for match in list(pattern.finditer(text))[:3]:
                address = _address(match, country, snapshot, number, part)
                if address is not None:
                    yield address


def _english(regions: Sequence[str]) -> bool:
    return bool({"GB", "IE", "US", "CA", "AU", "NZ"} & set(regions[:3]))


def _prefixed(snapshot: Snapshot, number: int, text: str, part: str) -> Iterator[Address]:
    """Yield addresses whose code carries its country's letters (``D-65203 Wiesbaden``), whatever the likely country."""
    for match in list(LETTER_PREFIX.finditer(text))[:3]:
        country = LETTERS[match["letters"].upper()]
        address = _address(match, country, snapshot, number, part)
        if address is not None:
            yield replace(address, country=country)


def _address(match: re.Match[str], country: str, snapshot: Snapshot, number: int, part: str) -> Address | None:
    above = [line.text for line in snapshot.lines[max(0, number - 3) : number]][::-1]
    region, before = "", match.string[: match.start()][-DIALLED_REACH:]
    postal = " ".join((match["postal"] or "").strip(" ,").upper().split())
    if country in SUFFIXED:
        street, city = _head(match["head"] or "", country, above)
        region = (match["region"] or "").strip(" .")
        if country == "IE" and region.startswith("Dublin"):
            city, region, street = "Dublin", "", street or city
    else:
        city, street = match["city"], _street(match.string[: match.start()], above)
        street = street or _street_after(match)
    city = _city(city)
    if country not in SUFFIXED and (match.string[match.end() : match.end() + 1] == "@" or DIALLED.search(before)):
        return None
    if (
        not city
        or MADE_UP.search(f"{street} {city}")
        or (country in _NEED_STREET and not street)
        or not _postal_fits(match, country)
    ):
        return None
    place = part.find(match["postal"]) if match["postal"] else part.find(region)
    words = passage(part, max(0, place), max(0, place) + len(match["postal"] or region))
    return Address(street, city, region, postal, country.strip(), "text", 0.75 if street else 0.6, words, snapshot.url)


def _postal_fits(match: re.Match[str], country: str) -> bool:
    """Return whether the code is none of the look-alikes: a year before a small word (``2014 in``), lower-case letters."""
    raw = match["postal"] or ""
    if country == "NL":
        return raw[-2:].isupper() and raw[-2:] not in ("SA", "SD", "SS")
    digits = raw.strip()
    return not (
        len(digits) == _YEAR_DIGITS
        and digits.startswith(("19", "20"))
        and _MONTH.search(match.string[: match.start()][-20:])
    )


def _city(raw: str) -> str:
    """Return a place name, empty when the words can't be one: each starts with a capital but for small linking words."""
    text = _DIRECTION.sub("", _COUNTRY.sub("", raw)).strip(' ,.-–—:/"')
    text = text if _DUTCH.match(text) else text.strip("'’")
    words = text.split()
    if not words or len(words) > _CITY_WORDS or NO_CITY.search(text) or not re.fullmatch(r"[\w.'’()/ -]{2,45}", text):
        return ""
    small = [word for word in words if word[:1].islower() and word.casefold() not in _SMALL]
    if small and (len(words) > 1 or len(text) < _SHORTEST):
        return ""
    return text.capitalize() if small else text


def _head(head: str, country: str, above: list[str]) -> tuple[str, str]:
    """Return street and place out of what stands before region and code, and of the lines above."""
    pieces = [piece.strip(" .-–") for piece in head.split(",")]
    pieces = [piece for piece in pieces if piece]
    if country == "GB":
        while pieces and GB_NOT_CITY.match(pieces[-1]):
            pieces.pop()
    skipped = GB_NOT_CITY if country == "GB" else CA_NOT_CITY if country.startswith("CA") else None
    if not pieces and above:
        pieces = [piece.strip() for piece in above[0][-120:].split(",") if piece.strip() and len(piece) < _STREET_LIMIT]
        above = above[1:]
        while skipped and pieces and skipped.match(pieces[-1]):
            pieces.pop()
        if not pieces and above:
            pieces, above = [above[0][-60:].strip(" ,")], above[1:]
    if not pieces:
        return "", ""
    city = pieces.pop()
    parted = US_STREET_END.match(city)
    if parted:
        pieces.append(parted["street"])
        city = parted["city"]
    city = re.sub(r"^.*(?:\d|:)\s+", "", city)
    street = _street(", ".join(pieces), above, houses=country in _HOUSES)
    if country in ("US", "CA", "CA ") and (lead := _LEADING.match(street)):
        street = street[lead.end() :]
    return street, city


def _street(before: str, above: list[str], *, houses: bool = False) -> str:
    """Return the street that stands before the code, on the same line or on one of the two lines above.

    With `houses` what stands between the street and the place belongs to it too (``Unit 9, Ice Wharf``). The company's own
    name before the street does not.
    """
    pieces = [piece.strip(" .-–—:|") for piece in re.split(r",|\s[-–—]\s|:\s", before[-160:]) if piece.strip(" .-–—:|")]
    pieces = [_LEAD_IN.sub("", piece) for piece in pieces if not LEGAL.search(piece)]
    pieces = pieces[-4:]
    telling = [n for n, piece in enumerate(pieces) if re.search(r"\d", piece) or STREET_WORD.search(piece)]
    if telling:
        begin = end = telling[-1]
        while begin - 1 in telling:
            begin -= 1
        while houses and end + 1 < len(pieces) and _NAMED_HOUSE.fullmatch(pieces[end + 1]):
            end += 1
        return ", ".join(pieces[begin : end + 1])[-_STREET_LIMIT:].strip()
    for line in above[:2]:
        text = re.sub(f"[{FAX_ICON}{PHONE_ICON}]", "", line).strip(" ,|")
        if (
            _SHORTEST < len(text) <= _STREET_LIMIT
            and re.search(r"\d", text)
            and re.search(r"[^\W\d_]{3}", text)
            and not re.search(r"\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}|@|\+\d", text)
        ):
            return text
    return ""


def _street_after(match: re.Match[str]) -> str:
    """Return the street that stands behind the place on the same line, as in ``1132 Budapest, Victor utca 18.``."""
    found = _BEHIND.match(match.string, match.end())
    street = found["street"].strip() if found else ""
    return street if STREET_WORD.search(street) else ""


def _russian(snapshot: Snapshot, line: Line) -> Iterator[Address]:
    for part in _SPLIT.split(line.text[: _LINE * 2]):
        place, street = RU_CITY.search(part), RU_STREET.search(part)
        if place and street:
            postal = re.search(r"(?<!\d)\d{6}(?!\d)", part)
            city = place["city"] or place["known"]
            yield Address(
                street.group().strip(" ,."),
                city,
                "",
                postal.group() if postal else "",
                "RU",
                "text",
                0.7,
                passage(part, place.start(), place.end()),
                snapshot.url,
            )
