"""Words: how telling they are in a base, and what finds those one slip of the finger apart."""

from __future__ import annotations

from collections.abc import Callable
from math import log2

from prospector.identity import vocabulary

_BACKGROUND = 2_000
_UNKNOWN_SHARE = 0.00004
_FUZZY_LEAST = 4
_FUZZY_PART = 14
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


def telling(word: str, frequency: int, records: int) -> float:
    """Return how telling `word` is where `frequency` of `records` records hold it, in bits: the fewer, the more.

    What is expected of company names anywhere counts as much as 2,000 records.
    """
    share = vocabulary.expected().get(word, _UNKNOWN_SHARE)
    return log2((records + _BACKGROUND) / (frequency + _BACKGROUND * share))


def deletions(word: str) -> list[str]:
    """Return `word`, cut to 14 letters, and what remains of it when one letter is left out; nothing for short words.

    Words that share such a remainder are one slip apart (one letter wrong, missing, added or two swapped).
    """
    if len(word) < _FUZZY_LEAST or not word.isalpha():
        return []
    part = word[:_FUZZY_PART]
    found = [part]
    before = ""
    for place, letter in enumerate(part):
        if letter != before:
            found.append(part[:place] + part[place + 1 :])
        before = letter
    return found
