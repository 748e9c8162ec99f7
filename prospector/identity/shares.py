"""What records of a base share besides single words: exact keys, neighbouring words, two words that others write as one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

from prospector.identity.groups import grouped
from prospector.identity.intake import Intake
from prospector.identity.nearby import MORE, repeated
from prospector.identity.worth import (
    DUO_WORTH,
    FEW_OF_CROWD,
    KEY_BITS,
    MOST_PER_KEY,
    MOST_PER_WORD,
    SURE_KEYS,
    prefix_bits,
)

_CROWD = {ord("d"): 8, ord("a"): 10, ord("t"): 16}
"""Records beyond which a domain, an address or a telephone number is many companies' and no reason by itself."""
_DUO, _JOINED = ord("w"), ord("j")
_PREFIX, _SURE = ord("p"), frozenset(map(ord, SURE_KEYS))
_KEY_BITS = {ord(kind): bits for kind, bits in KEY_BITS.items()}


class Shares:
    """Groups of records by what they share, and what sharing it is worth in bits; 0 where it is too common to be read.

    `sure` marks groups whose members are worth a comparison whatever else they share.
    """

    def __init__(self, intake: Intake, words: Sequence[str], weights: Sequence[float]) -> None:
        """Find what records of `intake` share; `words` and `weights` go by the numbers of words."""
        self._marks, self._ends = array("I"), array("Q", (0,))
        self._sizes, self._kinds = array("I"), bytearray()
        self.worth = array("d")
        self._read(intake, words, weights)
        self.groups = grouped(self._marks, self._ends, self._sizes, MOST_PER_KEY, FEW_OF_CROWD)
        self.sure = bytearray(len(self._sizes))
        records = len(intake.ids)
        for place, (size, code) in enumerate(zip(self._sizes, self._kinds, strict=True)):
            self.sure[place] = code in _SURE and size <= _CROWD.get(code, size)
            if size == 1 or (code == _DUO and size > MOST_PER_WORD):
                self.worth[place] = 0.0
            elif code == _PREFIX:
                self.worth[place] = prefix_bits(size, records)

    def of(self, slot: int) -> array[int]:
        """Return the groups of a record."""
        return self._marks[self._ends[slot] : self._ends[slot + 1]]

    def _read(self, intake: Intake, words: Sequence[str], weights: Sequence[float]) -> None:
        places: dict[int, int] = {}
        pair_places: dict[int, int] = {}
        sizes, kinds, marks = self._sizes, intake.kinds, self._marks
        seen = repeated(intake.hashes)
        mask = len(seen) - 1
        together = _Together(intake, words)
        begin = 0
        for slot in range(len(intake.ids)):
            end = intake.hash_ends[slot + 1]
            for at, one in enumerate(intake.hashes[begin:end], begin):
                if seen[one & mask] == MORE:
                    place = places.get(one)
                    if place is None:
                        place = places[one] = self._new(kinds[at], _KEY_BITS[kinds[at]])
                    sizes[place] += 1
                    marks.append(place)
            begin = end
            for pair in _duos(intake, slot, len(words), together):
                place = pair_places.get(pair)
                if place is None:
                    if pair < 0:
                        place = self._new(_JOINED, weights[-1 - pair])
                    else:
                        first, second = divmod(pair, len(words))
                        place = self._new(_DUO, DUO_WORTH * (weights[first] + weights[second]))
                    pair_places[pair] = place
                sizes[place] += 1
                marks.append(place)
            self._ends.append(len(marks))

    def _new(self, kind: int, worth: float) -> int:
        self._sizes.append(0)
        self._kinds.append(kind)
        self.worth.append(worth)
        return len(self._sizes) - 1


class _Together:
    """Where two neighbouring words of a name are one word of another: by slot, and all such words."""

    def __init__(self, intake: Intake, words: Sequence[str]) -> None:
        find = intake.numbers.get
        self.of_slot: dict[int, list[int]] = {}
        for slot in range(len(intake.ids)):
            for name in intake.names_of(slot):
                for one, other in pairwise(name):
                    number = find(words[one] + words[other])
                    if number is not None:
                        self.of_slot.setdefault(slot, []).append(number)
        self.all = frozenset(number for numbers in self.of_slot.values() for number in numbers)


def _duos(intake: Intake, slot: int, words: int, together: _Together) -> set[int]:
    """Return neighbouring words of a record as one number for each two, and words that are two in other names, below 0."""
    counts = intake.counts
    noted = {-1 - number for number in together.of_slot.get(slot, ())}
    for name in intake.names_of(slot):
        if not together.all.isdisjoint(name):
            noted.update(-1 - number for number in name if number in together.all)
        for one, other in pairwise(name):
            if counts[one] > 1 and counts[other] > 1:
                noted.add(one * words + other if one < other else other * words + one)
    return noted
