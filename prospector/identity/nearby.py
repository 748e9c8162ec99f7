"""Words one slip of the finger apart, found for all words of a base at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from prospector.identity.lexicon import deletions
from prospector.identity.likeness import likeness

FUZZY_LIKE = 0.7
FUZZY_FEW = 4
"""A word that more records hold than this is no slip; of two like words at least one must be rarer."""
_MOST_PER_PART = 32
_IN_ONE_GO = 1 << 21
_ONCE, MORE = 1, 2


def neighbours(words: Sequence[str], counts: Sequence[int]) -> dict[int, list[int]]:
    """Return for each word that has any, by number, those at about one slip from it, so that one of the two is rare.

    `counts` says how many records hold each word. Of the words that share a remainder (`deletions`) only the first 32
    are compared with later ones, so that nothing is quadratic.
    """
    hashes = array("q")
    ends = array("I")
    for word in words:
        hashes.extend([hash(part) for part in deletions(word)])
        ends.append(len(hashes))
    seen = repeated(hashes)
    near: dict[int, list[int]] = {}
    like = (
        likeness.__wrapped__
    )  # each two words come but once or twice: keeping the answers would cost more than asking
    parts = 1 + len(hashes) // _IN_ONE_GO
    for part in range(parts):
        for one, other in _alike(hashes, ends, seen, part, parts):
            if (
                (counts[one] <= FUZZY_FEW or counts[other] <= FUZZY_FEW)
                and other not in near.get(one, ())
                and like(words[one], words[other]) >= FUZZY_LIKE
            ):
                near.setdefault(one, []).append(other)
                near.setdefault(other, []).append(one)
    for numbers in near.values():
        numbers.sort()
    return near


def repeated(hashes: Sequence[int]) -> bytearray:
    """Return marks by the low bits of a hash, as many as the length says: 2 where `hashes` may hold it twice."""
    size = 1 << max(10, (4 * len(hashes)).bit_length() - 1)
    mask = size - 1
    seen = bytearray(size)
    for one in hashes:
        at = one & mask
        seen[at] = MORE if seen[at] else _ONCE
    return seen


def _alike(
    hashes: Sequence[int], ends: Sequence[int], seen: bytearray, part: int, parts: int
) -> Iterator[tuple[int, int]]:
    """Yield pairs of word numbers that share a remainder whose hash belongs to this part of all."""
    mask = len(seen) - 1
    holders: dict[int, list[int]] = {}
    begin = 0
    for number, end in enumerate(ends):
        for one in hashes[begin:end]:
            if seen[one & mask] != MORE or one % parts != part:
                continue
            held = holders.get(one)
            if held is None:
                holders[one] = [number]
                continue
            for other in held:
                yield number, other
            if len(held) < _MOST_PER_PART:
                held.append(number)
        begin = end
