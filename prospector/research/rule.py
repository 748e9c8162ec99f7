"""The rule that chose a value, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prospector.model.proof import HUMAN, Stated
from prospector.research.trust import family

if TYPE_CHECKING:
    from prospector.research.reconcile import Ranked

_MOST_NAMED = 4


def rule_of(field: str, values: Sequence[Stated], firsts: Sequence[Ranked], shown: int) -> str:
    """Return why the first of `values` is shown, given the best claim of each; `shown` says how many values are shown."""
    if not values:
        return "nothing is shown: a person refuted every value that was found"
    why = _why_first(field, values, firsts)
    if shown > 1:
        return f"all {shown} are shown; the first: {why}"
    return why


def _why_first(field: str, values: Sequence[Stated], firsts: Sequence[Ranked]) -> str:
    by_person = _by_person(values[0], firsts[0])
    if by_person:
        return by_person
    return _unopposed(values[0]) if len(values) == 1 else _before(field, values[0], firsts[0], firsts[1])


def _before(field: str, value: Stated, first: Ranked, second: Ranked) -> str:
    """Return by what the first value stands before the second."""
    if first.fullness != second.fullness:
        return f"it tells the most of the place ({_told(value)})"
    if len(first.families) != len(second.families):
        others = f"the next value has {len(second.families)}"
        return f"{len(first.families)} independent sources agree ({', '.join(first.families)}); {others}"
    if first.trust != second.trust:
        return _trusted(field, first, second)
    if first.newest != second.newest:
        return f"it is the newest ({first.newest} against {second.newest})"
    return "none speaks better than the others"


def _trusted(field: str, first: Ranked, second: Ranked) -> str:
    digits = 1 if round(100 * first.trust) == round(100 * second.trust) else 0
    mine, other = (f"{one.trust:.{digits}%}" for one in (first, second))
    if first.claim.source == second.claim.source:
        return f"{first.claim.source} says several, this one was read most surely ({mine} against {other})"
    return (
        f"for {field.replace('_', ' ')} {first.claim.source} is trusted most "
        f"({mine} against {other} of {second.claim.source})"
    )


def _by_person(value: Stated, first: Ranked) -> str:
    day = first.stood_at[:10]
    if first.standing == "typed":
        typed = next((one for one in value.claims if one.source == HUMAN), first.claim)
        who = typed.confirmed_by or "a person"
        if first.claim.source != HUMAN:
            return f"the fullest that agrees with what {who} typed on {day}"
        return f"typed by {who} on {day}; research never overwrites it"
    if first.standing:
        check = next((one for one in value.checks if one.answer == first.standing), None)
        who = check.checked_by if check else first.claim.confirmed_by or "a person"
        return f"{first.standing} by {who} on {day}"
    return ""


def _unopposed(value: Stated) -> str:
    if len(value.claims) == 1:
        return f"nobody says otherwise: {value.claim.source} alone gives a value"
    if len(value.families) > 1:
        return f"{len(value.families)} independent sources agree ({', '.join(value.families)}), nobody says otherwise"
    sources = sorted({one.source for one in value.claims})
    if len(sources) == 1:
        return f"nobody says otherwise: {sources[0]} says it {len(value.claims)} times"
    return f"nobody says otherwise: {_told(value)} say it, but count as one source ({family(sources[0])})"


def _told(value: Stated) -> str:
    sources = sorted({one.source for one in value.claims})
    more = f" and {len(sources) - _MOST_NAMED} more" if len(sources) > _MOST_NAMED else ""
    return ", ".join(sources[:_MOST_NAMED]) + more
