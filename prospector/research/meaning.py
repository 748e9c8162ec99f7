"""Whether two values of a field mean the same: by what they say, not by how they are written.

`key` is the strict question (is it this value? asked of what a person confirmed or refuted), `agree` the generous one
(does one source bear out the other?). Both are symmetric and know nothing of sources.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

EMPLOYEES_APART = 0.10
"""Share by which two head counts may differ and still bear each other out: people come and go."""
EMPLOYEES_LEAST = 2
"""Heads by which small counts may differ."""
REVENUE_APART = 0.05
BY_MEANING = frozenset({"employees", "revenue", "address", "name", "parent", "legal_name"})
"""Fields in which values may bear each other out without being the very same."""
PLACE_PARTS = ("street", "postal", "city", "country")
"""Parts of an address that are compared; how a region is written differs too much."""
_NAMES = frozenset({"name", "parent"})
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_SIGNS = re.compile(r"[^0-9a-z]")


def key(field: str, value: Any) -> Hashable:
    """Return what two values of `field` share exactly when they mean the very same."""
    if isinstance(value, str):
        return _key(field, value)
    if isinstance(value, dict) and field == "address":
        return _parts(dumped(value))
    return value if isinstance(value, int | float) else dumped(value)


def dumped(value: Any) -> str:
    """Return a value as the store keeps it: JSON with sorted keys."""
    return _encode(value)


def agree(field: str, one: Any, other: Any) -> bool:
    """Say whether two values of `field` bear each other out.

    Head counts may differ by a tenth or two heads, revenues by a twentieth (of the same year and currency), names by the
    legal form, addresses by the parts that only one of them gives.
    """
    if key(field, one) == key(field, other):
        return True
    if field == "employees":
        return _near(one, other, EMPLOYEES_APART, EMPLOYEES_LEAST)
    if field == "revenue":
        return _revenues_agree(one, other)
    if field == "address":
        return _addresses_agree(address_key(one), address_key(other))
    if field in _NAMES or field == "legal_name":
        return _names_agree(str(one), str(other), legal=field == "legal_name")
    return False


def covers(wide: Any, narrow: Any) -> bool:
    """Say whether the address `wide` says everything that the address `narrow` says."""
    mine, other = address_key(wide), address_key(narrow)
    return bool(other) and all(mine.get(part) == said for part, said in other.items())


def speaks_of(field: str, checked: Any, value: Any) -> bool:
    """Say whether what a person answered about `checked` holds for `value`: the same value, or an address with all of it."""
    if field == "address":
        return covers(value, checked)
    return key(field, checked) == key(field, value)


def fullness(value: Any) -> int:
    """Return how much of a place an address tells: 3 with street and town, 2 with a town, 1 with less."""
    parts = address_key(value)
    if "street" in parts and "city" in parts:
        return 3
    return 2 if "city" in parts else 1


def address_key(value: Any) -> dict[str, Hashable]:
    """Return the compared parts of an address in one spelling, empty for what is none."""
    return dict(_parts(dumped(value))) if isinstance(value, Mapping) else {}


@lru_cache(maxsize=20_000)
def _key(field: str, text: str) -> Hashable:
    return _SPELLINGS.get(field, _words)(text)


def _digits(value: str) -> str:
    return re.sub(r"\D", "", value)


def _mailbox(value: str) -> str:
    return value.strip().lower()


def _squeezed(value: str) -> str:
    return _SIGNS.sub("", value.lower())


def _words(value: str) -> str:
    from prospector.identity.fold import fold

    return " ".join(re.findall(r"\w+", fold(value))) or value


@lru_cache(maxsize=20_000)
def _parts(text: str) -> tuple[tuple[str, Hashable], ...]:
    from prospector.identity import place

    value = json.loads(text)
    words = place.address_words(str(value.get("street") or ""))
    found: dict[str, Hashable] = {
        "street": (place.house_number(words), frozenset(place.street_words(words))) if words else "",
        "postal": place.postcode_key(str(value.get("postal") or "")),
        "city": place.city_key(str(value.get("city") or "")),
        "country": place.country_code(str(value.get("country") or "")),
    }
    return tuple((part, said) for part, said in found.items() if said)


def _addresses_agree(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> bool:
    shared = [part for part in PLACE_PARTS if part in one and part in other]
    differing = {part for part in shared if one[part] != other[part]}
    if differing == {"city"} and "postal" in shared and "street" in shared:
        # München and Munich: street and postal code are proof enough.
        return True
    return bool(shared) and not differing


def _near(one: Any, other: Any, share: float, least: float) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return bool(abs(one - other) <= max(least, share * max(abs(one), abs(other))))
    return False


def _revenues_agree(one: Any, other: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return False
    if any(one.get(part) and other.get(part) and one[part] != other[part] for part in ("currency", "year")):
        return False
    return _near(one.get("value"), other.get("value"), REVENUE_APART, 0)


@lru_cache(maxsize=20_000)
def _name_forms(name: str) -> tuple[tuple[str, str], ...]:
    """Return (words without the legal form, legal form) of each reading of a name."""
    from prospector.identity.name import normalise

    return tuple((form.compact, " ".join(sorted(law for _, law in form.legal))) for form in normalise(name))


def _names_agree(one: str, other: str, *, legal: bool) -> bool:
    return any(
        mine and mine == yours and (not legal or not my_law or not your_law or my_law == your_law)
        for mine, my_law in _name_forms(one)
        for yours, your_law in _name_forms(other)
    )


@lru_cache(maxsize=20_000)
def _web_key(address: str) -> str:
    """Return a web address without what does not change where it leads: scheme, www, language host, query, last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    pieces = host.split(".")
    if len(pieces) == 3 and len(pieces[0]) == 2:  # noqa: PLR2004 - de.linkedin.com
        host = ".".join(pieces[1:])
    host = {"twitter.com": "x.com", "fb.com": "facebook.com"}.get(host, host)
    query = f"?{parts.query}" if "id=" in parts.query else ""
    return f"{host}{parts.path.rstrip('/').lower()}{query}"


_SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "phone": _digits, "fax": _digits, "email": _mailbox, "social": _web_key, "feed": _web_key,
    "lei": _squeezed, "registry_id": _squeezed, "ticker": _squeezed,
}  # fmt: skip
