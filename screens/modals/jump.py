"""Find anything: companies, domains, people, notes, claims, lessons. A few letters are enough; enter goes there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from prospector.model.account import ListRow
from prospector.text import plural
from screens.base import Ask
from screens.jobs import begin
from screens.show import fit_numbers
from screens.widgets.fixed import FixedInput
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.pipeline.search import Hit

COLUMNS = (
    Column("kind", 10),
    Column("company", 20, grow=1, most=34),
    Column("text", 26, grow=3),
    Column("when", 10, drop=1),
)
MOST = 100
_NAMED = ("name", "domain")
_TOGETHER = 0.03
"""Seconds that a letter waits for what it finds, to be painted with it: two pictures take longer than one."""
_ROUNDS = 3
"""Rounds of the event loop until every widget that changed has told its screen so."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to go: an account, and what of it was found."""

    account_id: str
    where: str = ""
    key: str = ""


class Letters(FixedInput):
    """The line of `Jump`."""

    @on(Input.Changed)
    async def find(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        await cast("Jump", self.screen).find(event.value)


class Jump(Ask[Spot | None]):
    """Answers where to go, None when it was left."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", id="jump.down", show=False),
        Binding("up", "move(-1)", "Up", id="jump.up", show=False),
    ]
    DEFAULT_CSS = """
    Jump Table { height: 14; }
    Jump Input, Jump Input:focus { height: 1; border: none; padding: 0 1; margin: 1 0; background: $panel; }
    Jump #told { height: 1; color: $text-muted; }
    """

    def __init__(self) -> None:
        """Begin with nothing found."""
        super().__init__()
        self._typed = ""
        self._spots: Sequence[Spot] = ()
        self._list: Sequence[ListRow] = ()
        self._listed = False
        self._entered = ""

    def compose(self) -> ComposeResult:
        """Lay out the line and what it finds."""
        table = Table(COLUMNS, id="found", headings=False)
        table.can_focus = False
        asked = Letters(placeholder="letters of a name, words of a note, a number, a person")
        box = Vertical(asked, table, Static(id="told"), classes="box -broad")
        box.border_title = "Find anything"
        box.border_subtitle = "enter opens · ↑ ↓ move · esc closes"
        yield box

    async def on_mount(self) -> None:
        """Show the list, until something is typed."""
        if self.prospector.is_open:
            self._list = await self.workspace.run(self.workspace.list_rows)
            if not self._typed or (self._list and len(self._typed.strip()) < _LETTERS):
                self._show_list()

    async def find(self, typed: str) -> None:
        """Show what holds what was typed, in one picture with the letter where that is found at once."""
        self._typed = typed
        if not self.prospector.is_open:
            return
        with self.app.batch_update():
            if self._list and len(typed.strip()) < _LETTERS:
                self.workers.cancel_group(self, "find")
                self._show_list()
            else:
                answered = asyncio.Event()
                begin(self, partial(self._find, typed, answered), group="find", exclusive=True)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(answered.wait(), _TOGETHER)
            for _ in range(_ROUNDS):
                await asyncio.sleep(0)
        self.check_idle()

    async def _find(self, typed: str, answered: asyncio.Event) -> None:
        try:
            hits = await self.workspace.run(self.workspace.search, typed, MOST)
            if typed == self._typed:
                self._show(hits, typed)
        finally:
            answered.set()
        if typed == self._typed and self._entered and self._entered == typed:
            self._choose()

    def _show_list(self) -> None:
        table = self.query_one(Table)
        if not self._listed or table.line:
            self._spots = [Spot(row.id) for row in self._list]
            shown = [_row_of(number, row) for number, row in enumerate(self._list)]
            table.show(shown or [note("Nobody is on the list yet: n names a company.")], line=0)
        self._listed = True
        self._tell("your list; type to find anything else")

    def _show(self, hits: Sequence[Hit], typed: str) -> None:
        self._listed = False
        self._spots = [Spot(hit.account_id, hit.where, hit.key) for hit in hits]
        rows = [_row(number, hit) for number, hit in enumerate(hits)]
        nothing = "Nothing holds these words." if len(typed.strip()) >= _LETTERS else "Two letters find something."
        self.query_one(Table).show(rows or [note(nothing)], found=typed.strip(), line=0)
        more = " and more" if len(hits) >= MOST else ""
        self._tell(f"{plural(len(hits), 'place')}{more}" if hits else "")

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(Content(text), layout=False)

    def action_move(self, step: int) -> None:
        """Move in what was found."""
        self.query_one(Table).action_move(step)

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Go to the chosen one; when its search is still under way, as soon as it has ended."""
        event.stop()
        if any(worker.group == "find" and not worker.is_finished for worker in self.workers):
            self._entered = event.value
        else:
            self._choose()

    @on(Table.Opened)
    def choose_clicked(self, event: Table.Opened) -> None:
        """Go to the one that was double-clicked."""
        event.stop()
        self._choose()

    def _choose(self) -> None:
        key = self.query_one(Table).key
        if key:
            self.dismiss(self._spots[int(key)])


_LETTERS = 2
"""Letters from which something is found."""


def _row_of(number: int, row: ListRow) -> Row:
    where = f"slot {row.slot}" if row.slot else row.place
    return Row(str(number), ((where, "dim"), row.name, (row.domain or "", "dim"), (fit_numbers(row.fit), "dim")))


def _row(number: int, hit: Hit) -> Row:
    text = "" if hit.where == "name" and hit.text == hit.name else hit.text
    named = hit.where in _NAMED
    return Row(str(number), ((hit.where, "accent" if named else "dim"), hit.name, (text, ""), (hit.at[:10], "dim")))
