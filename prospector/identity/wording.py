"""How the words of two names cover each other, weighed by how telling each word is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from math import log2

from prospector.identity import vocabulary
from prospector.identity.likeness import MOST_SHIFT, likeness, may_be_like
from prospector.identity.name import NameForm

_MOST_WORDS = 12
_APART = 0.98
_SURE = 0.94
_STEM, _ENDING = 4, 2
"""Letters that two places must begin with, and may end in, to be forms of one (``italia``, ``italian``)."""


@dataclass(slots=True)
class Wording:
    """What two names share and what each has left over.

    `pairs` holds (word of one, word of the other, likeness); the rest are bits: `shared` by all pairs, `best` by the
    most telling sure pair, `own` by the most telling one that is no word which companies everywhere are called by,
    `left_bits` and `left_best` in the words left over, in sum and at most.
    """

    overlap: float = 0.0
    contained: float = 0.0
    shared: float = 0.0
    best: float = 0.0
    own: float = 0.0
    best_word: str = ""
    pairs: list[tuple[str, str, float]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    left_bits: float = 0.0
    right_bits: float = 0.0
    left_best: float = 0.0
    right_best: float = 0.0

    def holders(self, frequency: Callable[[str], int]) -> float:
        """Return how many records hold the most telling shared word, as a binary logarithm beyond the two at hand."""
        return log2(max(2, frequency(self.best_word))) - 1 if self.best_word else 3.0


def compare_words(first: NameForm, second: NameForm, bits: Callable[[str], float]) -> Wording:
    """Return how two names cover each other; swapping them swaps left and right and changes nothing else."""
    left: list[str] = []
    right: list[str] = []
    if first.words == second.words:
        pairs = [(word, word, 1.0) for word in dict.fromkeys(first.words)]
    elif first.compact == second.compact or first.squeezed == second.squeezed:
        return _respaced(first, second, bits)
    else:
        pairs, left, right = _paired(list(dict.fromkeys(first.words)), list(dict.fromkeys(second.words)))
    covered = covered_other = shared = best = own = 0.0
    best_word = ""
    known = vocabulary.expected()
    for one, other, like in pairs:
        smaller = weight = bits(one)
        word = one
        covered += weight
        if one != other:
            weight = bits(other)
            smaller, word = min((smaller, one), (weight, other))
        covered_other += weight
        shared += like * smaller
        if like >= _SURE:
            if smaller > best or (smaller == best and word < best_word):
                best, best_word = smaller, word
            if smaller > own and one not in known and other not in known:
                own = smaller
    left_bits = right_bits = left_best = right_best = 0.0
    if left:
        weights = [bits(word) for word in left]
        left_bits, left_best = sum(weights), max(weights)
    if right:
        weights = [bits(word) for word in right]
        right_bits, right_best = sum(weights), max(weights)
    total = max(covered, covered_other) + left_bits + right_bits
    least = min(covered + left_bits, covered_other + right_bits)
    return Wording(
        min(1.0, shared / total) if total else 0.0,
        min(1.0, shared / least) if least else 0.0,
        shared,
        best,
        own,
        best_word,
        pairs,
        left,
        right,
        left_bits,
        right_bits,
        left_best,
        right_best,
    )


def _respaced(first: NameForm, second: NameForm, bits: Callable[[str], float]) -> Wording:
    """Return how two names compare that differ in spaces and abbreviations only."""
    total = min(sum(map(bits, set(first.words))), sum(map(bits, set(second.words))))
    best = min(max(map(bits, first.words)), max(map(bits, second.words)))
    rarest = max((*first.words, *second.words), key=lambda word: (bits(word), word))
    pairs = [(word, word, 1.0) for word in dict.fromkeys((*first.words, *second.words))]
    known = vocabulary.expected()
    own = max((bits(word) for word in (*first.words, *second.words) if word not in known), default=0.0)
    return Wording(_APART, _APART, _APART * total, best, min(best, own), rarest, pairs)


_Pairs = list[tuple[str, str, float]]


def _paired(left: list[str], right: list[str]) -> tuple[_Pairs, list[str], list[str]]:
    """Return the words that pair up, and those left over on both sides; the lists given are used up."""
    common = set(left).intersection(right)
    pairs: _Pairs = []
    if common:
        pairs = [(word, word, 1.0) for word in left if word in common]
        left = [word for word in left if word not in common]
        right = [word for word in right if word not in common]
    if left and right:
        if len(left) > 1 or len(right) > 1:
            _join(left, right, pairs)
        if _align(left, right, pairs):
            left = [word for word in left if word]
            right = [word for word in right if word]
    return pairs, left, right


def _join(left: list[str], right: list[str], pairs: _Pairs) -> None:
    """Pair words written apart with one written together (``face book``, ``facebook``)."""
    for apart, together in ((left, right), (right, left)):
        if len(apart) == 1:
            continue
        for place in range(min(len(apart), _MOST_WORDS) - 1):
            joined = apart[place] + apart[place + 1]
            if apart[place] and apart[place + 1] and joined in together:
                pairs.append((joined, joined, _APART))
                together[together.index(joined)] = ""
                apart[place] = apart[place + 1] = ""


def _two_places(one: str, other: str) -> bool:
    """Say whether two words are places and so no slip of each other: Iceland is not Ireland mistyped."""
    known = vocabulary.places()
    if one not in known or other not in known:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    return same < _STEM or len(long) - same > _ENDING


def _align(left: list[str], right: list[str], pairs: _Pairs) -> bool:
    """Pair words that are much alike, the likest first, and say whether any words are used up."""
    likely = []
    others = [(j, other, other[0], len(other)) for j, other in enumerate(right[:_MOST_WORDS]) if other]
    for i, one in enumerate(left[:_MOST_WORDS]):
        if not one:
            continue
        letter, least, most = one[0], len(one) - MOST_SHIFT, len(one) + MOST_SHIFT
        for j, other, begins, length in others:
            if letter != begins and not (least <= length <= most and may_be_like(one, other)):
                continue
            if (like := likeness(one, other)) and not _two_places(one, other):
                likely.append((-like, min(one, other), max(one, other), i, j))
    likely.sort()
    for like, _, _, i, j in likely:
        if left[i] and right[j]:
            pairs.append((left[i], right[j], -like))
            left[i] = right[j] = ""
    return bool(likely) or "" in left
