"""`prospect sitting` and `prospect promise`: timed sessions, and what is promised for a week."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table, told
from prospector.errors import BadInput
from prospector.model.sitting import ANSWERS, MEASURES, CommitmentRecord
from prospector.outreach.sittings import MINUTES
from prospector.outreach.sittings_done import summary_lines
from prospector.text import plural
from prospector.workspace import Workspace

Measure = Annotated[str, typer.Argument(help=", ".join(MEASURES))]
Which = Annotated[str, typer.Argument(help="The end of the promise's id, as `prospect promise list` shows it.")]
Rep = Annotated[str, typer.Option("--rep", help="Whose; else yours.")]


def register(app: typer.Typer) -> None:
    """Add the groups of commands."""
    sitting = typer.Typer(help="Timed prospecting sessions.", no_args_is_help=True)
    sitting.command(name="start", help="Begin a sitting.")(start)
    sitting.command(name="stop", help="End it, with a summary of what was done.")(stop)
    sitting.command(name="show", help="Print the running sitting, and planned against held ones.")(show)
    app.add_typer(sitting, name="sitting")
    promise = typer.Typer(
        help="Commitments for a week; once it has begun they can only be answered.", no_args_is_help=True
    )
    promise.command(name="add", help="Promise something for next week.")(add)
    promise.command(name="list", help="Print promises, with what the log says of them.")(listing)
    promise.command(name="change", help="Change a promise before its week begins.")(change)
    promise.command(name="answer", help="Say whether it was kept.")(answer)
    promise.command(name="suggest", help="Print what next week's dues suggest to promise.")(suggest)
    app.add_typer(promise, name="promise")


def start(
    *,
    minutes: Annotated[int, typer.Option(help="How long it is meant to last.")] = MINUTES,
    db: Db = None,
    json: Json = False,
) -> int:
    """Begin."""
    with workspace(db) as opened:
        begun, view = opened.sittings.start(minutes), opened.today.view()
    if json:
        emit(asdict(begun))
    else:
        line(f"sitting of {minutes} minutes begun: {view.active} active, {view.never_touched} never touched "
             f"({view.never_share} %, line 70 %), {len(view.due)} due, {view.overdue} overdue")  # fmt: skip
    return 0


def stop(*, note: Annotated[str, typer.Option(help="A line about it.")] = "", db: Db = None, json: Json = False) -> int:
    """End."""
    with workspace(db) as opened:
        ended, summary = opened.sittings.stop(note)
    if json:
        emit({"sitting": asdict(ended), "summary": asdict(summary)})
        return 0
    line(f"sitting ended after {plural(ended.minutes, 'minute')}")
    for text in summary_lines(summary):
        line(f"  {text}")
    return 0


def show(*, rep: Rep = "", db: Db = None, json: Json = False) -> int:
    """Print."""
    with workspace(db) as opened:
        running, held = opened.sittings.running(rep or None), opened.sittings.held(rep or None)
    if json:
        emit({"running": asdict(running) if running else None, "weeks": [asdict(one) for one in held]})
        return 0
    line(
        f"running for {plural(running.minutes, 'minute')} of {running.planned_minutes}"
        if running
        else "no sitting runs"
    )
    rows = [(one.week, one.planned, one.held, one.planned_minutes, one.held_minutes) for one in held]
    table(("week", "planned", "held", "minutes planned", "minutes held"), rows, right=(1, 2, 3, 4))
    return 0


def add(
    measure: Measure,
    number: Annotated[int | None, typer.Argument(help="How many.")] = None,
    *,
    said: Annotated[str, typer.Option("--said", help="In your own words, for `free`.")] = "",
    week: Annotated[str, typer.Option(help="ISO week, as 2026-W24; else the next one.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Promise."""
    with workspace(db) as opened:
        made = opened.commitments.promise(measure, number, said, week)
    if json:
        emit({"id": made})
    else:
        line("promised; it can be changed until the week begins")
    return 0


def listing(
    *, rep: Rep = "", week: Annotated[str, typer.Option(help="One ISO week.")] = "", db: Db = None, json: Json = False
) -> int:
    """Print promises."""
    with workspace(db) as opened:
        found = opened.commitments.of(rep or None, week or None)
    if json:
        emit({"promises": [asdict(one) for one in found]})
    elif found:
        rows = [
            (
                one.id[-6:],
                one.week,
                promised(one),
                "" if one.done is None else one.done,
                one.answer or "open",
                one.answer_note,
            )
            for one in found
        ]
        table(("id", "week", "promised", "so far", "answer", "note"), rows, right=(3,))
    else:
        line("nothing is promised: `prospect promise suggest` says what the dues suggest")
    return 0


def change(
    which: Which,
    number: Annotated[int | None, typer.Argument(help="How many.")] = None,
    *,
    said: Annotated[str, typer.Option("--said", help="In your own words, for `free`.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Change a promise."""
    with workspace(db) as opened:
        found = _one(opened, which)
        opened.commitments.change(found, number, said)
    told({"id": found}, "changed", json=json)
    return 0


def answer(
    which: Which,
    said: Annotated[str, typer.Argument(metavar="ANSWER", help=", ".join(ANSWERS))],
    *,
    note: Annotated[str, typer.Option(help="What came between.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Answer a promise."""
    with workspace(db) as opened:
        found = _one(opened, which)
        opened.commitments.answer(found, said, note)
    told({"id": found}, f"answered: {said}", json=json)
    return 0


def suggest(*, db: Db = None, json: Json = False) -> int:
    """Print what the dues suggest."""
    with workspace(db) as opened:
        found = opened.commitments.proposed()
    if json:
        emit({"suggested": [asdict(one) for one in found]})
    else:
        table(("suggested", "because", "to promise it"),
              [(f"{one.number} {MEASURES[one.measure]}", one.because, f"prospect promise add {one.measure} {one.number}")
               for one in found])  # fmt: skip
    return 0


def promised(one: CommitmentRecord) -> str:
    """Return a promise in words."""
    return one.said if one.measure == "free" else f"{one.number} {MEASURES[one.measure]}"


def _one(opened: Workspace, which: str) -> str:
    fits = [one.id for one in opened.commitments.of() if which.strip() and one.id.endswith(which.strip().lower())]
    if len(fits) != 1:
        raise BadInput(
            f"{'several promises end' if fits else 'no promise of yours ends'} in “{which}”: see `prospect promise list`"
        )
    return fits[0]
