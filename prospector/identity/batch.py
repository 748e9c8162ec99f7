"""A whole base at once: every pair worth a comparison, found in flat arrays that nothing changes any more.

`Intake` takes the records in, `Batch` compares each with those before it. The same keys, words and figures as in `index`,
which answers single questions while records come and go; here only keys that two records share are kept. Whatever is
shared, only a bounded number of records is read and weighed for each, so that 50,000 equal names cost as much each as one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from prospector.identity import evidence
from prospector.identity.decide import Verdict, judge, reasons
from prospector.identity.groups import Groups
from prospector.identity.intake import NEXT_NAME, Intake, split_names
from prospector.identity.known import Known, unpacked
from prospector.identity.lexicon import Weights, telling
from prospector.identity.nearby import neighbours
from prospector.identity.shares import Shares
from prospector.identity.worth import (
    ALIKE,
    ENOUGH,
    FUZZY_BITS,
    FUZZY_WORDS,
    FUZZY_WORTH,
    HALF,
    MOST_CANDIDATES,
    MOST_PER_NEAR,
    MOST_PER_WORD,
    MOST_WORDS,
)

_OPEN = 4_096


@cache
def similarity() -> Callable[..., float]:
    """Return the share of letters that two strings have in common in order."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity


class Found(NamedTuple):
    """Two slots, the lower first, and what their records are to each other."""

    left: int
    right: int
    score: float
    verdict: Verdict
    why: tuple[str, ...]


class Batch:
    """Every record of a base, ready to be compared with those before it; also the `Base` that evidence asks."""

    def __init__(self, intake: Intake) -> None:
        """Lay out what `intake` took, which must not be used afterwards."""
        self.ids = intake.ids
        self._data, self._ends = intake.data, intake.ends
        self._names, self._name_ends = intake.names, intake.name_ends
        self._numbers, self._counts = intake.numbers, intake.counts
        self._words = list(intake.numbers)
        records = len(self.ids)
        self._weights = array("d", (telling(word, self._counts[n], records) for n, word in enumerate(self._words)))
        self._holders = Groups(self._names, self._name_ends, self._counts, MOST_PER_WORD, 0)
        self._near = neighbours(self._words, self._counts)
        self._totals = array("d", map(self._least_total, range(records)))
        self._shares = Shares(intake, self._words, self._weights)
        self.weighed = 0
        """Pairs weighed so far."""
        self._open: dict[int, Known] = {}
        self._bits = Weights(self._bits_of)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.ids)

    def known(self, slot: int) -> Known:
        """Return the record in `slot`; the last few thousand asked for stay unpacked."""
        found = self._open.get(slot)
        if found is None:
            if len(self._open) >= _OPEN:
                self._open.clear()
            found = self._open[slot] = unpacked(self._data[self._ends[slot] : self._ends[slot + 1]])
        return found

    @property
    def bits(self) -> Callable[[str], float]:
        """Return what says how telling a word is in this base, in bits."""
        return self._bits.__getitem__

    def _bits_of(self, word: str) -> float:
        number = self._numbers.get(word)
        return telling(word, 0, len(self.ids)) if number is None else self._weights[number]

    @property
    def frequency(self) -> Callable[[str], int]:
        """Return what says how many records hold a word."""
        return self._frequency

    def _frequency(self, word: str) -> int:
        number = self._numbers.get(word)
        return 0 if number is None else self._counts[number]

    def pairs(self, slots: Iterable[int]) -> Iterator[Found]:
        """Yield every pair of a record in one of `slots` and an earlier one whose verdict is not `different`."""
        bits = self._bits.__getitem__
        for slot in slots:
            candidates = self.earlier(slot)
            if not candidates:
                continue
            self.weighed += len(candidates)
            known = self.known(slot)
            for other_slot in candidates:
                other = self.known(other_slot)
                found = evidence.weigh(other, known, self)
                score, verdict = judge(other, known, found)
                if verdict != "different":
                    yield Found(other_slot, slot, score, verdict, reasons(other, known, found, bits))

    def are_same(self, first: int, second: int) -> bool:
        """Say whether the records in two slots are `same`."""
        one, other = self.known(first), self.known(second)
        return judge(one, other, evidence.weigh(one, other, self))[1] == "same"

    def _name_words(self, slot: int) -> list[list[int]]:
        """Return the words of each name of a record, by number."""
        return split_names(self._names[self._name_ends[slot] : self._name_ends[slot + 1]].tolist())

    def _least_total(self, slot: int) -> float:
        """Return the bits of the shortest name of a record."""
        weights = self._weights
        return min((sum([weights[number] for number in set(name)]) for name in self._name_words(slot)), default=0.0)

    def earlier(self, slot: int) -> list[int]:
        """Return earlier slots worth a comparison with the record in `slot`, at most 48."""
        found: dict[int, float] = {}
        sure: set[int] = set()
        self._by_shares(slot, found, sure)
        for words in self._name_words(slot):
            self._by_words(slot, words, found)
        if not found:
            return []
        totals = self._totals
        least = totals[slot]
        written = self._written(slot)
        plausible = []
        for other, weight in found.items():
            if other not in sure:
                low, high = least, totals[other]
                if low > high:
                    low, high = high, low
                if weight < ENOUGH * low or (weight < HALF * high and not self._alike(written, other)):
                    continue
            plausible.append(other)
        if len(plausible) <= MOST_CANDIDATES:
            return plausible
        return sorted(plausible, key=lambda other: (-found[other], other))[:MOST_CANDIDATES]

    def _written(self, slot: int) -> str:
        """Return the words of the name of a record as one, or nothing where it has several names."""
        numbers = self._names[self._name_ends[slot] : self._name_ends[slot + 1]].tolist()
        return "" if NEXT_NAME in numbers else "".join([self._words[number] for number in numbers])

    def _alike(self, written: str, slot: int) -> bool:
        """Say whether the name of a record is written much like `written`; where there are several, it may be."""
        other = self._written(slot)
        return not written or not other or similarity()(written, other, score_cutoff=ALIKE) > 0

    def _by_shares(self, slot: int, found: dict[int, float], sure: set[int]) -> None:
        """Add what shared keys and neighbouring words are worth to `found`; note slots that need nothing besides."""
        shares = self._shares
        worth, starts, slots = shares.worth, shares.groups.starts, shares.groups.slots
        for place in shares.of(slot):
            weight = worth[place]
            begin = starts[place]
            if not weight or slots[begin] >= slot:
                continue
            held = slots[begin : starts[place + 1]]
            surely = shares.sure[place]
            for other in held:
                if other >= slot:
                    break
                found[other] = found.get(other, 0.0) + weight
                if surely:
                    sure.add(other)

    def _by_words(self, slot: int, words: list[int], found: dict[int, float]) -> None:
        """Add what shared words, and words one slip apart, are worth to `found`."""
        counts, weights, near = self._counts, self._weights, self._near
        starts, slots = self._holders.starts, self._holders.slots
        rarest = sorted([(counts[number], number) for number in set(words[:MOST_WORDS])])
        for place, (frequency, number) in enumerate(rarest):
            if 1 < frequency <= MOST_PER_WORD:
                weight = weights[number]
                for other in slots[starts[number] : starts[number + 1]]:
                    if other >= slot:
                        break
                    found[other] = found.get(other, 0.0) + weight
            if place < FUZZY_WORDS and number in near and weights[number] > FUZZY_BITS:
                weight = FUZZY_WORTH * weights[number]
                for like in near[number]:
                    begin = starts[like]
                    for other in slots[begin : min(starts[like + 1], begin + MOST_PER_NEAR)]:
                        if other >= slot:
                            break
                        found[other] = found.get(other, 0.0) + weight
