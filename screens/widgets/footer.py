"""The last line of every place: the keys that matter here. It is never clipped: what does not fit is left out whole."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from screens.show import cells

LIMIT = 78
"""Cells of a footer at 80 columns."""
GAP = 2


def fitting(keys: Sequence[tuple[str, str]], width: int = LIMIT) -> Sequence[tuple[str, str]]:
    """Return the first of `keys` that fit into `width` cells, each as ``key label``."""
    used = 0
    kept: list[tuple[str, str]] = []
    for key, label in keys:
        needed = cells(f"{key} {label}") + (GAP if kept else 0)
        if used + needed > width:
            break
        used += needed
        kept.append((key, label))
    return kept


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
        parts = [
            Content.assemble((key, "bold $text-accent"), " ", label)
            for key, label in fitting(self._keys, max(0, self.size.width))
        ]
        return Content(" " * GAP).join(parts)
