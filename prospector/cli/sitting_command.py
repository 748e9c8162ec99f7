"""`prospect sitting` and `prospect promise`: timed sessions, and what is promised for a week."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table, told
from prospector.errors import BadInput
from prospector.model.sitting import ANSWERS, MEASURES, SittingRecord, counted
from prospector.outreach.sittings import MINUTES
from prospector.outreach.sittings_done import summary_lines
from prospector.outreach.sittings_opening import Opening, opening_lines, promised, said_protected
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
        opening = opened.opening()
        begun = opened.sittings.start(minutes)
    if json:
        emit(asdict(begun) | {"opening": _document(opening)})
        return 0
    line(opening.banner)
    for label, text in opening_lines(opening):
        line(f"  {label:<11}{text}")
    line(f"the clock runs: {plural(minutes, 'minute')}; `prospect sitting stop` ends it with a summary")
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
        sittings = opened.sittings
        running, held, protected = (
            sittings.running(rep or None),
            sittings.held(rep or None),
            sittings.protected(rep or None),
        )
        expected = opened.today.expectation(rep or None)
    if json:
        emit({"running": asdict(running) if running else None, "weeks": [asdict(one) for one in held],
              "protected": asdict(protected), "expectation": asdict(expected)})  # fmt: skip
        return 0
    line(_running(running))
    if said := said_protected(protected):
        line(f"protected time: {said}")
    line(f"expected: {expected.text}")
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


def suggest(
    *,
    take: Annotated[bool, typer.Option("--take", help="Promise all of it.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print, or promise, what the dues suggest."""
    with workspace(db) as opened:
        found = opened.commitments.proposed()
        taken = opened.commitments.sign(found) if take else 0
    if json:
        emit({"suggested": [asdict(one) for one in found], "promised": taken})
        return 0
    table(("suggested", "because", "to promise it alone"),
          [(counted(one.measure, one.number), one.because, f"prospect promise add {one.measure} {one.number}")
           for one in found])  # fmt: skip
    line("promised; it can be changed until the week begins" if take else "--take promises all of it")
    return 0


def _running(running: SittingRecord | None) -> str:
    if running is None:
        return "no sitting runs"
    if running.forgotten:
        return (
            f"sitting {running.number} was begun on {running.started_at[:10]} and never ended: `prospect sitting stop`"
        )
    return f"sitting {running.number} runs for {plural(running.minutes, 'minute')} of {running.planned_minutes}"


def _document(opening: Opening) -> dict[str, Any]:
    """Return the opening for `--json`, without the dues that `prospect due` prints."""
    found = asdict(opening)
    del found["view"]
    return found | {"banner": opening.banner}


def _one(opened: Workspace, which: str) -> str:
    fits = [one.id for one in opened.commitments.of() if which.strip() and one.id.endswith(which.strip().lower())]
    if len(fits) != 1:
        raise BadInput(
            f"{'several promises end' if fits else 'no promise of yours ends'} in “{which}”: see `prospect promise list`"
        )
    return fits[0]
