"""From snapshots to claims: who the company is, then each field once with its best proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from enrichers.website.addresses import in_lines
from enrichers.website.company_nodes import company_nodes, first, nodes, quote, texts
from enrichers.website.describe import descriptions, facts, feeds
from enrichers.website.fitting import without_form
from enrichers.website.mails import Mail, mails, normal
from enrichers.website.names import Name
from enrichers.website.naming import names
from enrichers.website.openings import openings
from enrichers.website.phones import Phone, e164, phones
from enrichers.website.places import address_claims, given, spelt_out
from enrichers.website.regions import infer
from enrichers.website.site import fold, folds
from enrichers.website.snapshot import Item, Snapshot
from enrichers.website.socials import socials
from enrichers.website.told import told
from enrichers.website.work import Known
from prospector.research.protocol import Claim
from prospector.text import clean, clean_name, clean_text

TECHNOLOGIES = 40
_NODES = 40


def gather(snapshots: list[Snapshot], known: Known) -> list[Claim]:
    """Return the claims of all pages. Pure and picklable, made for `Context.parse`."""
    company = [(snapshot, item) for snapshot in snapshots for item in company_nodes(snapshot, known.domain)][:_NODES]
    places = list(given(snapshots, company))
    regions = infer(
        snapshots,
        known.domain,
        [place.country for place in places if place.method != "text" and place.country][:2],
        known.country,
    )
    places += spelt_out(company, regions)
    places += [place for snapshot in snapshots for place in in_lines(snapshot, regions)]
    said = names(snapshots, company, known.domain, {place.city for place in places})
    called = tuple(dict.fromkeys((*(without_form(name.text) for name in said), *known.names)))
    claims = [*_name_claims(said), *descriptions(snapshots, company, known.domain, called)]
    claims += address_claims(places, regions)
    towns = frozenset(shape for place in places for shape in folds(place.city))
    claims += _mail_claims(snapshots, company, known, called, towns)
    claims += _phone_claims(snapshots, company, regions)
    trusted = [
        (url, item.method, quote(item, url), snapshot.url)
        for snapshot, item in company
        for url in texts(item.props.get("sameAs"))
    ]
    claims += [
        Claim("social", one.url, one.page, one.passage, one.method, one.confidence)
        for one in socials(snapshots, known.domain, called, trusted)
    ]
    claims += facts(company, known.now)
    claims += told(snapshots, known.now, names=called)
    claims += _technology_claims(snapshots)
    claims += feeds(snapshots, known.domain)
    claims += openings(snapshots, known.domain, called, known.now)
    return _once(_cleaned(claims))


def _name_claims(said: list[Name]) -> Iterator[Claim]:
    for name in said:
        yield Claim(
            "legal_name" if name.legal else "name",
            name.text,
            name.url,
            name.passage,
            name.method,
            round(max(0.2, name.confidence), 2),
        )


def _mail_claims(
    snapshots: list[Snapshot],
    company: list[tuple[Snapshot, Item]],
    known: Known,
    called: tuple[str, ...],
    towns: frozenset[str],
) -> Iterator[Claim]:
    trusted = []
    for snapshot, item in company:
        for node in (item.props, *_points(snapshot, item)):
            for text in texts(node.get("email")):
                if address := normal(text.removeprefix("mailto:").partition("?")[0]):
                    desk = node is not item.props and bool(first(node.get("contactType")))
                    trusted += [Mail(address, item.method, 0.95, quote(item, text), snapshot.url, desk)]
    for mail in mails(snapshots, known.domain, called, trusted, towns):
        yield Claim("email", mail.address, mail.url, mail.passage, mail.method, mail.confidence)


def _phone_claims(
    snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], regions: list[str]
) -> Iterator[Claim]:
    trusted = []
    for snapshot, item in company:
        for node in (item.props, *_points(snapshot, item)):
            for key in ("telephone", "phone", "faxNumber"):
                for text in texts(node.get(key)):
                    number = next((value for region in regions if (value := e164(text, region))), "")
                    if number:
                        trusted.append(
                            Phone(number, key == "faxNumber", item.method, 0.95, quote(item, text), snapshot.url)
                        )
    found = phones(snapshots, regions, trusted)
    voices = {phone.number for phone in found if not phone.fax}
    both = {phone.number for phone in found if phone.fax} & voices
    for phone in found:
        if phone.fax and phone.number in both and not _said_both(found, phone):
            continue
        yield Claim(
            "fax" if phone.fax else "phone", phone.number, phone.url, phone.passage, phone.method, phone.confidence
        )


def _said_both(found: list[Phone], fax: Phone) -> bool:
    return any(phone.number == fax.number and not phone.fax and phone.passage == fax.passage for phone in found)


def _points(snapshot: Snapshot, item: Item) -> Iterator[dict[str, Any]]:
    """Yield the contact points and addresses of a node, those given by reference included."""
    for key in ("contactPoint", "contactPoints", "ContactPoint", "address", "location"):
        for node in nodes(item.props.get(key)):
            if set(node) <= {"@id", "@type"}:
                yield from (
                    other.props
                    for other in snapshot.items
                    if other.props.get("@id") == node.get("@id") and other.props != node
                )
            else:
                yield node


def _technology_claims(snapshots: list[Snapshot]) -> Iterator[Claim]:
    seen: set[str] = set()
    for snapshot in snapshots:
        for name, words in snapshot.technologies:
            if name not in seen and len(seen) < TECHNOLOGIES:
                seen.add(name)
                yield Claim("technology", name, snapshot.url, words, "markup", 0.7)


def _cleaned(claims: Iterable[Claim]) -> Iterator[Claim]:
    for claim in claims:
        value = claim.value
        if isinstance(value, str):
            value = (
                clean_text(value, 2_000)
                if claim.field == "description"
                else clean_name(value)
                if claim.field in ("name", "legal_name")
                else clean(value)
            )
        if value not in ("", {}):
            yield replace(claim, value=value, passage=clean(claim.passage))


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims with each value once, by its surest reading."""
    kept: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        key = (claim.field, _key(claim))
        if key not in kept or claim.confidence > kept[key].confidence:
            kept[key] = claim
    return list(kept.values())


def _key(claim: Claim) -> str:
    if claim.field in ("name", "legal_name", "description"):
        return fold(claim.value) or claim.value
    if claim.field == "social":
        return re.sub(r"^https?://(?:www\.)?", "", claim.value.casefold()).rstrip("/")
    return repr(claim.value)
