"""A postal address, and how structured data give one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from enrichers.website.company_nodes import first, nodes, texts
from enrichers.website.countries import country_code
from enrichers.website.site import fold

_STREET_LIMIT = 90


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
