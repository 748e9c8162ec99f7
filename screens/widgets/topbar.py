"""The first line of every place: the places with their number keys, and on the right who works and what runs."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from screens.keyed import keyed_pair
from screens.places import PLACES, PlaceEntry
from screens.show import cells, clip

_NAME = "Prospector  "
_WAYS = ((" ", 99), ("", 99), ("", 4), ("", 3), ("", 0))
"""What stands before a label, and how many of its letters, the less the less room there is."""


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
        labels = self._labels()
        used = sum(cells(label) for label in labels)
        # The places and what runs say more than the product's name.
        named = labels[0][0] == " " and used + cells(_NAME) + cells(self._right) + 2 <= self.size.width
        parts: list[Content | str | tuple[str, str]] = [(_NAME, "bold $foreground")] if named else []
        used += cells(_NAME) if named else 0
        for place, label in zip(PLACES, labels, strict=True):
            parts.append((label, "bold reverse $text-primary") if place.mode == self._here else label)
        room = self.size.width - used - 2
        right = clip(self._right, room) if room > 0 else ""
        parts.append(" " * max(0, self.size.width - used - cells(right)))
        parts.append((right, "$text-muted"))
        return Content.assemble(*parts)

    def _labels(self) -> list[str]:
        """Return the labels of the places: closer together, then shorter, then numbers alone, so that what runs is seen."""
        for before, most in _WAYS:
            labels = [f"{before}{self._named(place, most)}".rstrip() + " " for place in PLACES]
            if sum(map(cells, labels)) + cells(self._right) + 2 <= self.size.width:
                break
        return labels

    def _named(self, place: PlaceEntry, most: int) -> str:
        label = place.label if place.mode == self._here else place.label[:most]
        return f"{keyed_pair(place.key, self.screen)} {label}"
