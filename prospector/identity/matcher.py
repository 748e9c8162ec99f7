"""The matcher: who is it, and who is in here twice. One set of rules for a keystroke, an import and a whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from prospector.identity import evidence
from prospector.identity.decide import REVIEW_FROM, Decision, Verdict, decide, judge, reasons
from prospector.identity.fold import fold, plain
from prospector.identity.index import CandidateIndex
from prospector.identity.known import Known, Parcel, prepare
from prospector.identity.party import Party

_PLAUSIBLE = 0.05
_PREFIX_LEAST = 2
_MOST_COMPLETED = 8
"""Records shown to be completed from one word; every word that begins so has its turn."""
_PROGRESS_EVERY = 1_000
_PREFIX_SCORE = 0.29


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the one asked for; `words` are the parts of `name` that agree, as written there."""

    id: str
    name: str
    score: float
    verdict: Verdict
    why: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one base and what they are to each other; `left` was added first."""

    left: str
    right: str
    score: float
    verdict: Verdict
    why: tuple[str, ...]


class Matcher:
    """A base of records that can be asked; adding and removing one costs no rebuild.

    Not safe to change from several threads at once.
    """

    def __init__(self) -> None:
        """Start with an empty base."""
        self._index = CandidateIndex()

    def __len__(self) -> int:
        """Return the number of records in the base."""
        return len(self._index)

    def add(self, party: Party) -> None:
        """Add a record, or replace the one with its id."""
        self._index.add(party)

    def put(self, ready: Parcel) -> None:
        """Add a record that was prepared elsewhere and whose id is not held yet."""
        self._index.put(ready)

    def __contains__(self, id: str) -> bool:  # noqa: A002
        """Say whether a record has this id."""
        return id in self._index

    def remove(self, id: str) -> None:  # noqa: A002
        """Take a record out; an unknown id is no error."""
        self._index.remove(id)

    def compare(self, first: Party, second: Party) -> Decision:
        """Return the decision on any two records, with words weighed by this base."""
        return self._decide(prepare(first), prepare(second))

    def lookup(self, party: Party, limit: int = 5) -> list[Match]:
        """Return at most `limit` records that may be `party`, best first, `party` itself (by id) left out.

        A name still being typed also finds names that hold words beginning with its last word; such a match scores
        below 0.3 and says so; a bare name that is all of what is held but its end is `review`, not yet `related`.
        """
        known = prepare(party)
        found: dict[str, Match] = {}
        for slot in self._index.candidates(party):
            other = self._index.known(slot)
            if other.id != party.id:
                decision = self._decide(known, other)
                if decision.verdict == "related" and _unfinished(known, decision):
                    decision = replace(decision, verdict="review")
                if decision.score >= _PLAUSIBLE or decision.verdict == "related":
                    found[other.id] = _match(other, decision)
        strong = sum(match.score >= REVIEW_FROM for match in found.values())
        if strong < limit:
            for match in self._beginning(known, party.id):
                if match.id not in found or found[match.id].score < match.score:
                    found[match.id] = match
        return sorted(found.values(), key=lambda match: (-match.score, len(match.name), match.name, match.id))[:limit]

    def pairs(self, progress: Callable[[int, int], None] | None = None, slots: range | None = None) -> Iterator[Pair]:
        """Yield every pair inside the base whose verdict is not `different`, each once.

        The base must not change meanwhile. `progress` is told (records done, records) every thousand records. With
        `slots` only the pairs of records with these running numbers and the ones before them are found.
        """
        total = len(self)
        for done, slot in enumerate(self._index.slots(slots)):
            if progress is not None and not done % _PROGRESS_EVERY:
                progress(done, total)
            yield from self._pairs_of(slot)

    def _pairs_of(self, slot: int) -> Iterator[Pair]:
        index = self._index
        candidates = index.earlier(slot)
        if not candidates:
            return
        known = index.known(slot)
        for other_slot in candidates:
            other = index.known(other_slot)
            found = evidence.weigh(other, known, index)
            score, verdict = judge(other, known, found)
            if verdict != "different":
                yield Pair(other.id, known.id, score, verdict, reasons(other, known, found, index.bits))

    def are_same(self, first: str, second: str) -> bool:
        """Say whether two records of the base are `same`, by id; unknown ids are not."""
        one, other = self._index.find(first), self._index.find(second)
        if one is None or other is None:
            return False
        return judge(one, other, evidence.weigh(one, other, self._index))[1] == "same"

    def _decide(self, first: Known, second: Known) -> Decision:
        index = self._index
        found = evidence.weigh(first, second, index)
        return decide(first, second, found, index.bits)

    def _beginning(self, known: Known, own_id: str) -> Iterator[Match]:
        """Yield records with all typed words, the last one perhaps unfinished."""
        if not known.forms:
            return
        typed = list(dict.fromkeys(plain(word) for word in known.forms[0].shown.split() if word.isalnum()))
        if not typed or len(typed[-1]) < _PREFIX_LEAST:
            return
        for other, word in self._holding(typed):
            held = {mine for form in other.forms for mine in form.full}
            if other.id != own_id and word in held and held.issuperset(typed[:-1]):
                share = len("".join(typed)) / max(1, len(other.forms[0].compact))
                score = round(_PREFIX_SCORE * min(1.0, 0.4 + 0.6 * share), 4)
                words = lit(other.name, {*typed[:-1], word})
                yield Match(
                    other.id, other.name, score, "review", (f"holds a word beginning with '{typed[-1]}'",), words
                )

    def _holding(self, typed: list[str]) -> Iterator[tuple[Known, str]]:
        """Yield records and a word of each that the last one typed begins, a bounded number whatever is typed."""
        index = self._index
        counted = [(index.frequency(word), word) for word in typed[:-1]]
        rarest = min((found for found in counted if found[0]), default=None)
        if rarest is not None:
            for other in map(index.known, index.holders(index.lexicon.number(rarest[1]))):
                for form in other.forms:
                    yield from ((other, word) for word in form.full if word.startswith(typed[-1]))
        for number in index.lexicon.completions(typed[-1]):
            for slot in index.holders(number, _MOST_COMPLETED):
                yield index.known(slot), index.lexicon.words[number]


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


def lit(name: str, words: set[str]) -> tuple[str, ...]:
    """Return the parts of `name`, as written, whose folded spelling is among `words` or begins like one of them."""
    parts = []
    for part in name.split():
        folded = plain("".join(character for character in fold(part) if character.isalnum()))
        if folded and any(
            word == folded or (len(folded) > _PREFIX_LEAST and word.startswith(folded)) for word in words
        ):
            parts.append(part)
    return tuple(parts)
