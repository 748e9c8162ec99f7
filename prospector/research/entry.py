"""Values as people type them: one line of text becomes a value in the shape of its field, or a sentence that says why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from prospector.errors import BadInput
from prospector.research.claims import checked
from prospector.research.protocol import FIELDS, Claim
from prospector.text import clean

_NUMBER = re.compile(r"(\d[\d .,'’\u00a0\u202f]*)\s*(k|thousand|m|mn|mio|million|bn|b|mrd|billion)?\b", re.IGNORECASE)
_TIMES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
_PART = re.compile(r"\s*(street|city|region|postal|country)\s*=\s*(.*)\Z", re.IGNORECASE | re.DOTALL)
_POSTAL = re.compile(r"((?:[A-Z]{1,2}-)?\d[\d -]{2,8}\d)\s+(\D.*)\Z")
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
_HINTS: Mapping[str, str] = {
    "email": "type it like info@acme.com",
    "phone": "type it like +49 731 12345",
    "fax": "type it like +49 731 12345",
    "social": "type the whole address, like https://www.linkedin.com/company/acme",
    "feed": "type the whole address, like https://acme.com/feed",
    "founded": "type a year, like 1950",
    "employees": "type a number of people, like 240",
    "revenue": "type it like 5.2 million EUR 2024",
    "address": "type it like Ring 5, 89073 Ulm, DE (or city=Ulm; country=DE)",
}
TYPED = tuple(sorted(FIELDS - {"name"}))
"""Fields whose values are typed as claims; the name and the domain stand on the account itself."""


def parse(field: str, typed: str, country: str | None = None) -> Any:
    """Return what was typed as the value of `field`; `country` (alpha-2) helps with a telephone number without prefix.

    Raises BadInput for an unknown field and for what has not the field's shape.
    """
    name = clean(field).lower().replace(" ", "_").replace("-", "_")
    if name not in TYPED:
        raise BadInput(f"“{clean(field)}” is no field that can be typed: one of {', '.join(TYPED)}")
    text = typed.strip()
    read = _READERS.get(name)
    raw = read(text, country) if read else text
    found = checked([Claim(name, raw, "https://typed.example/", "", "typed")]) if text else []
    if not found:
        told = _HINTS.get(name, "type a text")
        raise BadInput(f"“{clean(typed)}” can't be read as {name.replace('_', ' ')}: {told}")
    return found[0].value


def field_name(field: str) -> str:
    """Return the name of a field as it is stored. Raises BadInput for an unknown one."""
    name = clean(field).lower().replace(" ", "_").replace("-", "_")
    if name not in FIELDS and name != "domain":
        raise BadInput(f"“{clean(field)}” is no field: one of {', '.join(sorted({*FIELDS, 'domain'}))}")
    return name


def _phone(text: str, country: str | None) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, None if text.startswith("+") else (country or "").upper() or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _year(text: str, _country: str | None) -> int | None:
    return int(text) if re.fullmatch(r"\d{4}", text) else None


_ABOUT = re.compile(
    r"(?i)\A(?:ca\.?|circa|etwa|rund|about|around|approx\.?|approximately|environ|env\.?|unos|ongeveer|~|≈)\s*"
)
_PEOPLE = re.compile(
    r"(?i)\s*\+?\s*(?:employees|people|staff|fte|mitarbeiter(?:innen)?|ma|beschäftigte|salariés|empleados|dipendenti|"
    r"medewerkers|anställda|ansatte|henkilöä)?\Z"
)


def _count(text: str, _country: str | None) -> int | None:
    """Return a whole number; blanks, commas, points and apostrophes between groups of three are no decimals.

    “ca. 80”, “250+” and “80 Mitarbeiter” say how many as well; a range does not.
    """
    text = _ABOUT.sub("", _PEOPLE.sub("", text)).strip()
    if not re.fullmatch(r"\d{1,3}(?:([ .,'’\u00a0\u202f])\d{3})*|\d+", text):
        return None
    return int(re.sub(r"\D", "", text))


def _told_revenue(given: str) -> dict[str, Any]:
    """Return a revenue as our own files tell it (``currency EUR, value 5200000``), nothing where it is not."""
    parts = dict(part.partition(" ")[::2] for part in given.split(", "))
    if "value" not in parts or not parts.keys() <= {"value", "currency", "year"}:
        return {}
    try:
        figures = {key: float(part) if "." in part else int(part) for key, part in parts.items() if key != "currency"}
    except ValueError:
        return {}
    return figures | ({"currency": clean(parts["currency"], 10)} if "currency" in parts else {})


def _revenue(text: str, _country: str | None) -> dict[str, Any] | None:
    if told := _told_revenue(text):
        return told
    year = re.search(r"\b(19|20)\d\d\s*\Z", text)
    rest = text[: year.start()] if year else text
    found = _NUMBER.search(rest)
    if found is None:
        return None
    amount = _decimal(found.group(1).strip())
    if amount is None:
        return None
    unit = (found.group(2) or "").lower()
    value: dict[str, Any] = {"value": round(amount * _TIMES.get(unit[:1], 1)), "currency": _currency(rest)}
    if year:
        value["year"] = int(year.group())
    return value


def _currency(text: str) -> str:
    code = re.search(r"\b([A-Z]{3})\b", text)
    sign = next((called for sign, called in _CURRENCIES.items() if sign in text), "")
    return code.group(1) if code else sign


def _decimal(text: str) -> float | None:
    """Return a number whose last point or comma is a decimal one unless exactly three digits follow it."""
    bare = re.sub(r"[ '’\u00a0\u202f]", "", text).rstrip(".,")
    head, sign, tail = re.match(r"(.*?)(?:([.,])(\d+))?\Z", bare).groups()  # type: ignore[union-attr]
    whole = re.sub(r"\D", "", head or "")
    if not whole:
        return None
    if sign and len(tail) == 3:  # noqa: PLR2004 - a group of thousands
        return float(whole + tail)
    return float(f"{whole}.{tail}") if sign else float(whole)


def _address(text: str, _country: str | None) -> dict[str, str] | None:
    from prospector.identity.place import country_code

    named = [_PART.match(piece) for piece in text.split(";")]
    if all(named):
        parts = {one.group(1).lower(): one.group(2).strip() for one in named if one and one.group(2).strip()}
        return parts | {"country": country_code(parts["country"]).upper()} if "country" in parts else parts
    parts = {}
    for piece in (one.strip() for one in text.split(",") if one.strip()):
        town = _POSTAL.match(piece)
        code = country_code(piece).upper()
        if len(code) == 2:  # noqa: PLR2004 - ISO 3166 alpha-2
            # “Austin, TX, US”: of two such codes the last is the country.
            parts |= {"region": parts["country"], "country": code} if "country" in parts else {"country": code}
        elif town:
            parts["postal"], parts["city"] = town.group(1), town.group(2)
        elif re.search(r"\d", piece) and "street" not in parts:
            parts["street"] = piece
        elif "city" not in parts:
            parts["city"] = piece
        else:
            parts["region"] = piece
    return parts


_READERS: Mapping[str, Callable[[str, str | None], Any]] = {
    "phone": _phone, "fax": _phone, "founded": _year, "employees": _count, "revenue": _revenue, "address": _address,
}  # fmt: skip
