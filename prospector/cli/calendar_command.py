"""`prospect holiday` and `prospect absence`: the days on which nobody, or one rep, works."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from prospector.cli.build_command import read_text
from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.model.plan import AbsenceRecord
from prospector.plan.days_off import said_span
from prospector.text import clean, plural

Rep = Annotated[str, typer.Option(help="Whose; else yours.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    holiday = typer.Typer(help="Days on which nobody works.", no_args_is_help=True, rich_markup_mode=None)
    holiday.command(name="list", help="The holidays.")(holidays)
    holiday.command(name="import", help="Take a file: iCalendar, or lines of 2026-12-25 Christmas Day.")(import_)
    holiday.command(name="add", help="One holiday.")(add_holiday)
    holiday.command(name="remove", help="A holiday that is none.")(remove_holiday)
    app.add_typer(holiday, name="holiday")
    absence = typer.Typer(help="Days on which one rep does not work.", no_args_is_help=True, rich_markup_mode=None)
    absence.command(name="list", help="The absences.")(absences)
    absence.command(name="add", help="Days away: 3-14 May.")(add_absence)
    absence.command(name="remove", help="Take back the absence that holds a day.")(remove_absence)
    app.add_typer(absence, name="absence")


def holidays(*, db: Db = None, json: Json = False) -> int:
    """Print the holidays."""
    with workspace(db) as opened:
        every = opened.strategy.days_off.holidays()
    if json:
        emit({"holidays": [{"day": one.day.isoformat(), "name": one.name} for one in every]})
    else:
        table(("day", "name"), [(f"{one.day:%a %d %b %Y}", one.name) for one in every])
    return 0


def import_(file: Annotated[str, typer.Argument(help="The file.")], *, db: Db = None, json: Json = False) -> int:
    """Take a file of holidays, whole or not at all."""
    text = read_text(file)
    with workspace(db, create=True) as opened:
        new = opened.strategy.days_off.import_holidays(text, file)
    if json:
        emit({"new": new})
    else:
        note(f"{plural(new, 'holiday')} taken" if new else "every holiday of the file is here already")
    return 0


def add_holiday(
    day: Annotated[str, typer.Argument(help="2026-12-25 or 25 Dec.")],
    name: Annotated[str, typer.Argument(help="What is celebrated.")] = "",
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Add one holiday."""
    with workspace(db, create=True) as opened:
        one = opened.strategy.days_off.add_holiday(day, name)
    if json:
        emit({"day": one.day.isoformat(), "name": one.name})
    else:
        line(f"{one.day:%a %d %b %Y} {one.name}")
    return 0


def remove_holiday(day: Annotated[str, typer.Argument(help="The day.")], *, db: Db = None, json: Json = False) -> int:
    """Make a holiday a working day."""
    with workspace(db) as opened:
        opened.strategy.days_off.remove_holiday(day)
    if json:
        emit({"removed": clean(day)})
    else:
        line(f"{clean(day)} is a working day")
    return 0


def absences(
    *, rep: Annotated[str, typer.Option(help="Of one rep alone.")] = "", db: Db = None, json: Json = False
) -> int:
    """Print the absences."""
    with workspace(db) as opened:
        every = opened.strategy.days_off.absences(rep or None)
    if json:
        emit({"absences": [_document(one) for one in every]})
    else:
        table(("rep", "away", "note"), [(one.rep, said_span(one.first, one.last), one.note) for one in every])
    return 0


def add_absence(
    days: Annotated[list[str], typer.Argument(help="3-14 May, 2026-05-03..2026-05-14, or one day.")],
    *,
    rep: Rep = "",
    why: Annotated[str, typer.Option("--note", help="Why, in a few words.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Add an absence."""
    with workspace(db, create=True) as opened:
        one = opened.strategy.days_off.add_absence(" ".join(days), rep, why)
    if json:
        emit(_document(one))
    else:
        line(f"{one.rep} is away {said_span(one.first, one.last)}")
    return 0


def remove_absence(
    days: Annotated[list[str], typer.Argument(help="A day of the absence.")],
    *,
    rep: Rep = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Take an absence back."""
    with workspace(db) as opened:
        one = opened.strategy.days_off.remove_absence(" ".join(days), rep)
    if json:
        emit(_document(one))
    else:
        line(f"{one.rep} is not away {said_span(one.first, one.last)}")
    return 0


def _document(one: AbsenceRecord) -> dict[str, Any]:
    return {"rep": one.rep, "first": one.first.isoformat(), "last": one.last.isoformat(), "note": one.note}
