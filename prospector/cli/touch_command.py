"""`prospect touch`: log one outreach attempt."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line
from prospector.errors import BadInput
from prospector.model.touch import CHANNELS, OUTCOMES, REACTIONS, words


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="touch", help="Log an outreach attempt.")(touch)


def touch(
    account: Name,
    *,
    channel: Annotated[str, typer.Option(help=", ".join(CHANNELS))],
    outcome: Annotated[str, typer.Option(help=", ".join(OUTCOMES))],
    reaction: Annotated[str, typer.Option(help=", ".join(REACTIONS))] = "unknown",
    person: Annotated[str, typer.Option(help="Whom you reached, by role or name.")] = "",
    note: Annotated[str, typer.Option(help="One line.")] = "",
    private: Annotated[bool, typer.Option("--private", help="The note is for you alone.")] = False,
    override: Annotated[str, typer.Option("--override", help="Why it is done although the corridor forbids it.")] = "",
    call_back: Annotated[
        str, typer.Option(help="When they want a call, as “thu 14:30”: it becomes the next step.")
    ] = "",
    at: Annotated[str, typer.Option(help="When it happened, as 2026-04-02T09:40; else now.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Log a touch and say what comes next."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        dark = [] if opened.touches.of(key) else opened.touches.lamps(key).dark
        logged = opened.touches.log(
            key,
            channel,
            outcome,
            reaction=reaction,
            person=person,
            note=note,
            private=private,
            at=_moment(at),
            override=override,
            call_back=call_back,
        )
        name, step = opened.account(key).name, opened.today.step(key)
    following = {"due": step.due.isoformat(), "act": step.act, "reason": step.reason} if step else None
    if json:
        emit({"id": logged.id, "account": key, "at": logged.at, "channel": logged.channel, "outcome": logged.outcome,
              "reaction": logged.reaction, "unready": dark, "next_step": following})  # fmt: skip
    else:
        line(f"{name}: {words(logged.channel)}, {words(logged.outcome)}")
        if dark:
            line(f"unready: the first touch came without {', '.join(dark)}")
        if step:
            line(f"next: {step.act} on {step.due.isoformat()}")
    return 0


def _moment(given: str) -> datetime | None:
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise BadInput(f"“{given}” is not a moment: write it like 2026-04-02T09:40") from None
    return found.astimezone()
