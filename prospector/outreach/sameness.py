"""The sameness alarm: a message that reads like one to another sector, or that holds no fact about its company."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from prospector.outreach.standing import STANDING
from prospector.research.unrefuted import UNREFUTED
from prospector.store.reads import PARTS_OF_ONE, Reader

ALIKE = 85
"""Likeness, 0 to 100, from which two messages are the same one with other names."""
_SHORTEST = 4
_LONG_NOTE = 60
"""Characters from which the note of a touch is taken for the message itself."""
_LOOKED_AT = 200
"""Newest drafts, and newest notes, that are compared."""
_WORDS = re.compile(r"\w+")
_PART = f"IN {PARTS_OF_ONE}"
_TELLING = (
    "event", "opening", "technology", "parent", "industry", "description", "address", "city", "employees", "founded",
)  # fmt: skip
"""Fields whose values, said in a message, show that somebody looked; the most telling first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a message could say about a company."""

    text: str
    source: str
    """The source that says so, or who wrote it down."""
    url: str
    read_at: str


@dataclass(frozen=True, slots=True)
class Text:
    """A message that was drafted, or the note of one that was sent."""

    account_id: str
    company: str
    sector: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """One text that went to companies of different sectors."""

    text: str
    sent: Sequence[Text]
    """Newest first."""

    @property
    def sectors(self) -> list[str]:
        """Return the sectors it went to; an empty one is no sector known."""
        return sorted({one.sector for one in self.sent})


@dataclass(frozen=True)
class Sameness:
    """What speaks against a message."""

    like: str
    """The company of another sector whose message it resembles, empty for none."""
    sector: str
    likeness: int
    """0 to 100: of the most alike message to another sector."""
    facts: Sequence[str]
    """Sourced facts about this company that the message holds."""

    @cached_property
    def lines(self) -> list[str]:
        """Return the alarms in a sentence each; none when nothing is wrong."""
        said = []
        if not self.facts:
            said.append("no line about this company: name one fact that has a source")
            if self.like:
                sector = f" ({self.sector})" if self.sector else ""
                said.append(f"reads like the message to {self.like}{sector}, {self.likeness} % the same")
        return said


def sameness(body: str, others: Iterable[tuple[str, str, str]], facts: Iterable[str]) -> Sameness:
    """Return the alarms of a message, given (body, sector, company) of messages to other sectors and known facts.

    What the message says about its own company is left out before it is compared: the same text around different facts
    is tailored, and the same text with nothing in it is a copy.
    """
    from rapidfuzz import fuzz

    told = [fact for fact in facts if _holds(body, fact)]
    best, like, sector = 0.0, "", ""
    for other, in_sector, company in others:
        found = fuzz.token_sort_ratio(_plain(body), _plain(other), score_cutoff=ALIKE)
        if found > best:
            best, like, sector = found, company, in_sector
    return Sameness(like, sector, round(best), tuple(told))


def facts_of(reader: Reader, account_id: str, today: date | None = None) -> list[Fact]:
    """Return what could be said about an account with a source: reasons why now first, then telling claims.

    With `today` only reasons that hold on it; else those too whose day is over, which what was sent before may name.
    """
    reasons = reader.rows(
        f"SELECT said, given_by, url, given_at FROM why_now WHERE account_id {_PART} "  # noqa: S608
        "AND COALESCE(expires_on, happens_on, '9999') >= ? ORDER BY given_at DESC, id",
        (account_id, today.isoformat() if today else ""),
    )
    marks = ",".join("?" * len(_TELLING))
    claims = reader.rows(
        "SELECT c.field, c.value, c.source, c.url, c.read_at FROM claim c "  # noqa: S608
        f"WHERE c.account_id {_PART} AND c.field IN ({marks}) AND {UNREFUTED} ORDER BY c.read_at DESC, c.id",
        (account_id, *_TELLING),
    )
    facts = [Fact(said, given_by, url, given_at) for said, given_by, url, given_at in reasons]
    facts += [
        Fact(text, source, url, read_at)
        for field, raw, source, url, read_at in sorted(claims, key=lambda row: _TELLING.index(row[0]))
        for text in _texts_of(field, json.loads(raw))
    ]
    first: dict[str, Fact] = {}
    for one in facts:
        first.setdefault(one.text, one)
    return [one for one in first.values() if len(one.text) >= _SHORTEST]


def _texts_of(field: str, value: object) -> list[str]:
    if isinstance(value, dict):
        return [str(value[key]) for key in ("city", "street") if value.get(key)]
    if field == "description":
        return [part.strip() for part in re.split(r"[.;\n]", str(value)) if part.strip()]
    return [str(value)]


def written(reader: Reader) -> list[Text]:
    """Return the newest drafts and the longer notes of touches that anybody may read, newest first."""
    drafts = reader.rows(
        "SELECT r.root, a.name, d.sector, d.body, d.drafted_at FROM draft d JOIN account_root r ON r.id = d.account_id "
        "JOIN account a ON a.id = r.root WHERE d.state <> 'discarded' ORDER BY d.drafted_at DESC LIMIT ?",
        (_LOOKED_AT,),
    )
    notes = reader.rows(
        "SELECT r.root, a.name, a.sector, s.note, s.at "  # noqa: S608 - constants
        f"FROM ({STANDING}) s JOIN account_root r ON r.id = s.account_id JOIN account a ON a.id = r.root "
        "WHERE s.private = ? AND s.outcome = 'sent' AND LENGTH(s.note) >= ? ORDER BY s.at DESC LIMIT ?",
        (False, _LONG_NOTE, _LOOKED_AT),
    )
    return sorted((Text(*row) for row in (*drafts, *notes)), key=lambda one: one.at, reverse=True)


def repeated(texts: Sequence[Text], facts: Mapping[str, Iterable[str]]) -> list[Repeated]:
    """Return the texts that went to several sectors with no fact about their company, the most repeated first.

    `facts` are what is known of each account; a text that holds one of them is tailored and left out.
    """
    from rapidfuzz import fuzz

    bare = [one for one in texts if not any(_holds(one.text, fact) for fact in facts.get(one.account_id, ()))]
    groups: list[list[Text]] = []
    for one in bare:
        plain = _plain(one.text)
        like = (group for group in groups if fuzz.token_sort_ratio(plain, _plain(group[0].text)) >= ALIKE)
        group = next(like, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    found = [Repeated(group[0].text, tuple(group)) for group in groups if len({one.sector for one in group}) > 1]
    return sorted(found, key=lambda one: -len(one.sent))


def _holds(body: str, fact: str) -> bool:
    """Say whether a message holds a fact: literally when it is short, most of its longer words when it is a sentence."""
    text, wanted = _plain(body), _plain(fact)
    if f" {wanted} " in f" {text} ":
        return True
    words = {word for word in wanted.split() if len(word) >= _SHORTEST}
    said = set(text.split())
    return len(words) >= 3 and len(words & said) * 3 >= len(words) * 2  # noqa: PLR2004 - two thirds of three words and more


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
