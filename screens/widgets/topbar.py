"""The first line of every place: the places with their number keys, and on the right who works and what runs."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from screens.places import PLACES
from screens.show import cells, clip


class TopBar(Widget):
    """Where am I, and how do I get elsewhere."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, here: str) -> None:
        """Mark the place `here`."""
        super().__init__()
        self._here = here
        self._right = ""

    def show(self, right: str) -> None:
        """Show `right` at the right end."""
        if right != self._right:
            self._right = right
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        parts: list[Content | str | tuple[str, str]] = [("Prospector", "bold $foreground"), "  "]
        used = 12
        for place in PLACES:
            label = f" {place.key} {place.label} "
            parts.append((label, "bold reverse $text-primary") if place.mode == self._here else label)
            used += cells(label)
        room = self.size.width - used - 2
        right = clip(self._right, room) if room > 0 else ""
        parts.append(" " * max(0, self.size.width - used - cells(right)))
        parts.append((right, "$text-muted"))
        return Content.assemble(*parts)
