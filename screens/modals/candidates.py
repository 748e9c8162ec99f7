"""Companies that sources propose: a table of them, the one under the cursor in full, and `s` asks the sources."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask, T
from screens.jobs import begin
from screens.show import clip, wrap
from screens.widgets.rows import Column
from screens.widgets.table import Table

_LABEL = 9


class CandidatesBox(Ask[T]):
    """A question about companies that somebody proposes."""

    AUTO_FOCUS = "Table"

    def __init__(self) -> None:
        """Ask nobody yet."""
        super().__init__()
        self._searching = False

    def laid_out(self, columns: Sequence[Column], key: str) -> Vertical:
        """Return the box: the table called `key`, the one under the cursor, what was said last."""
        return Vertical(Table(columns, id=key), Static(id="about"), Static(id="told"), classes="box -broad")

    @property
    def about(self) -> Sequence[tuple[str, str]]:
        """What is known of the one under the cursor, as labels and texts."""
        return ()

    def show_about(self) -> None:
        """Show the one under the cursor in full; an address stays in one line, so that it can be copied."""
        width = max(40, (self.query_one("#about").size.width or 70) - 1)
        parts: list[str | tuple[str, str]] = []
        for label, text in self.about:
            shown = clip(text, width - _LABEL) if label == "Page" else wrap(text, width, _LABEL)
            parts += [(label.ljust(_LABEL), "$text-muted"), f"{shown}\n"]
        self.query_one("#about", Static).update(Content.assemble(*parts).rstrip())

    def tell(self, text: str) -> None:
        """Say something below."""
        self.query_one("#told", Static).update(Content(text))

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(self.show_about)

    @on(Table.Moved)
    def follow(self, event: Table.Moved) -> None:
        """Show the one under the cursor in full."""
        event.stop()
        self.show_about()

    def action_search(self) -> None:
        """Ask the sources; one question at a time."""
        if not self._searching:
            begin(self, self._searched, group="search", exclusive=True, exit_on_error=False)

    async def _searched(self) -> None:
        self._searching = True
        try:
            await self.search()
        finally:
            self._searching = False

    async def search(self) -> None:
        """Ask the sources, and show what they propose."""
