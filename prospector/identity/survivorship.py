"""Survivorship: which of two values is kept when two accounts become one, and by which rule.

A person's value goes over a machine's, a confirmed one over one that was only read, a newer one over an older one; where
both can be true both are kept. Nothing is lost either way: the other value stays with the account it was known of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prospector.errors import BadInput
from prospector.model.account import STAGES
from prospector.text import clean

LEFT, RIGHT = SIDES = ("left", "right")
BOTH = "both"
ACCOUNT_FIELDS = ("name", "domain", "country", "city")
TARGET_FIELDS = ("pain", "why")
STAGE = "stage"
ONE_VALUED = ("legal_name", "description", "founded", "employees", "revenue", "lei", "ticker", "parent")
"""Fields of claims of which a company has one value; of all others several can be true."""
IDENTIFIERS = ("lei", "registry_id")
PERSON = "human"

_ASIDE = ("nurture", "dropped")

BOTH_SAY = "both say so"
ONE_SAYS = "only one says so"
BOTH_TRUE = "both can be true"
BESIDE = "shown; the other stays beside it"
BY_PERSON = "a person's value over a machine's"
CONFIRMED = "confirmed over read"
SURER = "the surer source"
NEWER = "the newer value"
FURTHER = "further along"
TWO_COMPANIES = "two of these are two companies, as a rule"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field of a merge: both values, which is kept and by which rule."""

    field: str
    left: str
    right: str
    chosen: str
    """`left`, `right` or `both`."""
    rule: str
    fixed: bool = False
    """Whether the rule can't be overruled here: what a person said or confirmed is corrected where it stands."""

    @property
    def differs(self) -> bool:
        """Say whether both sides have a value and they are not equal."""
        return bool(self.left and self.right) and self.left.casefold() != self.right.casefold()


@dataclass(frozen=True, slots=True)
class Written:
    """A value of an account's own: who wrote it, when, and whether a person confirmed a source that says so."""

    value: str = ""
    by_person: bool = True
    confirmed: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a claim holds."""

    id: str
    value: str
    """As people read it."""
    source: str
    confirmed: bool
    confidence: float
    at: str

    @property
    def rank(self) -> tuple[bool, bool, float, str]:
        """What decides which of several claims is shown: the greatest."""
        return self.source == PERSON, self.confirmed, self.confidence, self.at


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts about to be one."""

    id: str
    own: Mapping[str, Written]
    """By `ACCOUNT_FIELDS` and `TARGET_FIELDS`."""
    claims: Mapping[str, Sequence[Said]] = field(default_factory=dict)
    """By field, the one shown first."""
    stage: str = "named"
    place: str = ""
    rep: str = ""
    touches: int = 0

    @property
    def name(self) -> str:
        """Return what the account is called."""
        return self.own["name"].value


def choose(left: Side, right: Side) -> list[FieldChoice]:
    """Return every field that either side knows, with the value that is kept."""
    own = [_own(name, left.own[name], right.own[name]) for name in (*ACCOUNT_FIELDS, *TARGET_FIELDS)]
    both = [name for name in left.claims if name in right.claims]
    if left.stage != right.stage:
        further = LEFT if _ahead(left.stage) >= _ahead(right.stage) else RIGHT
        own.append(FieldChoice(STAGE, left.stage, right.stage, further, FURTHER, fixed=True))
    return own + [_claimed(name, left.claims[name], right.claims[name]) for name in sorted(both)]


def with_choices(fields: Sequence[FieldChoice], choices: Mapping[str, str]) -> list[FieldChoice]:
    """Return `fields` with what a person chose against the rules. Raises BadInput for what is no choice."""
    known = {one.field: one for one in fields}
    for name, side in choices.items():
        if name not in known or side not in SIDES:
            raise BadInput(
                f"“{clean(name)}={clean(side)}” is no choice: one of {', '.join(sorted(known))} = left or right"
            )
        if known[name].fixed and side != known[name].chosen:
            raise BadInput(f"{name} can't be chosen here ({known[name].rule}): correct the value where it stands")
    return [
        FieldChoice(one.field, one.left, one.right, choices.get(one.field, one.chosen), one.rule, one.fixed)
        for one in fields
    ]


def kept_text(one: FieldChoice) -> str:
    """Return the text that stays of a field in which both can be true."""
    if one.chosen != BOTH:
        return one.left if one.chosen == LEFT else one.right
    parts = [part for part in (one.left, one.right) if part]
    return "; ".join(dict.fromkeys(parts))


def shown(value: Any) -> str:
    """Return a claim's value as people read it."""
    if isinstance(value, dict):
        return ", ".join(str(part) for _, part in sorted(value.items()) if part not in (None, ""))
    return clean(str(value))


def _own(name: str, one: Written, other: Written) -> FieldChoice:
    left, right = one.value, other.value
    if not left or not right or left.casefold() == right.casefold():
        return FieldChoice(
            name, left, right, LEFT if left or not right else RIGHT, BOTH_SAY if left and right else ONE_SAYS
        )
    if name in TARGET_FIELDS:
        return FieldChoice(name, left, right, BOTH, BOTH_TRUE)
    if one.by_person != other.by_person:
        ours, rule = one.by_person, BY_PERSON
    elif name in ("name", "domain"):
        ours, rule = True, BESIDE
    elif one.confirmed != other.confirmed:
        ours, rule = one.confirmed, CONFIRMED
    else:
        ours, rule = other.at <= one.at, NEWER
    return FieldChoice(name, left, right, LEFT if ours else RIGHT, rule)


def _ahead(stage: str) -> int:
    """Return how far a stage is along the road; who waits or was dropped is behind all who are on it."""
    return STAGES.index(stage) if stage in STAGES and stage not in _ASIDE else -1


def _claimed(name: str, ours: Sequence[Said], theirs: Sequence[Said]) -> FieldChoice:
    if name not in ONE_VALUED:
        left, right = _listed(ours), _listed(theirs)
        if {one.value.casefold() for one in ours} == {one.value.casefold() for one in theirs}:
            return FieldChoice(name, left, left, LEFT, BOTH_SAY, fixed=True)
        return FieldChoice(name, left, right, BOTH, TWO_COMPANIES if name in IDENTIFIERS else BOTH_TRUE, fixed=True)
    one, other = ours[0], theirs[0]
    if one.value.casefold() == other.value.casefold():
        return FieldChoice(name, one.value, other.value, LEFT, BOTH_SAY, fixed=True)
    best, rest = (one, other) if one.rank >= other.rank else (other, one)
    fixed = best.rank[0] or best.rank[1]
    rule = TWO_COMPANIES if name in IDENTIFIERS else _rule(best, rest)
    return FieldChoice(name, one.value, other.value, LEFT if best is one else RIGHT, rule, fixed)


def _rule(best: Said, rest: Said) -> str:
    for place, rule in enumerate((BY_PERSON, CONFIRMED, SURER)):
        if best.rank[place] != rest.rank[place]:
            return rule
    return NEWER


def _listed(claims: Iterable[Said]) -> str:
    return ", ".join(dict.fromkeys(one.value for one in claims))
