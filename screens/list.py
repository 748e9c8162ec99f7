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
from prospector.text import plural
from screens import list_view, places
from screens.acts import AccountPlace
from screens.show import clip
from screens.widgets.table import Table

_SAID = {"active": "on the list", "bench": "on the bench", "all": "in all: list, bench, dropped"}


class ListScreen(AccountPlace):
    """The twenty slots, the bench, or everything."""

    MODE = places.LIST
    MAIN = "#slots"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("enter", "open"), ("a", "touch"), ("b", "brief"), ("w", "why"), ("R", "research"), ("/", "filter"),
        ("?", "help"), (":", "commands"),
    )  # fmt: skip
    HELP = """
Your list, the best fit first. Fit is a range: the full part is sure, the hatched
part is still unknown, and what is unknown is not bad.

  █ sure  ▒ open  · missed        ○ never touched  ● touched
  ✓ found  ∅ nothing there  ⧗ rate-limited  ⊘ forbidden by robots.txt
  ⊗ blocked  ✗ failed or no answer  ≠ another company  · not researched yet

  j k g G     move
  enter       open the company
  a           log a touch: channel, outcome, enter
  w           why this score
  e           edit what you wrote about it
  d           who is it: what sources propose, compared and picked
  r  R        research this one, the whole list (R again stops)
  /           filter; esc shows all again
  b           the brief: one page with proof, and what to ask
  m           to the bench, or back to the list
  B           show list, bench, all
  x           drop it, with a reason
  s           next step: enter takes it, a day bends it, with a reason
  z           put it off, with a reason that is counted
  t           short-term or long-term, with what follows
  .           the last touch, snooze or horizon again, on this one
  M  D        draft a message; drafts that wait to be confirmed as sent
  !           never contact, or allow it again
  y           copy: y domain, p phone, e e-mail, b brief, l link
  o           open the website
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="list.filter", show=False),
        Binding("m", "bench", "To the bench, or back", id="list.bench", show=False),
        Binding("B", "scope", "Show list, bench, all", id="list.scope", show=False),
    ]

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._view: list_view.ListView | None = None
        self._typed = ""
        self._placed = False

    def body(self) -> ComposeResult:
        """Lay out the table and the line about the row under the cursor."""
        yield Table(list_view.COLUMNS, id="slots")
        yield Static(id="detail")

    @property
    def chosen(self) -> str:
        """Id of the account under the cursor."""
        return self.query_one(Table).key

    @property
    def scope(self) -> str:
        """Which part is shown: `active`, `bench` or `all`."""
        kept = self.prospector.memory.get("list.scope")
        return kept if kept in list_view.SCOPES else "active"

    async def refresh_data(self) -> None:
        """Read the list anew."""
        view = await self.ask(list_view.read, self.workspace, self.scope)
        if view is None:
            return
        self._view = view
        self._draw()
        if not self._placed:
            self._placed = True
            if self.prospector.account_id:
                self.query_one(Table).select(self.prospector.account_id)

    def show_research(self) -> None:
        """Show what research says about each company now."""
        if self._view is not None:
            self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        live = self.prospector.desk.live
        self.query_one(Table).show(list_view.lines(view, self._typed, live), found=self._typed)
        self.headline(self._title(view))
        self._show_detail()

    def _title(self, view: list_view.ListView) -> Content:
        if self._typed:
            found = len(list_view.kept(view.rows, self._typed))
            told = f"{found} of {len(view.rows)} match “{self._typed}”"
            return Content.assemble((told, "bold $text-accent"), (" · esc shows all again", "$text-muted"))
        count = f"{view.active} of {view.size}" if view.scope == "active" else str(len(view.rows))
        parts: list[str | tuple[str, str]] = [(f"{count} {_SAID[view.scope]}", "bold")]
        if view.scope != "bench" and view.active:
            parts.append(f" · ○ {view.hollow} never touched")
        if view.scope == "active" and view.active:
            # Claimed is the first number of the line; leads are those that meet the definition.
            counts = view.counts
            parts.append(f" · {plural(len(counts.meeting), 'lead')}, {len(counts.followed)} followed")
        if view.scope == "active":
            parts.append((f" · {view.bench} on the bench", "$text-muted"))
        return Content.assemble(*parts)

    def _row(self, account_id: str) -> ListRow | None:
        rows = self._view.rows if self._view else ()
        return next((row for row in rows if row.id == account_id), None)

    def _show_detail(self) -> None:
        row, live = self._row(self.chosen), self.prospector.desk.live.get(self.chosen)
        said = "" if row is None else f"{row.name}: {live[1]}" if live else f"{row.name} · {list_view.detail(row)}"
        self.query_one("#detail", Static).update(Content(clip(said, max(0, self.size.width - 2))))

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

    def action_scope(self) -> None:
        """Show the next of list, bench, all."""
        after = list_view.SCOPES[(list_view.SCOPES.index(self.scope) + 1) % len(list_view.SCOPES)]
        self.prospector.remember("list.scope", after)
        self.reload()

    async def action_bench(self) -> None:
        """Send the company to the bench, or bring it back to the list."""
        row = self._row(self.chosen)
        if row is None:
            return
        if row.place == "active":
            await self.move("to_bench", row.id, f"{row.name} waits on the bench")
        else:
            await self.move("activate", row.id, f"{row.name} is on the list")

    # Filtering

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        from screens.widgets.filter import FilterLine

        found = self.query(FilterLine)
        if found:
            found.first().focus()
            return
        line = FilterLine(self._typed)
        self.mount(line, before="#slots")
        self.call_after_refresh(line.focus)

    def filter_by(self, typed: str) -> None:
        """Show only the rows with the words `typed`."""
        self._typed = typed.strip()
        self._draw()

    def end_filter(self, *, keep: bool) -> None:
        """Leave the filter line; without `keep` all rows come back and the cursor stays on its company."""
        from screens.widgets.filter import FilterLine

        chosen = self.chosen
        if not keep:
            self.filter_by("")
        for line in self.query(FilterLine):
            if not keep or not self._typed:
                line.remove()
        table = self.query_one(Table)
        table.select(chosen)
        self.call_after_refresh(partial(self.set_focus, table))

    def action_back(self) -> None:
        """Show all rows again, else go back to Today."""
        if self._typed:
            self.end_filter(keep=False)
        else:
            super().action_back()
