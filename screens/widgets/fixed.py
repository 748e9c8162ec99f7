"""A line to type in that keeps its size: a letter paints this line, and lays out nothing anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class FixedInput(Input):
    """An input whose size hangs not on its text; Textual's own lays out the whole screen for every letter."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
