"""One item of Wikidata, read: who it is, and what it says in itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from enrichers.shared.common import dig, load_json, quote, text_at
from enrichers.wikidata.codes import COUNTRIES, CURRENCIES
from enrichers.wikidata.statements import (
    amount,
    as_text,
    date_of,
    every,
    first,
    holding,
    items,
    newest,
    proof,
    qualifier,
    value,
)
from prospector.research.protocol import Claim

_MOST_INDUSTRIES = 5
_LEI = re.compile(r"[A-Z0-9]{18}\d\d\Z")
_NOT_COMPANIES = frozenset({"Q5", "Q4167410", "Q4167836", "Q101352", "Q202444", "Q13406463", "Q13442814"})
"""Kinds (P31) that no company is: human, disambiguation page, category, family name, given name, list, article."""
_OF_THINGS = ("P178", "P176", "P348", "P400")
"""Developer, manufacturer, version, platform: an item with these alone is a product that has the company's site."""
_OF_COMPANIES = ("P1128", "P2139", "P159", "P1278", "P452", "P414", "P749")
_SOCIALS = (
    ("P4264", re.compile(r"[\w%.&'-]{1,120}\Z"), "https://www.linkedin.com/company/{}"),
    ("P2002", re.compile(r"\w{1,20}\Z", re.ASCII), "https://x.com/{}"),
    ("P2013", re.compile(r"[\w.-]{2,100}\Z"), "https://www.facebook.com/{}"),
)
"""Property of the account name, its shape, and its address."""


@dataclass(frozen=True)
class Item:
    """What one item says, as far as it is of use."""

    id: str
    label: str
    names: tuple[str, ...]
    """Labels and aliases in all languages."""
    sites: tuple[str, ...]
    company: bool
    """Whether it may be a company at all, and not a person, a product or a page about words."""
    country: str | None
    """ISO 3166 alpha-2."""
    street: str
    postal: str
    place: str
    """Item of the head office's town, empty when not said."""
    parent: str
    industries: tuple[str, ...]
    claims: tuple[Claim, ...]
    """What can be said without the labels of other items."""

    @property
    def referred(self) -> tuple[str, ...]:
        """Return the items whose labels are words of this one's claims."""
        return tuple(dict.fromkeys(filter(None, (self.place, self.parent, *self.industries))))


def read_item(text: str, url: str, qid: str) -> Item | None:
    """Return what the page of an item (Special:EntityData) says, None when the item is gone. Raises BrokenAnswer."""
    entities = dig(load_json(text, url), "entities")
    entity = dig(entities, qid) or next(iter(entities.values() if isinstance(entities, dict) else ()), None)
    if not isinstance(entity, dict) or "missing" in entity:
        return None
    office = first(entity, "P159")
    states = [*items(entity, "P17"), text_at(qualifier(office, "P17"), "id")]
    parents, place = items(entity, "P749"), text_at(value(office), "id")
    return Item(
        id=text_at(entity, "id") or qid,
        label=label_of(entity),
        names=tuple(dict.fromkeys(_names(entity))),
        sites=tuple(site for one in every(entity, "P856") if (site := as_text(value(one)))),
        company=_may_be_company(entity),
        country=next((COUNTRIES[one] for one in states if one in COUNTRIES), None),
        street=as_text(qualifier(office, "P6375")) or as_text(qualifier(office, "P969")),
        postal=as_text(qualifier(office, "P281")),
        place=place,
        parent=parents[0] if parents else "",
        industries=tuple(items(entity, "P452")[:_MOST_INDUSTRIES]),
        claims=tuple(_claims(entity, text, url)),
    )


def label_of(entity: Any) -> str:
    """Return the label of an item, the English or language-free one before any other."""
    labels = dig(entity, "labels")
    tongues = ("en", "mul", "en-gb", *(labels if isinstance(labels, dict) else ()))
    return next((label for tongue in tongues if (label := text_at(labels, tongue, "value"))), "")


def _names(entity: dict[str, Any]) -> Iterator[str]:
    for group in (dig(entity, "labels"), dig(entity, "aliases")):
        for words in group.values() if isinstance(group, dict) else ():
            for one in words if isinstance(words, list) else [words]:
                if name := text_at(one, "value"):
                    yield name


def _may_be_company(entity: dict[str, Any]) -> bool:
    if set(items(entity, "P31")) & _NOT_COMPANIES:
        return False
    thing = any(holding(entity, prop) for prop in _OF_THINGS)
    return not thing or any(holding(entity, prop) for prop in _OF_COMPANIES)


def _claims(entity: dict[str, Any], text: str, url: str) -> Iterator[Claim]:
    """Yield what the item says in itself."""
    if label := label_of(entity):
        yield Claim("name", label, url, quote(text, "value", label), "api", 0.7)
    founded, ended = value(first(entity, "P571")), value(first(entity, "P576"))
    if date := date_of(founded):
        yield Claim("founded", int(date[:4]), url, proof(text, "P571", text_at(founded, "time")), "api", 0.6)
    if date := date_of(ended):
        said = proof(text, "P576", text_at(ended, "time"))
        yield Claim("event", f"dissolved {date}", url, said, "api", 0.8, date)
    yield from _figures(entity, text, url)
    if _LEI.match(lei := as_text(value(first(entity, "P1278")))):
        yield Claim("lei", lei, url, proof(text, "P1278", lei), "api", 0.9)
    tickers = [ticker for one in holding(entity, "P414") if (ticker := as_text(qualifier(one, "P249")))]
    for ticker in tickers[:1]:
        yield Claim("ticker", ticker, url, proof(text, "P249", ticker), "api", 0.8)
    for prop, shape, address in _SOCIALS:
        if shape.match(name := as_text(value(first(entity, prop)))):
            yield Claim("social", address.format(name), url, proof(text, prop, name), "api", 0.8)


def _figures(entity: dict[str, Any], text: str, url: str) -> Iterator[Claim]:
    """Yield the newest head count and revenue, with the date that is theirs."""
    staff, revenue = newest(entity, "P1128"), newest(entity, "P2139")
    heads, date = amount(value(staff)), date_of(qualifier(staff, "P585"))
    if isinstance(heads, int):
        said = proof(text, "P1128", text_at(value(staff), "amount"))
        yield Claim("employees", heads, url, said, "api", 0.7 if date else 0.5, date)
    turnover, date = amount(value(revenue)), date_of(qualifier(revenue, "P585"))
    if turnover is not None:
        currency = CURRENCIES.get(text_at(value(revenue), "unit").rsplit("/", 1)[-1])
        parts = {"value": turnover, "currency": currency, "year": int(date[:4]) if date else None}
        said = proof(text, "P2139", text_at(value(revenue), "amount"))
        whole = {name: part for name, part in parts.items() if part is not None}
        yield Claim("revenue", whole, url, said, "api", 0.7 if date and currency else 0.5, date)
