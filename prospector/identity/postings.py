"""Postings: which records hold a key, for millions of keys in little memory.

A dictionary of lists takes about 150 bytes a key; this takes 28, and 8 for each further record of a key. Keys are 64-bit
hashes, kept in an open-addressed table with linear probing; two texts that share all 64 bits would at worst propose a
hopeless pair. Everything lies in flat arrays, so processes forked from one that filled it share the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

_FIRST_SIZE = 1 << 10
_LOAD = 0.6


class Postings:
    """A map from 64-bit keys to rising slot numbers; each key gets a running number, its place."""

    def __init__(self) -> None:
        """Start empty."""
        self.count = array("i")
        """Slots held, by place."""
        self._prints = array("q")
        self._first = array("i")
        self._last = array("i")
        self._slots = array("i")
        self._next = array("i")
        self._table = array("i", (-1,)) * _FIRST_SIZE
        self._room = int(_FIRST_SIZE * _LOAD)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._prints)

    def find(self, key: int) -> int:
        """Return the place of `key`, or -1."""
        table, prints = self._table, self._prints
        mask = len(table) - 1
        at = key & mask
        while (place := table[at]) >= 0:
            if prints[place] == key:
                return place
            at = (at + 1) & mask
        return -1

    def add(self, keys: Iterable[int], slot: int) -> list[int]:
        """Add `slot`, which is higher than any before it, under each of `keys` (all different); return their places."""
        table, prints, count, first, last = self._table, self._prints, self.count, self._first, self._last
        mask = len(table) - 1
        places = []
        for key in keys:
            at = key & mask
            while (place := table[at]) >= 0 and prints[place] != key:
                at = (at + 1) & mask
            if place < 0:
                place = table[at] = len(prints)
                prints.append(key)
                count.append(1)
                first.append(slot)
                last.append(-1)
                if place >= self._room:
                    self._grow()
                    table = self._table
                    mask = len(table) - 1
            elif not count[place]:
                count[place], first[place] = 1, slot
            else:
                self._append(place, slot)
            places.append(place)
        return places

    def _append(self, place: int, slot: int) -> None:
        slots, following = self._slots, self._next
        last = self._last[place]
        if last < 0:
            last = len(slots)
            slots.append(self._first[place])
            following.append(-1)
            self._first[place] = last
        entry = len(slots)
        slots.append(slot)
        following.append(-1)
        following[last] = entry
        self._last[place] = entry
        self.count[place] += 1

    def _grow(self) -> None:
        size = len(self._table) * 2
        table = array("i", (-1,)) * size
        mask = size - 1
        for place, key in enumerate(self._prints):
            at = key & mask
            while table[at] >= 0:
                at = (at + 1) & mask
            table[at] = place
        self._table = table
        self._room = int(size * _LOAD)

    def drop(self, place: int) -> None:
        """Count one slot less at `place`; the caller names the slot among the `dead` from now on."""
        self.count[place] -= 1
        if not self.count[place]:
            self._first[place] = self._last[place] = -1

    def slots(self, place: int, limit: int, before: int | None = None, dead: Collection[int] = ()) -> list[int]:
        """Return the first slots at `place`, at most `limit`, with `before` only lower ones, without the dead."""
        if not self.count[place]:
            return []
        entry = self._first[place]
        if self._last[place] < 0:
            return [entry] if before is None or entry < before else []
        found: list[int] = []
        slots, following = self._slots, self._next
        if dead:
            return self._living(place, limit, before, dead)
        while entry >= 0 and len(found) < limit:
            slot = slots[entry]
            if before is not None and slot >= before:
                break
            found.append(slot)
            entry = following[entry]
        return found

    def _living(self, place: int, limit: int, before: int | None, dead: Collection[int]) -> list[int]:
        """Return slots as `slots` does and unlink the dead ones passed, so that none is passed twice."""
        found: list[int] = []
        slots, following = self._slots, self._next
        entry, kept = self._first[place], -1
        while entry >= 0 and len(found) < limit:
            slot, after = slots[entry], following[entry]
            if before is not None and slot >= before:
                break
            if slot in dead and after >= 0:
                if kept < 0:
                    self._first[place] = after
                else:
                    following[kept] = after
            else:
                if slot not in dead:
                    found.append(slot)
                kept = entry
            entry = after
        return found
