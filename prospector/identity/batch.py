"""A whole base at once: every pair worth a comparison, found in flat arrays that nothing changes any more.

`Intake` takes the records in, `Batch` compares each with those before it. The same keys, words and figures as in `saved`,
which answers single questions while records come and go; here only keys that two records share are kept. Whatever is
shared, only a bounded number of records is read and weighed for each, so that 50,000 equal names cost as much each as one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from prospector.identity import evidence
from prospector.identity.decide import Verdict, judge, reasons
from prospector.identity.intake import Intake
from prospector.identity.known import Known, unpacked
from prospector.identity.lexicon import Weights, telling
from prospector.identity.seeking import Seeker
from prospector.identity.worth import MUCH_ALIKE

_OPEN = 16_384


class Found(NamedTuple):
    """Two slots, the lower first, and what their records are to each other."""

    left: int
    right: int
    score: float
    verdict: Verdict
    why: tuple[str, ...]


class Batch:
    """Every record of a base, ready to be compared with those before it; also the `Base` that evidence asks."""

    def __init__(self, intake: Intake, workers: int = 1) -> None:
        """Lay out what `intake` took, which must not be used afterwards, in so many processes."""
        self.ids = intake.ids
        self._data, self._ends = intake.data, intake.ends
        self._numbers, self._counts = intake.numbers, intake.counts
        records = len(self.ids)
        self._weights = array("d", (telling(word, self._counts[n], records) for word, n in intake.numbers.items()))
        self._seeker = Seeker(intake, self._weights, workers)
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

    def earlier(self, slot: int) -> list[int]:
        """Return the slots before `slot` whose records are worth a comparison with the one in it."""
        return [other for other, _ in self._seeker.earlier(slot)]

    def pairs(self, slots: Iterable[int]) -> Iterator[Found]:
        """Yield every pair of a record in one of `slots` and an earlier one whose verdict is not `different`."""
        bits, seeker = self.bits, self._seeker
        for slot in slots:
            candidates = seeker.earlier(slot)
            if not candidates:
                continue
            known = self.known(slot)
            for other_slot, doubtful in candidates:
                other = self.known(other_slot)
                values = evidence.compare_fields(other, known)
                if doubtful and evidence.contradicted(values) and not seeker.alike(slot, other_slot, MUCH_ALIKE):
                    continue
                self.weighed += 1
                found = evidence.weigh(other, known, self, values)
                score, verdict = judge(other, known, found)
                if verdict != "different":
                    yield Found(other_slot, slot, score, verdict, reasons(other, known, found, bits))

    def are_same(self, first: int, second: int) -> bool:
        """Say whether the records in two slots are `same`."""
        one, other = self.known(first), self.known(second)
        return judge(one, other, evidence.weigh(one, other, self))[1] == "same"
