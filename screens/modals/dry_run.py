"""What would become of every row, before anything is written: counts by verdict, the rows page by page, each with why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.model.importing import ALIKE, NEVER, NEW, REFUSED, UNCHANGED, UPDATE, VERDICTS
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.show import clip
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.model.importing import RowVerdict
    from prospector.pipeline.import_plan import ImportPlan

SIGNS = {
    NEW: ("+", "good", "new"), UPDATE: ("~", "accent", "update"), ALIKE: ("?", "warn", "like one here"),
    UNCHANGED: ("=", "dim", "known"), NEVER: ("⊘", "bad", "never contact"), REFUSED: ("✗", "bad", "refused"),
}  # fmt: skip
_COLOURS = {
    "good": "$text-success",
    "accent": "$text-accent",
    "warn": "$text-warning",
    "bad": "$text-error",
    "dim": "$text-muted",
}
_COLUMNS = (Column("row", 6, right=True), Column("", 1), Column("name", 20, grow=2, most=36), Column("why", 30, grow=4))
_PAGE = 300
_AHEAD = 30
"""Rows before the end of what is read at which more is read."""


class DryRunBox(Ask[bool | None]):
    """Shows the verdicts; True: carry it out."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "carry_out", "Carry it out", id="dry.go", show=False),
        Binding("right,tab", "only(1)", "The next verdict", id="dry.next", show=False),
        Binding("left,shift+tab", "only(-1)", "The verdict before", id="dry.before", show=False),
    ]
    DEFAULT_CSS = """
    DryRunBox #counts { height: auto; margin: 1 0 0 0; }
    DryRunBox #notes { height: auto; max-height: 3; color: $text-muted; }
    DryRunBox > .box { height: 94%; }
    DryRunBox Table { height: 1fr; min-height: 4; margin: 1 0 0 0; }
    DryRunBox #why { height: 2; margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, plan: ImportPlan) -> None:
        """Show `plan`, which stays open."""
        super().__init__()
        self._plan = plan
        self._only = ""
        self._rows: list[RowVerdict] = []
        self._whole = False
        self._reading = False

    def compose(self) -> ComposeResult:
        """Lay out counts, notes, rows, and why of the one under the cursor."""
        box = Vertical(
            Static(id="counts"), Static(Content(" · ".join(self._plan.notes)), id="notes"), Table(_COLUMNS, id="rows"),
            Static(id="why"), classes="box -broad",
        )  # fmt: skip
        box.border_title = Content(f"{self._plan.source}: what becomes of {plural(self._plan.rows, 'row')}")
        box.border_subtitle = f"ctrl+s {_does(self._plan)} · ← → by verdict · esc back to the columns"
        yield box

    def on_mount(self) -> None:
        """Show the first rows."""
        self.query_one("#notes").display = bool(self._plan.notes)
        self._start("")

    def _start(self, only: str) -> None:
        self._only, self._rows, self._whole = only, [], False
        self.query_one("#counts", Static).update(self._counts())
        begin(self, self._more, group="page", exclusive=True)

    async def _more(self) -> None:
        """Read the next rows."""
        self._reading = True
        after = self._rows[-1].row if self._rows else -1
        try:
            page = await self.workspace.run(partial(self._plan.page, self._only, after=after, limit=_PAGE))
        finally:
            self._reading = False
        first = not self._rows
        self._rows += page
        self._whole = len(page) < _PAGE
        rows = [_row(at, one) for at, one in enumerate(self._rows)]
        self.query_one(Table).show(rows or [note("no row")], line=0 if first else None)
        if first:
            self._tell(self.query_one(Table).key)

    @on(Table.Moved)
    def follow(self, event: Table.Moved) -> None:
        """Tell why in full, and read on near the end."""
        event.stop()
        self._tell(event.key)
        at = int(event.key) if event.key.isdigit() else 0
        if not self._whole and not self._reading and at > len(self._rows) - _AHEAD:
            begin(self, self._more, group="page")

    @on(Table.Opened)
    def show_row(self, event: Table.Opened) -> None:
        """Show a row in full."""
        event.stop()
        from screens.modals.facts import FactsBox

        one = self._rows[int(event.key)]
        facts = [("verdict", SIGNS[one.verdict][2]), ("name", one.name), ("why", one.reason), ("like", one.like),
                 ("column", one.column), ("value", one.value), ("suggestion", one.suggestion)]  # fmt: skip
        self.app.push_screen(FactsBox(f"Row {one.row:,}", [(label, text) for label, text in facts if text]))

    def _tell(self, key: str) -> None:
        one = self._rows[int(key)] if key.isdigit() and int(key) < len(self._rows) else None
        said = "" if one is None else f"{one.reason}" + (f" · {one.suggestion}" if one.suggestion else "")
        self.query_one("#why", Static).update(Content(clip(said, 200)))

    def _counts(self) -> Content:
        parts: list[Content] = [self._count("", "all", self._plan.rows, "")]
        for verdict in VERDICTS:
            sign, style, words = SIGNS[verdict]
            if count := self._plan.counts[verdict]:
                parts.append(self._count(verdict, f"{sign} {words}", count, _COLOURS[style]))
        return Content("   ").join(parts)

    def _count(self, verdict: str, words: str, count: int, colour: str) -> Content:
        told = f"{words} {count:,}"
        if verdict == self._only:
            return Content.styled(f"[{told}]", f"bold {colour}".strip())
        return Content.styled(told, colour or "$text-muted")

    def action_only(self, step: int) -> None:
        """Show the rows of another verdict alone."""
        shown = ["", *(verdict for verdict in VERDICTS if self._plan.counts[verdict])]
        self._start(shown[(shown.index(self._only) + step) % len(shown)])

    def action_carry_out(self) -> None:
        """Carry it out."""
        if self._plan.writes or self._plan.handed_back:
            self.dismiss(True)
        else:
            self.prospector.say("Nothing in it is new: there is nothing to write")


def _does(plan: ImportPlan) -> str:
    if plan.writes:
        written = sum(plan.counts[verdict] for verdict in plan.taken)
        return f"writes {plural(written, 'row')}"
    return f"hands {plural(plan.handed_back, 'row')} back" if plan.handed_back else "has nothing to write"


def _row(at: int, one: RowVerdict) -> Row:
    sign, style, _words = SIGNS[one.verdict]
    name = one.name or (f"“{one.value}”" if one.value else "", "dim")
    return Row(str(at), (f"{one.row:,}", (sign, style), name, (one.reason, "dim")))
