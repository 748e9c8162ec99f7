"""What somebody types, looked up in a saved index: which records are worth a comparison, whatever the size of the base.

The same kinds of keys as in `shares`; of each a bounded number of entries is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from prospector.identity import evidence
from prospector.identity.decide import Decision, decide
from prospector.identity.known import Known, keys, prepare
from prospector.identity.likeness import likeness
from prospector.identity.lookup import Match, best_matches
from prospector.identity.nearby import FUZZY_FEW, FUZZY_LIKE
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex, duo_mark, mark, word_mark
from prospector.identity.worth import (
    DUO_WORTH,
    FUZZY_BITS,
    FUZZY_WORDS,
    FUZZY_WORTH,
    KEY_BITS,
    MOST_PER_KEY,
    MOST_PER_WORD,
    MOST_WORDS,
    SURE_KEYS,
    prefix_bits,
)

_MOST_OPENED = 80
_MOST_PER_NEAR = 48
_ENOUGH = 0.45
"""As in `worth`, but looser: a slip in the one telling word hides more than half of a name, and a person is looking."""
_MOST_CANDIDATES = 32
_MOST_HOLDERS = 64
_MOST_BEGUN = 32
"""Records shown to be completed; each word that begins so has its turn."""
_MOST_PER_BEGUN = 8
_MOST_COMPLETIONS = 32
_SURE = SURE_KEYS | {"i"}


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
    """Yield the records worth a comparison with `asked`, at most 32, those that share most first."""
    found: dict[int, float] = defaultdict(float)
    sure = _by_keys(asked, index, found)
    for form in asked.forms:
        _by_words(form.words[:MOST_WORDS], index, found)
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
        held = index.slots(mark(key), MOST_PER_KEY)
        weight = prefix_bits(len(held), len(index)) if kind == "p" and held else KEY_BITS[kind]
        if kind in _SURE:
            sure.update(held)
        if not weight:
            continue
        for slot in held:
            found[slot] += weight
    return sure


def _by_words(words: tuple[str, ...], index: SavedIndex, found: dict[int, float]) -> None:
    if len(words) > 1:
        _by_neighbours(words, index, found)
    rarest = sorted((index.frequency(word), word) for word in set(words))
    if rarest[0][0] > MOST_PER_WORD and len(rarest) > 1:
        _by_both(rarest, index, found)
    for place, (frequency, word) in enumerate(rarest):
        weight = index.bits(word)
        if frequency and (frequency <= MOST_PER_WORD or place == 0):
            for slot in index.slots(word_mark(word), MOST_PER_WORD):
                found[slot] += weight
        if place < FUZZY_WORDS and weight > FUZZY_BITS:
            for near, held in index.near(word):
                if (frequency <= FUZZY_FEW or held <= FUZZY_FEW) and likeness(word, near) >= FUZZY_LIKE:
                    for slot in index.slots(word_mark(near), _MOST_PER_NEAR):
                        found[slot] += FUZZY_WORTH * weight


def _by_neighbours(words: tuple[str, ...], index: SavedIndex, found: dict[int, float]) -> None:
    """Find names that hold two neighbouring words, also those that write them as one (``JP Morgan``, ``JPMorgan``)."""
    for one, other in set(pairwise(words)):
        weight = index.bits(one) + index.bits(other)
        for slot in index.slots(duo_mark(one, other), MOST_PER_KEY):
            found[slot] += DUO_WORTH * weight
        if index.frequency(one + other):
            for slot in index.slots(word_mark(one + other), MOST_PER_WORD):
                found[slot] += weight


def _by_both(rarest: list[tuple[int, str]], index: SavedIndex, found: dict[int, float]) -> None:
    """Find names that hold the two rarest words where each of them is in many names."""
    (held, one), (_, other) = rarest[:2]
    weight = index.bits(one) + index.bits(other)
    for slot in index.both(word_mark(other), ((word_mark(one), held),), MOST_PER_KEY):
        found[slot] += weight


def _begun(typed: list[str], index: SavedIndex) -> Iterator[tuple[Known, str]]:
    """Yield records and a word of each that the last one typed begins, a bounded number whatever is typed."""
    *before, last = typed
    if before:
        yield from _begun_behind(before, last, index)
        return
    shown = 0
    for word, _ in index.begun(last, _MOST_COMPLETIONS):
        for known in index.known(index.slots(word_mark(word), _MOST_PER_BEGUN)):
            yield known, word
            shown += 1
        if shown >= _MOST_BEGUN:
            return


def _begun_behind(before: list[str], last: str, index: SavedIndex) -> Iterator[tuple[Known, str]]:
    """Yield records that hold the rarest of the words `before`, with each word of theirs that `last` begins."""
    counted = [(found, word) for found, word in ((index.frequency(word), word) for word in before) if found]
    if not counted:
        return
    held, rarest = min(counted)
    slots = index.slots(word_mark(rarest), _MOST_HOLDERS)
    if held > _MOST_HOLDERS:
        completions = [(word_mark(word), count) for word, count in index.begun(last, _MOST_COMPLETIONS)]
        slots = [*index.both(word_mark(rarest), completions, _MOST_BEGUN), *slots[:_MOST_PER_BEGUN]]
    for known in index.known(slots):
        for form in known.forms:
            yield from ((known, word) for word in form.full if word.startswith(last))
