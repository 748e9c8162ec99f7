"""The candidate index: every plausible counterpart of a record without comparing all with all.

Records are found by whole names, by words that are rare in this base, by neighbouring words, by words one typing error
away, by sound, initials, domain, phone, address and registry number. Adding a record costs a few dictionary entries;
nothing is rebuilt. Whatever is asked for, only a bounded number of entries is read, so that 50,000 equal names cost as
much each as one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from math import log2

from prospector.identity import vocabulary
from prospector.identity.known import Known, keys, prepare
from prospector.identity.likeness import likeness
from prospector.identity.party import Party

_MOST_PER_KEY = 48
_MOST_PER_WORD = 64
_MOST_PER_PREFIX = 24
_MOST_CANDIDATES = 48
_BACKGROUND = 2_000
_UNKNOWN_SHARE = 0.00004
_FUZZY_LEAST = 4
_FUZZY_PART = 14
_FUZZY_FEW = 4
"""A word that more records hold than this is no slip; of two like words at least one must be rarer."""
_FUZZY_BITS = 5.0
_FUZZY_LIKE = 0.7
_FUZZY_WORDS = 3
_FEW_NEW = 64
_KEY_BITS = {"c": 30.0, "d": 14.0, "t": 16.0, "r": 60.0, "a": 10.0, "s": 12.0, "p": 9.0, "i": 9.0}

_SURE_KEYS = frozenset("cdrtas")
_ENOUGH = 0.63
"""Share of the bits of the shorter name that must be shared where nothing but words speaks for a pair."""

Slots = dict[int, None] | int


class CandidateIndex:
    """An incremental index of prepared records by slot (a running number) and id."""

    def __init__(self) -> None:
        """Start empty."""
        self.known: dict[int, Known] = {}
        self._slots: dict[str, int] = {}
        self._keys: dict[str, Slots] = {}
        self._words: dict[str, Slots] = {}
        self._near: dict[str, str | list[str]] = {}
        self._sorted: list[str] = []
        self._unsorted: list[str] = []
        self._next = 0
        self._bits: dict[str, float] = {}
        self._totals: dict[int, float] = {}
        self._expected = vocabulary.expected()

    def __len__(self) -> int:
        """Return the number of records held."""
        return len(self.known)

    def add(self, party: Party) -> int:
        """Add or replace a record and return its slot."""
        if party.id in self._slots:
            self.remove(party.id)
        known = prepare(party)
        self._forget_weights()
        slot = self._next
        self._next += 1
        self._slots[known.id] = slot
        self.known[slot] = known
        for key in keys(known):
            _put(self._keys, key, slot)
        for word in words_of(known):
            if word not in self._words:
                self._learn(word)
            _put(self._words, word, slot)
        return slot

    def remove(self, identifier: str) -> None:
        """Forget a record; an unknown id is no error."""
        slot = self._slots.pop(identifier, None)
        if slot is None:
            return
        self._forget_weights()
        known = self.known.pop(slot)
        for key in keys(known):
            _drop(self._keys, key, slot)
        for word in words_of(known):
            _drop(self._words, word, slot)

    def _forget_weights(self) -> None:
        if self._bits:
            self._bits = {}
            self._totals = {}

    def find(self, identifier: str) -> Known | None:
        """Return the record with this id, prepared, or None."""
        slot = self._slots.get(identifier)
        return None if slot is None else self.known[slot]

    def _learn(self, word: str) -> None:
        self._unsorted.append(word)
        for key in _deletions(word):
            held = self._near.get(key)
            if held is None:
                self._near[key] = word
            elif isinstance(held, str):
                if held != word:
                    self._near[key] = [held, word]
            elif word not in held:
                held.append(word)

    def frequency(self, word: str) -> int:
        """Return how many records hold `word`."""
        return _size(self._words.get(word))

    def bits(self, word: str) -> float:
        """Return how telling `word` is in this base, in bits: the less of the names hold it, the more."""
        bits = self._bits.get(word)
        if bits is None:
            share = self._expected.get(word, _UNKNOWN_SHARE)
            bits = log2((len(self.known) + _BACKGROUND) / (_size(self._words.get(word)) + _BACKGROUND * share))
            self._bits[word] = bits
        return bits

    def _least_total(self, slot: int) -> float:
        """Return the bits of the shortest name of a record."""
        total = self._totals.get(slot)
        if total is None:
            total = self._totals[slot] = self._total(self.known[slot])
        return total

    def _total(self, known: Known) -> float:
        return min((sum(map(self.bits, set(form.words))) for form in known.forms), default=0.0)

    def namesakes(self, compact: str) -> int:
        """Return how many records bear this very name (or its domain)."""
        return _size(self._keys.get(f"c{compact}"))

    def candidates(self, known: Known, before: int | None = None) -> list[tuple[int, float]]:
        """Return slots worth a comparison with a rough weight in bits, at most 48; `before` keeps to earlier slots."""
        found: dict[int, float] = {}
        sure = self._by_keys(known, before, found)
        for form in known.forms:
            self._by_words(form.words, before, found)
        enough = _ENOUGH * self._total(known)
        plausible = [
            (slot, weight)
            for slot, weight in found.items()
            if slot in sure or weight >= enough or weight >= _ENOUGH * self._least_total(slot)
        ]
        if len(plausible) <= _MOST_CANDIDATES:
            return plausible
        return sorted(plausible, key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]

    def _by_keys(self, known: Known, before: int | None, found: dict[int, float]) -> set[int]:
        """Add weights of shared keys to `found` and return the slots that need no shared words besides."""
        sure: set[int] = set()
        for key in keys(known):
            slots = self._keys.get(key)
            weight = 0.0 if slots is None else self._key_bits(key, _size(slots))
            if slots is None or not weight:
                continue
            taken = _some(slots, before, _MOST_PER_KEY)
            if key[0] in _SURE_KEYS or (key[0] == "i" and before is None):
                sure.update(taken)
            for slot in taken:
                found[slot] = found.get(slot, 0.0) + weight
        return sure

    def _key_bits(self, key: str, size: int) -> float:
        """Return what sharing `key` with `size` records counts for, 0 where it is too common to be read."""
        if key[0] == "b":
            first, _, second = key[1:].partition(" ")
            return 0.25 * (self.bits(first) + self.bits(second)) if size <= _MOST_PER_WORD else 0.0
        if key[0] == "p":
            rarity = 0.6 * log2((len(self.known) + _BACKGROUND) / size)
            return min(_KEY_BITS["p"], rarity) if size <= _MOST_PER_PREFIX else 0.0
        return _KEY_BITS[key[0]]

    def _by_words(self, words: tuple[str, ...], before: int | None, found: dict[int, float]) -> None:
        self._by_joined(words, before, found)
        rarest = sorted((self.frequency(word), word) for word in set(words[:12]))
        for place, (frequency, word) in enumerate(rarest):
            weight = self.bits(word)
            if frequency and (frequency <= _MOST_PER_WORD or place == 0):
                for slot in _some(self._words[word], before, _MOST_PER_WORD):
                    found[slot] = found.get(slot, 0.0) + weight
            if place < _FUZZY_WORDS and weight > _FUZZY_BITS:
                for near in self.near(word):
                    few = frequency <= _FUZZY_FEW or self.frequency(near) <= _FUZZY_FEW
                    if few and likeness(word, near) >= _FUZZY_LIKE:
                        for slot in _some(self._words[near], before, 16):
                            found[slot] = found.get(slot, 0.0) + 0.8 * weight

    def _by_joined(self, words: tuple[str, ...], before: int | None, found: dict[int, float]) -> None:
        """Find names that write two neighbouring words as one (``JP Morgan``, ``JPMorgan Chase``)."""
        for one, other in pairwise(words[:12]):
            joined = self._words.get(one + other)
            if joined is not None:
                for slot in _some(joined, before, _MOST_PER_WORD):
                    found[slot] = found.get(slot, 0.0) + self.bits(one) + self.bits(other)

    def near(self, word: str) -> set[str]:
        """Return known words at one typing error from `word` (by shared one-letter deletions), without itself."""
        near: set[str] = set()
        for key in _deletions(word):
            held = self._near.get(key)
            if isinstance(held, str):
                near.add(held)
            elif held is not None:
                near.update(held[:32])
        near.discard(word)
        return {other for other in near if self._words.get(other) is not None}

    def completions(self, start: str, limit: int = 32) -> list[str]:
        """Return known words that begin with `start`, in order."""
        if self._unsorted:
            if len(self._unsorted) > _FEW_NEW or not self._sorted:
                self._sorted = sorted([*self._sorted, *self._unsorted])
            else:
                for word in self._unsorted:
                    insort(self._sorted, word)
            self._unsorted = []
        place = bisect_left(self._sorted, start)
        found: list[str] = []
        while place < len(self._sorted) and self._sorted[place].startswith(start) and len(found) < limit:
            if self._words.get(self._sorted[place]) is not None:
                found.append(self._sorted[place])
            place += 1
        return found

    def holders(self, word: str, limit: int = _MOST_PER_WORD) -> Iterable[int]:
        """Return slots of records that hold `word`."""
        return _some(self._words.get(word, {}), None, limit)


def words_of(known: Known) -> set[str]:
    """Return all telling words of all names of a record."""
    return {word for form in known.forms for word in form.words}


def _deletions(word: str) -> Iterator[str]:
    if len(word) < _FUZZY_LEAST or not word.isalpha():
        return
    part = word[:_FUZZY_PART]
    yield part
    for place in range(len(part)):
        yield part[:place] + part[place + 1 :]


def _put(table: dict[str, Slots], key: str, slot: int) -> None:
    held = table.get(key)
    if held is None:
        table[key] = slot
    elif isinstance(held, int):
        if held != slot:
            table[key] = {held: None, slot: None}
    else:
        held[slot] = None


def _drop(table: dict[str, Slots], key: str, slot: int) -> None:
    held = table.get(key)
    if held == slot:
        del table[key]
    elif isinstance(held, dict):
        held.pop(slot, None)
        if not held:
            del table[key]


def _size(held: Slots | None) -> int:
    return 0 if held is None else 1 if isinstance(held, int) else len(held)


def _some(held: Slots, before: int | None, limit: int) -> list[int]:
    """Return at most `limit` slots, the first ones, with `before` only earlier slots; slots stand in rising order."""
    if isinstance(held, int):
        return [held] if before is None or held < before else []
    if before is None:
        return list(held) if len(held) <= limit else list(islice(held, limit))
    if len(held) <= limit:
        return [slot for slot in held if slot < before]
    return [slot for slot in islice(held, limit) if slot < before]
