"""Looking up: which of the records found for a typed name are it, best first, with the words that agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from prospector.identity import evidence
from prospector.identity.decide import REVIEW_FROM, Verdict, judge, reasons
from prospector.identity.fold import plain
from prospector.identity.known import Known
from prospector.identity.lighting import lit

_PLAUSIBLE = 0.05
PREFIX_LEAST = 2
"""Letters from which an unfinished word is completed."""
_PREFIX_SCORE = 0.29
_FEW_INITIALS = 2
"""Records whose initials somebody may have typed that are asked about; of more it could be any."""

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
    whole: bool = False
    """The name asked for is, but for spelling, a name of the record."""


class _Found(NamedTuple):
    """A record on its way to be a match; what only the best need is worked out last."""

    known: Known
    score: float
    verdict: Verdict
    shown: Callable[[], tuple[tuple[str, ...], set[str]]]
    """Gives the reasons and the folded words that agree."""
    whole: bool = False
    initials: bool = False

    @property
    def rank(self) -> tuple[float, int, str, str]:
        return (-self.score, len(self.known.name), self.known.name, self.known.id)


def best_matches(
    asked: Known, candidates: Iterable[Known], begun: Begun, base: evidence.Base, limit: int
) -> list[Match]:
    """Return at most `limit` of the records that may be `asked`, best first, `asked` itself (by id) left out.

    A name still being typed also finds names that hold words beginning with its last word; such a match scores
    below 0.3 and says so; a bare name that is all of what is held but its end is `review`, not yet `related`. So are
    initials where they are those of few: nobody can tell from three letters, but who typed them can.
    """
    found = {other.id: one for other in candidates if other.id != asked.id and (one := _judged(asked, other, base))}
    if sum(one.initials for one in found.values()) <= _FEW_INITIALS:
        found = {id_: one._replace(verdict="review") if one.initials else one for id_, one in found.items()}
    strong = sum(one.score >= REVIEW_FROM for one in found.values())
    if strong < limit:
        for one in _beginning(asked, begun):
            held = found.get(one.known.id)
            if held is None or held.score < one.score:
                found[one.known.id] = one
    return [_match(one) for one in sorted(found.values(), key=lambda one: one.rank)[:limit]]


def _judged(asked: Known, other: Known, base: evidence.Base) -> _Found | None:
    measured = evidence.weigh(asked, other, base)
    score, verdict = judge(asked, other, measured)
    initials = verdict == "different" and "acronym" in measured.values
    if score < _PLAUSIBLE and verdict != "related" and not initials:
        return None
    words = {word for one, two, _ in measured.name.pairs for word in (one, two)}
    if verdict == "related" and _unfinished(asked, words):
        verdict = "review"
    whole = "compact_equal" in measured.values

    def shown() -> tuple[tuple[str, ...], set[str]]:
        return reasons(asked, other, measured, base.bits), words

    return _Found(other, score, verdict, shown, whole, initials)


def _beginning(asked: Known, begun: Begun) -> Iterator[_Found]:
    """Yield records with all typed words, the last one perhaps unfinished."""
    if not asked.forms:
        return
    typed = list(dict.fromkeys(plain(word) for word in asked.forms[0].shown.split() if word.isalnum()))
    if not typed or len(typed[-1]) < PREFIX_LEAST:
        return
    before, letters = typed[:-1], sum(map(len, typed))
    why = (f"holds a word beginning with '{typed[-1]}'",)
    for other, word in begun(typed):
        full = [form.full for form in other.forms]
        if other.id == asked.id or not any(word in one for one in full):
            continue
        if all(any(typed_word in one for one in full) for typed_word in before):
            share = letters / max(1, len(other.forms[0].compact))
            score = round(_PREFIX_SCORE * min(1.0, 0.4 + 0.6 * share), 4)
            yield _Found(other, score, "review", partial(_said, why, {*before, word}))


def _said(why: tuple[str, ...], words: set[str]) -> tuple[tuple[str, ...], set[str]]:
    return why, words


def _unfinished(typed: Known, words: set[str]) -> bool:
    """Say whether a bare name without legal form may be the beginning of a longer one: then ask instead of judging."""
    bare = not (typed.domains or typed.phones or typed.country or typed.city or typed.ids or typed.lei)
    if not bare or not typed.forms or typed.forms[0].legal:
        return False
    return words.issuperset(typed.forms[0].words)


def _match(found: _Found) -> Match:
    known, (why, words) = found.known, found.shown()
    shining = _lit(known.name, frozenset(words))
    return Match(known.id, known.name, found.score, found.verdict, why, shining, found.whole)


_lit = lru_cache(maxsize=1_024)(lit)
"""Who types gets the same names with the same words again at the next keystroke."""
