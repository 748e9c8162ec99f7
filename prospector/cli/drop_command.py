"""`prospect drop`, `swap` and `bench`: moving targets, with reasons."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import told


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="drop", help="Take a target off the list, with a reason and a lesson.")(drop)
    app.command(name="swap", help="Put a target from the bench into another one's slot.")(swap)
    app.command(name="bench", help="Send a target to the bench, or back to a free slot with --back.")(bench)


def drop(
    account: Name,
    *,
    reason: Reason = "",
    lesson: Annotated[str, typer.Option(help="What you learnt; it comes back with a similar name.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Drop a target."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        opened.naming.drop(key, reason, lesson)
        record = opened.account(key)
    told({"id": key, "place": record.place}, f"{record.name} is dropped; `prospect undo` takes it back", json=json)
    return 0


def swap(
    out: Annotated[str, typer.Argument(help="Active target that gives up its slot.")],
    into: Annotated[str, typer.Argument(metavar="IN", help="Target from the bench that takes it.")],
    *,
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Swap two targets."""
    with workspace(db) as opened:
        going, coming = opened.resolve(out), opened.resolve(into)
        named = opened.naming.swap(going, coming, reason)
    document = {"in": coming, "out": going, "slot": named.slot}
    told(document, f"{named.name} has slot {named.slot}; the other one waits on the bench", json=json)
    return 0


def bench(
    account: Name,
    *,
    back: Annotated[bool, typer.Option("--back", help="From the bench to a free slot.")] = False,
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Send a target to the bench, or back."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        if back:
            opened.naming.activate(key)
        else:
            opened.naming.to_bench(key, reason)
        record = opened.account(key)
    where = f"has slot {record.slot}" if record.slot else "waits on the bench"
    told({"id": key, "place": record.place, "slot": record.slot}, f"{record.name} {where}", json=json)
    return 0
