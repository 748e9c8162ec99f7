"""Hints that say why, and fade: each is shown until what it hints at was done a few times."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from screens.keyed import keyed

ENOUGH = 5
"""Uses after which one needs no hint any more."""
HINTS: Mapping[str, str] = {
    "sitting": "T starts a sitting: one act at a time, a clock, an end in sight.",
    "touch": "Each try counts, silence too: a logs it and your number falls.",
    "promise": "What you sign can be changed until Monday; then it can only be answered.",
}


class Hints:
    """Which hints are still needed; kept where the app keeps where the user was."""

    def __init__(self, get: Callable[[str], str], put: Callable[[str, str], None]) -> None:
        """Read and keep counts through `get` and `put`."""
        self._get = get
        self._put = put

    def text(self, key: str) -> str:
        """Return the hint, empty once it was used often enough."""
        return "" if self._uses(key) >= ENOUGH else keyed(HINTS[key])

    def used(self, key: str) -> None:
        """Count one use of what the hint is about."""
        uses = self._uses(key)
        if uses < ENOUGH:
            self._put(_kept(key), str(uses + 1))

    def _uses(self, key: str) -> int:
        said = self._get(_kept(key))
        return int(said) if said.isascii() and said.isdigit() else 0


def _kept(key: str) -> str:
    return f"hint.{key}"
