"""Likeness of single words: the same word typed, shortened or heard differently."""

# ruff: noqa: PLR2004 - lengths of words and numbers of letters are what this module is about

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from prospector.identity.fold import sound

ABBREVIATED = 0.8
MOST_SHIFT = 2
"""Letters by which words of different beginnings may differ in length and still be worth a look."""
_VOWELS = frozenset("aeiou")
_HEARD_TEXT = "iyj vw ckqxszthpf"
_HEARD_ALIKE = {letter: group for group in _HEARD_TEXT.split() for letter in group}
"""First letters with which words may begin that `fold.sound` hears as one."""


def may_be_like(first: str, second: str) -> bool:
    """Say at once whether `likeness` is worth asking.

    Words that begin differently are of about one length, and few slips apart or heard with one beginning.
    """
    one, other = first[0], second[0]
    if one == other:
        return True
    longer, shorter = len(first), len(second)
    if longer < shorter:
        longer, shorter = shorter, longer
    if longer - shorter > MOST_SHIFT or longer < 4:
        return False
    if one in _HEARD_ALIKE.get(other, ""):
        return True
    most = 1 if longer < 7 else 2 if longer < 12 else 3
    return _distance()(first, second, score_cutoff=most) <= most


_sound = lru_cache(maxsize=65_536)(sound)


@lru_cache(maxsize=65_536)
def likeness(first: str, second: str) -> float:
    """Return how far two folded words may be one word: 1 the same, 0.8 one shortens the other, 0 two words.

    Symmetric. A typing error weighs by the length of the words: one letter in ``nordhafen`` is a slip, one in ``bas``
    is another company. Words with digits are equal or not.
    """
    if first == second:
        return 1.0
    if len(first) > len(second) or (len(first) == len(second) and first > second):
        first, second = second, first
    if not (first.isalpha() and second.isalpha()):
        return 0.0
    if len(second) - len(first) == 1 and second == first + "s" and len(first) > 2:
        return 0.97
    if shortens(first, second):
        return ABBREVIATED
    if len(first) > 3 and _sound(first) == _sound(second):
        return 0.95
    return _typed(first, second)


def _typed(first: str, second: str) -> float:
    """Return the likeness by number of slips and length of the longer word; the figures were set by hand."""
    length = len(second)
    if length < 4 or length - len(first) > 2:
        return 0.0
    distance = _distance()(first, second, score_cutoff=3)
    if distance == 1 and length >= 5 and first[0] == second[0] and sorted(first) == sorted(second):
        return 0.94
    if distance == 1:
        return 0.94 if length >= 8 else 0.88 if length >= 6 else 0.75 if length == 5 else 0.6
    if distance == 2 and length >= 7:
        return 0.86 if length >= 10 else 0.7
    return 0.75 if distance == 3 and length >= 12 else 0.0


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA

    return OSA.distance


def shortens(short: str, full: str) -> bool:
    """Say whether `short` is a usual way to shorten `full`: its beginning, or some of its letters in order."""
    if not short or short[0] != full[0] or len(full) - len(short) < 2:
        return False
    if full.startswith(short):
        return len(short) >= 2 or len(full) >= 3
    if len(short) < 3 or len(short) > 6 or any(letter in _VOWELS for letter in short[1:]):
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)
