"""The line of words that filters a table: it filters while one types, `enter` keeps it, `esc` brings all rows back."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input


class Filtered(Protocol):
    """A place that can be filtered."""

    def filter_by(self, typed: str) -> None:
        """Show only what has the words `typed`."""

    def end_filter(self, *, keep: bool) -> None:
        """Leave the filter line."""


class FilterLine(Input):
    """Belongs to a place that is `Filtered`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "Show all", id="filter.leave", show=False),
        Binding("down", "leave(True)", "To the rows", id="filter.down", show=False),
    ]

    def __init__(self, typed: str = "") -> None:
        """Start with what was typed before."""
        super().__init__(typed, placeholder="words of a name, domain, place, pain…", select_on_focus=False)

    @property
    def _place(self) -> Filtered:
        return cast("Filtered", self.screen)

    @on(Input.Changed)
    def filter_rows(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self._place.filter_by(event.value)

    @on(Input.Submitted)
    def keep_filter(self, event: Input.Submitted) -> None:
        """Go to the rows that are left."""
        event.stop()
        self._place.end_filter(keep=True)

    def action_leave(self, keep: bool) -> None:  # noqa: FBT001 - called by a key
        """Leave the line."""
        self._place.end_filter(keep=keep)
