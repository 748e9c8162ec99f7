"""The rules of matching for an engine that holds more records than one machine: keys to join on, and the decision.

Three plain functions over plain records, to be called from SQL or from a cluster's workers: `terms` gives what an engine
groups by, `Counted` holds how often the engine counted each word, `decision` says what two records are to each other. The
recipe stands in ``docs/matching.md`` and is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from prospector.identity import evidence
from prospector.identity.decide import Decision, decide
from prospector.identity.known import Known, keys, prepare
from prospector.identity.lexicon import telling
from prospector.identity.party import Party
from prospector.identity.worth import SURE_KEYS

MOST_PER_TERM = 64
"""Records under one term from which it says too little to compare all of them: leave the term out."""
_BEGINNING = "p"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records there are and how many hold each word, counted by the engine over the whole base."""

    records: int
    counts: Mapping[str, int]

    @property
    def bits(self) -> Callable[[str], float]:
        """Return what says how telling a word is."""
        return self._bits

    @property
    def frequency(self) -> Callable[[str], int]:
        """Return what says how many records hold a word."""
        return self._frequency

    def _bits(self, word: str) -> float:
        return telling(word, self._frequency(word), self.records)

    def _frequency(self, word: str) -> int:
        return self.counts.get(word, 0)


def words(party: Party) -> set[str]:
    """Return the telling words of all names of a record: what the engine counts."""
    return _words(prepare(party))


def terms(party: Party) -> Iterator[str]:
    """Yield what two records must share one of to be compared: domains, phones, ids, addresses, spellings, words.

    Two neighbouring words are a term of their own, so that names of common words only meet as well.
    """
    known = prepare(party)
    for key in keys(known):
        if key[0] in SURE_KEYS or key[0] == _BEGINNING:
            yield key
    for word in _words(known):
        yield f"w{word}"
    for form in known.forms:
        for first, second in pairwise(form.words):
            yield f"2{' '.join(sorted((first, second)))}"


def decision(one: Party, other: Party, base: Counted) -> Decision:
    """Return what two records are to each other, with words weighed by the whole base."""
    mine, theirs = prepare(one), prepare(other)
    return decide(mine, theirs, evidence.weigh(mine, theirs, base), base.bits)


def _words(known: Known) -> set[str]:
    return {word for form in known.forms for word in form.words}
