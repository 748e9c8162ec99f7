"""Many at once, before they change: how many will, which will not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.widgets.rows import Column, Row
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.pipeline.bulk import BulkLine, BulkResult

COLUMNS = (Column("", 1), Column("company", 22, grow=1, most=34), Column("what", 34, grow=2))


class BulkBox(Ask[bool | None]):
    """Asks whether to go on; True, or None when it was left."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "go_on", "Change them", id="bulk.go_on", show=False),
        Binding("q,n", "leave", "Back", id="bulk.leave", show=False),
    ]
    DEFAULT_CSS = """
    BulkBox Table { height: auto; max-height: 14; margin: 1 0 0 0; }
    BulkBox.-narrow Table { max-height: 11; }
    BulkBox #told { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, result: BulkResult) -> None:
        """Show what would become of every account of `result`."""
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """Lay out the sentence and the companies, those that stay first."""
        some = self._result.changing
        told = Content.styled(self._result.text, "bold $text-accent" if some else "bold $text-warning")
        box = Vertical(Static(told, id="told"), Table(COLUMNS, id="lines", headings=False), classes="box -broad")
        box.border_title = "Before it changes"
        box.border_subtitle = "enter does it, as one step · esc leaves all as they are" if some else "esc goes back"
        yield box

    def on_mount(self) -> None:
        """Show the companies."""
        lines = [*self._result.kept, *(line for line in self._result.lines if line.changes)]
        self.query_one(Table).show([self._row(line) for line in lines])

    def _row(self, line: BulkLine) -> Row:
        if line.changes:
            return Row(line.account_id, (("✓", "good"), line.name, (self._result.change.text, "dim")))
        return Row(line.account_id, (("·", "warn"), line.name, (f"stays: {line.why_not}", "warn")))

    @on(Table.Opened)
    def opened(self, event: Table.Opened) -> None:
        """Go on."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Change them."""
        if self._result.changing:
            self.dismiss(True)
        else:
            self.prospector.say("None of them would change")
