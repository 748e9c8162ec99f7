"""The words of a base: which records hold them, how telling they are, and which are one slip of the finger apart."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from math import log2

from prospector.identity import vocabulary
from prospector.identity.likeness import likeness
from prospector.identity.postings import Postings

_BACKGROUND = 2_000
_UNKNOWN_SHARE = 0.00004
_FUZZY_LEAST = 4
_FUZZY_PART = 14
_FUZZY_LIKE = 0.7
_MOST_PER_DELETION = 32
_FEW_NEW = 64
_NOT_YET = -1.0
_MOST_WEIGHTS = 1 << 17


class Weights(dict[str, float]):
    """Weights by word, found when first asked for; a bounded number stays."""

    def __init__(self, find: Callable[[str], float]) -> None:
        """Start empty; `find` gives the weight of a word."""
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> float:
        """Find the weight of a word and keep it."""
        if len(self) >= _MOST_WEIGHTS:
            self.clear()
        bits = self[word] = self._find(word)
        return bits


class Lexicon:
    """All words of a base by number; numbers rise with the first record that holds a word and stay."""

    def __init__(self) -> None:
        """Start empty."""
        self.records = 0
        """How many records the base holds; its owner keeps it."""
        self.words: list[str] = []
        self.postings = Postings()
        self._numbers: dict[str, int] = {}
        self._deletions = Postings()
        self._near: dict[int, list[int]] = {}
        self._bits = array("d")
        self._weights = Weights(self._bits_of)
        self._sorted: list[str] = []
        self._unsorted: list[str] = []

    def add(self, words: Iterable[str], slot: int) -> None:
        """Note that the record in `slot` holds `words`."""
        numbers = []
        for word in words:
            number = self._numbers.get(word)
            numbers.append(self._learn(word) if number is None else number)
        self.postings.add(numbers, slot)

    def _learn(self, word: str) -> int:
        number = len(self.words)
        self._numbers[word] = number
        self.words.append(word)
        self._unsorted.append(word)
        found: set[int] = set()
        for place in self._deletions.add([hash(part) for part in deletions(word)], number):
            if self._deletions.count[place] > 1:
                found.update(self._deletions.slots(place, _MOST_PER_DELETION, number))
        like = [other for other in sorted(found) if likeness(word, self.words[other]) >= _FUZZY_LIKE]
        if like:
            self._near[number] = like
            for other in like:
                self._near.setdefault(other, []).append(number)
        return number

    def number(self, word: str) -> int:
        """Return the number of `word`, or -1."""
        return self._numbers.get(word, -1)

    def frequency(self, word: str) -> int:
        """Return how many records hold `word`."""
        number = self._numbers.get(word)
        return 0 if number is None else self.postings.count[number]

    def forget_weights(self) -> None:
        """Weigh words anew from now on, because the base has changed."""
        if self._bits:
            self._bits = array("d")
        if self._weights:
            self._weights = Weights(self._bits_of)

    def bits(self, word: str) -> float:
        """Return how telling `word` is in this base, in bits: the less of the names hold it, the more."""
        return self._weights[word]

    def _bits_of(self, word: str) -> float:
        number = self._numbers.get(word)
        return self._weighed(word, 1) if number is None else self.weight(number)

    @property
    def weigher(self) -> Callable[[str], float]:
        """Return `bits` in a faster form, good until the base changes."""
        return self._weights.__getitem__

    def weight(self, number: int) -> float:
        """Return how telling the word with this number is, in bits."""
        try:
            bits = self._bits[number]
        except IndexError:
            self._bits = array("d", (_NOT_YET,)) * len(self.words)
            bits = _NOT_YET
        if bits < 0:
            bits = self._bits[number] = self._weighed(self.words[number], self.postings.count[number])
        return bits

    def _weighed(self, word: str, frequency: int) -> float:
        return telling(word, frequency, self.records)

    def near(self, number: int) -> list[int]:
        """Return numbers of words at about one typing error from the one with this number."""
        return self._near.get(number, [])

    def near_unknown(self, word: str) -> list[int]:
        """Return numbers of words at about one typing error from `word`, which no record holds."""
        found: set[int] = set()
        for part in deletions(word):
            place = self._deletions.find(hash(part))
            if place >= 0:
                found.update(self._deletions.slots(place, _MOST_PER_DELETION))
        return [number for number in sorted(found) if likeness(word, self.words[number]) >= _FUZZY_LIKE]

    def completions(self, start: str, limit: int = 32) -> list[int]:
        """Return numbers of words held that begin with `start`, in order of the alphabet."""
        self._sort()
        place = bisect_left(self._sorted, start)
        found: list[int] = []
        while place < len(self._sorted) and self._sorted[place].startswith(start) and len(found) < limit:
            number = self._numbers[self._sorted[place]]
            if self.postings.count[number]:
                found.append(number)
            place += 1
        return found

    def _sort(self) -> None:
        if not self._unsorted:
            return
        if len(self._unsorted) > _FEW_NEW or not self._sorted:
            self._sorted = sorted([*self._sorted, *self._unsorted])
        else:
            for word in self._unsorted:
                insort(self._sorted, word)
        self._unsorted = []


def telling(word: str, frequency: int, records: int) -> float:
    """Return how telling `word` is where `frequency` of `records` records hold it, in bits: the fewer, the more.

    What is expected of company names anywhere counts as much as 2,000 records.
    """
    share = vocabulary.expected().get(word, _UNKNOWN_SHARE)
    return log2((records + _BACKGROUND) / (frequency + _BACKGROUND * share))


def deletions(word: str) -> Iterator[str]:
    """Yield `word`, cut to 14 letters, and what remains of it when one letter is left out; nothing for short words.

    Words that share such a remainder are one slip apart (one letter wrong, missing, added or two swapped).
    """
    if len(word) < _FUZZY_LEAST or not word.isalpha():
        return
    part = word[:_FUZZY_PART]
    yield part
    before = ""
    for place, letter in enumerate(part):
        if letter != before:
            yield part[:place] + part[place + 1 :]
        before = letter
