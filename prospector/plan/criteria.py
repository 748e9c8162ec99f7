"""The testable criteria of the lead definition: what one can ask of an account before it is called a lead.

A criterion is a short sentence with fixed words, so that people can sign it and the machine can check it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from prospector.errors import BadInput
from prospector.model.lead import CriterionState
from prospector.text import clean, plural

OBSTACLES = ("need", "money", "hurry", "desire", "trust")
FORMS = (
    "has a need statement",
    "names a pain and a why",
    "fit at least 50",
    "at least 1 sourced fact",
    "has a person or switchboard",
    "has a dated why-now",
    "has a domain",
    "is in a segment",
    *(f"obstacle {one} known" for one in OBSTACLES),
    *(f"obstacle {one} cleared" for one in OBSTACLES),
)
"""Every criterion that can be asked for, each in its one wording; numbers may differ."""
SUGGESTED = ("has a need statement", "at least 1 sourced fact", "has a person or switchboard")
SUGGESTED_TEXT = (
    "A lead is a company that we can name a need for, about which we know at least one fact with its source, "
    "and where we know whom to call."
)
_NUMBERED = re.compile(r"(fit at least|at least) (\d{1,3})(?: sourced facts?)?")
_FIT_MOST, _FACTS_MOST = 100, 50


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the criteria look at, of one account."""

    need: str = ""
    pain: str = ""
    why: str = ""
    fit_low: int | None = None
    """The sure part of the fit; None while there is no profile."""
    disqualified: bool = False
    sourced: int = 0
    """Claims with a page and a passage."""
    reachable: str = ""
    """Whom one can call, in a word or two; empty: nobody known."""
    why_now: str = ""
    """The newest dated reason that has not expired."""
    domain: str = ""
    segment: str = ""
    obstacles: Mapping[str, str] = field(default_factory=dict)
    """`open`, `cleared` or `blocking` by obstacle; one that is not here is unknown."""


def parse_criteria(text: str) -> tuple[str, ...]:
    """Return the criteria of `text`, one a line, each in its one wording and once.

    Raises BadInput naming the line and the nearest right wording, and for none at all.
    """
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        typed = " ".join(clean(line).casefold().lstrip("-*• ").split())
        if typed:
            found[_worded(typed, number)] = None
    if not found:
        raise BadInput(f"a lead definition needs at least one criterion, such as “{FORMS[0]}”")
    return tuple(found)


def _worded(typed: str, line: int) -> str:
    numbered = _NUMBERED.fullmatch(typed)
    if numbered and numbered[1] == "fit at least":
        return f"fit at least {_within(int(numbered[2]), _FIT_MOST, line)}"
    if numbered and "fact" in typed:
        count = _within(int(numbered[2]), _FACTS_MOST, line)
        return f"at least {count} sourced {'fact' if count == 1 else 'facts'}"
    if typed in FORMS:
        return typed
    near = difflib.get_close_matches(typed, FORMS, n=1, cutoff=0.4)
    hint = f"did you mean “{near[0]}”?" if near else f"one of: {'; '.join(FORMS)}"
    raise BadInput(f"criterion in line {line}: “{typed}” can't be tested: {hint}")


def _within(number: int, most: int, line: int) -> int:
    if not 1 <= number <= most:
        raise BadInput(f"criterion in line {line}: {number} is not between 1 and {most}")
    return number


def judge(criteria: Sequence[str], facts: LeadFacts) -> tuple[CriterionState, ...]:
    """Return what became of each criterion for an account of which `facts` are known. Pure."""
    return tuple(CriterionState(one, *_judged(one, facts)) for one in criteria)


def _judged(criterion: str, facts: LeadFacts) -> tuple[bool, str]:
    if criterion.startswith("fit at least "):
        return _fit(int(criterion.rpartition(" ")[2]), facts)
    if criterion.startswith("at least "):
        wanted = int(criterion.split()[2])
        return facts.sourced >= wanted, f"{plural(facts.sourced, 'sourced fact')} of {wanted}"
    if criterion.startswith("obstacle "):
        _, obstacle, wanted_state = criterion.split()
        state = facts.obstacles.get(obstacle, "unknown")
        return (state != "unknown" if wanted_state == "known" else state == "cleared"), f"{obstacle} is {state}"
    return _PLAIN[criterion](facts)


def _fit(wanted: int, facts: LeadFacts) -> tuple[bool, str]:
    if facts.fit_low is None:
        return False, "the fit is unknown: there is no profile"
    if facts.disqualified:
        return False, "a never of the profile is met"
    return facts.fit_low >= wanted, f"the fit is surely {facts.fit_low}, wanted {wanted}"


def _said(value: str, known: str, missing: str) -> tuple[bool, str]:
    return (True, f"{known}: {value}") if value else (False, missing)


_PLAIN: Mapping[str, Callable[[LeadFacts], tuple[bool, str]]] = {
    "has a need statement": lambda facts: _said(facts.need, "need", "no need statement"),
    "names a pain and a why": lambda facts: _said(
        facts.pain and facts.why and f"{facts.pain}; {facts.why}", "pain and why", "pain or why is missing"
    ),
    "has a person or switchboard": lambda facts: _said(facts.reachable, "reachable", "nobody to call is known"),
    "has a dated why-now": lambda facts: _said(facts.why_now, "why now", "no why-now with a date that still holds"),
    "has a domain": lambda facts: _said(facts.domain, "domain", "no domain known"),
    "is in a segment": lambda facts: _said(facts.segment, "segment", "in no segment"),
}
