"""The first line of every place: the places with their number keys, and on the right who works and what runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from screens.keyed import keyed_pair
from screens.places import ACCOUNT, LIST, NAME, PLACES, PLAN, TODAY, TWINS, PlaceEntry
from screens.show import cells, clip, wrap

_NAME = "Prospector  "
_EVERY = tuple(place.mode for place in PLACES)
_DAILY = (TODAY, LIST, ACCOUNT, NAME)
_WAYS = ((" ", _EVERY), ("", _EVERY), ("", (*_DAILY, TWINS, PLAN)), ("", _DAILY), ("", ()))
"""What stands before a label, and which places have more than their number, the less the less room there is.

What is gone to once a week gives up its name before what is gone to daily; the place that is shown keeps its own.
"""
_PARTS = re.compile(r"(?=  | · )")
"""Where one thing that is said on the right ends and the next begins."""


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
        right = _whole(self._right, room) if room > 0 else ""
        parts.append(" " * max(0, self.size.width - used - cells(right)))
        parts.append((right, "$text-muted"))
        return Content.assemble(*parts)

    def _labels(self) -> list[str]:
        """Return the labels of the places: closer together, then fewer names, so that what runs is seen.

        What is gone to daily keeps its name as long as the first thing on the right has room: the others come and go.
        """
        first = cells(_PARTS.split(self._right)[0])
        for before, named in _WAYS:
            labels = [f"{before}{self._label(place, named)} " for place in PLACES]
            needed = first if named is _DAILY else cells(self._right)
            if sum(map(cells, labels)) + needed + 2 <= self.size.width:
                break
        return labels

    def _label(self, place: PlaceEntry, named: Sequence[str]) -> str:
        key = keyed_pair(place.key, self.screen)
        return f"{key} {place.label}" if place.mode in named or place.mode == self._here else key


def _whole(text: str, room: int) -> str:
    """Return the things that are said as far as there is room; of one alone that is too long, its first words."""
    parts = _PARTS.split(text)
    while len(parts) > 1 and cells("".join(parts)) > room:
        parts.pop()
    said = "".join(parts)
    return said if cells(said) <= room else clip(f"{wrap(said, room - 1).partition(chr(10))[0]}…", room)
