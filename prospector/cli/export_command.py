"""`prospect export`: files for other programs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note
from prospector.errors import BadInput
from prospector.exchange.destinations import CALENDAR, FORMATS
from prospector.model.account import PLACES
from prospector.model.leaving import ExportReport
from prospector.text import plural

_FORMATS = ", ".join(FORMATS)
_BY_ENDING = {".csv": "csv", ".jsonl": "jsonl", ".xlsx": "xlsx", ".md": "markdown", ".ics": CALENDAR}
_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="export", help="Write the list for other programs, or your calendar.")(export)


def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    *,
    kind: Annotated[str, typer.Option("--as", help=f"{_FORMATS}; else by the ending of FILE.")] = "",
    place: Annotated[str, typer.Option("--place", help="active, bench, dropped or all.")] = "active",
    everybody: Annotated[bool, typer.Option("--everybody", help="Not only your own.")] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="For programs alone: no apostrophe before what a spreadsheet would run.")
    ] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Write accounts in the form a program takes without mapping; those that nobody may contact never leave."""
    form = kind or _BY_ENDING.get(out.suffix.casefold(), "")
    if not form:
        raise BadInput(f"{out} does not say what it is to be: --as takes one of {_FORMATS}")
    if place not in (*PLACES, "all"):
        raise BadInput(f"“{place}” is no list: --place takes {', '.join(PLACES)} or all")
    replaced = out.exists()
    with workspace(db) as opened:
        if form == CALENDAR:
            from prospector.outreach.agenda import write_calendar

            count = write_calendar(opened.calendar(), out)
            if json:
                emit({"file": str(out), "entries": count})
            else:
                note(f"{plural(count, 'entry', 'entries')} written to {out}: open it in your calendar")
            return 0
        from prospector.pipeline.exporting import Scope

        scope = Scope(PLACES if place == "all" else (place,), None if everybody else opened.actor)
        report = opened.exports.write(out, form, scope, raw=raw)
    if json:
        emit(dataclasses.asdict(report))
    else:
        _tell(report)
        if replaced:
            note(f"{out} was there already and has been replaced")
    return 0


def _tell(report: ExportReport) -> None:
    note(f"{plural(report.rows, 'row')} written to {', '.join(report.files)}")
    for what, held in (("held back", report.held_back), ("left out", report.left_out)):
        for one in held[:_SHOWN]:
            note(f"{what}: {one.name} ({one.reason})")
        if len(held) > _SHOWN:
            note(f"{what}: {len(held) - _SHOWN} more")
