"""What one act wrote, row for row, and the way back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.show import local_day, wrap
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.model.action import ActionRecord, Written

_COLUMNS = (
    Column("", 1),
    Column("what", 12, grow=1, most=16),
    Column("of", 16, grow=1, most=26),
    Column("values", 24, grow=4),
)
_SIGNS = {"added": ("+", "good"), "changed": ("~", "accent"), "removed": ("-", "warn")}
_MOST = 500


class WroteBox(Ask[bool | None]):
    """Shows the rows of one act; True: take it back."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,x", "take_back", "Take it back", id="wrote.back", show=False),
        Binding("q", "leave", "Close", id="wrote.leave", show=False),
    ]
    DEFAULT_CSS = """
    WroteBox Table { height: auto; min-height: 3; max-height: 20; margin: 1 0 0 0; }
    WroteBox.-narrow Table { max-height: 9; }
    WroteBox #value { height: auto; max-height: 5; margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, record: ActionRecord) -> None:
        """Show the act `record`."""
        super().__init__()
        self._record = record
        self._rows: list[Written] = []

    def compose(self) -> ComposeResult:
        """Lay out who did it, the rows, and the whole of the one under the cursor."""
        one = self._record
        told = f"{local_day(one.at)} by {one.actor}" + (f": {one.reason}" if one.reason else "")
        box = Vertical(Static(Content(told)), Table(_COLUMNS, id="rows"), Static(id="value"), classes="box -broad")
        box.border_title = Content(one.title)
        back = "u takes it back · " if one.kind == "do" and not one.undone else ""
        box.border_subtitle = f"{plural(one.changes, 'row')} written · {back}esc closes"
        yield box

    def on_mount(self) -> None:
        """Read the rows."""
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        try:
            self._rows = list(await self.workspace.run(self.workspace.written, self._record.id, _MOST))
        except ProspectorError as error:
            self.query_one("#value", Static).update(Content(error.sentence))
            return
        rows = [
            Row(str(at), (_SIGNS[one.kind], one.table, one.of, (one.said, "dim"))) for at, one in enumerate(self._rows)
        ]
        more = self._record.changes - len(rows)
        after = [note(f"and {more:,} more")] if more > 0 else []
        self.query_one(Table).show([*rows, *after] or [note("It changed nothing.")])

    def on_table_moved(self, event: Table.Moved) -> None:
        """Show the whole of the row under the cursor."""
        if event.key.isdigit():
            one = self._rows[int(event.key)]
            self.query_one("#value", Static).update(Content(f"{one.kind}: {wrap(one.said, 66)}"))

    def action_take_back(self) -> None:
        """Take the act back."""
        self.dismiss(self._record.kind == "do" and not self._record.undone)
