"""Page states: JSON from which a program draws the page (Next.js, Nuxt, Wix and their like), read for the company's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from enrichers.website.json_data import DEPTH, parse_json, plain
from enrichers.website.snapshot import Item

SOURCE = 60_000
_NODES = 4_000
_ASSIGNED = re.compile(r"(?:^|[;\s])(?:window|self|globalThis|var|let|const)[.\s][\w.$\[\]\"']{1,80}\s*=\s*(?=\{)")
_PROMISING = re.compile(r"[\"'](?:\w*phone\w*|tel|e_?mail\w*|street\w*|address\w*)[\"']\s*:", re.IGNORECASE)
_OTHERS = re.compile(
    r"team|staff|member|person|people|employee|author|user|customer|client|testimonial|review|dealer|partner|reseller|distribut|"
    r"product|vendor|seller|supplier|agency|credit|host|developer|event|article|post\b|job|vacanc|form|placeholder|example|demo",
    re.IGNORECASE,
)
_KEYS = {
    "name": (
        "name",
        "companyname",
        "company",
        "businessname",
        "storename",
        "shopname",
        "organizationname",
        "firma",
        "sitename",
    ),
    "legalName": ("legalname", "legalcompanyname"),
    "telephone": (
        "telephone",
        "phone",
        "tel",
        "phonenumber",
        "telephonenumber",
        "contactphone",
        "mainphone",
        "telefon",
    ),
    "faxNumber": ("fax", "faxnumber"),
    "email": ("email", "mail", "emailaddress", "contactemail", "supportemail"),
    "foundingDate": ("founded", "foundingdate", "foundedyear", "yearfounded", "foundingyear"),
    "numberOfEmployees": ("employees", "numberofemployees", "employeecount", "headcount"),
}
_PLACE_KEYS = {
    "streetAddress": (
        "street",
        "streetaddress",
        "address1",
        "addressline1",
        "addressline",
        "street1",
        "strasse",
        "line1",
    ),
    "addressLocality": ("city", "town", "locality", "addresslocality", "ort"),
    "postalCode": ("zip", "zipcode", "postalcode", "postcode", "plz"),
    "addressRegion": ("state", "region", "province", "addressregion"),
    "addressCountry": ("country", "countrycode", "addresscountry"),
}
_PLACES = ("address", "mainaddress", "postaladdress", "businessaddress", "location", "headquarters")
_ENOUGH = 2


def island_items(script: str) -> Iterator[Item]:
    """Yield what looks like a company's data: an object with a name and two of telephone, mailbox and address.

    Objects of a list, and those below keys that speak of others (team, customers, products...), are left out. Whether the
    company is the site's own is for the reader of the items to tell.
    """
    if not _PROMISING.search(script):
        return
    text = script.strip()
    if not text.startswith(("{", "[")):
        found = _ASSIGNED.search(text)
        if found is None:
            return
        text = text[found.end() :]
    source = script if len(script) <= SOURCE else ""
    todo: list[tuple[Any, int]] = [(plain(document, -DEPTH), 0) for document in parse_json(text)[:1]]
    looked = 0
    while todo and looked < _NODES:
        value, many = todo.pop()
        looked += 1
        if isinstance(value, list):
            todo.extend((part, len(value)) for part in value if isinstance(part, dict | list))
        elif isinstance(value, dict):
            if many <= 1 and (props := _company(value)):
                yield Item(("Organization",), props, "", "state", source)
            todo.extend(
                (part, 0) for key, part in value.items() if isinstance(part, dict | list) and not _OTHERS.search(key)
            )


def _company(value: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of schema.org that the object gives, empty when it is no company's."""
    bare = {re.sub(r"[\s_-]", "", key).casefold(): part for key, part in value.items()}
    if {"firstname", "lastname", "jobtitle"} & bare.keys():
        return {}
    props = _chosen(bare, _KEYS)
    place = _chosen(bare, _PLACE_KEYS)
    for key in _PLACES:
        inner = bare.get(key)
        if isinstance(inner, dict):
            place = place or _chosen(
                {re.sub(r"[\s_-]", "", one).casefold(): part for one, part in inner.items()}, _PLACE_KEYS
            )
        elif isinstance(inner, str) and not place:
            props["address"] = inner
    if "addressLocality" in place and ("streetAddress" in place or "postalCode" in place):
        props["address"] = {"@type": "PostalAddress", **place}
    contacts = len({"telephone", "email", "address"} & props.keys())
    return props if "name" in props and contacts >= _ENOUGH else {}


def _chosen(bare: dict[str, Any], keys: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, spellings in keys.items():
        for spelling in spellings:
            part = bare.get(spelling)
            part = part.get("name") or part.get("code") if isinstance(part, dict) else part
            if isinstance(part, str | int) and not isinstance(part, bool) and str(part).strip():
                found[name] = part
                break
    return found
