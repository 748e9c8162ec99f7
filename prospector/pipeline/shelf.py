"""Texts of one kind, held in memory folded in one piece, so that looking through a hundred thousand takes milliseconds.

An index of words finds no middle of a word, and one of letter triples takes longer to keep than this takes to search.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from prospector.text import folded


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


@dataclass(slots=True)
class Shelf:
    """The texts of one kind, newest first, and what was written since."""

    base: Sequence[Line] = ()
    _blob: str = ""
    _starts: list[int] = field(default_factory=list)
    _gone: set[str] = field(default_factory=set)
    _fresh: dict[str, list[Line]] = field(default_factory=dict)

    def fill(self, lines: Sequence[Line]) -> None:
        """Hold `lines`, newest first, and nothing else."""
        texts = [folded(line.text).replace("\n", " ") for line in lines]
        self._starts, at = [], 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1
        self.base, self._blob = lines, "\n".join(texts)
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
        fresh = [
            Found(line, _rank(text, words[0]))
            for several in self._fresh.values()
            for line in several
            if seen(line) and all(word in (text := folded(line.text)) for word in words)
        ]
        held = []
        for number, at, text in self._held(words):
            line = self.base[number]
            if line.key not in self._gone and seen(line):
                held.append(Found(line, _rank(text, words[0]) if at is None else _rank(text, words[0], at)))
                if not ranked and len(held) >= most:
                    break
        every = sorted([*fresh, *held], key=lambda one: (one.line.at, one.line.key), reverse=True)
        if ranked:
            every.sort(key=lambda one: (one.rank, len(one.line.text), one.line.text))
        return every[:most]

    def scattered(self, letters: str, most: int, seen: Callable[[Line], bool]) -> list[Found]:
        """Return at most `most` lines that hold the folded `letters` in their order, the shortest first."""
        # Each letter is looked for in what is none, so that there is one way only to match and no line takes long.
        pattern = re.compile("(?m)^" + "".join(f"[^\\n{re.escape(one)}]*{re.escape(one)}" for one in letters))
        held = [self.base[self._number(match.start())] for match in pattern.finditer(self._blob)]
        lines = [line for line in held if line.key not in self._gone]
        lines += [line for several in self._fresh.values() for line in several if pattern.match(folded(line.text))]
        return [
            Found(line, 3) for line in sorted(filter(seen, lines), key=lambda one: (len(one.text), one.text))[:most]
        ]

    def _held(self, words: Sequence[str]) -> Iterator[tuple[int, int | None, str]]:
        """Yield the lines of the base that hold all words, with where the first word stands when it led there."""
        blob = self._blob
        if not all(word in blob for word in words):
            return
        rarest = min(words, key=blob.count) if len(words) > 1 else words[0]
        at = blob.find(rarest)
        while at >= 0:
            number = self._number(at)
            start = self._starts[number]
            end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(blob)
            text = blob[start:end]
            if len(words) == 1 or all(word in text for word in words):
                yield number, at - start if rarest == words[0] else None, text
            at = blob.find(rarest, end)

    def _number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def _rank(text: str, word: str, at: int | None = None) -> int:
    here = text.find(word) if at is None else at
    if here == 0:
        return 0
    return 1 if re.search(rf"(?<!\w){re.escape(word)}", text) else 2
