"""What records of a base share besides single words: exact keys, neighbouring words, two words that others write as one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from prospector.identity.groups import Groups
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

_CROWD = {"d": 8, "a": 10, "t": 16}
"""Records beyond which a domain, an address or a telephone number is many companies' and no reason by itself."""
_DUO, _JOINED = "w", "j"


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
        self.groups = Groups(self._marks, self._ends, self._sizes, MOST_PER_KEY, FEW_OF_CROWD)
        self.sure = bytearray(len(self._sizes))
        records = len(intake.ids)
        for place, (size, code) in enumerate(zip(self._sizes, self._kinds, strict=True)):
            kind = chr(code)
            self.sure[place] = kind in SURE_KEYS and size <= _CROWD.get(kind, size)
            if size == 1 or (kind == _DUO and size > MOST_PER_WORD):
                self.worth[place] = 0.0
            elif kind == "p":
                self.worth[place] = prefix_bits(size, records)

    def of(self, slot: int) -> array[int]:
        """Return the groups of a record."""
        return self._marks[self._ends[slot] : self._ends[slot + 1]]

    def _read(self, intake: Intake, words: Sequence[str], weights: Sequence[float]) -> None:
        places: dict[int, int] = {}
        pair_places: dict[int, int] = {}
        seen = repeated(intake.hashes)
        mask = len(seen) - 1
        joined = frozenset(_joined(intake, words))
        begin = 0
        for slot in range(len(intake.ids)):
            end = intake.hash_ends[slot + 1]
            for at, one in enumerate(intake.hashes[begin:end], begin):
                if seen[one & mask] == MORE:
                    kind = chr(intake.kinds[at])
                    self._note(places, one, kind, KEY_BITS[kind])
            begin = end
            for pair in _duos(intake, slot, words, joined):
                if pair < 0:
                    self._note(pair_places, pair, _JOINED, weights[-1 - pair])
                else:
                    first, second = divmod(pair, len(words))
                    self._note(pair_places, pair, _DUO, DUO_WORTH * (weights[first] + weights[second]))
            self._ends.append(len(self._marks))

    def _note(self, places: dict[int, int], key: int, kind: str, worth: float) -> None:
        place = places.get(key)
        if place is None:
            place = places[key] = len(self._sizes)
            self._sizes.append(0)
            self._kinds.append(ord(kind))
            self.worth.append(worth)
        self._sizes[place] += 1
        self._marks.append(place)


def _duos(intake: Intake, slot: int, words: Sequence[str], joined: frozenset[int]) -> set[int]:
    """Return neighbouring words of a record as one number for each two, and words that are two in other names, below 0."""
    counts, find = intake.counts, intake.numbers.get
    noted: set[int] = set()
    for name in intake.names_of(slot):
        if not joined.isdisjoint(name):
            noted.update(-1 - number for number in name if number in joined)
        for one, other in pairwise(name):
            if counts[one] > 1 and counts[other] > 1:
                noted.add(one * len(words) + other if one < other else other * len(words) + one)
            together = find(words[one] + words[other])
            if together is not None:
                noted.add(-1 - together)
    return noted


def _joined(intake: Intake, words: Sequence[str]) -> Iterator[int]:
    """Yield words that are two neighbouring words of some other name written as one."""
    find = intake.numbers.get
    for slot in range(len(intake.ids)):
        for name in intake.names_of(slot):
            for one, other in pairwise(name):
                together = find(words[one] + words[other])
                if together is not None:
                    yield together
