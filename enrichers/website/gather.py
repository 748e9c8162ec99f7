"""From snapshots to claims: who the company is, then each field once with its best proof."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from enrichers.website.addresses import MOST, Address, in_lines, structured
from enrichers.website.company_nodes import company_nodes, first, nodes, quote, texts
from enrichers.website.describe import descriptions, facts, feeds, openings
from enrichers.website.mails import Mail, mails, normal
from enrichers.website.names import (
    LEGAL,
    Name,
    copyright_names,
    fit,
    good_case,
    legal_lines,
    separated,
    spelt,
    tidy,
    title_parts,
    without_form,
)
from enrichers.website.phones import Phone, e164, phones
from enrichers.website.regions import infer
from enrichers.website.site import fold, label
from enrichers.website.snapshot import Item, Snapshot, passage
from enrichers.website.socials import socials
from prospector.research.protocol import Claim
from prospector.text import clean, clean_name, clean_text

NAMES = 3
TECHNOLOGIES = 40
_FITS = 0.6
_SURE = 0.8
_NODES = 40
_WHOLE = 0.95
_DOUBT = 0.5
_TITLE_WORDS = 7
_LOGO = re.compile(r"\s*\b(?:logo(?:type)?|home(?:\s?page)?)\b\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the company beforehand, in plain picklable form."""

    domain: str
    """Registrable domain whose pages were read."""
    now: datetime
    country: str | None = None
    names: tuple[str, ...] = ()
    """Names of the account; they serve to recognise, and are never given back as claims."""


def gather(snapshots: list[Snapshot], known: Known) -> list[Claim]:
    """Return the claims of all pages. Pure and picklable, made for `Context.parse`."""
    company = [(snapshot, item) for snapshot in snapshots for item in company_nodes(snapshot, known.domain)][:_NODES]
    said = names(snapshots, company, known.domain)
    called = tuple(dict.fromkeys((*(without_form(name.text) for name in said), *known.names)))
    claims = [*_name_claims(said), *descriptions(snapshots, company, known.domain, called)]
    places = list(_addresses(snapshots, company, known))
    regions = infer(
        snapshots,
        known.domain,
        [place.country for place in places if place.method != "text" and place.country][:2],
        known.country,
    )
    places += [place for snapshot in snapshots for place in in_lines(snapshot, regions)]
    claims += _address_claims(places, regions)
    claims += _mail_claims(snapshots, company, known, called)
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
    claims += facts(snapshots, company, known.now)
    claims += _technology_claims(snapshots)
    claims += feeds(snapshots, known.domain)
    claims += openings(snapshots, known.domain, called)
    return _once(_cleaned(claims))


def names(snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], domain: str) -> list[Name]:
    """Return the company's names, best first: at most `NAMES` trade names, and the legal ones.

    A candidate out of running words that only says more, or less, than a surer name is none of its own.
    """
    found = sorted(_candidates(snapshots, company, domain), key=lambda name: -name.confidence)
    written = {fold(name.text): name for name in reversed(found) if good_case(name.text)}
    said = Counter(
        key for key, _ in {(fold(name.text), name.method if name.method != "text" else name.url) for name in found}
    )
    trade: dict[str, Name] = {}
    legal: dict[str, Name] = {}
    for name in found:
        key = fold(name.text)
        if name.legal:
            legal.setdefault(key, name)
        elif len(trade) < NAMES and key not in trade and (said[key] > 1 or not _variant(name, trade.values(), domain)):
            best = written.get(key, name)
            better = best if name.text.islower() else name
            trade[key] = replace(better, confidence=name.confidence)
    if any(fit(name.text, domain) >= _FITS for name in trade.values()):
        trade = {key: name for key, name in trade.items() if name.confidence >= _DOUBT}
        legal = {key: name for key, name in legal.items() if name.confidence > _DOUBT}
    if not trade:
        for name in list(legal.values())[:1]:
            trade[""] = replace(name, text=without_form(name.text), legal=False, confidence=name.confidence - 0.1)
    if not trade and snapshots:
        text = label(domain)
        trade[""] = Name(text, "link", 0.3, snapshots[0].url, snapshots[0].url)
    return [*trade.values(), *list(legal.values())[:2]]


def _variant(name: Name, surer: Iterable[Name], domain: str) -> bool:
    if name.confidence > _SURE:
        return False
    key, exact = fold(name.text), fit(name.text, domain) == 1
    for other in surer:
        known = fold(other.text)
        spells = fit(other.text, domain) >= _SURE
        if key == known or (not exact and (key in known or (spells and (known in key or fold(label(domain)) in key)))):
            return True
    return False


def _candidates(snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], domain: str) -> Iterator[Name]:
    for snapshot, item in company:
        for key in ("legalName", "name", "alternateName"):
            for text in texts(item.props.get(key)):
                if tidy(text):
                    sure = (
                        (0.95 if item.method == "json-ld" else 0.9)
                        - (0.05 if key == "alternateName" else 0)
                        - (0.1 if "Brand" in item.types else 0)
                    )
                    yield from _both(text, item.method, sure, quote(item, text), snapshot.url, legal=key == "legalName")
    for snapshot in snapshots:
        yield from _from_metas(snapshot, domain)
        yield from _from_words(snapshot, domain)


def _both(text: str, method: str, confidence: float, words: str, url: str, *, legal: bool = False) -> Iterator[Name]:
    """Yield a name as what it is: with a legal form it is a legal name, and a trade name of lesser certainty."""
    text = tidy(text)
    if not text:
        return
    if legal or LEGAL.search(text):
        yield Name(text, method, confidence, words, url, legal=True)
        if not legal:
            yield Name(
                without_form(text),
                method,
                confidence - 0.05,
                words,
                url,
            )
        return
    yield Name(text, method, confidence, words, url)


def _from_metas(snapshot: Snapshot, domain: str) -> Iterator[Name]:
    for key, method, sure in (
        ("og:site_name", "opengraph", 0.85),
        ("application-name", "meta", 0.75),
        ("apple-mobile-web-app-title", "meta", 0.7),
    ):
        text = snapshot.meta(key)
        if tidy(text) and (fit(text, domain) > 0 or key == "og:site_name"):
            yield from _both(text, method, sure if fit(text, domain) >= _FITS else 0.55, text, snapshot.url)
    for key in ("author", "copyright", "publisher", "dc.publisher", "dc.creator"):
        text = snapshot.meta(key)
        if tidy(text) and fit(text, domain) >= _FITS:
            yield from _both(text, "meta", 0.65, text, snapshot.url)


def _from_words(snapshot: Snapshot, domain: str) -> Iterator[Name]:
    for text, line in legal_lines(snapshot, domain):
        sure = (
            0.92
            if snapshot.kind == "imprint" and fit(text, domain) >= _FITS
            else 0.8
            if fit(text, domain) >= _FITS
            else 0.6
        )
        place = line.text.find(text[:20])
        yield Name(
            text, "text", sure, passage(line.text, max(0, place), max(0, place) + len(text)), snapshot.url, legal=True
        )
    for text, line in copyright_names(snapshot):
        fits = fit(text, domain)
        place = max(0, line.text.find(text[:20]))
        words = passage(line.text, place, place + len(text))
        if fits >= _FITS:
            yield from _both(text, "text", 0.75, words, snapshot.url)
        elif LEGAL.search(text):
            yield Name(text, "text", 0.5, words, snapshot.url, legal=True)
        elif snapshot.kind in ("home", "contact") and len(text.split()) <= 5:
            yield Name(text, "text", 0.35, words, snapshot.url)
    for text, whole in (
        *((part, False) for logo in snapshot.logos for part in separated(logo)),
        *title_parts(snapshot),
    ):
        bare = tidy(_LOGO.sub(" ", text))
        fits = fit(bare, domain) if bare else 0.0
        if fits >= (_WHOLE if whole else _FITS) and len(bare.split()) <= _TITLE_WORDS:
            yield from _both(bare, "text", 0.6 + 0.1 * fits, text, snapshot.url)
    found = spelt(snapshot, domain)
    if found:
        text, line = found
        place = max(0, line.text.find(text))
        yield Name(text, "text", 0.62, passage(line.text, place, place + len(text)), snapshot.url)


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


def _addresses(snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], known: Known) -> Iterator[Address]:
    ids: dict[str, dict[str, Any]] = {}
    for snapshot in snapshots:
        for item in snapshot.items:
            if isinstance(item.props.get("@id"), str) and len(item.props) > 1:
                ids.setdefault(item.props["@id"], item.props)
    for snapshot, item in company:
        for key in ("address", "location"):
            values = item.props.get(key)
            for node in nodes(values):
                found = ids.get(str(node.get("@id")), node) if set(node) <= {"@id", "@type"} else node
                for place in structured(found, item.method, snapshot.url):
                    yield replace(place, passage=quote(item, place.passage))
    for snapshot in snapshots:
        loose = [item for item in snapshot.items if "PostalAddress" in item.types and not item.parent]
        values = {str(first(item.props.get("streetAddress"))) for item in loose}
        if snapshot.kind in ("home", "contact", "imprint", "about") and 0 < len(values) <= 2:
            for item in loose:
                yield from (
                    replace(place, confidence=0.7) for place in structured(item.props, item.method, snapshot.url)
                )


def _address_claims(places: list[Address], regions: list[str]) -> Iterator[Claim]:
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


def _mail_claims(
    snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], known: Known, called: tuple[str, ...]
) -> Iterator[Claim]:
    trusted = []
    for snapshot, item in company:
        for node in (item.props, *_points(snapshot, item)):
            for text in texts(node.get("email")):
                if address := normal(text.removeprefix("mailto:").partition("?")[0]):
                    trusted.append(Mail(address, item.method, 0.95, quote(item, text), snapshot.url))
    for mail in mails(snapshots, known.domain, called, trusted):
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
