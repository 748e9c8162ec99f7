"""`prospect doctor`, `prospect backup` and `prospect restore`: is the workspace sound, and checked copies of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.clock import Clock
from prospector.errors import BadInput, StoreUnusable
from prospector.model.upkeep import Finding
from prospector.paths import database_path, named
from prospector.settings import load_settings
from prospector.store.rotation import Backup, backups

UNUSABLE = 3
Verify = Annotated[bool, typer.Option("--verify", help="Check the hash chains of touches and actions.")]
Listed = Annotated[bool, typer.Option("--list", help="Print the copies in the rotation instead, newest first.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="doctor", help="Look at the workspace and its surroundings; --verify checks every hash chain.")(
        doctor
    )
    app.command(name="backup", help="Write a checked copy of the workspace, also while it is open.")(backup)
    app.command(name="restore", help="Put a checked backup in the place of the workspace, which is kept aside.")(
        restore
    )


def doctor(*, verify: Verify = False, db: Db = None, json: Json = False) -> int:
    """Print the findings; 1 when one of them is not good, 3 when the workspace can't be used."""
    status = 0
    try:
        with workspace(db) as opened:
            found = opened.upkeep.findings(chains=verify)
    except StoreUnusable as error:
        from prospector.store.check import outside

        if not isinstance(path := database_path(db), Path):
            raise
        found, status = outside(path, error, load_settings().cache_path()), UNUSABLE
    if json:
        emit({"findings": [dataclasses.asdict(one) for one in found]})
    else:
        for one in found:
            line(f"{'✓' if one.good else '✗'} {_told(one)}")
    return status or (0 if all(one.good for one in found) else 1)


def file_of(db: str | None) -> Path:
    """Return the file that ``--db`` means. Raises BadInput for a team's database."""
    place = database_path(db)
    if isinstance(place, str):
        raise BadInput(f"{named(place)} is backed up where its server is (pg_dump), or copied by `prospect team move`")
    return place


def backup(
    target: Annotated[str, typer.Argument(help="File to write, which must not exist; without it: the rotation.")] = "",
    *,
    listed: Listed = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Copy the workspace, or list the copies there are."""
    if listed:
        return _list(backups(file_of(db)), json=json)
    path = Path(target).expanduser() if target else None
    if path is not None and path.exists():
        raise BadInput(f"{path} exists already: give another name, nothing was overwritten")
    file_of(db)
    with workspace(db) as opened:
        made = opened.upkeep.back_up(path)
    if json:
        emit({"backup": str(made), "bytes": made.stat().st_size})
    else:
        line(f"copied to {made} and checked")
    return 0


def restore(
    source: Annotated[str, typer.Argument(metavar="BACKUP", help="The backup, as `prospect backup --list` shows it.")],
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Restore a backup; what was there is kept aside in the rotation first."""
    from prospector.services.upkeep import restore_workspace

    path, given = file_of(db), Path(source).expanduser()
    in_rotation = [one.path for one in backups(path) if one.path.name == source]
    done = restore_workspace(in_rotation[0] if in_rotation else given, path, load_settings(), Clock())
    if json:
        emit({"restored": str(done.path), "aside": str(done.aside) if done.aside else None, "said": list(done.said)})
    else:
        line(f"{done.path} is what {given.name} was")
        for one in done.said:
            note(one)
    return 1 if any(one.startswith("but ") for one in done.said) else 0


def _told(one: Finding) -> str:
    return f"{one.what}: {one.said}" + (f": {one.todo}" if one.todo else "")


def _list(found: list[Backup], *, json: bool) -> int:
    if json:
        rows = [{"backup": str(one.path), "at": one.at.isoformat(), "act": one.act, "bytes": one.size} for one in found]
        emit({"backups": rows})
    elif found:
        table(["taken (UTC)", "before", "bytes", "file"],
              [[f"{one.at:%Y-%m-%d %H:%M}", one.act.replace("-", " "), f"{one.size:,}", one.path.name] for one in found],
              right=[2])  # fmt: skip
    else:
        line("there is no backup yet: `prospect backup` makes one")
    return 0
