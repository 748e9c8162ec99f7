"""Today: how many were never touched, what to do next and why, what is due, what waits for an answer, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from screens import places
from screens.acts import AccountPlace
from screens.jobs import begin
from screens.today_rows import COLUMNS, PACKET, PROMISE, Waiting, rows
from screens.today_view import Panel, headline, panel
from screens.widgets.table import Table

if TYPE_CHECKING:
    from datetime import date

    from prospector.model.lead import LeadCounts
    from prospector.outreach.today import Due, TodayView


class TodayScreen(AccountPlace):
    """The day of the rep."""

    MODE = places.TODAY
    MAIN = "#day"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("T", "sitting"), ("a", "log touch"), ("c", "call"), ("enter", "open"), ("n", "name"), ("u", "undo"), ("?", "help"),
        (":", "commands"),
    )  # fmt: skip
    HELP = """
What to do now. The line at the top is the share of your targets that nobody ever
touched; seven of ten leads end like that, and this list should stay below. Under it
stand the three counts: claimed, meeting the lead definition, followed up.

Each target has one next step, counted in working days from its last real touch, or
stands in the lane without one. Overdue ones stand first and never hide; two of the
first five places are kept for long-term targets (↻).

T starts the clock: a sitting shows one target and one act at a time, at the top; the
cursor goes on to the next one after each touch. T again ends it with a summary and
the promises for next week. Quitting only pauses: the clock is there at the next start.

  j k g G     move
  T           begin a sitting; end it, with a summary and promises
  enter       open the company; answer a promise or a packet
  a           log a touch: channel, outcome, enter
  c           call: the call sheet beside the keys for what happened
  s  z  t     next step, put off, short- or long-term
  .           the last act again on this row
  b           the brief: one page with proof, and what to ask
  M  D        draft a message; drafts that wait to be confirmed as sent
  w           why this score
  e           edit what you wrote about it
  d           who is it: what sources propose, compared and picked
  r  R        research this one, the whole list (R again stops)
  h           hand over     !   never contact     o   open the website
  x           drop it, with a reason
  y           copy: domain, phone, e-mail, brief
"""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._placed = False
        self._line: int | None = None
        self._view: TodayView | None = None
        self._waiting = Waiting()
        self._acts: dict[str, date] = {}
        """Until when each act of the day and of the next days is to be done, in their order."""
        self._counts: LeadCounts | None = None
        self._questions: tuple[str, Sequence[str]] = ("", ())

    def body(self) -> ComposeResult:
        """Lay out the next act and the list of the day."""
        yield Static(id="next")
        yield Table(COLUMNS, id="day")

    @property
    def chosen(self) -> str:
        """Id of the account under the cursor; empty on a promise."""
        key = self.query_one(Table).key
        return "" if key.startswith(PROMISE) else key.removeprefix(PACKET)

    async def refresh_data(self) -> None:
        """Read the day anew: first what is to be done, then what it means for the leads."""
        view = await self.ask(self.workspace.today.view)
        if view is None:
            return
        self._view = view
        self._draw()
        # What waits for an answer and the counts look at more than the day: the first rows don't wait for them.
        await self.painted()
        waiting = await self.ask(self._read_waiting)
        if waiting is not None and waiting != self._waiting:
            self._waiting = waiting
            self._draw()
        self._counts = await self.ask(self.workspace.strategy.counts, self.workspace.actor)
        self._head()

    def _read_waiting(self) -> Waiting:
        workspace = self.workspace
        return Waiting(
            workspace.commitments.unanswered(), workspace.hand_overs.waiting_for(), workspace.settings.role == "closer",
            len(workspace.drafts.waiting()),
        )  # fmt: skip

    def show_status(self) -> None:
        """Show the clock in the top line, and what it means for the box."""
        super().show_status()
        if self.is_mounted and self._view is not None:
            self._box()

    def on_resize(self) -> None:
        """Fit headline and box to the new width."""
        if self._view is not None:
            self._head()
            self._box()

    def _draw(self) -> None:
        view, table = self._view, self.query_one(Table)
        if view is None:
            return
        self._head()
        before, planned = table.key, self._acts
        self._acts = {one.account_id: one.step.due for one in (*view.due, *view.coming)}
        table.show(rows(view, self._waiting), line=self._line)
        self._line = None
        sitting = self.prospector.sitting
        if self.prospector.account_id and not self._placed and not sitting.fresh:
            table.select(self.prospector.account_id)
        # In a sitting the next act stands at the top: the cursor goes there once the one before is done.
        done = before in planned and self._acts.get(before) != planned[before]
        if self._acts and sitting.running and (sitting.fresh or done):
            table.select(next(iter(self._acts)))
        sitting.fresh = False
        self._placed = True
        self._box()

    def _head(self) -> None:
        if self._view is not None:
            self.headline(headline(self._view, self.size.width, self._counts))

    def _box(self) -> None:
        """Show the next act; in a sitting the act under the cursor, with what to ask."""
        # A place that is being left has lost its lines already.
        view, box = self._view, next(iter(self.query("#next").results(Static)), None)
        if view is None or box is None:
            return
        sitting, hints = self.prospector.sitting, self.prospector.hints
        chosen = self._due(self.chosen) if sitting.running else next(iter([*view.due, *view.coming]), None)
        asked = self._questions[1] if sitting.running and chosen and self._questions[0] == chosen.account_id else ()
        said = Panel(
            chosen=chosen, running=sitting.running, questions=asked, hint=hints.text("touch") if chosen else "",
            sitting=sitting.protected if sitting.running else hints.text("sitting"),
        )  # fmt: skip
        if sitting.running and chosen and not asked:
            begin(self, self._read_questions, group="questions", exclusive=True)
        content = panel(said, self.size.width - 5)
        box.set_class(bool(content.plain) and bool(view.active), "-shown")
        box.update(content)

    def _due(self, account_id: str) -> Due | None:
        view = self._view
        every = [*view.due, *view.coming, *view.after] if view else []
        return next((one for one in every if one.account_id == account_id), None)

    def _touched(self, told: str | None) -> None:
        """Stay at the same line after a touch: the next one due moves up to it."""
        self._line = self.query_one(Table).line
        if told:
            self.prospector.hints.used("touch")
        super()._touched(told)

    @on(Table.Opened)
    def open_row(self, event: Table.Opened) -> None:
        """Show the account, or ask for the answer that the row waits for."""
        if event.key.startswith(PROMISE):
            wanted = event.key.removeprefix(PROMISE)
            self.prospector.sitting.answer([one for one in self._waiting.promises if one.id == wanted])
        elif event.key.startswith(PACKET):
            begin(self, self.action_hand_over, group="act")
        else:
            self.prospector.open_account(event.key)

    @on(Table.Moved)
    def remember_account(self, event: Table.Moved) -> None:
        """Keep the account in mind, for `3` and for the next start."""
        if self.chosen and event.key and self._placed:
            self.prospector.choose(self.chosen)
        if self.prospector.sitting.running:
            self._box()

    async def _read_questions(self) -> None:
        account_id = self.chosen
        if account_id and self._questions[0] != account_id:
            sheet = await self.ask(self.workspace.dossiers.call_sheet, account_id)
            if sheet is not None:
                self._questions = account_id, [one.text for one in sheet.questions]
                self._box()

    def action_back(self) -> None:
        """Stay: this is where the way back ends."""
