"""`prospect hand-in`: what is new since the last time, as a signed file for whoever audits."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.text import plural

Out = Annotated[
    Path | None, typer.Option("--out", help="File to write; else one in this folder, named by rep and acts.")
]
Since = Annotated[
    int | None, typer.Option("--since", help="Number of the first act, when a packet was lost; 1 for all.")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="hand-in", help="Write what is new since the last hand-in as a signed file (mail, share, stick).")(
        hand_in
    )


def hand_in(*, out: Out = None, since: Since = None, db: Db = None, json: Json = False) -> int:
    """Write a packet; 1 when the log's own check found it broken, which the packet then says."""
    with workspace(db) as opened:
        done = opened.packets.hand_in(out, since)
    if json:
        emit({**asdict(done), "count": done.count})
    else:
        span = f"acts {done.first} to {done.last}" if done.count else "nothing new"
        line(f"{done.path}: {span}, signed with the key {done.fingerprint}")
        if done.withheld:
            line(f"{plural(done.withheld, 'private note')} stayed here")
    for one in done.findings:
        note(f"the packet says so too: {one}")
    return 1 if done.findings else 0
