"""The candidate index: every plausible counterpart of a record without comparing all with all.

Records are found by whole names, by words that are rare in this base, by neighbouring words, by words one typing error
away, by sound, initials, domain, phone, address and registry number. Adding a record costs a few table entries; nothing
is rebuilt. Whatever is asked for, only a bounded number of entries is read, so that 50,000 equal names cost as much each
as one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prospector.identity.known import Known, Parcel, duos, parcel
from prospector.identity.lexicon import Lexicon
from prospector.identity.nearby import FUZZY_FEW
from prospector.identity.party import Party
from prospector.identity.postings import Postings
from prospector.identity.shelf import Shelf
from prospector.identity.worth import (
    DUO_WORTH,
    ENOUGH,
    FUZZY_BITS,
    FUZZY_WORDS,
    FUZZY_WORTH,
    KEY_BITS,
    MOST_CANDIDATES,
    MOST_PER_KEY,
    MOST_PER_NEAR,
    MOST_PER_WORD,
    MOST_WORDS,
    SURE_KEYS,
    prefix_bits,
)

_SURE = SURE_KEYS | {"i"}

_Word = tuple[int, str]
"""A word of a question: its number in the lexicon, -1 where no record holds it, and its spelling."""


@dataclass(slots=True)
class _Question:
    """What is looked for: places of keys and duos in their postings, and the words of each name."""

    keys: list[int]
    duos: list[int]
    names: list[list[_Word]]


class CandidateIndex:
    """An incremental index of prepared records by slot (a running number) and id."""

    def __init__(self) -> None:
        """Start empty."""
        self.lexicon = Lexicon()
        self._shelf = Shelf()
        self._ids = Postings()
        self._keys = Postings()
        self._kinds = bytearray()
        self._duos = Postings()
        self._duo_words = array("i")
        self._totals = array("d")
        self._dead: set[int] = set()

    def __len__(self) -> int:
        """Return the number of records held."""
        return self.lexicon.records

    def add(self, party: Party) -> int:
        """Add or replace a record and return its slot."""
        self.remove(party.id)
        return self.put(parcel(party))

    def put(self, ready: Parcel) -> int:
        """Add a prepared record whose id is not held yet, and return its slot."""
        self._forget_weights()
        lexicon = self.lexicon
        lexicon.records += 1
        slot = len(self._shelf)
        self._ids.add((hash(ready.id),), slot)
        keys = self._keys.add(ready.keys, slot)
        if len(self._keys) > len(self._kinds):
            for place, kind in zip(keys, ready.kinds, strict=True):
                if place >= len(self._kinds):
                    self._kinds.append(ord(kind))
        lexicon.add({word for words in ready.names for word in words}, slot)
        names = [[lexicon.number(word) for word in words] for words in ready.names]
        pairs = list({duo for words in names for duo in duos(words)})
        places = self._duos.add(map(hash, pairs), slot)
        for place, duo in zip(places, pairs, strict=True):
            if 2 * place == len(self._duo_words):
                self._duo_words.extend(duo)
        self._shelf.put(ready.data, keys, places, names)
        return slot

    def remove(self, identifier: str) -> None:
        """Forget a record; an unknown id is no error."""
        slot = self._slot(identifier)
        if slot is None:
            return
        self._forget_weights()
        self.lexicon.records -= 1
        self._dead.add(slot)
        keys, pairs, names = self._shelf.marks(slot)
        self._ids.drop(self._ids.find(hash(identifier)))
        for place in keys:
            self._keys.drop(place)
        for place in pairs:
            self._duos.drop(place)
        for number in {number for name in names for number in name}:
            self.lexicon.postings.drop(number)

    def _forget_weights(self) -> None:
        self.lexicon.forget_weights()
        if self._totals:
            self._totals = array("d")

    def _slot(self, identifier: str) -> int | None:
        place = self._ids.find(hash(identifier))
        if place < 0:
            return None
        held = self._ids.slots(place, MOST_PER_KEY, None, self._dead)
        return next((slot for slot in held if self._shelf.known(slot).id == identifier), None)

    def __contains__(self, identifier: str) -> bool:
        """Say whether a record has this id."""
        return self._slot(identifier) is not None

    def find(self, identifier: str) -> Known | None:
        """Return the record with this id, prepared, or None."""
        slot = self._slot(identifier)
        return None if slot is None else self._shelf.known(slot)

    def known(self, slot: int) -> Known:
        """Return the record in `slot`, prepared."""
        return self._shelf.known(slot)

    def records(self) -> Iterator[Known]:
        """Yield all records, in the order they were added."""
        return (self._shelf.known(slot) for slot in range(len(self._shelf)) if slot not in self._dead)

    @property
    def frequency(self) -> Callable[[str], int]:
        """Return what says how many records hold a word."""
        return self.lexicon.frequency

    @property
    def bits(self) -> Callable[[str], float]:
        """Return what says how telling a word is in this base, in bits: the less of the names hold it, the more."""
        return self.lexicon.weigher

    def holders(self, number: int, limit: int = MOST_PER_WORD) -> list[int]:
        """Return slots of records that hold the word with this number."""
        return self.lexicon.postings.slots(number, limit, None, self._dead)

    def candidates(self, party: Party) -> list[int]:
        """Return slots worth a comparison with `party`, at most 48."""
        ready = parcel(party)
        lexicon = self.lexicon
        names = [[(lexicon.number(word), word) for word in words] for words in ready.names]
        pairs = {duo for name in names for duo in duos([number for number, _ in name])}
        question = _Question(
            [place for place in map(self._keys.find, ready.keys) if place >= 0],
            [place for place in (self._duos.find(hash(duo)) for duo in pairs) if place >= 0],
            names,
        )
        total = min((sum(map(self.bits, set(words))) for words in ready.names), default=0.0)
        return self._candidates(question, total)

    def _candidates(self, question: _Question, total: float) -> list[int]:
        found: dict[int, float] = {}
        sure = self._by_keys(question, found)
        for words in question.names:
            self._by_words(words, found)
        enough = ENOUGH * total
        if not self._totals:
            self._totals = array("d", (-1.0,)) * len(self._shelf)
        totals = self._totals
        plausible = []
        for slot, weight in found.items():
            if weight < enough and slot not in sure:
                least = totals[slot]
                if weight < ENOUGH * (least if least >= 0 else self._least_total(slot)):
                    continue
            plausible.append(slot)
        if len(plausible) <= MOST_CANDIDATES:
            return plausible
        return sorted(plausible, key=lambda slot: (-found[slot], slot))[:MOST_CANDIDATES]

    def _least_total(self, slot: int) -> float:
        """Return the bits of the shortest name of a record."""
        if not self._totals:
            self._totals = array("d", (-1.0,)) * len(self._shelf)
        total = self._totals[slot]
        if total < 0:
            weight = self.lexicon.weight
            names = self._shelf.marks(slot)[2]
            total = min((sum(map(weight, set(name))) for name in names), default=0.0)
            self._totals[slot] = total
        return total

    def _by_keys(self, question: _Question, found: dict[int, float]) -> set[int]:
        """Add weights of shared keys to `found` and return the slots that need no shared words besides."""
        sure: set[int] = set()
        count = self._keys.count
        for place in question.keys:
            if not count[place]:
                continue
            kind = chr(self._kinds[place])
            weight = prefix_bits(count[place], len(self)) if kind == "p" else KEY_BITS[kind]
            if not weight:
                continue
            taken = self._keys.slots(place, MOST_PER_KEY, None, self._dead)
            if kind in _SURE:
                sure.update(taken)
            for slot in taken:
                found[slot] = found.get(slot, 0.0) + weight
        count = self._duos.count
        for place in question.duos:
            if 1 <= count[place] <= MOST_PER_WORD:
                taken = self._duos.slots(place, MOST_PER_KEY, None, self._dead)
                first, second = self._duo_words[2 * place], self._duo_words[2 * place + 1]
                weight = DUO_WORTH * (self.lexicon.weight(first) + self.lexicon.weight(second))
                for slot in taken:
                    found[slot] = found.get(slot, 0.0) + weight
        return sure

    def _by_words(self, words: list[_Word], found: dict[int, float]) -> None:
        lexicon, dead = self.lexicon, self._dead
        count, slots = lexicon.postings.count, lexicon.postings.slots
        if len(words) > 1:
            self._by_joined(words, found)
        rarest = sorted((count[number] if number >= 0 else 0, word, number) for number, word in set(words[:MOST_WORDS]))
        for place, (frequency, word, number) in enumerate(rarest):
            if not frequency and place >= FUZZY_WORDS:
                continue
            weight = lexicon.weight(number) if number >= 0 else lexicon.bits(word)
            if frequency and (frequency <= MOST_PER_WORD or place == 0):
                for slot in slots(number, MOST_PER_WORD, None, dead):
                    found[slot] = found.get(slot, 0.0) + weight
            if place < FUZZY_WORDS and weight > FUZZY_BITS:
                for near in lexicon.near(number) if number >= 0 else lexicon.near_unknown(word):
                    if frequency <= FUZZY_FEW or count[near] <= FUZZY_FEW:
                        for slot in slots(near, MOST_PER_NEAR, None, dead):
                            found[slot] = found.get(slot, 0.0) + FUZZY_WORTH * weight

    def _by_joined(self, words: list[_Word], found: dict[int, float]) -> None:
        """Find names that write two neighbouring words as one (``JP Morgan``, ``JPMorgan Chase``)."""
        lexicon = self.lexicon
        one = words[0][1]
        for _, other in words[1:MOST_WORDS]:
            joined = lexicon.number(one + other)
            if joined >= 0:
                weight = lexicon.bits(one) + lexicon.bits(other)
                for slot in lexicon.postings.slots(joined, MOST_PER_WORD, None, self._dead):
                    found[slot] = found.get(slot, 0.0) + weight
            one = other
