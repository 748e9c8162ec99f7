"""`prospect plan` and `prospect budget`: what we sell, to whom, by which numbers, and what that asks of the weeks."""

from __future__ import annotations

import dataclasses
import difflib
from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput
from prospector.model.days import parse_day
from prospector.model.plan import PlanRecord
from prospector.text import clean, plural
from prospector.workspace import Workspace

NUMBERS = tuple(one.name for one in dataclasses.fields(PlanRecord) if one.type == "int")
OWNERS = {"planning": "planned_by", "managing": "managed_by", "measuring": "measured_by"}
_COLUMN = 18


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="plan", help="Show the plan, or change what is given.")(plan)
    app.command(name="budget", help="Planned touches of the coming weeks, day by day, and where they are too much.")(
        budget
    )


def plan(
    *,
    firm: Annotated[str | None, typer.Option(help="Who we are.")] = None,
    offer: Annotated[str | None, typer.Option(help="What we sell, in one line.")] = None,
    pain: Annotated[str | None, typer.Option(help="Which pain it cures.")] = None,
    best_customer: Annotated[str | None, typer.Option(help="Who is the best customer, and why.")] = None,
    cycle_weeks: Annotated[int | None, typer.Option(help="Length of a sales cycle in weeks.")] = None,
    goal: Annotated[str | None, typer.Option(help="What the plan is to reach.")] = None,
    review_on: Annotated[str | None, typer.Option(help="When it is looked at again, as 2026-09-30.")] = None,
    hours: Annotated[
        list[str] | None, typer.Option(help="Protected hours: Tue 09:00-10:30; once for each block.")
    ] = None,
    owner: Annotated[list[str] | None, typer.Option(help="planning=NAME, managing=NAME, measuring=NAME.")] = None,
    number: Annotated[list[str] | None, typer.Option("--set", help="A number, as floor_attempts=6.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Show or change the plan."""
    given: dict[str, Any] = {
        "firm": firm, "offer": offer, "pain": pain, "best_customer": best_customer, "cycle_weeks": cycle_weeks,
        "goal": goal, "hours": "\n".join(hours) if hours else None,
    }  # fmt: skip
    changes = {key: value for key, value in given.items() if value is not None}
    changes |= dict(_owner(one) for one in owner or ()) | dict(_number(one) for one in number or ())
    moves = []
    with workspace(db, create=bool(changes) or review_on is not None) as opened:
        if review_on is not None:
            today = opened.store.clock.today()
            changes["review_on"] = parse_day(review_on, today).isoformat() if review_on.strip() else None
        if changes:
            moves = opened.strategy.save_plan(dataclasses.replace(opened.strategy.rules(), **changes))
        found, banner = opened.strategy.plan(), opened.strategy.banner()
        if json:
            emit(_document(opened, found, banner) | {"refiled": [dataclasses.asdict(one) for one in moves]})
            return 0
        _print(opened, found, banner)
    for one in moves:
        note(f"{one.name}: {one.before}-term before, {one.after}-term now")
    return 0


def budget(
    *,
    weeks: Annotated[int, typer.Option(min=1, max=26, help="Weeks ahead.")] = 4,
    extra: Annotated[int, typer.Option(min=0, max=500, help="What so many more names would add.")] = 0,
    rep: Annotated[str, typer.Option(help="Whose; else yours.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the load of every working day."""
    with workspace(db) as opened:
        found = opened.today.load(rep, weeks=weeks, extra=extra)
    if json:
        emit({"targets": found.targets, "touches": found.steps, "capacity": found.capacity, "fits": found.fits, "days": [
            {"day": one.day.isoformat(), "touches": one.touches, "most": one.most, "over": one.over,
             "names": list(one.names)} for one in found.days]})  # fmt: skip
        return 0
    busy = [one for one in found.days if one.touches]
    table(("day", "touches", ("", "load")), [
        (f"{one.day:%a %d %b}", one.touches, "■" * min(one.touches, 40) + (f"  ✗ over {one.most}" if one.over else ""))
        for one in busy], right=(1,))  # fmt: skip
    note(found.text)
    return 0


def _owner(given: str) -> tuple[str, str]:
    role, sign, name = given.partition("=")
    if not sign or role.strip().casefold() not in OWNERS:
        raise BadInput(f"“{clean(given)}” names no owner: planning=NAME, managing=NAME or measuring=NAME")
    return OWNERS[role.strip().casefold()], name


def _number(given: str) -> tuple[str, int]:
    name, sign, value = (part.strip() for part in given.partition("="))
    if name not in NUMBERS or not sign:
        near = difflib.get_close_matches(name, NUMBERS, n=1)
        hint = f"did you mean {near[0]}=?" if near else f"one of {', '.join(NUMBERS)}"
        raise BadInput(f"“{clean(given)}” sets nothing: {hint}")
    if not value.isascii() or not value.isdecimal() or len(value) > 9:  # noqa: PLR2004 - no number of the plan is longer
        raise BadInput(f"{name} is a whole number, not “{clean(value)}”")
    return name, int(value)


def _document(opened: Workspace, found: PlanRecord | None, banner: str) -> dict[str, Any]:
    strategy = opened.strategy
    counts = strategy.counts()
    return {
        "plan": dataclasses.asdict(found) if found else None,
        "rules": dataclasses.asdict(strategy.rules()),
        "missing": list(found.missing) if found else [],
        "banner": banner,
        "counts": {"claimed": len(counts.claimed), "meeting": len(counts.meeting), "followed": len(counts.followed)},
        "honesty": strategy.honesty(),
    }


def _print(opened: Workspace, found: PlanRecord | None, banner: str) -> None:
    if found is None:
        note("no plan yet: prospect plan --offer “...” --pain “...” begins one")
        return
    for key, value in dataclasses.asdict(found).items():
        for at, part in enumerate(str(value or ("-" if key not in NUMBERS else value)).split("\n")):
            line(f"{key.replace('_', ' ') if not at else '':<{_COLUMN}} {part}")
    strategy = opened.strategy
    line(f"{'leads':<{_COLUMN}} {strategy.counts().text}")
    for said in (banner, strategy.definition().banner, strategy.honesty()):
        if said:
            note(said)
    if (without := len(strategy.without_playbook())) and strategy.playbooks.all():
        note(f"{plural(without, 'target')} without a playbook: see `prospect playbook missing`")
