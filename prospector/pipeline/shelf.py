"""Texts of one kind, held folded, many in one piece, so that looking through a hundred thousand takes milliseconds.

Only the folded texts and the keys of their rows are held, and not in memory (see `store.set_aside`): what is shown of the few
that were found is read again. An index
of words finds no middle of a word, and one of letter triples takes longer to keep than this takes to search.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain, compress, islice
from typing import NamedTuple

from prospector.pipeline.blocks import BLOCK, block_of, lines_beginning, lines_like, lines_with
from prospector.store.set_aside import Piece, SetAside
from prospector.text import folded

_ASKED = 200
"""Rows read at once to see who may find them."""
_SAMPLE = 20
"""Pieces after which is seen whether enough texts begin with a word."""
_MOST_HELD = 4_000
"""Hits that are held for whoever types on."""


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
_Hit = tuple[int, int, str, int]
"""Rank, length, folded text and number of a text."""


@dataclass(slots=True)
class Shelf:
    """The texts of one kind, newest first, and what was written since."""

    read: Read
    aside: SetAside
    _keys: list[Piece] = field(default_factory=list)
    _blocks: list[Piece] = field(default_factory=list)
    _looked: tuple[tuple[str, ...], Sequence[int]] = ((), ())
    """Words that were looked for everywhere, and the pieces that hold them."""
    _begun: tuple[tuple[str, ...], Sequence[_Hit]] = ((), ())
    """Words that were looked for, and the texts that hold them and begin with the first."""
    _within: tuple[tuple[str, ...], list[int], list[str]] = ((), [], [])
    """Words that were looked for, and numbers and texts of all that hold them."""
    _scattered: tuple[str, Sequence[_Hit]] = ("", ())
    _gone: set[str] = field(default_factory=set)
    _fresh: dict[str, list[Line]] = field(default_factory=dict)

    def fill(self, texts: Iterable[tuple[str, str]]) -> None:
        """Hold these keys and texts, newest first, and nothing else."""
        rest, add = iter(texts), self.aside.add
        self._keys, self._blocks = [], []
        while portion := list(islice(rest, BLOCK)):
            self._keys.append(add(",".join([key for key, _ in portion]).encode()))
            self._blocks.append(add(block_of([folded(text).replace("\n", " ") for _, text in portion])))
        self._looked, self._begun, self._within, self._scattered = ((), ()), ((), ()), ((), [], []), ("", ())
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
        if ranked:
            found += self._lines(iter(self._best(words, most + len(self._gone))), most, seen)
        else:
            held = self._held(words)
            found += self._lines(((_rank(text, words[0]), 0, "", at) for at, text in held), most, seen)
        every = sorted(found, key=lambda one: (one.line.at, one.line.key), reverse=True)
        if ranked:
            every.sort(key=lambda one: (one.rank, len(one.line.text), one.line.text))
        return every[:most]

    def scattered(self, letters: str, most: int, seen: Callable[[Line], bool]) -> list[Found]:
        """Return at most `most` lines that hold the folded `letters` in their order, the shortest first."""
        # Each letter is looked for in what is none, so that there is one way only to match and no line takes long.
        pattern = re.compile("".join(f"[^\\n{re.escape(one)}]*+{re.escape(one)}" for one in letters))
        before, hits = self._scattered
        if before and letters.startswith(before):
            hits = [hit for hit in hits if pattern.match(hit[2])]
        else:
            hits = [
                (3, len(text), text, number * BLOCK + at)
                for number, one in enumerate(self._blocks)
                for at, text in lines_like(pattern, self.aside.read(one))
            ]
        self._scattered = (letters, hits) if len(hits) <= _MOST_HELD else ("", ())
        found = list(self._lines(iter(nsmallest(most + len(self._gone), hits)), most, seen))
        found += [
            Found(line, 3)
            for several in self._fresh.values()
            for line in several
            if seen(line) and pattern.match(folded(line.text))
        ]
        return sorted(found, key=lambda one: (len(one.line.text), one.line.text))[:most]

    def _best(self, words: Sequence[str], most: int) -> list[_Hit]:
        """Return the best `most` of the base; where enough begin with the first word, no others are looked at."""
        before, begun = self._begun
        if before and words[0].startswith(before[0]) and _typed_on(before, words):
            begun = [hit for hit in begun if hit[2].startswith(words[0])]
        else:
            begun = []
            for number, one in enumerate(self._blocks, 1):
                begin = (number - 1) * BLOCK
                found = lines_beginning(words[0], self.aside.read(one))
                begun += [(0, len(text), text, begin + at) for at, text in found]
                if number == _SAMPLE and len(begun) * len(self._blocks) < most * _SAMPLE:
                    break  # there will not be enough
        if len(words) > 1:
            begun = [hit for hit in begun if all(word in hit[2] for word in words)]
        self._begun = (tuple(words), begun) if len(begun) <= _MOST_HELD else ((), ())
        if len(begun) >= most:
            return nsmallest(most, begun)
        before, numbers, texts = self._within
        if before and _typed_on(before, words):
            kept = [all(word in text for word in words) for text in texts]
            numbers, texts = list(compress(numbers, kept)), list(compress(texts, kept))
        else:
            # Side by side: pairs of them would all be looked through for garbage, again and again.
            numbers, texts = [], []
            for at, text in self._held(words):
                numbers.append(at)
                texts.append(text)
        self._within = (tuple(words), numbers, texts) if len(texts) <= _MOST_HELD else ((), [], [])
        return _first(numbers, texts, words[0], most)

    def _held(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield number and text of those of the base that hold all words."""
        longest, hit = max(words, key=len), []
        before, held = self._looked
        for number in held if before and _typed_on(before, words) else range(len(self._blocks)):
            for at, text in lines_with(longest, self.aside.read(self._blocks[number])):
                if len(words) == 1 or all(word in text for word in words):
                    hit.append(number)
                    yield number * BLOCK + at, text
        self._looked = tuple(words), list(dict.fromkeys(hit))

    def _lines(self, hits: Iterator[_Hit], most: int, seen: Callable[[Line], bool]) -> Iterator[Found]:
        """Yield the first `most` of these that are still there and may be seen, as they stand now."""
        left = most
        while left > 0 and (portion := list(islice(hits, min(_ASKED, left + len(self._gone))))):
            held = {number: self.aside.read(self._keys[number]).decode().split(",")
                    for number in {at // BLOCK for *_, at in portion}}  # fmt: skip
            ranks = {held[at // BLOCK][at % BLOCK]: rank for rank, _, _, at in portion}
            keys = [key for key in ranks if key not in self._gone]
            lines: Mapping[str, Line] = {line.key: line for line in self.read(keys)} if keys else {}
            for key in keys:
                if left > 0 and key in lines and seen(lines[key]):
                    yield Found(lines[key], ranks[key])
                    left -= 1


def _typed_on(before: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether somebody typed on: then nothing is found where the shorter words were not."""
    return all(any(one in word for word in words) for one in before)


def _first(numbers: Sequence[int], texts: Sequence[str], word: str, most: int) -> list[_Hit]:
    """Return the best `most` of these texts, all of which hold `word`."""
    spaced = f" {word}"
    best = nsmallest(
        most,
        (
            (0 if text.startswith(word) else 1, len(text), text, at)
            for at, text in zip(numbers, texts, strict=True)
            if spaced in text or text.startswith(word)
        ),
    )
    # The others begin no text: they come behind as many of these as are no longer than they are.
    room = best[-1][1] if len(best) == most else sys.maxsize
    others = (
        (_rank(text, word), len(text), text, at)
        for at, text in zip(numbers, texts, strict=True)
        if len(text) <= room and spaced not in text and not text.startswith(word)
    )
    return nsmallest(most, chain(best, others))


def _rank(text: str, word: str) -> int:
    at = text.find(word)
    if at <= 0:
        return 0
    while at > 0:
        if not (text[at - 1].isalnum() or text[at - 1] == "_"):
            return 1
        at = text.find(word, at + 1)
    return 2
