"""`prospect timeline`: everything that happened with an account, newest first."""

from __future__ import annotations

from dataclasses import asdict

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, table
from prospector.clock import moment


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="timeline", help="Everything that happened with an account: touches, evidence, stages, steps, hand-overs."
    )(timeline)


def timeline(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print the events; private notes are their author's alone."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        events = opened.timeline(key)
    if json:
        emit({"account": key, "events": [asdict(one) | {"facts": dict(one.facts)} for one in events]})
    else:
        table(["when", "what", "who"],
              [[f"{moment(one.at).astimezone():%Y-%m-%d %H:%M}", one.said, one.who] for one in events])  # fmt: skip
    return 0
