"""Some of a long sequence of keys, by their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload


class Chosen(Sequence[str]):
    """The keys at the places `at`, looked up when they are asked."""

    def __init__(self, keys: Sequence[str], at: Sequence[int]) -> None:
        """Stand for these."""
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
