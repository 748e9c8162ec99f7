"""The line of words that filters a table: it filters while one types, `enter` keeps it, `esc` brings all rows back."""

from __future__ import annotations

import asyncio
from typing import ClassVar, Protocol, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.widgets.fixed import FixedInput

_ROUNDS = 3
"""Rounds of the event loop until every widget that changed has told its screen so."""


class Filtered(Protocol):
    """A place that can be filtered."""

    def filter_by(self, typed: str) -> None:
        """Show only what has the words `typed`."""

    def end_filter(self, *, keep: bool) -> None:
        """Leave the filter line."""


class FilterLine(FixedInput):
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
    async def filter_rows(self, event: Input.Changed) -> None:
        """Filter while typing: the letter and what it leaves are painted at once, not one after the other."""
        event.stop()
        with self.app.batch_update():
            self._place.filter_by(event.value)
            for _ in range(_ROUNDS):
                await asyncio.sleep(0)
        self.screen.check_idle()

    @on(Input.Submitted)
    def keep_filter(self, event: Input.Submitted) -> None:
        """Go to the rows that are left."""
        event.stop()
        self._place.end_filter(keep=True)

    def action_leave(self, keep: bool) -> None:  # noqa: FBT001 - called by a key
        """Leave the line."""
        self._place.end_filter(keep=keep)
