"""The last door before the terminal: no segment of any widget goes through it with something that acts.

Text is cleaned when it comes in and when it is clipped for a table. What stood in a file before, or was written into it
by another program, is met here; the line keeps its width, so that columns stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from prospector.text import harmless


class LastDoor(LineFilter):
    """Cleans what a line is made of, just before it is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base class's
        """Return `segments` without control characters, reading-order controls, hidden ones and links."""
        if all(_innocent(one) for one in segments):
            return segments
        return [one if _innocent(one) else _cleaned(one) for one in segments]


LAST_DOOR: Sequence[LineFilter] = (LastDoor(),)


def _innocent(segment: Segment) -> bool:
    text, style, _ = segment
    return text.isascii() and text.isprintable() and (style is None or style.link is None)


def _cleaned(segment: Segment) -> Segment:
    text, style, _ = segment
    kept = harmless(text).replace("\n", " ")
    if kept != text:
        # The line was laid out for the text as it came.
        kept = set_cell_size(kept, cell_len(text))
    if style is not None and style.link is not None:
        style = style.update_link(None)
    return Segment(kept, style)
