"""List: the slots sorted by fit, with what is known, what was done and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from prospector.model.account import ListRow
from screens import list_view, places
from screens.list_many import ManyPlace
from screens.list_parts import PartsPlace
from screens.list_told import sieve_line, title
from screens.show import clip
from screens.widgets.marks import MarkTable
from screens.widgets.table import Table


class ListScreen(ManyPlace, PartsPlace):
    """The twenty slots, the bench, any other part, or everything."""

    MODE = places.LIST
    MAIN = "#slots"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("enter", "open"), ("a", "touch"), ("/", "filter"), ("v", "views"), ("space", "mark"), ("I", "inbox"), ("?", "help"),
    )  # fmt: skip
    HELP = """
Your list, the best fit first. Fit is a range: the full part is sure, the hatched
part is still unknown, and what is unknown is not bad.

  █ sure  ▒ open  · missed        ○ never touched  ● touched
  ✓ found  ∅ nothing there  ⧗ rate-limited  ⊘ forbidden by robots.txt
  ⊗ blocked  ✗ failed or no answer  ≠ another company  · not researched yet
  ready: ●●● a fact, a fit reason, a dated why now; each dark one is asked for
  L long-term   E exploration, judged apart   b on the bench   x dropped

  j k g G     move
  enter       open the company
  a  c        log a touch: channel, outcome, enter; a call, with its sheet
  s  z  t     next step, put off, short- or long-term
  .           the last act again on this row
  w           why this score
  e           edit what you wrote about it
  d           who is it: what sources propose, compared and picked
  r  R        research this one, the whole list (R again stops)
  b           the brief: one page with proof, and what to ask
  M  D        draft a message; drafts that wait to be confirmed as sent
  m           to the bench, or back to the list
  h           hand over     !   never contact     o   open the website
  x           drop it, with a reason
  y           copy: domain, phone, e-mail, brief

  /           filter; esc shows all again
  B           show list, bench, all
  v           choose a view: short, long-term, explorations, raw names, yours
  S           save this view under a name
  > <         sort by the next thing, turn the order round
  space  V    mark a row, mark from the last mark to here; esc unmarks
  E           all marked ones at once: sector, source, horizon, drop...
              x z t m work on all marked ones too; you see first what changes
  I           the inbox: raw names, keep, nurture or drop
  L           shortlist: the marked ones side by side, or the last one
  C           complain about this lead or its source
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="list.filter", show=False),
        Binding("m", "bench", "To the bench, or back", id="list.bench", show=False),
        Binding("I", "inbox", "Inbox: judge raw names", id="list.inbox", show=False),
        Binding("L", "shortlist", "Shortlist: side by side, pair by pair", id="list.shortlist", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._view: list_view.ListView | None = None
        self._texts = list_view.Texts()
        self._placed = False

    def body(self) -> ComposeResult:
        """Lay out the table, the line about the row under the cursor, and the one about all leads."""
        yield MarkTable(list_view.COLUMNS, id="slots")
        yield Static(id="detail")
        yield Static(id="sieve")

    @property
    def chosen(self) -> str:
        """Id of the account under the cursor."""
        return self.query_one(Table).key

    @property
    def view(self) -> list_view.ListView | None:
        """What is shown."""
        return self._view

    async def refresh_data(self) -> None:
        """Read the list anew; the first time what is there at once comes first."""
        read = partial(list_view.read, self.workspace, self.scope, self.sort, self._texts)
        for whole in (True,) if self._view else (False, True):
            view = await self.ask(read, whole=whole)
            if view is None or not self.query(MarkTable):
                return
            if view.whole or view.rows:
                self._view = view
                self._draw()
                self._place()
            if view.whole:
                break
        if self._view is not None and self._view.sieve is None:
            # Of a large workspace all is looked through after its rows are there: the headline is theirs meanwhile.
            self._read_once = True
            await self.painted()
            view = await self.ask(list_view.with_gist, self.workspace, self._view)
            if view is not None and self.query(MarkTable):
                self._view = view
                self._draw()

    def _place(self) -> None:
        """Put the cursor where it was, once."""
        if not self._placed:
            kept = self.prospector.account_id
            self._placed = not kept or self.query_one(Table).select(kept) or bool(self._view and self._view.sieve)

    def show_research(self) -> None:
        """Show what research says about each company now."""
        if self._view is not None:
            self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        live = self.prospector.desk.live
        self.query_one(Table).show(list_view.lines(view, self.words, live), found=self.words)
        self.show_title()
        self._show_detail()
        self.query_one("#sieve", Static).update(sieve_line(view, max(0, self.size.width - 2)))

    def show_title(self) -> None:
        """Show the headline."""
        if self._view is not None:
            marks = len(self.query_one(MarkTable).marks)
            self.headline(title(self._view, self.words, marks, max(0, self.size.width - 2)))

    def row_of(self, account_id: str) -> ListRow | None:
        """Return the row of an account that is shown."""
        return self._view.row_of(account_id) if self._view else None

    def _show_detail(self) -> None:
        row, live = self.row_of(self.chosen), self.prospector.desk.live.get(self.chosen)
        said = "" if row is None else f"{row.name}: {live[1]}" if live else f"{row.name} · {list_view.detail(row)}"
        self.query_one("#detail", Static).update(Content(clip(said, max(0, self.size.width - 2))), layout=False)

    @on(Table.Opened)
    def open_account(self, event: Table.Opened) -> None:
        """Show the account."""
        self.prospector.open_account(event.key)

    @on(Table.Moved)
    def follow(self, event: Table.Moved) -> None:
        """Tell about the row under the cursor and keep it in mind."""
        self._show_detail()
        if event.key and self._placed:
            self.prospector.choose(event.key)

    async def bench_one(self) -> None:
        """Send the company to the bench, or bring it back to the list; a full list asks who goes instead."""
        row = self.row_of(self.chosen)
        if row is None:
            return
        if row.place == "active":
            await self.move("to_bench", row.id, f"{row.name} waits on the bench")
            return
        active = await self.ask(self.workspace.list_rows)
        if active is None:
            return
        if len(active) < (self._view.size if self._view else 0):
            await self.move("activate", row.id, f"{row.name} is on the list")
        else:
            from screens.swapping import ask_swap

            ask_swap(self, row.id, row.name, active)

    def action_inbox(self) -> None:
        """Judge raw names."""
        from screens.modals.triage import TriageBox

        self.app.push_screen(TriageBox(), lambda judged: self.reload() if judged else None)

    def action_shortlist(self) -> None:
        """Put the marked ones side by side, or go on with the last shortlist."""
        from screens.modals.shortlist import ShortlistBox

        self.app.push_screen(ShortlistBox(self.query_one(MarkTable).marks), lambda _: self.shortlisted())

    def shortlisted(self) -> None:
        """Show the list after a shortlist."""
        self.query_one(MarkTable).unmark()
        self.reload()

    # Filtering

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        from screens.widgets.filter import FilterLine

        found = self.query(FilterLine)
        if found:
            found.first().focus()
            return
        line = FilterLine(self.words)
        self.mount(line, before="#slots")
        self.call_after_refresh(line.focus)

    def filter_by(self, typed: str) -> None:
        """Show only the rows with the words `typed`."""
        self.prospector.remember("list.filter", typed.strip())
        self._draw()

    def end_filter(self, *, keep: bool) -> None:
        """Leave the filter line; without `keep` all rows come back and the cursor stays on its company."""
        from screens.widgets.filter import FilterLine

        chosen = self.chosen
        if not keep:
            self.filter_by("")
        for line in self.query(FilterLine):
            if not keep or not self.words:
                line.remove()
        table = self.query_one(Table)
        table.select(chosen)
        self.call_after_refresh(partial(self.set_focus, table))

    def action_back(self) -> None:
        """Take marks away, else show all rows again, else go back to Today."""
        if self.query_one(MarkTable).marks:
            self.query_one(MarkTable).unmark()
        elif self.words:
            self.end_filter(keep=False)
        else:
            super().action_back()
