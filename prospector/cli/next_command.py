"""`prospect next`, `snooze` and `horizon`: setting a next step, putting one off, how often one is touched."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line
from prospector.model.outreach import SNOOZE_REASONS
from prospector.model.plan import HORIZONS
from prospector.model.touch import CHANNELS
from prospector.outreach.next_step import NextStep
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="next", help="Show the next step of a target, or set it with --on.")(next_step)
    app.command(name="snooze", help="Put a next step off, with a reason that is counted.")(snooze)
    app.command(name="horizon", help="File a target as short-term or long-term.")(horizon)


def next_step(
    account: Name,
    *,
    on: Annotated[str, typer.Option(help="The day: 2026-09-30, fri, 5 (working days), 2 weeks.")] = "",
    channel: Annotated[str, typer.Option(help=", ".join(CHANNELS))] = "phone",
    at: Annotated[str, typer.Option(help="The hour, as 09:40.")] = "",
    note: Annotated[str, typer.Option(help="What for.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why not as the cadence has it.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Set the step when a day is given, then show it."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        if on:
            opened.steps.schedule(key, on, channel, at=at, note=note, reason=reason)
        _show(opened, key, json=json)
    return 0


def snooze(
    account: Name,
    *,
    until: Annotated[str, typer.Option(help="The day to come back to it: 2026-09-30, fri, 5 (working days), 2 weeks.")],
    reason: Annotated[str, typer.Option("--reason", help=", ".join(SNOOZE_REASONS))] = "",
    note: Annotated[str, typer.Option(help="A line about it.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Put it off."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        opened.steps.snooze(key, until, reason, note)
        _show(opened, key, json=json)
    return 0


def horizon(
    account: Name,
    term: Annotated[str, typer.Argument(help=" or ".join(HORIZONS))],
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """File it, then show what follows."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        opened.naming.horizon(key, term)
        _show(opened, key, json=json)
    return 0


def _show(opened: Workspace, key: str, *, json: bool) -> None:
    name, step = opened.account(key).name, opened.today.standing(key)
    if json:
        due = {"due": step.due.isoformat(), "at": f"{step.at:%H:%M}", "act": step.act, "channel": step.channel,
               "set_by": step.set_by, "snoozed": step.snoozed} if isinstance(step, NextStep) else {"due": None}  # fmt: skip
        emit({"account": key, "next_step": {**due, "reason": step.reason if step else "not a target"}})
    elif isinstance(step, NextStep):
        line(f"{name}: {step.act} on {step.due:%a %d %b %Y}, {step.at:%H:%M}")
        line(f"  {step.reason}")
    else:
        line(f"{name}: no next step: {step.reason if step else 'it is not on the active list'}")
