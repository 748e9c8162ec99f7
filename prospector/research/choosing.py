"""Which value of a field a person means: the one shown, one under the cursor, or what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.errors import BadInput, NotFound
from prospector.model.proof import Reconciled, Stated
from prospector.research import meaning
from prospector.research.claims import said
from prospector.research.entry import TYPED, parse
from prospector.text import clean

_MOST_NAMED = 5


def choose(known: Reconciled, typed: str | None, claim_id: str, country: str | None) -> tuple[Stated, Any]:
    """Return the value that is meant, with the group it stands in.

    `claim_id` names a claim; else `typed` is the value as text or as it is shown; else the one shown is meant. Raises
    NotFound when nobody says so, BadInput when several values are shown and none was named.
    """
    called = known.field.replace("_", " ")
    if claim_id:
        found = known.stated(claim_id)
        if found is None:
            raise NotFound(f"this value of {called} is not there any more: look again")
        return found, next(one.value for one in found.claims if one.id == claim_id)
    every = [*known.shown, *known.beside]
    if typed is None:
        if not known.shown:
            raise NotFound(f"no value of {called} is shown: all that were found were refuted")
        if len(known.shown) > 1:
            raise BadInput(f"{called} has several values, say which: {_named(every)}")
        return known.shown[0], known.shown[0].value
    return _meant(known.field, every, typed, country)


def _meant(field: str, every: Sequence[Stated], typed: str, country: str | None) -> tuple[Stated, Any]:
    said_so = [(one, claim.value) for one in every for claim in one.claims]
    wanted = clean(typed).casefold()
    found = [pair for pair in said_so if clean(said(pair[1])).casefold() == wanted]
    if not found and (value := _parsed(field, typed, country)) is not None:
        found = [pair for pair in said_so if meaning.key(field, pair[1]) == meaning.key(field, value)]
    if not found:
        found = [pair for pair in said_so if clean(said(pair[1])).casefold().startswith(wanted)]
    groups = {id(one) for one, _ in found}
    if len(groups) == 1:
        return found[0]
    if groups:
        raise BadInput(f"“{clean(typed)}” fits several values, give more of it: {_named([one for one, _ in found])}")
    raise NotFound(f"nobody says that {field.replace('_', ' ')} is “{clean(typed)}”; said is {_named(every)}")


def _parsed(field: str, typed: str, country: str | None) -> Any:
    if field not in TYPED:
        return typed
    try:
        return parse(field, typed, country)
    except BadInput:
        return None


def _named(every: Sequence[Stated]) -> str:
    texts = list(dict.fromkeys(clean(said(one.value), 60) for one in every))
    more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
    return "; ".join(texts[:_MOST_NAMED]) + more if texts else "nothing"
