"""`prospect due`: today, as the Today screen shows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table
from prospector.outreach.sittings_opening import said_idle
from prospector.outreach.today import LINE, Due
from prospector.text import plural


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="due", help="The never-touched share and what is due, overdue first.")(due)


def due(*, db: Db = None, json: Json = False) -> int:
    """Print the day."""
    with workspace(db) as opened:
        view, expected, counts = opened.today.view(), opened.today.expectation(), opened.strategy.counts(opened.actor)
        waiting = opened.hand_overs.waiting_for()
        unanswered = opened.commitments.unanswered()
    if json:
        document = dataclasses.asdict(view) | {"never_touched_percent": view.never_share, "overdue": view.overdue}
        counted = {"claimed": len(counts.claimed), "meeting": len(counts.meeting), "followed_up": len(counts.followed)}
        emit(document | {"expectation": dataclasses.asdict(expected), "leads": counted,
                         "promises_to_answer": [one.id for one in unanswered],
                         "hand_overs_to_answer": [one.id for one in waiting]})  # fmt: skip
        return 0
    week = plural(view.touches_this_week, "touch", "touches")
    line(f"{view.never_touched} of {view.active} never touched ({view.never_share}%, line {LINE}%), "
         f"{len(view.due)} due, {view.overdue} overdue, {week} this week")  # fmt: skip
    line(counts.text)
    line(f"expected: {expected.text}")
    for said in (said_idle(view), *_answers(len(unanswered), len(waiting))):
        if said:
            line(said)
    for title, rows in (("due", view.due), ("coming", view.coming)):
        if rows:
            line()
            table((title, "company", "step", "because"), [_row(one) for one in rows])
    if view.stuck:
        line()
        table(("no next step", "because"), [(one.name, one.reason) for one in view.stuck])
    return 0


def _answers(promises: int, packets: int) -> Sequence[str]:
    """Return what waits for an answer of the rep."""
    return (
        f"{plural(promises, 'promise')} to answer: prospect promise list" if promises else "",
        f"{plural(packets, 'hand-over')} to answer: prospect handover list" if packets else "",
    )


def _row(one: Due) -> tuple[str, str, str, str]:
    return one.step.due.isoformat(), one.name, one.step.act, one.step.reason
