"""`prospect source`: where names come from, of which kind, and what became of them."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.model.plan import SOURCE_KINDS
from prospector.text import clean

Source = Annotated[str, typer.Argument(help="Name of the source.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Where names come from.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="list", help="The sources with what became of their names.")(list_)
    group.command(name="save", help="Set up a source, or change its kind.")(save)
    group.command(name="justify", help="Why names still come through a source that brought no advance.")(justify)
    group.command(name="remove", help="Forget what was set up; accounts keep the name.")(remove)
    app.add_typer(group, name="source")


def list_(*, db: Db = None, json: Json = False) -> int:
    """Print the sources."""
    with workspace(db) as opened:
        every, most = opened.strategy.sources.all(), opened.strategy.rules().fatigue_tries
    if json:
        emit(
            {"sources": [dataclasses.asdict(one) | {"tired": one.tried >= most and not one.advanced} for one in every]}
        )
        return 0
    table(("source", "kind", "given", "tried", "advanced", ("", "state")), [
        (one.name, one.kind.replace("_", " "), one.given, one.tried, one.advanced,
         "tired" if one.tried >= most and not one.advanced else f"goes on: {one.justified}" if one.justified else "")
        for one in every], right=(2, 3, 4))  # fmt: skip
    return 0


def save(
    name: Source,
    *,
    kind: Annotated[str, typer.Option(help=", ".join(SOURCE_KINDS))] = "",
    text: Annotated[str | None, typer.Option("--note", help="What it is.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Set up a source."""
    with workspace(db, create=True) as opened:
        one = opened.strategy.sources.save(name, kind, text)
        waits = opened.strategy.sources.quarantined(name)
    if json:
        emit(dataclasses.asdict(one) | {"waits": waits})
        return 0
    line(f"{one.name}: {one.kind.replace('_', ' ')}")
    if waits:
        note("its names wait on the bench until each has a why of its own")
    return 0


def justify(
    name: Source,
    *,
    why: Annotated[str, typer.Option(help="Why names may still come through it.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Keep why a tired source goes on."""
    with workspace(db) as opened:
        one = opened.strategy.sources.justify(name, why)
    if json:
        emit(dataclasses.asdict(one))
    else:
        line(f"{one.name} goes on: {one.justified}")
    return 0


def remove(name: Source, *, db: Db = None, json: Json = False) -> int:
    """Forget a source."""
    with workspace(db) as opened:
        opened.strategy.sources.remove(name)
    if json:
        emit({"removed": clean(name)})
    else:
        line(f"{clean(name)} is forgotten; accounts keep the name")
    return 0
