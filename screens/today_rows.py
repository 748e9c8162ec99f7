"""The rows of the day: what is due, what waits for an answer, what comes, who has no next step. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.text import plural
from screens.show import late
from screens.signs import FULL, HOLLOW
from screens.today_view import empty_rows
from screens.widgets.rows import BLANK, Cell, Column, Row, heading, note

if TYPE_CHECKING:
    from prospector.model.qualification import HandOverRecord
    from prospector.model.sitting import CommitmentRecord
    from prospector.outreach.today import Due, Stuck, TodayView

COLUMNS = (
    Column("due", 11),
    Column("company", 20, grow=2, most=34),
    Column("next act", 19),
    Column("because", 20, grow=3),
    Column("touches", 7, right=True, drop=1),
)
PROMISE, PACKET = "promise:", "packet:"
"""Beginnings of the keys of rows that are answered; a packet's goes on with its account."""
LONG = "↻"
"""Stands before a target that has one of the places kept for long-term ones."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an answer of the rep."""

    promises: Sequence[CommitmentRecord] = ()
    packets: Sequence[HandOverRecord] = ()
    packets_first: bool = False
    """A closer begins the day with them."""
    drafts: int = 0
    """Messages that nobody has confirmed as sent yet."""

    @property
    def count(self) -> int:
        """Return how many answers are wanted."""
        return len(self.promises) + len(self.packets)


def rows(view: TodayView, waiting: Waiting) -> Sequence[Row]:
    """Return the rows of the day, or what there is to say while the list is empty."""
    answers = _answers(waiting)
    if not view.active:
        return [*answers, *empty_rows(view)]
    due = [heading(f"Due · {len(view.due)}"), *(_row(one) for one in view.due)]
    if not view.due:
        due.append(note("Nothing is due: below is what comes. n names another company."))
    if waiting.drafts:
        wait = "waits" if waiting.drafts == 1 else "wait"
        due.append(note(f"{plural(waiting.drafts, 'draft')} {wait} to be confirmed as sent: D, then y"))
    due.append(BLANK)
    found = [*answers, *due] if waiting.packets_first else [*due, *answers]
    if view.stuck:
        found += [heading(f"No next step · {len(view.stuck)}"), *(_stuck(one) for one in view.stuck), BLANK]
    found += [heading(f"Coming in seven days · {len(view.coming)}"), *(_row(one) for one in view.coming)]
    if not view.coming:
        found.append(note("Nothing in the next seven days."))
    return found


def _answers(waiting: Waiting) -> list[Row]:
    if not waiting.count:
        return []
    packets, promises = [_packet(one) for one in waiting.packets], [_promise(one) for one in waiting.promises]
    return [heading(f"Waits for your answer · {waiting.count}"), *packets, *promises, BLANK]


def _packet(one: HandOverRecord) -> Row:
    waited = "today" if not one.waiting_days else plural(one.waiting_days, "day")
    when: Cell = (f"!{waited}", "warn") if one.late else (f" {waited}", "accent")
    return Row(
        f"{PACKET}{one.account_id}", (when, one.name, "packet", (f"{one.given_by} hands it over: enter", "dim"), "")
    )


def _promise(one: CommitmentRecord) -> Row:
    from prospector.outreach.sittings_opening import promised

    said = "nothing counts it" if one.done is None else f"the log counts {one.done}"
    return Row(
        f"{PROMISE}{one.id}", ((f" {one.week}", "accent"), promised(one), "your promise", (f"{said}: enter", "dim"), "")
    )


def _stuck(one: Stuck) -> Row:
    return Row(
        one.account_id, (("? decide", "warn"), one.name, "you decide", (one.reason, "dim"), _touched(one.touches))
    )


def _row(one: Due) -> Row:
    style = "warn" if one.days_late > 0 else "accent" if one.days_late == 0 else "dim"
    sign = "!" if one.days_late > 0 else " "
    because = f"{LONG} long-term · {one.step.reason}" if one.reserved else one.step.reason
    cells = (
        (f"{sign}{late(one.days_late, one.step.due)}", style), one.name, one.step.act, (because, "dim"), _touched(one.touches),
    )  # fmt: skip
    return Row(one.account_id, cells)


def _touched(touches: int) -> str:
    return f"{FULL} {touches}" if touches else HOLLOW
