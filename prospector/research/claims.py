"""Claims at the door: cleaned, checked against the shape of their field, compared."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from prospector.research.meaning import agree, dumped
from prospector.research.protocol import FIELDS, Claim
from prospector.research.reconcile import ONE
from prospector.text import TEXT_LIMIT, clean, clean_name, clean_text

PASSAGE_LIMIT = 300
URL_LIMIT = 2_000
_E164 = re.compile(r"\+[1-9]\d{6,14}\Z")
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,63}\Z")
_ADDRESS_PARTS = ("street", "city", "region", "postal", "country")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field for which different values are claimed."""

    field: str
    values: Sequence[Claim]


def checked(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that keep the shape of their field, cleaned; one per field and value, the surest."""
    kept: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        value, url = _value(claim.field, claim.value), _web_address(claim.url)
        if value is None or url is None or claim.field not in FIELDS:
            continue
        tidy = replace(
            claim,
            value=value,
            url=url,
            passage=clean(claim.passage, PASSAGE_LIMIT),
            method=clean(claim.method, 40),
            confidence=_confidence(claim.confidence),
            value_date=_date(claim.value_date),
        )
        key = (claim.field, dumped(value))
        if key not in kept or kept[key].confidence < tidy.confidence:
            kept[key] = tidy
    return list(kept.values())


def conflicts(claims: Iterable[Claim]) -> list[Conflict]:
    """Return the fields of one value for which several are claimed that mean different things."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.field in ONE and not any(agree(claim.field, one.value, claim.value) for one in found[claim.field]):
            found[claim.field].append(claim)
    return [Conflict(field, tuple(values)) for field, values in sorted(found.items()) if len(values) > 1]


def said(value: object) -> str:
    """Return a value as people read it."""
    if isinstance(value, dict):
        street, city = value.get("street"), " ".join(str(value[key]) for key in ("postal", "city") if value.get(key))
        parts = [street, city, value.get("region"), value.get("country")]
        shown = ", ".join(str(part) for part in parts if part)
        return shown or ", ".join(f"{key} {part}" for key, part in value.items())
    return str(value)


def _value(field: str, raw: Any) -> Any:
    """Return the cleaned value of a field, or None when it has not the field's shape."""
    if field in ("founded", "employees"):
        return _number(field, raw)
    if field == "address":
        return _address(raw)
    if field == "revenue":
        return _revenue(raw)
    return _text(field, raw) if isinstance(raw, str) else None


def _text(field: str, raw: str) -> str | None:
    found: str | None = clean(raw)
    if field in ("phone", "fax"):
        found = raw if _E164.match(raw) else None
    elif field == "email":
        found = clean(raw).lower() if _MAIL.match(clean(raw)) else None
    elif field in ("social", "feed"):
        found = _web_address(raw)
    elif field == "description":
        found = clean_text(raw, TEXT_LIMIT)
    elif field in ("name", "legal_name", "parent"):
        found = clean_name(raw)
    return found or None


def _web_address(raw: object) -> str | None:
    """Return a web address as it is, or None: one that had to be cut would be a wrong one."""
    address = clean(raw, URL_LIMIT + 1)
    try:
        usable = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return None
    return address if usable and len(address) <= URL_LIMIT else None


def _confidence(raw: object) -> float:
    """Return a confidence between 0 and 1; what is no number is no confidence."""
    if not isinstance(raw, int | float) or math.isnan(raw):
        return 0.0
    return float(min(max(raw, 0), 1))


def _date(raw: object) -> str | None:
    """Return the day, month or year of an ISO 8601 date, or None."""
    found = _ISO_DATE.match(str(raw)) if raw else None
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    return found.group()


def _revenue(raw: Any) -> dict[str, Any] | None:
    """Return value, currency and year as far as they are given, or None without a value."""
    value = raw.get("value") if isinstance(raw, dict) else None
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return None
    found: dict[str, Any] = {"value": value}
    if isinstance(raw.get("currency"), str) and clean(raw["currency"]):
        found["currency"] = clean(raw["currency"], 10)
    if (year := _number("founded", raw.get("year"))) is not None:
        found["year"] = year
    return found


def _number(field: str, raw: Any) -> int | None:
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    if field == "founded":
        return raw if _FIRST_YEAR <= raw <= _LAST_YEAR else None
    return raw if 0 < raw < 10_000_000 else None  # noqa: PLR2004 - more people than any employer has


def _address(raw: Any) -> dict[str, str] | None:
    if not isinstance(raw, dict):
        return None
    parts = {key: clean(raw[key], 200) for key in _ADDRESS_PARTS if isinstance(raw.get(key), str) and clean(raw[key])}
    return parts or None
