"""`prospect cadence`: planned touches by segment and horizon, in working days from the last real touch."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table
from prospector.model.plan import HORIZONS, CadenceRecord
from prospector.text import clean, plural

Cadence = Annotated[str, typer.Argument(help="Name of the cadence.")]
Horizon = Annotated[str, typer.Option(help=" or ".join(HORIZONS))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Cadences: planned touches.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="list", help="Every cadence, the shipped ones included.")(list_)
    group.command(name="save", help="Write a cadence: phone 0, mail 2, phone 3.")(save)
    group.command(name="remove", help="Take a written cadence away.")(remove)
    app.add_typer(group, name="cadence")


def list_(*, db: Db = None, json: Json = False) -> int:
    """Print the cadences."""
    with workspace(db) as opened:
        every = opened.strategy.all_cadences()
    if json:
        emit({"cadences": [_document(one) for one in every]})
        return 0
    table(("cadence", "horizon", "steps", "days"), [
        (one.name + ("" if one.id else " (shipped)"), one.horizon, one.text, "again" if one.repeats else one.days)
        for one in every], right=(3,))  # fmt: skip
    return 0


def save(
    name: Cadence,
    steps: Annotated[str, typer.Argument(help="Channel and working days, split by commas: phone 0, mail 2, phone 3.")],
    *,
    horizon: Horizon = "short",
    db: Db = None,
    json: Json = False,
) -> int:
    """Write a cadence."""
    with workspace(db, create=True) as opened:
        one = opened.strategy.cadences.save(name, steps, horizon)
    if json:
        emit(_document(one))
    else:
        line(f"{one.name}: {plural(len(one.steps), 'touch', 'touches')} in {plural(one.days, 'working day')}")
    return 0


def remove(name: Cadence, *, horizon: Horizon = "short", db: Db = None, json: Json = False) -> int:
    """Take a cadence away."""
    with workspace(db) as opened:
        opened.strategy.cadences.remove(name, horizon)
    if json:
        emit({"removed": clean(name), "horizon": horizon})
    else:
        line(f"{clean(name)} is gone")
    return 0


def _document(one: CadenceRecord) -> dict[str, Any]:
    return {
        "name": one.name, "horizon": one.horizon, "shipped": not one.id, "repeats": one.repeats,
        "steps": [{"channel": step.channel, "wait": step.wait} for step in one.steps],
    }  # fmt: skip
