"""What is known of an account, and what a row says of it that is not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prospector.pipeline.import_rows import ADDRESS, Incoming
from prospector.research import meaning


@dataclass(slots=True)
class Facts:
    """What is known of one account, merged parts included."""

    id: str
    name: str
    domain: str
    city: str
    country: str
    sector: str
    pain: str = ""
    why: str = ""
    target: bool = False
    names: set[str] = field(default_factory=set)
    """All names, folded."""
    domains: set[str] = field(default_factory=set)
    values: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    """The values of claims by field."""
    people: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, address and phone of each person, folded."""


@dataclass(slots=True)
class News:
    """What a row says of an account that is not known yet."""

    names: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    claims: list[tuple[str, Any]] = field(default_factory=list)
    person: dict[str, str] = field(default_factory=dict)
    fill: dict[str, str] = field(default_factory=dict)
    """Empty fields of the account or its place on the list."""
    kept: list[str] = field(default_factory=list)
    """Fields that stay as a person wrote them, although the row says otherwise."""

    def __bool__(self) -> bool:
        """Say whether there is anything to write."""
        return bool(self.names or self.domains or self.claims or self.person or self.fill)

    @property
    def text(self) -> str:
        """Return what is new, in words."""
        parts = [*self.fill, *("another name" for _ in self.names), *("another domain" for _ in self.domains)]
        parts += [name.replace("_", " ") for name, _ in self.claims]
        parts += ["a contact"] if self.person else []
        return ", ".join(dict.fromkeys(parts))

    @property
    def kept_text(self) -> str:
        """Return what stays, in words, or nothing."""
        if not self.kept:
            return ""
        verb = "stays as a person wrote it" if len(self.kept) == 1 else "stay as a person wrote them"
        return f"{', '.join(self.kept)} {verb}"


def news_of(one: Incoming, facts: Facts) -> News:
    """Return what a row says of an account beyond what is known; what people wrote is never replaced."""
    news = News(names=_fresh_names(one, facts))
    for domain in (one.domain, *one.domains):
        if domain and domain not in facts.domains and domain not in news.domains:
            if facts.domain or news.fill.get("domain"):
                news.domains.append(domain)
            else:
                news.fill["domain"] = domain
    _places(one, facts, news)
    news.claims += [(name, value) for name, value in one.claims if name != "address" and not _said(name, value, facts)]
    for name in ("sector", "pain", "why"):
        said, known = one.texts.get(name, ""), getattr(facts, name)
        if said and not known and (name == "sector" or facts.target):
            news.fill[name] = said
        elif said and said != known:
            news.kept.append(name)
    if one.person and not _known_person(one.person, facts):
        news.person = dict(one.person)
    return news


def facts_of(one: Incoming, account_id: str) -> Facts:
    """Return what will be known of an account that a row makes new."""
    facts = Facts(account_id, one.name, one.domain, one.city, one.country, one.texts.get("sector", ""))
    facts.pain, facts.why, facts.target = one.texts.get("pain", ""), one.texts.get("why", ""), True
    facts.names = {name.casefold() for name in (one.name, *one.names)}
    facts.domains = {domain for domain in (one.domain, *one.domains) if domain}
    for name, value in one.claims:
        facts.values[name].append(value)
    if one.person:
        facts.people.append(_keys(one.person))
    return facts


def _fresh_names(one: Incoming, facts: Facts) -> list[str]:
    seen, fresh = set(facts.names), []
    for name in (one.name, *one.names):
        if name.casefold() not in seen:
            seen.add(name.casefold())
            fresh.append(name)
    return fresh


def _said(name: str, value: Any, facts: Facts) -> bool:
    key = meaning.key(name, value)
    return any(meaning.key(name, known) == key for known in facts.values.get(name, ()))


def _keys(person: Mapping[str, str]) -> tuple[str, str, str]:
    name, email, phone = (person.get(part, "").casefold() for part in ("name", "email", "phone"))
    return name, email, phone


def _places(one: Incoming, facts: Facts, news: News) -> None:
    """Compare town and country with the account's, every other part of the address with what any source says."""
    said = {"city": one.city, "country": one.country} | (one.value("address") or {})
    known = {"city": facts.city, "country": facts.country}
    fresh = False
    for part in ADDRESS:
        value = said.get(part)
        if not value or value == known.get(part):
            continue
        if any(isinstance(place, dict) and place.get(part) == value for place in facts.values.get("address", ())):
            continue
        if part in known and not known[part]:
            news.fill[part] = value
        else:
            fresh = True
    if fresh:
        news.claims.append(("address", {part: value for part, value in said.items() if value}))


def _known_person(person: Mapping[str, str], facts: Facts) -> bool:
    """Say whether a person is kept already: by address, else by name, else by what is given."""
    mine = _keys(person)
    for known in facts.people:
        if mine[1] and known[1]:
            if mine[1] == known[1]:
                return True
        elif mine[0] or known[0]:
            if mine[0] == known[0]:
                return True
        elif mine[2] == known[2]:
            return True
    return False
