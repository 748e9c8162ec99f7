"""What sharing a key is worth when counterparts are sought, in bits, and how many are looked at: figures set by hand."""

from __future__ import annotations

from math import log2

MOST_PER_KEY = 48
MOST_PER_WORD = 64
FEW_OF_CROWD = 4
"""Records looked at for each key, each word, and each key that more share than that."""
MOST_PER_NEAR = 16
MOST_PER_PREFIX = 24
MOST_CANDIDATES = 48
MOST_WORDS = 12
FUZZY_BITS = 5.0
FUZZY_WORDS = 3
FUZZY_WORTH = 0.8
DUO_WORTH = 0.25
"""What a word one slip apart is worth of the word itself, and two neighbouring words beyond the words themselves."""
KEY_BITS = {"c": 30.0, "d": 14.0, "t": 16.0, "r": 60.0, "a": 10.0, "s": 12.0, "p": 9.0, "i": 9.0}
SURE_KEYS = frozenset("cdrtas")
"""Kinds of keys that make a pair worth a comparison by themselves."""
ENOUGH = 0.63
"""Share of the bits of the shorter name that must be shared where nothing but words speaks for a pair; names written much
alike need no more than `HALF`, since a slip in every word leaves nothing to share."""
HALF, ALIKE = 0.5, 0.55
"""Share of the bits of the longer name that must be shared as well, unless the names are written that much alike."""
WITHIN, QUITE_ALIKE = 0.9, 0.65
"""Share of the bits of the shorter name from which it lies within the longer; doubtful ones that don't must be written that
much alike."""
DOUBTFUL, MUCH_ALIKE = 0.7, 0.75
"""The same where a field contradicts and none speaks for the pair."""
_BACKGROUND = 2_000


def prefix_bits(size: int, records: int) -> float:
    """Return what a beginning shared by `size` of `records` records is worth, 0 where it is too common to be read."""
    if size > MOST_PER_PREFIX:
        return 0.0
    return min(KEY_BITS["p"], 0.6 * log2((records + _BACKGROUND) / size))
