"""Today: how many were never touched, what to do next and why, what is due, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from screens import places
from screens.acts import AccountPlace
from screens.show import late
from screens.signs import FULL, HOLLOW
from screens.today_view import empty_rows, headline, next_act
from screens.widgets.rows import BLANK, Column, Row, heading, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.outreach.today import Due, Stuck, TodayView

COLUMNS = (
    Column("due", 11),
    Column("company", 20, grow=2, most=34),
    Column("next act", 19),
    Column("because", 20, grow=3),
    Column("touches", 7, right=True, drop=1),
)


class TodayScreen(AccountPlace):
    """The day of the rep."""

    MODE = places.TODAY
    MAIN = "#day"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("enter", "open"), ("a", "log touch"), ("b", "brief"), ("n", "name"), ("f", "jump"), ("u", "undo"), ("?", "help"),
        (":", "commands"),
    )  # fmt: skip
    HELP = """
What to do now. The line at the top is the share of your targets that nobody ever
touched; seven of ten leads end like that, and this list should stay below.

Each target has one next step, counted in working days from its last real touch.
Overdue ones stand first and never hide; the one at the top is proposed as next.

  j k g G     move
  enter       open the company
  a           log a touch: channel, outcome, enter
  b           the brief: one page with proof, and what to ask
  w           why this score
  e           edit what you wrote about it
  d           who is it: what sources propose, compared and picked
  r  R        research this one, the whole list (R again stops)
  x           drop it, with a reason
  y           copy the domain
"""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._placed = False
        self._line: int | None = None

    def body(self) -> ComposeResult:
        """Lay out the next act and the list of the day."""
        yield Static(id="next")
        yield Table(COLUMNS, id="day")

    @property
    def chosen(self) -> str:
        """Id of the account under the cursor."""
        return self.query_one(Table).key

    async def refresh_data(self) -> None:
        """Read the day anew."""
        view = await self.ask(self.workspace.today.view)
        if view is None:
            return
        self.headline(headline(view, self.size.width))
        first = next(iter([*view.due, *view.coming]), None)
        box = self.query_one("#next", Static)
        box.set_class(first is not None, "-shown")
        if first is not None:
            box.update(next_act(first))
        table = self.query_one(Table)
        table.show(_rows(view), line=self._line)
        self._line = None
        if self.prospector.account_id and not self._placed:
            table.select(self.prospector.account_id)
        self._placed = True

    def _touched(self, told: str | None) -> None:
        """Stay at the same line after a touch: the next one due moves up to it."""
        self._line = self.query_one(Table).line
        super()._touched(told)

    @on(Table.Opened)
    def open_account(self, event: Table.Opened) -> None:
        """Show the account."""
        self.prospector.open_account(event.key)

    @on(Table.Moved)
    def remember_account(self, event: Table.Moved) -> None:
        """Keep the account in mind, for `3` and for the next start."""
        if event.key and self._placed:
            self.prospector.choose(event.key)

    def action_back(self) -> None:
        """Stay: this is where the way back ends."""


def _rows(view: TodayView) -> Sequence[Row]:
    if not view.active:
        return empty_rows(view)
    rows = [heading(f"Due · {len(view.due)}"), *(_row(one) for one in view.due)]
    if not view.due:
        rows.append(note("Nothing is due. Below is what comes; n names another company, 2 shows the list."))
    rows += [BLANK, heading(f"Coming in seven days · {len(view.coming)}"), *(_row(one) for one in view.coming)]
    if not view.coming:
        rows.append(note("Nothing in the next seven days."))
    if view.stuck:
        rows += [BLANK, heading(f"No next step · {len(view.stuck)}"), *(_stuck(one) for one in view.stuck)]
    return rows


def _stuck(one: Stuck) -> Row:
    touched = f"{FULL} {one.touches}" if one.touches else HOLLOW
    return Row(one.account_id, (("? decide", "warn"), one.name, "you decide", (one.reason, "dim"), touched))


def _row(one: Due) -> Row:
    style = "warn" if one.days_late > 0 else "accent" if one.days_late == 0 else "dim"
    sign = "!" if one.days_late > 0 else " "
    touched = f"{FULL} {one.touches}" if one.touches else HOLLOW
    return Row(
        one.account_id,
        (
            (f"{sign}{late(one.days_late, one.step.due)}", style),
            one.name,
            one.step.act,
            (one.step.reason, "dim"),
            touched,
        ),
    )
