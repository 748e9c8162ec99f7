"""The company's names: every candidate of every page, weighed against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from enrichers.website.company_nodes import quote, texts
from enrichers.website.fitting import LEGAL, fit, without_form
from enrichers.website.names import Name, copyright_names, legal_lines, separated, tidy, title_parts
from enrichers.website.site import fold, label
from enrichers.website.snapshot import Item, Snapshot, passage
from enrichers.website.spelling import good_case, spelt

NAMES = 3
_FITS = 0.6
_SURE = 0.8
_FEW_WORDS = 5
_WHOLE = 0.95
_DOUBT = 0.5
_TITLE_WORDS = 7
_IN = re.compile(r"\s(?:in|im|of|à|a|de|di|en|i|aus|from|w|te)(?=\s)", re.IGNORECASE)
_LOGO = re.compile(r"\s*\b(?:logo(?:type)?|home(?:\s?page)?)\b\s*", re.IGNORECASE)


def names(
    snapshots: list[Snapshot], company: list[tuple[Snapshot, Item]], domain: str, cities: Iterable[str] = ()
) -> list[Name]:
    """Return the company's names, best first: at most `NAMES` trade names, and the legal ones.

    A candidate out of running words that only says more, or less, than a surer name is none of its own, nor is one that only
    adds one of `cities` (the places of the company's addresses) to another.
    """
    found = sorted(_candidates(snapshots, company, domain), key=lambda name: -name.confidence)
    written = {fold(name.text): name for name in reversed(found) if good_case(name.text)}
    said = Counter(
        key for key, _ in {(fold(name.text), name.method if name.method != "text" else name.url) for name in found}
    )
    known = {fold(without_form(name.text)) for name in found}
    places = {fold(city) for city in cities} - {""}
    trade: dict[str, Name] = {}
    legal: dict[str, Name] = {}
    for name in found:
        key = fold(name.text)
        if name.legal:
            legal.setdefault(key, name)
        elif name.method == "text" and _with_place(name.text, known, places):
            continue
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
    if not trade:
        trade.update(("", name) for name in _spelt_in_an_address(snapshots, domain))
    return [*trade.values(), *list(legal.values())[:2]]


def _spelt_in_an_address(snapshots: list[Snapshot], domain: str) -> Iterator[Name]:
    """Yield the domain's label as the last resort, when a page itself writes the domain."""
    for snapshot in snapshots:
        written = (*(link.raw for link in snapshot.links), *(content for _, content in snapshot.metas))
        for words in (*written, *(line.text for line in snapshot.lines)):
            place = words.casefold().find(domain)
            if place >= 0:
                yield Name(label(domain), "link", 0.3, passage(words, place, place + len(domain)), snapshot.url)
                return


def _with_place(text: str, known: set[str], places: set[str]) -> bool:
    """Return whether `text` is a known name with nothing but a place (and ``in``, ``of``...) before or after it."""
    key = fold(_IN.sub(" ", text))
    return any(
        key in (other + place, place + other) for place in places for other in known if other and other != fold(text)
    )


def _variant(name: Name, surer: Iterable[Name], domain: str) -> bool:
    if name.confidence > _SURE:
        return False
    key, exact = fold(name.text), fit(name.text, domain) == 1
    for other in surer:
        known = fold(other.text)
        spells = fit(other.text, domain) >= _SURE
        if exact and key in known and other.confidence >= _SURE and len(key) < len(known):
            return True
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
        elif snapshot.kind in ("home", "contact") and len(text.split()) <= _FEW_WORDS:
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
