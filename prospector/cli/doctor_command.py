"""`prospect doctor` and `prospect backup`: is the workspace sound, and a checked copy of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line
from prospector.errors import BadInput
from prospector.store.backup import copy
from prospector.store.check import Finding, findings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="doctor", help="Look at the workspace and its surroundings; --verify checks every hash chain.")(
        doctor
    )
    app.command(name="backup", help="Write a checked copy of the workspace, also while it is open.")(backup)


def doctor(
    *,
    verify: Annotated[bool, typer.Option("--verify", help="Check the hash chains of touches and actions.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the findings; 1 when one of them is not good."""
    with workspace(db) as opened:
        found = findings(opened.store)
        if verify:
            from prospector.store.verify import verify as verify_chains

            broken = verify_chains(opened.store)
            found += [Finding("hash chain", False, said) for said in broken] or [
                Finding("hash chains", True, "every entry follows from the one before it")
            ]
    if json:
        emit({"findings": [dataclasses.asdict(one) for one in found]})
    else:
        for one in found:
            line(f"{'✓' if one.good else '✗'} {one.what}: {one.said}")
    return 0 if all(one.good for one in found) else 1


def backup(
    target: Annotated[str, typer.Argument(help="File to write; it must not exist.")],
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Copy the workspace."""
    path = Path(target).expanduser()
    if path.exists():
        raise BadInput(f"{path} exists already: give another name, nothing was overwritten")
    with workspace(db) as opened:
        copy(opened.path, path)
    if json:
        emit({"backup": str(path), "bytes": path.stat().st_size})
    else:
        line(f"copied to {path} and checked")
    return 0
