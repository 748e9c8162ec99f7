"""The pairs found in a file, by the hundred thousand: kept flat, and shown as `Pair` when looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from prospector.identity.decide import Verdict
from prospector.identity.matcher import Pair

VERDICTS: tuple[Verdict, ...] = ("same", "review", "related", "different")
_STEPS = 10_000
"""Scores are kept to the fourth decimal, as they are given."""
_SLOT_BITS = 32
Row = tuple[int, int, float, Verdict, tuple[str, ...]]
"""Slots of both records, score, verdict and reasons."""


class Pairs(Sequence[Pair]):
    """Pairs of records by slot, about 100 bytes each, as a sequence of `Pair`."""

    def __init__(self, ids: Sequence[str], rows: Iterable[Row] = ()) -> None:
        """Take `rows` in; `ids` gives the id of each slot."""
        self._ids = ids
        self._left, self._right = array("I"), array("I")
        self._scores, self._verdicts = array("H"), bytearray()
        self._why, self._ends = bytearray(), array("Q", (0,))
        self._order = array("I")
        for row in rows:
            self.put(*row)

    def put(self, left: int, right: int, score: float, verdict: Verdict, why: tuple[str, ...]) -> None:
        """Add a pair behind the others."""
        self._order.append(len(self._left))
        self._left.append(left)
        self._right.append(right)
        self._scores.append(round(score * _STEPS))
        self._verdicts.append(VERDICTS.index(verdict))
        self._why += "\n".join(why).encode()
        self._ends.append(len(self._why))

    def sort(self) -> None:
        """Put the surest first, equally sure ones in the order of the base."""

        def rank(place: int) -> int:
            lower = self._left[place] << _SLOT_BITS | self._right[place]
            return (_STEPS - self._scores[place]) << 2 * _SLOT_BITS | lower

        self._order = array("I", sorted(range(len(self._left)), key=rank))

    def count(self, value: object) -> int:
        """Return how many pairs have the verdict `value`, or are it."""
        if isinstance(value, str) and value in VERDICTS:
            return self._verdicts.count(VERDICTS.index(value))
        return super().count(value)

    def rows(self, verdict: Verdict) -> Iterator[tuple[int, int, float]]:
        """Yield slots and score of the pairs with this verdict."""
        wanted = VERDICTS.index(verdict)
        for place in self._order:
            if self._verdicts[place] == wanted:
                yield self._left[place], self._right[place], self._scores[place] / _STEPS

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> list[Pair]: ...
    def __getitem__(self, at: int | slice) -> Pair | list[Pair]:
        """Return one pair, or those of a slice."""
        if isinstance(at, slice):
            return [self._pair(place) for place in self._order[at]]
        return self._pair(self._order[at])

    def __iter__(self) -> Iterator[Pair]:
        """Yield the pairs in their order."""
        return map(self._pair, self._order)

    def __eq__(self, other: object) -> bool:
        """Say whether `other` holds the same pairs in the same order."""
        return isinstance(other, Pairs) and len(self) == len(other) and all(map(Pair.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _pair(self, place: int) -> Pair:
        why = self._why[self._ends[place] : self._ends[place + 1]].decode()
        return Pair(
            self._ids[self._left[place]],
            self._ids[self._right[place]],
            self._scores[place] / _STEPS,
            VERDICTS[self._verdicts[place]],
            tuple(why.split("\n")) if why else (),
        )
