"""`prospect plan`: what we sell, which pain it cures, who the best customer is, how long a sale takes."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.model.plan import PlanRecord

EMPTY = PlanRecord(firm="", offer="", pain="", best_customer="", cycle_weeks=12)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="plan", help="Show the plan, or change what is given.")(plan)


def plan(
    *,
    firm: Annotated[str | None, typer.Option(help="Who we are.")] = None,
    offer: Annotated[str | None, typer.Option(help="What we sell, in one line.")] = None,
    pain: Annotated[str | None, typer.Option(help="Which pain it cures.")] = None,
    best_customer: Annotated[str | None, typer.Option(help="Who is the best customer, and why.")] = None,
    cycle_weeks: Annotated[int | None, typer.Option(help="Length of a sales cycle in weeks.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Show or change the plan."""
    given = {
        "firm": firm,
        "offer": offer,
        "pain": pain,
        "best_customer": best_customer,
        "cycle_weeks": cycle_weeks,
    }
    changes = {key: value for key, value in given.items() if value is not None}
    with workspace(db, create=bool(changes)) as opened:
        if changes:
            opened.strategy.save_plan(dataclasses.replace(opened.strategy.plan() or EMPTY, **changes))  # type: ignore[arg-type]
        found = opened.strategy.plan()
    if json:
        emit({"plan": dataclasses.asdict(found) if found else None})
    elif found is None:
        note("no plan yet: prospect plan --offer “...” --pain “...” begins one")
    else:
        for key, value in dataclasses.asdict(found).items():
            line(f"{key.replace('_', ' '):<14} {value or '-'}")
    return 0
