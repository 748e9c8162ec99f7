"""Looking up: which of the records found for a typed name are it, best first, with the words that agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from prospector.identity import evidence
from prospector.identity.decide import REVIEW_FROM, Decision, Verdict, decide
from prospector.identity.fold import plain
from prospector.identity.known import Known
from prospector.identity.lighting import lit

_PLAUSIBLE = 0.05
PREFIX_LEAST = 2
"""Letters from which an unfinished word is completed."""
_PREFIX_SCORE = 0.29

Begun = Callable[[list[str]], Iterable[tuple[Known, str]]]
"""Called with the words typed, the last one perhaps unfinished; gives records and a word of each that it begins."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the one asked for; `words` are the parts of `name` that agree, as written there."""

    id: str
    name: str
    score: float
    verdict: Verdict
    why: tuple[str, ...]
    words: tuple[str, ...]


def best_matches(
    asked: Known, candidates: Iterable[Known], begun: Begun, base: evidence.Base, limit: int
) -> list[Match]:
    """Return at most `limit` of the records that may be `asked`, best first, `asked` itself (by id) left out.

    A name still being typed also finds names that hold words beginning with its last word; such a match scores
    below 0.3 and says so; a bare name that is all of what is held but its end is `review`, not yet `related`.
    """
    found: dict[str, Match] = {}
    for other in candidates:
        if other.id != asked.id:
            decision = decide(asked, other, evidence.weigh(asked, other, base), base.bits)
            if decision.verdict == "related" and _unfinished(asked, decision):
                decision = replace(decision, verdict="review")
            if decision.score >= _PLAUSIBLE or decision.verdict == "related":
                found[other.id] = _match(other, decision)
    strong = sum(match.score >= REVIEW_FROM for match in found.values())
    if strong < limit:
        for match in _beginning(asked, begun):
            if match.id not in found or found[match.id].score < match.score:
                found[match.id] = match
    return sorted(found.values(), key=lambda match: (-match.score, len(match.name), match.name, match.id))[:limit]


def _beginning(asked: Known, begun: Begun) -> Iterator[Match]:
    """Yield records with all typed words, the last one perhaps unfinished."""
    if not asked.forms:
        return
    typed = list(dict.fromkeys(plain(word) for word in asked.forms[0].shown.split() if word.isalnum()))
    if not typed or len(typed[-1]) < PREFIX_LEAST:
        return
    for other, word in begun(typed):
        held = {mine for form in other.forms for mine in form.full}
        if other.id != asked.id and word in held and held.issuperset(typed[:-1]):
            share = len("".join(typed)) / max(1, len(other.forms[0].compact))
            score = round(_PREFIX_SCORE * min(1.0, 0.4 + 0.6 * share), 4)
            words = lit(other.name, {*typed[:-1], word})
            yield Match(other.id, other.name, score, "review", (f"holds a word beginning with '{typed[-1]}'",), words)


def _unfinished(typed: Known, decision: Decision) -> bool:
    """Say whether a bare name without legal form may be the beginning of a longer one: then ask instead of judging."""
    bare = not (typed.domains or typed.phones or typed.country or typed.city or typed.ids or typed.lei)
    if not bare or not typed.forms or typed.forms[0].legal:
        return False
    return all(word in decision.words for word in typed.forms[0].words)


def _match(known: Known, decision: Decision) -> Match:
    return Match(
        known.id, known.name, decision.score, decision.verdict, decision.why, lit(known.name, set(decision.words))
    )
