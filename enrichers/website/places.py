"""The company's addresses of all pages: from its structured data, and merged into claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enrichers.website.address import Address, structured
from enrichers.website.addresses import MOST, in_lines
from enrichers.website.company_nodes import first, nodes, quote, readable
from enrichers.website.snapshot import Item, Line, Snapshot
from prospector.research.protocol import Claim
from prospector.text import clean

_FEW = 2


def given(snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]]) -> Iterator[Address]:
    """Yield the addresses of the company's nodes, and those that stand alone on a page about the company."""
    ids = {
        item.props["@id"]: item.props
        for snapshot in reversed(snapshots)
        for item in reversed(snapshot.items)
        if isinstance(item.props.get("@id"), str) and len(item.props) > 1
    }
    for snapshot, item in company:
        for node in (*nodes(item.props.get("address")), *nodes(item.props.get("location"))):
            found = ids.get(str(node.get("@id")), node) if set(node) <= {"@id", "@type"} else node
            for place in structured(found, item.method, snapshot.url):
                yield replace(place, passage=quote(item, place.passage))
    for snapshot in snapshots:
        yield from _loose_addresses(snapshot)


def _loose_addresses(snapshot: Snapshot) -> Iterator[Address]:
    loose = [item for item in snapshot.items if "PostalAddress" in item.types and not item.parent]
    streets = {first(item.props.get("streetAddress")) for item in loose}
    if snapshot.kind in ("home", "contact", "imprint", "about") and 0 < len(streets) <= _FEW:
        for item in loose:
            yield from (replace(place, confidence=0.7) for place in structured(item.props, item.method, snapshot.url))


def address_claims(places: list[Address], regions: list[str]) -> Iterator[Claim]:
    """Yield each place once, the parts that one reading lacks taken from another; places without street only if none has one."""
    kept: dict[tuple[str, str], Address] = {}
    for place in sorted(places, key=lambda place: (-place.confidence, -len(place.value()))):
        key = next(
            (
                key
                for key in kept
                if key[0] == place.key()[0] and (key[1] == place.key()[1] or not place.postal or not kept[key].postal)
            ),
            place.key(),
        )
        older = kept.get(key)
        if older is None:
            kept[key] = place
        else:
            kept[key] = replace(
                older,
                street=older.street or place.street,
                region=older.region or place.region,
                postal=older.postal or place.postal,
                country=older.country or place.country,
            )
    full = [place for place in kept.values() if place.street] or list(kept.values())
    for place in full[:MOST]:
        value = place.value()
        if not place.country and regions:
            value["country"] = regions[0]
        yield Claim(
            "address",
            {name: clean(part, 150) for name, part in value.items()},
            place.url,
            place.passage,
            place.method,
            place.confidence,
        )


def spelt_out(company: list[tuple[Snapshot, Item]], regions: list[str]) -> Iterator[Address]:
    """Yield the addresses that the company's nodes give as one text instead of a PostalAddress."""
    for snapshot, item in company:
        raw = item.props.get("address")
        if not isinstance(raw, str):
            continue
        text = ", ".join(filter(None, (readable(line).strip(" ,") for line in raw.splitlines())))
        alone = replace(snapshot, lines=(Line(text),), kind="contact")
        words = quote(item, raw)
        yield from (
            replace(place, method=item.method, confidence=0.85, passage=words) for place in in_lines(alone, regions)
        )
