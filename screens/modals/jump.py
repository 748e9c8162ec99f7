"""Jump to any company: type a few letters of its name or domain, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from prospector.model.account import PLACES, ListRow
from prospector.text import folded
from screens.base import Ask
from screens.show import fit_numbers
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

COLUMNS = (
    Column("company", 24, grow=2),
    Column("domain", 18, grow=1),
    Column("where", 8),
    Column("fit", 6, right=True),
)
SHOWN = 200


class Jump(Ask[str | None]):
    """Answers the account's id, None when it was left."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", id="jump.down", show=False),
        Binding("up", "move(-1)", "Up", id="jump.up", show=False),
    ]
    DEFAULT_CSS = """
    Jump Table { height: 14; }
    Jump Input, Jump Input:focus { height: 1; border: none; padding: 0 1; margin: 1 0; background: $panel; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the line and what it finds."""
        table = Table(COLUMNS, id="found", headings=False)
        table.can_focus = False
        box = Vertical(Input(placeholder="a few letters of a name or domain"), table, classes="box -broad")
        box.border_title = "Jump to a company"
        box.border_subtitle = "enter opens · ↑ ↓ move · esc closes"
        yield box

    async def on_mount(self) -> None:
        """Read the companies once."""
        self._rows: Sequence[ListRow] = ()
        if self.prospector.is_open:
            self._rows = await self.workspace.run(self.workspace.list_rows, places=PLACES)
        self._find("")

    @on(Input.Changed)
    def find(self, event: Input.Changed) -> None:
        """Show what fits what was typed."""
        event.stop()
        self._find(event.value)

    def _find(self, typed: str) -> None:
        found = ranked(self._rows, typed)
        table = self.query_one(Table)
        rows = [_row(one) for one in found[:SHOWN]]
        table.show(rows or [note("No company has these letters in this order.")], found=typed.strip())
        table.action_top()

    def action_move(self, step: int) -> None:
        """Move in what was found."""
        self.query_one(Table).action_move(step)

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Answer the chosen one."""
        event.stop()
        if key := self.query_one(Table).key:
            self.dismiss(key)

    @on(Table.Opened)
    def choose_clicked(self, event: Table.Opened) -> None:
        """Answer the one that was double-clicked."""
        event.stop()
        self.dismiss(event.key)


def ranked(rows: Sequence[ListRow], typed: str) -> list[ListRow]:
    """Return the rows whose name or domain has the letters of `typed` in order: beginnings and whole words first."""
    wanted = folded(typed).strip()
    if not wanted:
        return list(rows)
    scored = []
    for row in rows:
        score = min(_distance(folded(row.name), wanted), _distance(row.domain or "", wanted) + 1)
        if score < _FAR:
            scored.append((score, row))
    return [row for _, row in sorted(scored, key=lambda one: (one[0], one[1].name))]


_FAR = 10_000


def _distance(text: str, wanted: str) -> int:
    """Return how badly `wanted` fits: 0 at the beginning, a little at a word or inside, more for scattered letters."""
    at = text.find(wanted)
    if at >= 0:
        return 0 if at == 0 else 2 if not text[at - 1].isalnum() else 4
    at, start, gaps = -1, -1, 0
    for letter in wanted.replace(" ", ""):
        after = text.find(letter, at + 1)
        if after < 0:
            return _FAR
        start = after if start < 0 else start
        gaps += after - at - 1 if at >= 0 else 0
        at = after
    return 10 + gaps + start


def _row(row: ListRow) -> Row:
    where = f"slot {row.slot}" if row.slot else row.place
    return Row(row.id, (row.name, (row.domain or "", "dim"), (where, "dim"), fit_numbers(row.fit)))
