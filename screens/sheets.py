"""The style sheets of the app, each read once for a look, however often a screen brings one along."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_SHEETS = 1024
"""More than there are: Textual's own sixty-four are fewer than the sheets of a dozen screens and their widgets, so that
each new one had all the others parsed again."""
Parsed = LRUCache[tuple[Any, ...], list[RuleSet]]


class Sheets(Stylesheet):
    """A style sheet that keeps what it has parsed as long as the colours stay, and over the apps of one process.

    Rules are never changed after they are parsed; what differs between two looks is the variables, and each set of
    variables has its rules apart.
    """

    _kept: ClassVar[LRUCache[frozenset[tuple[str, str]], Parsed]] = LRUCache(8)

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begin without a sheet."""
        super().__init__(variables=variables)
        self._parse_cache = self._of(variables or {})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use other colours; the same ones again change nothing."""
        if variables != self._variables:
            self._parse_cache = LRUCache(1)  # the parent empties it
            super().set_variables(variables)
            self._parse_cache = self._of(variables)

    def reparse(self) -> None:
        """Apply the colours to all sheets; where one is wrong, the rules stay as they were."""
        self.parse()

    def copy(self) -> Sheets:
        """Return another one with the same sheets."""
        other = Sheets(variables=self._variables.copy())
        other.source = self.source.copy()
        return other

    @classmethod
    def _of(cls, variables: dict[str, str]) -> Parsed:
        key = frozenset(variables.items())
        found = cls._kept.get(key)
        if found is None:
            found = cls._kept[key] = LRUCache(_SHEETS)
        return found
