"""`prospect history`, `undo` and `redo`."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.clock import moment
from prospector.model.action import ActionRecord, UndoResult


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="history", help="What was done, by whom, newest first.")(history)
    app.command(name="undo", help="Take back the newest act, or the named one.")(undo)
    app.command(name="redo", help="Do again what the last undo took back.")(redo)


def history(
    *,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most lines.")] = 30,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the action log."""
    with workspace(db) as opened:
        actions = opened.history(limit)
    if json:
        emit({"actions": [dataclasses.asdict(one) for one in actions]})
        return 0
    if not actions:
        note("nothing was done here yet")
        return 0
    table((("", "state"), "id", "when", "who", "what"), [_row(one) for one in actions])
    return 0


def undo(
    action: Annotated[str, typer.Argument(help="Id of an action (see history); else the newest one.")] = "",
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Take back an act."""
    with workspace(db) as opened:
        result = opened.undo(action or None)
    return told(result, "undid", json)


def redo(*, db: Db = None, json: Json = False) -> int:
    """Do it again."""
    with workspace(db) as opened:
        result = opened.redo()
    return told(result, "redid", json)


def _row(one: ActionRecord) -> tuple[str, str, str, str, str]:
    sign = "↶" if one.undone else "·" if one.kind == "do" else " "
    what = f"{one.title} ({one.reason})" if one.reason else one.title
    return sign, one.id, f"{moment(one.at).astimezone():%Y-%m-%d %H:%M}", one.actor, what


def told(result: UndoResult, verb: str, json: bool) -> int:  # noqa: FBT001 - the option itself
    """Print what was taken back and what stayed; 1 when something stayed."""
    if json:
        since = {"since": list(result.since)} if result.since else {}
        emit({verb: result.title, "restored": result.restored, "kept": list(result.kept)} | since)
    else:
        line(f"{verb}: {result.title}")
    for kept in result.kept:
        note(f"kept: {kept}")
    for done in result.since:
        note(f"since: {done}")
    return 1 if result.kept else 0
