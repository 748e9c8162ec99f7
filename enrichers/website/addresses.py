"""Postal addresses: those of the company's structured data, and those in its lines, found by their postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from enrichers.website.attribution import about_others
from enrichers.website.company_nodes import first, nodes, texts
from enrichers.website.postal import (
    GB_NOT_CITY,
    LETTERED,
    PREFIXED,
    RU_CITY,
    RU_STREET,
    STREET_WORD,
    SUFFIXED,
    UNMISTAKABLE,
    US_STREET_END,
)
from enrichers.website.regions import country_code
from enrichers.website.site import fold
from enrichers.website.snapshot import FAX_ICON, NOT_THE_COMPANY, PHONE_ICON, Line, Snapshot, Zone, passage

MOST = 6
CROWD = 8
_LINE = 400
_STREET_LIMIT = 90
_CITY_WORDS = 5
_COUNTRY = re.compile(
    r"[\s,]*\b(?:germany|deutschland|france|italia|italy|españa|spain|nederland|netherlands|the netherlands|belgium|belgië|belgique|österreich|austria|schweiz|suisse|sverige|sweden|danmark|denmark|norge|norway|suomi|finland|polska|poland|usa|united states|canada|uk|united kingdom|england|ireland|india|россия)\b\.?\s*$",
    re.IGNORECASE,
)
_NO_CITY = re.compile(
    r"\b(?:uhr|euro?|jahre|years|customers|kunden|users|euros?|tel|fax|phone|kg|mm|cm|stück|km|m²|und mehr|clients|products|produkte|artikel|people|minutes|hirdetés)\b|^(?:and|und|et|e|y|or|to|in|the|der|die|das|für|bis|von|by|all)\b|[%€$£]",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[|•·;]\s*|\s*\ue000\s*|\s*\ue001\s*")


@dataclass(frozen=True, slots=True)
class Address:
    """One address with its proof; missing parts are empty."""

    street: str
    city: str
    region: str
    postal: str
    country: str
    method: str
    confidence: float
    passage: str
    url: str

    def value(self) -> dict[str, str]:
        """Return the parts that are known, as a claim holds them."""
        parts = {
            "street": self.street,
            "city": self.city,
            "region": self.region,
            "postal": self.postal,
            "country": self.country,
        }
        return {name: part for name, part in parts.items() if part}

    def key(self) -> tuple[str, str]:
        """Return what makes two addresses the same one: place and code."""
        return fold(self.city), fold(self.postal) or fold(self.street)


def structured(value: Any, method: str, url: str) -> Iterator[Address]:
    """Yield the addresses of a property `address` or `location` (text, node or list; schema.org PostalAddress)."""
    for node in nodes(value):
        if isinstance(node.get("address"), dict | list):
            yield from structured(node["address"], method, url)
            continue
        street = ", ".join(dict.fromkeys(texts(node.get("streetAddress"))))[: _STREET_LIMIT * 2].strip(" ,")
        city, region, postal = _locality(node)
        country = country_code(first(node.get("addressCountry")))
        if city or (street and postal):
            words = next(
                filter(None, (first(node.get(name)) for name in ("streetAddress", "addressLocality", "postalCode"))), ""
            )
            yield Address(street, city, region, postal, country, method, 0.9, words, url)


def _locality(node: dict[str, Any]) -> tuple[str, str, str]:
    """Return place, region and code, with what people squeeze into one of them taken apart (``Austin,TX``, ``80054 -``)."""
    city, region = first(node.get("addressLocality")), first(node.get("addressRegion"))
    postal = re.sub(r"^[^\w]+|[^\w]+$", "", first(node.get("postalCode")))[:12]
    if "," in city:
        city, _, rest = (part.strip() for part in city.partition(","))
        region = region or rest
    code = re.match(r"^(\d{4,6})\s+(.+)$", city)
    if code:
        postal, city = postal or code.group(1), code.group(2)
    return city.strip(" ,.-")[:60], region.strip(" ,.")[:60], postal


def in_lines(snapshot: Snapshot, regions: Sequence[str]) -> list[Address]:
    """Return the addresses in the page's lines that are the company's to all appearance.

    On pages about something else only the frame (header, footer) is read; of a crowd of addresses only those of the frame
    are kept, for lists of dealers or sellers are not the company.
    """
    frame = Zone.FOOTER | Zone.HEADER
    central = snapshot.kind in ("home", "contact", "imprint", "about")
    found: list[tuple[Address, Zone]] = []
    for number, line in enumerate(snapshot.lines):
        if line.zone & (NOT_THE_COMPANY | Zone.LISTING | Zone.NAV):
            continue
        for address in _in_line(snapshot, number, line, regions):
            if not about_others(snapshot.lines, number, address.postal):
                found.append((address, line.zone))
    keys = {address.key() for address, _ in found}
    few = len(keys) <= (CROWD if central else 2)
    return [address for address, zone in found if few or zone & frame][: MOST * 2]


def _in_line(snapshot: Snapshot, number: int, line: Line, regions: Sequence[str]) -> Iterator[Address]:
    if len(line.text) > _LINE * 4 and snapshot.kind not in ("contact", "imprint"):
        return
    if "RU" in regions[:2]:
        yield from _russian(snapshot, line)
    if not re.search(r"\d", line.text) and "IE" not in regions[:2]:
        return
    for part in _SPLIT.split(line.text[:1600]):
        for country in dict.fromkeys((*UNMISTAKABLE, *LETTERED, *regions[:2])):
            pattern = SUFFIXED.get(country) or PREFIXED.get(country)
            if pattern is None or (country == "RU"):
                continue
            for match in list(pattern.finditer(part[:_LINE]))[:3]:
                address = _address(match, country, snapshot, number, part)
                if address is not None:
                    yield address


def _address(match: re.Match[str], country: str, snapshot: Snapshot, number: int, part: str) -> Address | None:
    above = [line.text for line in snapshot.lines[max(0, number - 3) : number]][::-1]
    region = ""
    if country in SUFFIXED:
        street, city = _head(match["head"] or "", country, above)
        region = (match["region"] or "").strip(" .")
        if country == "IE" and region.startswith("Dublin"):
            city, region, street = "Dublin", "", street or city
    else:
        city = match["city"]
        street = _street(part[: match.start()], above)
    city = _city(city)
    if (
        not city
        or (country in ("IN",) and not street)
        or (country in ("AT", "CH", "BE", "DK", "NO", "HU", "LU", "SI", "BG") and not street)
    ):
        return None
    postal = (match["postal"] or "").strip(" ,")
    words = passage(part, max(0, match.start("postal") if postal else match.start()), match.end())
    return Address(
        street,
        city,
        region,
        " ".join(postal.upper().split()),
        country,
        "text",
        0.75 if street else 0.6,
        words,
        snapshot.url,
    )


def _city(raw: str) -> str:
    """Return a place name, empty when the words can't be one."""
    text = _COUNTRY.sub("", raw).strip(" ,.-–—:/'\"")
    if (
        not text
        or len(text.split()) > _CITY_WORDS
        or _NO_CITY.search(text)
        or not (text[0].isupper() or text[0] in "'’")
    ):
        if not text or not text[0].islower() or len(text.split()) > 1 or _NO_CITY.search(text) or len(text) < 4:  # noqa: PLR2004 - ``80054 gragnano``
            return ""
        text = text.capitalize()
    return text if re.fullmatch(r"[\w.'’()/ -]{2,45}", text) else ""


def _head(head: str, country: str, above: list[str]) -> tuple[str, str]:
    """Return street and place out of what stands before region and code, and of the lines above."""
    pieces = [piece.strip(" .-–") for piece in head.split(",")]
    pieces = [piece for piece in pieces if piece]
    if country == "GB":
        while pieces and GB_NOT_CITY.match(pieces[-1]):
            pieces.pop()
    if not pieces and above:
        pieces = [piece.strip() for piece in above[0][-120:].split(",") if piece.strip() and len(piece) < _STREET_LIMIT]
        above = above[1:]
        while country == "GB" and pieces and GB_NOT_CITY.match(pieces[-1]):
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
    street = _street(", ".join(pieces), above)
    return street, city


def _street(before: str, above: list[str]) -> str:
    """Return the street that stands before the code, on the same line or on one of the two lines above."""
    pieces = [piece.strip(" .-–—:|") for piece in re.split(r",|\s[-–—]\s|:\s", before[-160:]) if piece.strip(" .-–—:|")]
    chosen: list[str] = []
    for piece in reversed(pieces[-4:]):
        if re.search(r"\d", piece) or STREET_WORD.search(piece):
            chosen.insert(0, piece)
        elif chosen:
            break
    if chosen:
        return ", ".join(chosen)[-_STREET_LIMIT:].strip()
    for line in above[:2]:
        text = re.sub(f"[{FAX_ICON}{PHONE_ICON}]", "", line).strip(" ,|")
        if (
            4 < len(text) <= _STREET_LIMIT
            and re.search(r"\d", text)
            and re.search(r"[^\W\d_]{3}", text)
            and not re.search(r"\d{3}[\s.-]\d{4}|@|\+\d", text)
        ):  # noqa: PLR2004
            return text
    return ""


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
