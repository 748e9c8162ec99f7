"""What each column of a table is, with values of it; corrected by key, remembered for the next file with this heading."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import BadInput, ProspectorError
from prospector.model.importing import BENCH, CELL, FIRST, FIT, HOLD, NAME, NEW_NAMES, ROW, UPDATE_KEYS
from screens.base import Ask
from screens.widgets.rows import BLANK, Column, Row, heading
from screens.widgets.table import Table

if TYPE_CHECKING:
    from screens.bringing import Recognised, Taken

_COLUMNS = (
    Column("column", 16, grow=2, most=30), Column("for example", 18, grow=3), Column("is taken for", 15, grow=1, most=22),
    Column("recognised", 14, grow=2, drop=1),
)  # fmt: skip
_GO, _SHEET, _SOURCE, _UPDATE, _DOUBTS, _BENCH = "go", "sheet", "source", "update", "doubts", "bench"
_CELLS = "cells"
_UNUSED = "left out"
_CELL_WORDS = {ROW: "hand their row back", CELL: "are left out alone"}
_DOUBT_WORDS = {
    HOLD: "handed back",
    NAME: "named on the bench",
}
_PLACE_WORDS = {
    FIT: ("to the list if all fit", "else the bench"),
    FIRST: ("the first to free slots", "others wait"),
    BENCH: ("to the bench", ""),
}


class MappingBox(Ask["Taken | None"]):
    """Asks what the columns are and how the rows are taken; None when it was left."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "go", "Look at every row", id="mapping.go", show=False),
        Binding("x,minus", "leave_out", "Leave the column out", id="mapping.leave_out", show=False),
    ]
    DEFAULT_CSS = """
    MappingBox #notes { height: auto; max-height: 4; margin: 1 0 0 0; color: $text-muted; }
    MappingBox Table { height: auto; max-height: 24; margin: 1 0 0 0; }
    MappingBox.-narrow Table { max-height: 13; }
    MappingBox #told { height: auto; color: $text-warning; }
    """

    def __init__(self, found: Recognised, taken: Taken) -> None:
        """Show what was recognised in `found`; `taken` is how it stands."""
        super().__init__()
        self._found = found
        self._taken = taken

    def compose(self) -> ComposeResult:
        """Lay out what was recognised, and the columns."""
        kept = ("taken as the last time with this heading",) if self._found.remembered else ()
        notes = " · ".join((*kept, *self._found.notes)) or "recognised as it stands"
        box = Vertical(
            Static(Content(notes), id="notes"), Table(_COLUMNS, id="columns"), Static(id="told"), classes="box -broad"
        )
        box.border_title = Content(f"{self._found.source}: what each column is")
        box.border_subtitle = "enter changes · x leaves out · ctrl+s looks at every row · esc back"
        yield box

    def on_mount(self) -> None:
        """Show the columns."""
        self._show()

    def _show(self) -> None:
        columns, options = self._taken.columns.columns, self._taken.options
        rows = [
            Row(f"column:{at}", (one.header, (", ".join(one.examples), "dim"),
                                 (one.field, "accent") if one.field else (_UNUSED, "dim"),
                                 (one.how, "dim")))
            for at, one in enumerate(columns)
        ]  # fmt: skip
        rows += [
            BLANK,
            heading("How the rows are taken"),
            *(
                [_option(_SHEET, "Sheet", self._taken.sheet or "the first filled one", "")]
                if self._found.workbook
                else []
            ),
            _option(_SOURCE, "Where from", options.source or "the file itself", "or bought:NAME"),
            _option(_UPDATE, "Updates", f"on {options.update_on}" if options.update_on else "on our own id alone", ""),
            _option(_DOUBTS, "Doubtful ones", _DOUBT_WORDS[options.doubts], ""),
            _option(_CELLS, "Unreadable cells", _CELL_WORDS[options.bad_cells], ""),
            _option(_BENCH, "New names", *_PLACE_WORDS[options.new_names]),
            BLANK,
            Row(_GO, (("▸ Look what becomes of every row; nothing is written yet", "accent"),)),
        ]
        self.query_one(Table).show(rows)
        fields = self._taken.columns.fields
        missing = not {"name", "legal_name", "domain"} & set(fields)
        self._say("△ No column is the company's name yet: enter on the one that is." if missing else "")

    def _say(self, text: str) -> None:
        self.query_one("#told", Static).update(Content(text))

    @on(Table.Opened)
    def change(self, event: Table.Opened) -> None:
        """Change what is under the cursor."""
        event.stop()
        if event.key.startswith("column:"):
            self._ask_field(int(event.key.partition(":")[2]))
        else:
            {
                _GO: self.action_go, _SHEET: self._ask_sheet, _SOURCE: self._ask_source, _UPDATE: self._next_update,
                _DOUBTS: self._turn_doubts, _BENCH: self._turn_bench,
                _CELLS: self._turn_cells,
            }[event.key]()  # fmt: skip

    def _ask_field(self, at: int) -> None:
        from screens.modals.field_pick import FieldBox

        one = self._taken.columns.columns[at]
        taken = {column.field: column.header for column in self._taken.columns.columns if column.field}
        self.app.push_screen(FieldBox(one.header, one.examples, one.field, taken), partial(self._set, one.header))

    def action_leave_out(self) -> None:
        """Leave the column under the cursor out."""
        key = self.query_one(Table).key
        if key.startswith("column:"):
            self._set(self._taken.columns.columns[int(key.partition(":")[2])].header, "")

    def _set(self, header: str, field: str | None) -> None:
        if field is None:
            return
        from prospector.exchange.mapping import corrected

        try:
            self._taken = replace(self._taken, columns=corrected(self._taken.columns, {header: field}))
        except ProspectorError as error:
            self._say(f"✗ {error.sentence}")
            return
        self._show()

    # How the rows are taken

    def _ask_sheet(self) -> None:
        from screens.modals.line import LineBox

        def answered(typed: str | None) -> None:
            if typed is not None and (typed.strip() or None) != self._taken.sheet:
                self.dismiss(replace(self._taken, sheet=typed.strip() or None))

        self.app.push_screen(
            LineBox("Another sheet", "Sheet", self._taken.sheet or "", example="Leads, or 2"), answered
        )

    def _ask_source(self) -> None:
        from screens.modals.line import LineBox

        box = LineBox("Where these names come from", "Source", self._taken.options.source,
                      example="trade fair Lyon, or bought:Acme Lists", check=_checked_source)  # fmt: skip
        self.app.push_screen(box, lambda typed: self._option(source=typed.strip()) if typed is not None else None)

    def _next_update(self) -> None:
        keys = ("", *(key for key in UPDATE_KEYS if key in self._taken.columns.fields))
        now = self._taken.options.update_on
        self._option(update_on=keys[(keys.index(now) + 1) % len(keys)] if now in keys else "")
        if len(keys) == 1:
            self._say(f"△ Updates need a column that is one of {', '.join(UPDATE_KEYS)}.")

    def _turn_doubts(self) -> None:
        self._option(doubts=NAME if self._taken.options.doubts == HOLD else HOLD)

    def _turn_cells(self) -> None:
        self._option(bad_cells=CELL if self._taken.options.bad_cells == ROW else ROW)

    def _turn_bench(self) -> None:
        now = NEW_NAMES.index(self._taken.options.new_names)
        self._option(new_names=NEW_NAMES[(now + 1) % len(NEW_NAMES)])

    def _option(self, **changed: object) -> None:
        options = replace(self._taken.options, **changed)  # type: ignore[arg-type] # one of its fields each
        self._taken = replace(self._taken, options=options)
        self._show()

    def action_go(self) -> None:
        """Look at every row."""
        self.dismiss(self._taken)


def _option(key: str, label: str, value: str, hint: str) -> Row:
    return Row(key, (label, (value, "accent"), (hint, "dim")))


def _checked_source(typed: str) -> None:
    from prospector.pipeline.importing import source_of

    if len(typed) > 200:  # noqa: PLR2004 - a name, not a text
        raise BadInput("that is too long for the name of a source")
    source_of(typed.strip())
