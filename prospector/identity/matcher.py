"""The matcher: who is it, and who is in here twice. One set of rules for a keystroke, an import and a whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prospector.identity import evidence
from prospector.identity.batch import Batch
from prospector.identity.decide import Decision, Verdict, decide
from prospector.identity.index import CandidateIndex
from prospector.identity.intake import Intake
from prospector.identity.known import Known, packet, prepare
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

    def pairs(self, progress: Callable[[int, int], None] | None = None) -> Iterator[Pair]:
        """Yield every pair inside the base whose verdict is not `different`, each once.

        `progress` is told (records done, records) every thousand records.
        """
        intake = Intake()
        for known in self._index.records():
            intake.put(packet(known))
        batch = Batch(intake)
        for first in range(0, len(batch), _PROGRESS_EVERY):
            if progress is not None:
                progress(first, len(batch))
            for one in batch.pairs(range(first, min(first + _PROGRESS_EVERY, len(batch)))):
                yield Pair(batch.ids[one.left], batch.ids[one.right], one.score, one.verdict, one.why)

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
