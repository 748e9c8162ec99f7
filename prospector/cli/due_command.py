"""`prospect due`: today, as the Today screen shows it."""

from __future__ import annotations

import dataclasses

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table
from prospector.outreach.today import LINE, Due
from prospector.text import plural


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="due", help="The never-touched share and what is due, overdue first.")(due)


def due(*, db: Db = None, json: Json = False) -> int:
    """Print the day."""
    with workspace(db) as opened:
        view = opened.today.view()
    if json:
        document = dataclasses.asdict(view) | {"never_touched_percent": view.never_share, "overdue": view.overdue}
        emit(document)
        return 0
    week = plural(view.touches_this_week, "touch", "touches")
    line(f"{view.never_touched} of {view.active} never touched ({view.never_share}%, line {LINE}%), "
         f"{len(view.due)} due, {view.overdue} overdue, {week} this week")  # fmt: skip
    for title, rows in (("due", view.due), ("coming", view.coming)):
        if rows:
            line()
            table((title, "company", "step", "because"), [_row(one) for one in rows])
    if view.stuck:
        line()
        table(("no next step", "because"), [(one.name, one.reason) for one in view.stuck])
    return 0


def _row(one: Due) -> tuple[str, str, str, str]:
    return one.step.due.isoformat(), one.name, one.step.act, one.step.reason
