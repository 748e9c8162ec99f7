"""A short list to pick from, of lines that were made elsewhere; vim keys and arrows move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Picks(OptionList):
    """An option list without frame that keeps its place when its lines are replaced."""

    DEFAULT_CSS = """
    Picks, Picks:focus {
        border: none; padding: 0; background: transparent; height: auto; max-height: 100%;
        background-tint: $foreground 0%;
    }
    Picks > .option-list--option { padding: 0; }
    Picks > .option-list--option-highlighted { background: $surface; text-style: none; color: $foreground; }
    Picks:focus > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="picks.down"),
        Binding("k", "cursor_up", "Up", show=False, id="picks.up"),
        Binding("g", "first", "First", show=False, id="picks.first"),
        Binding("G", "last", "Last", show=False, id="picks.last"),
        Binding("ctrl+d", "page_down", "Page down", show=False, id="picks.page_down"),
        Binding("ctrl+u", "page_up", "Page up", show=False, id="picks.page_up"),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Start empty."""
        super().__init__(id=id, markup=False)
        self._marked = -1

    def show(self, lines: Sequence[tuple[str, Content]], *, empty_cursor: bool = False) -> None:
        """Show `lines` of (key, content); an empty key is a heading. Every content begins with a blank for the bar."""
        before, at = self.key, self.highlighted
        self._marked = -1
        self.clear_options()
        self.add_options([Option(content, id=key or None, disabled=not key) for key, content in lines])
        keys = [key for key, _ in lines]
        if empty_cursor:
            self.highlighted = None
        elif before and before in keys:
            self.highlighted = keys.index(before)
        else:
            # The line is gone: the cursor stays where it was, on the nearest line that can be picked.
            usable = [number for number, key in enumerate(keys) if key]
            self.highlighted = min(usable, key=lambda number: abs(number - (at or 0)), default=None)

    @on(OptionList.OptionHighlighted)
    def _mark(self, event: OptionList.OptionHighlighted) -> None:
        """Put a bar before the line under the cursor, so that it shows without colour too."""
        if self._marked not in (-1, event.option_index) and self._marked < self.option_count:
            self._put(" ", self._marked)
        if event.option_index < self.option_count:
            self._put("▌", event.option_index)
            self._marked = event.option_index

    def _put(self, first: str, index: int) -> None:
        prompt = self.get_option_at_index(index).prompt
        if isinstance(prompt, Content) and prompt.plain[:1] in (" ", "▌"):
            self.replace_option_prompt_at_index(index, Content.assemble((first, "$text-accent"), prompt[1:]))

    @property
    def key(self) -> str:
        """Return the key of the line under the cursor, empty when there is none."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return ""
        return self.get_option_at_index(self.highlighted).id or ""
