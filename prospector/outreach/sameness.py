"""The sameness alarm: a message that reads like one to another sector, or that holds no fact about its company."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from prospector.store.reads import Reader

ALIKE = 85
"""Likeness, 0 to 100, from which two messages are the same one with other names."""
_SHORTEST = 4
_WORDS = re.compile(r"\w+")
_PART = "IN (SELECT id FROM account_root WHERE root = ?)"
_TELLING = (
    "city",
    "industry",
    "technology",
    "event",
    "opening",
    "parent",
    "founded",
    "employees",
    "description",
    "address",
)
"""Fields whose values, said in a message, show that somebody looked."""


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


def facts_in(reader: Reader, account_id: str) -> list[str]:
    """Return what could be said about an account with a source: telling claims and dated reasons why now."""
    marks = ",".join("?" * len(_TELLING))
    rows = reader.rows(
        f"SELECT field, value FROM claim WHERE account_id {_PART} AND field IN ({marks})",  # noqa: S608
        (account_id, *_TELLING),
    )
    facts: list[str] = []
    for field, raw in rows:
        value = json.loads(raw)
        if isinstance(value, dict):
            facts += [str(value[key]) for key in ("city", "street") if value.get(key)]
        elif field == "description":
            facts += [part.strip() for part in re.split(r"[.;\n]", str(value)) if part.strip()]
        else:
            facts.append(str(value))
    reasons = reader.rows(f"SELECT said FROM why_now WHERE account_id {_PART}", (account_id,))  # noqa: S608
    return [one for one in dict.fromkeys([*facts, *(said for (said,) in reasons)]) if len(one) >= _SHORTEST]


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
