"""One sentence instead of a broken screen in a terminal that is too small."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

LEAST_WIDTH, LEAST_HEIGHT = 60, 20


class TooSmall(Widget):
    """Shown alone while the terminal is smaller than 60x20; see `base.tcss`."""

    def render(self) -> Content:
        """Return the sentence with the size of now."""
        width, height = self.app.size
        return Content(f"Prospector needs at least {LEAST_WIDTH}x{LEAST_HEIGHT}; this terminal is {width}x{height}.")
