"""`prospect answers`: which attempts were answered."""

from __future__ import annotations

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="answers", help="Which of your attempts were answered: by channel, hour and opener.")(answers)


def answers(*, db: Db = None, json: Json = False) -> int:
    """Print the counts; a rate only from enough of them, advice only where two rates lie apart."""
    from prospector.outreach.answers import ENOUGH, advice

    with workspace(db) as opened:
        rates = opened.today.answers()
    said = advice(rates)
    if json:
        emit({
            "answers": [
                {"kind": one.kind, "value": one.value, "attempts": one.attempts, "answers": one.answers,
                 "interval": list(one.interval) if one.enough else None}
                for one in rates
            ],
            "advice": said,
        })  # fmt: skip
        return 0
    if not rates:
        line("no attempt yet: `prospect touch` logs one")
        return 0
    table(("by", "which", "answered"), [(one.kind, one.value, one.text) for one in rates])
    line()
    for one in said or [f"no advice: it takes {ENOUGH} attempts on both sides and rates that lie apart"]:
        line(one)
    return 0
