"""Some of a long sequence of keys, by their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from prospector.pipeline.paged import Packed


class Chosen(Sequence[str]):
    """The keys at the places `at`, looked up when they are asked."""

    def __init__(self, keys: Packed, at: Sequence[int]) -> None:
        """Stand for these, the first places first."""
        self._keys, self._at = keys, at

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._at)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Return one, or several."""
        if isinstance(at, slice):
            return [self._keys[one] for one in self._at[at]]
        return self._keys[self._at[at]]

    def find(self, key: str) -> int:
        """Return where `key` stands among these, -1 when it does not."""
        place = self._keys.find(key)
        at = bisect_left(self._at, place)
        return at if place >= 0 and at < len(self._at) and self._at[at] == place else -1
