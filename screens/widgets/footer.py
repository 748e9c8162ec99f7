"""The last line of every place: the keys that matter here. It is never clipped: what does not fit is left out whole."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from screens.keyed import keyed_pair
from screens.show import cells

LIMIT = 78
"""Cells of a footer at 80 columns."""
GAP = 2
HELP = "?"


def fitting(keys: Sequence[tuple[str, str]], width: int = LIMIT) -> Sequence[tuple[str, str]]:
    """Return the first of `keys` that fit into `width` cells, each as ``key label``."""
    last = [pair for pair in keys if pair[0] == HELP]
    kept: list[tuple[str, str]] = []
    for pair in keys:
        # The way to the help stays, whatever else must go.
        rest = [] if pair in last or any(one in kept for one in last) else last
        if _cells([*kept, pair, *rest]) > width:
            fits = rest and _cells([*kept, *rest]) <= width
            return [*kept, *rest] if fits else kept
        kept.append(pair)
    return kept


def _cells(keys: Sequence[tuple[str, str]]) -> int:
    return sum(cells(f"{key} {label}") for key, label in keys) + GAP * max(0, len(keys) - 1)


class KeyLine(Widget):
    """Keys and what they do, the most important first."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        """Show `keys`: pairs of key and label."""
        super().__init__()
        self._keys = tuple(keys)

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        held = [(HELP if key == HELP else keyed_pair(key, self.screen), label) for key, label in self._keys]
        parts = [
            Content.assemble((keyed_pair(key, self.screen) if key == HELP else key, "bold $text-accent"), " ", label)
            for key, label in fitting(held, max(0, self.size.width))
        ]
        return Content(" " * GAP).join(parts)
