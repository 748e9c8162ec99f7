"""Texts of one kind, held folded, many in one piece, so that looking through a hundred thousand takes milliseconds.

Only the folded texts and the keys of their rows are held, and not in memory (see `store.set_aside`): what is shown of the few
that were found is read again. An index
of words finds no middle of a word, and one of letter triples takes longer to keep than this takes to search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from prospector.pipeline.blocks import (
    BLOCK,
    block_of,
    holds,
    lines_beginning,
    lines_like,
    lines_with,
    lines_with_beginning,
)
from prospector.store.set_aside import Piece, SetAside
from prospector.text import folded

_ASKED = 200
"""Rows read at once to see who may find them."""


class Line(NamedTuple):
    """One text, with the row it came from."""

    key: str
    owner: str
    """Account that the row belongs to; for a merged part its own id."""
    text: str
    at: str
    mine: str = ""
    """The only person who may find it; empty: everybody."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line in which all words stand."""

    line: Line
    rank: int
    """0 at the beginning of the text, 1 at the beginning of a word, 2 inside, 3 letters in their order only."""


Read = Callable[[Sequence[str]], Sequence[Line]]
"""Gives the lines of rows as they stand now, by their keys."""
_Hit = tuple[int, int]
"""Rank and number of a text."""


@dataclass(slots=True)
class Shelf:
    """The texts of one kind in the order in which they are wanted, and what was written since.

    Where the best are wanted the shortest lie first: whoever has met enough of one rank has met the best of it.
    """

    read: Read
    aside: SetAside
    _keys: list[Piece] = field(default_factory=list)
    _blocks: list[Piece] = field(default_factory=list)
    _looked: tuple[tuple[str, ...], Sequence[int]] = ((), ())
    """Words that were looked for everywhere, and the pieces that hold them."""
    _scattered: tuple[str, int, Sequence[tuple[int, str]]] = ("", 0, ())
    """Letters that were looked for, the pieces looked through, and numbers and texts of what was met there."""
    _gone: set[str] = field(default_factory=set)
    _fresh: dict[str, list[Line]] = field(default_factory=dict)

    def fill(self, texts: Iterable[tuple[str, str]]) -> None:
        """Hold these keys and texts, newest or shortest first, and nothing else."""
        rest, add = iter(texts), self.aside.add
        self._keys, self._blocks = [], []
        while portion := list(islice(rest, BLOCK)):
            self._keys.append(add(",".join([key for key, _ in portion]).encode()))
            self._blocks.append(add(block_of([folded(text).replace("\n", " ") for _, text in portion])))
        self._looked, self._scattered = ((), ()), ("", 0, ())
        self._gone, self._fresh = set(), {}

    def renew(self, keys: Sequence[str], lines: Sequence[Line]) -> None:
        """Put `lines` in the place of everything under `keys`."""
        self._gone.update(keys)
        for key in keys:
            self._fresh.pop(key, None)
        for line in lines:
            self._fresh.setdefault(line.key, []).append(line)

    @property
    def grown(self) -> int:
        """How many lines lie beside the base."""
        return len(self._gone)

    def find(self, words: Sequence[str], most: int, seen: Callable[[Line], bool], *, ranked: bool) -> list[Found]:
        """Return at most `most` lines in which all folded `words` stand: newest first, or with `ranked` the best first."""
        found = [
            Found(line, _rank(text, words[0]))
            for several in self._fresh.values()
            for line in several
            if seen(line) and all(word in (text := folded(line.text)) for word in words)
        ]
        hits = self._best(words, most + len(self._gone)) if ranked else self._newest(words)
        found += self._lines(hits, most, seen)
        every = sorted(found, key=lambda one: (one.line.at, one.line.key), reverse=True)
        if ranked:
            every.sort(key=lambda one: (one.rank, len(one.line.text), one.line.text))
        return every[:most]

    def scattered(self, letters: str, most: int, seen: Callable[[Line], bool]) -> list[Found]:
        """Return at most `most` lines that hold the folded `letters` in their order, the shortest first."""
        # Each letter is looked for in what is none, so that there is one way only to match and no line takes long.
        pattern = re.compile("".join(f"[^\\n{re.escape(one)}]*+{re.escape(one)}" for one in letters))
        before, looked, hits = self._scattered
        if before and letters.startswith(before):
            hits = [hit for hit in hits if pattern.match(hit[1])]
        else:
            looked, hits = 0, []
        while len(hits) < most + len(self._gone) and looked < len(self._blocks):
            block = self.aside.read(self._blocks[looked])
            if holds(letters, block):
                hits += [(looked * BLOCK + at, text) for at, text in lines_like(pattern, block)]
            looked += 1
        self._scattered = (letters, looked, hits)
        found = list(self._lines(((3, at) for at, _ in hits), most, seen))
        found += [
            Found(line, 3)
            for several in self._fresh.values()
            for line in several
            if seen(line) and pattern.match(folded(line.text))
        ]
        return sorted(found, key=lambda one: (len(one.line.text), one.line.text))[:most]

    def _best(self, words: Sequence[str], most: int) -> Iterator[_Hit]:
        """Yield the best `most` of the base: those of the next rank are looked for where there are too few so far."""
        for rank, lines in enumerate((lines_beginning, lines_with_beginning, lines_with)):
            best = ((rank, at) for at, text in self._held(words, words[0], lines) if _rank(text, words[0]) == rank)
            for one in islice(best, most):
                most -= 1
                yield one
            if most <= 0:
                return

    def _newest(self, words: Sequence[str]) -> Iterator[_Hit]:
        for at, text in self._held(words, max(words, key=len), lines_with):
            yield _rank(text, words[0]), at

    def _held(
        self, words: Sequence[str], word: str, lines: Callable[[str, bytes], Sequence[tuple[int, str]]]
    ) -> Iterator[tuple[int, str]]:
        """Yield number and text of those of the base that `lines` gives for `word` and that hold all words."""
        before, held = self._looked
        hit = []
        for number in held if before and _typed_on(before, words) else range(len(self._blocks)):
            block = self.aside.read(self._blocks[number])
            if not holds(words, block):
                continue
            hit.append(number)
            for at, text in lines(word, block):
                if len(words) == 1 or all(one in text for one in words):
                    yield number * BLOCK + at, text
        self._looked = tuple(words), hit

    def _lines(self, hits: Iterator[_Hit], most: int, seen: Callable[[Line], bool]) -> Iterator[Found]:
        """Yield the first `most` of these that are still there and may be seen, as they stand now."""
        left = most
        while left > 0 and (portion := list(islice(hits, min(_ASKED, left + len(self._gone))))):
            held = {number: self.aside.read(self._keys[number]).decode().split(",")
                    for number in {at // BLOCK for _, at in portion}}  # fmt: skip
            ranks = {held[at // BLOCK][at % BLOCK]: rank for rank, at in portion}
            keys = [key for key in ranks if key not in self._gone]
            lines: Mapping[str, Line] = {line.key: line for line in self.read(keys)} if keys else {}
            for key in keys:
                if left > 0 and key in lines and seen(lines[key]):
                    yield Found(lines[key], ranks[key])
                    left -= 1


def _typed_on(before: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether somebody typed on: then nothing is found where the shorter words were not."""
    return all(any(one in word for word in words) for one in before)


def _rank(text: str, word: str) -> int:
    at = text.find(word)
    if at <= 0:
        return 0
    while at > 0:
        if not (text[at - 1].isalnum() or text[at - 1] == "_"):
            return 1
        at = text.find(word, at + 1)
    return 2
