"""What somebody types, looked up in a saved index: which records are worth a comparison, whatever the size of the base.

The same kinds of keys as in `index`; of each a bounded number of entries is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import log2

from prospector.identity import evidence
from prospector.identity.decide import Decision, decide
from prospector.identity.known import Known, keys, prepare
from prospector.identity.likeness import likeness
from prospector.identity.lookup import PREFIX_LEAST, Match, best_matches
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex, duo_mark, mark, word_mark

_MOST_PER_KEY = 48
_MOST_PER_WORD = 64
_MOST_PER_NEAR = 16
_MOST_PER_PREFIX = 24
_MOST_OPENED = 96
_MOST_CANDIDATES = 40
_MOST_WORDS = 12
_MOST_BEGUN = 64
"""Records shown to be completed; each word that begins so has its turn."""
_MOST_PER_BEGUN = 8
_MOST_COMPLETIONS = 32
_BACKGROUND = 2_000
_FUZZY_FEW = 4
_FUZZY_BITS = 5.0
_FUZZY_WORDS = 3
_FUZZY_WORTH = 0.8
_FUZZY_LIKE = 0.7
_KEY_BITS = {"c": 30.0, "d": 14.0, "t": 16.0, "r": 60.0, "a": 10.0, "s": 12.0, "p": 9.0, "i": 9.0}
_SURE = frozenset("cdrtasi")
_ENOUGH = 0.63
"""Share of the bits of the shorter name that must be shared where nothing but words speaks for a pair."""


def look_up(party: Party, index: SavedIndex, limit: int = 5) -> list[Match]:
    """Return at most `limit` records of `index` that may be `party`, best first (see `lookup.best_matches`)."""
    asked = prepare(party)

    def begun(typed: list[str]) -> Iterator[tuple[Known, str]]:
        return _begun(typed, index)

    return best_matches(asked, candidates(asked, index), begun, index, limit)


def compared(asked: Known, index: SavedIndex) -> Iterator[tuple[Known, Decision]]:
    """Yield the other records that a record is worth a comparison with, and what the two are to each other."""
    for other in candidates(asked, index):
        if other.id != asked.id:
            yield other, decide(asked, other, evidence.weigh(asked, other, index), index.bits)


def candidates(asked: Known, index: SavedIndex) -> Iterator[Known]:
    """Yield the records worth a comparison with `asked`, at most 40, those that share most first."""
    found: dict[int, float] = defaultdict(float)
    sure = _by_keys(asked, index, found)
    for form in asked.forms:
        _by_words(form.words[:_MOST_WORDS], index, found)
    total = min((sum(map(index.bits, set(form.words))) for form in asked.forms), default=0.0)
    ranked = sorted(found, key=lambda slot: (-found[slot], slot))[:_MOST_OPENED]
    taken = 0
    for slot, known in zip(ranked, index.known(ranked), strict=True):
        if slot in sure or found[slot] >= _ENOUGH * min(total, _least_total(known, index)):
            yield known
            taken += 1
            if taken == _MOST_CANDIDATES:
                return


def _least_total(known: Known, index: SavedIndex) -> float:
    """Return the bits of the shortest name of a record."""
    return min((sum(map(index.bits, set(form.words))) for form in known.forms), default=0.0)


def _by_keys(asked: Known, index: SavedIndex, found: dict[int, float]) -> set[int]:
    """Add weights of shared keys to `found` and return the slots that need no shared words besides."""
    sure: set[int] = set()
    for key in sorted(keys(asked)):
        kind = key[0]
        held = index.slots(mark(key), _MOST_PER_KEY)
        weight = _KEY_BITS[kind]
        if kind == "p" and held:
            if len(held) > _MOST_PER_PREFIX:
                continue
            weight = min(weight, 0.6 * log2((len(index) + _BACKGROUND) / len(held)))
        if kind in _SURE:
            sure.update(held)
        for slot in held:
            found[slot] += weight
    return sure


def _by_words(words: tuple[str, ...], index: SavedIndex, found: dict[int, float]) -> None:
    if len(words) > 1:
        _by_neighbours(words, index, found)
    rarest = sorted((index.frequency(word), word) for word in set(words))
    if rarest[0][0] > _MOST_PER_WORD and len(rarest) > 1:
        _by_both(rarest, index, found)
    for place, (frequency, word) in enumerate(rarest):
        weight = index.bits(word)
        if frequency and (frequency <= _MOST_PER_WORD or place == 0):
            for slot in index.slots(word_mark(word), _MOST_PER_WORD):
                found[slot] += weight
        if place < _FUZZY_WORDS and weight > _FUZZY_BITS:
            for near, held in index.near(word):
                if (frequency <= _FUZZY_FEW or held <= _FUZZY_FEW) and likeness(word, near) >= _FUZZY_LIKE:
                    for slot in index.slots(word_mark(near), _MOST_PER_NEAR):
                        found[slot] += _FUZZY_WORTH * weight


def _by_neighbours(words: tuple[str, ...], index: SavedIndex, found: dict[int, float]) -> None:
    """Find names that hold two neighbouring words, also those that write them as one (``JP Morgan``, ``JPMorgan``)."""
    for one, other in set(pairwise(words)):
        weight = index.bits(one) + index.bits(other)
        for slot in index.slots(duo_mark(one, other), _MOST_PER_KEY):
            found[slot] += 0.25 * weight
        if index.frequency(one + other):
            for slot in index.slots(word_mark(one + other), _MOST_PER_WORD):
                found[slot] += weight


def _by_both(rarest: list[tuple[int, str]], index: SavedIndex, found: dict[int, float]) -> None:
    """Find names that hold the two rarest words where each of them is in many names."""
    (held, one), (_, other) = rarest[:2]
    weight = index.bits(one) + index.bits(other)
    for slot in index.both(word_mark(other), ((word_mark(one), held),), _MOST_PER_KEY):
        found[slot] += weight


def _begun(typed: list[str], index: SavedIndex) -> Iterator[tuple[Known, str]]:
    """Yield records and a word of each that the last one typed begins, a bounded number whatever is typed."""
    *before, last = typed
    counted = [(found, word) for found, word in ((index.frequency(word), word) for word in before) if found]
    if counted:
        held, rarest = min(counted)
        slots = index.slots(word_mark(rarest), _MOST_BEGUN)
        if held > _MOST_BEGUN and len(last) >= PREFIX_LEAST:
            completions = [(word_mark(word), count) for word, count in index.begun(last, _MOST_COMPLETIONS)]
            slots = [*index.both(word_mark(rarest), completions, _MOST_BEGUN), *slots[:_MOST_PER_BEGUN]]
        for known in index.known(slots):
            for form in known.forms:
                yield from ((known, word) for word in form.full if word.startswith(last))
        return
    shown = 0
    for word, _ in index.begun(last, _MOST_COMPLETIONS):
        for known in index.known(index.slots(word_mark(word), _MOST_PER_BEGUN)):
            yield known, word
            shown += 1
        if shown >= _MOST_BEGUN:
            return
