"""What records of a base share besides single words: exact keys, neighbouring words, two words that others write as one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import islice, pairwise

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
        self._kinds = bytearray()
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
        """Give what two records or more may share a number, and mark it for each record: keys first, then words."""
        sizes: list[int] = []  # a list counts faster than an array
        places: dict[int, int] = {}
        pair_places: dict[int, int] = {}
        hashes, kinds, marks, worth = intake.hashes, intake.kinds, self._marks, self.worth
        pairs, pair_ends = _all_duos(intake, words)
        seen, seen_pairs = repeated(hashes), repeated(pairs)
        mask, pair_mask = len(seen) - 1, len(seen_pairs) - 1
        begin = first = 0
        for end, last in zip(islice(intake.hash_ends, 1, None), pair_ends, strict=True):
            for one, kind in zip(hashes[begin:end], kinds[begin:end], strict=True):
                if seen[one & mask] == MORE:
                    place = places.get(one)
                    if place is None:
                        place = places[one] = len(sizes)
                        sizes.append(0)
                        self._kinds.append(kind)
                        worth.append(_KEY_BITS[kind])
                    sizes[place] += 1
                    marks.append(place)
            for pair in pairs[first:last]:
                if seen_pairs[pair & pair_mask] == MORE:
                    place = pair_places.get(pair)
                    if place is None:
                        place = pair_places[pair] = len(sizes)
                        sizes.append(0)
                        self._kinds.append(_JOINED if pair < 0 else _DUO)
                        worth.append(_pair_worth(pair, weights))
                    sizes[place] += 1
                    marks.append(place)
            begin, first = end, last
            self._ends.append(len(marks))
        self._sizes = array("I", sizes)


def _pair_worth(pair: int, weights: Sequence[float]) -> float:
    if pair < 0:
        return weights[-1 - pair]
    one, other = divmod(pair, len(weights))
    return DUO_WORTH * (weights[one] + weights[other])


def _together(intake: Intake, words: Sequence[str]) -> dict[int, list[int]]:
    """Return by slot the words that two neighbouring words of a name are when written as one."""
    find = intake.numbers.get
    found: dict[int, list[int]] = {}
    for slot, names in enumerate(intake.all_names()):
        for name in names:
            for one, other in pairwise(name):
                number = find(words[one] + words[other])
                if number is not None:
                    found.setdefault(slot, []).append(number)
    return found


def _all_duos(intake: Intake, words: Sequence[str]) -> tuple[array[int], array[int]]:
    """Return the neighbouring words of each record and, below 0, its words that are two in other names; where each ends.

    Two words are one number.
    """
    counts, size = intake.counts, len(words)
    written_as_one = _together(intake, words)
    ones = frozenset(number for numbers in written_as_one.values() for number in numbers)
    duos, ends = array("q"), array("Q")
    for slot, names in enumerate(intake.all_names()):
        noted = {-1 - number for number in written_as_one[slot]} if slot in written_as_one else set()
        for name in names:
            if not ones.isdisjoint(name):
                noted.update([-1 - number for number in name if number in ones])
            for one, other in pairwise(name):
                if counts[one] > 1 and counts[other] > 1:
                    noted.add(one * size + other if one < other else other * size + one)
        duos.extend(noted)
        ends.append(len(duos))
    return duos, ends
