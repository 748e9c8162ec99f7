"""`prospect export`: files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note
from prospector.errors import BadInput
from prospector.outreach.agenda import write_calendar
from prospector.text import plural

FORMATS = ("ics",)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="export", help="Write a file for other programs: ics, the calendar of your sittings and dues.")(
        export
    )


def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    *,
    kind: Annotated[str, typer.Option("--as", help=", ".join(FORMATS))] = "ics",
    db: Db = None,
    json: Json = False,
) -> int:
    """Write the calendar; a newer file updates the entries of an older one."""
    if kind not in FORMATS:
        raise BadInput(f"“{kind}” is not a format that can be written: one of {', '.join(FORMATS)}")
    with workspace(db) as opened:
        count = write_calendar(opened.calendar(), out)
    if json:
        emit({"file": str(out), "entries": count})
    else:
        note(f"{plural(count, 'entry', 'entries')} written to {out}: open it in your calendar")
    return 0
