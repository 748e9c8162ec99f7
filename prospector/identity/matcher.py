"""The matcher: who is it, and who is in here twice. One set of rules for a keystroke, an import and a whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prospector.identity import evidence
from prospector.identity.decide import Decision, Verdict, decide, judge, reasons
from prospector.identity.index import CandidateIndex
from prospector.identity.known import Known, Parcel, prepare
from prospector.identity.lookup import Match, best_matches
from prospector.identity.party import Party

_MOST_COMPLETED = 8
"""Records shown to be completed from one word; every word that begins so has its turn."""
_PROGRESS_EVERY = 1_000


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
        """Return at most `limit` records that may be `party`, best first (see `lookup.best_matches`)."""
        index = self._index
        return best_matches(prepare(party), map(index.known, index.candidates(party)), self._holding, index, limit)

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
