"""The rows behind a number; enter opens the account of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.jobs import begin
from screens.show import local_day, wrap
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.model.figure import Behind, Number

_MOST = 200
_COLUMNS = (Column("on", 11), Column("what", 40, grow=1))


class BehindBox(Ask[str | None]):
    """Shows the rows; answers the account of the one that was opened, None when it was left."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Close", id="behind.leave", show=False)]
    DEFAULT_CSS = """
    BehindBox Table { height: auto; min-height: 3; max-height: 20; }
    BehindBox.-narrow Table { max-height: 10; }
    BehindBox #whole { height: auto; max-height: 5; margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, number: Number, title: str = "") -> None:
        """Show what stands behind `number`."""
        super().__init__()
        self._number = number
        self._title = title or number.label
        self._rows: Sequence[Behind] = ()

    def compose(self) -> ComposeResult:
        """Lay out the rows and the whole of the one under the cursor."""
        box = Vertical(Table(_COLUMNS, id="rows"), Static(id="whole"), classes="box -broad")
        box.border_title = Content(f"{self._title}: {self._number.text}")
        box.border_subtitle = "enter opens the account · esc closes"
        yield box

    def on_mount(self) -> None:
        """Read the rows."""
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        try:
            self._rows = await self.workspace.run(self.workspace.audit.rows, self._number, _MOST)
        except ProspectorError as error:
            self.query_one("#whole", Static).update(Content(error.sentence))
            return
        shown = [
            Row(str(at), ((local_day(one.at) if one.at else "", "dim"), one.text)) for at, one in enumerate(self._rows)
        ]
        more = self._number.part - len(shown)
        after = [note(f"and {more:,} more: `prospect audit --rows {self._number.key}` prints them")] if more > 0 else []
        self.query_one(Table).show([*shown, *after] or [note("Nothing stands behind it: it is a nought.")])

    def on_table_moved(self, event: Table.Moved) -> None:
        """Show the whole of the row under the cursor."""
        if event.key.isdigit():
            self.query_one("#whole", Static).update(Content(wrap(self._rows[int(event.key)].text, 70)))

    @on(Table.Opened)
    def open_account(self, event: Table.Opened) -> None:
        """Open the account that the row is about."""
        event.stop()
        if event.key.isdigit() and (account := self._rows[int(event.key)].account_id):
            self.dismiss(account)
