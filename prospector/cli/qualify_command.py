"""`prospect qualify`, `understand`, `whynow`, `stage`, `sheet`: whether it is a real opportunity."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from prospector.cli.options import Db, Json, Name, Reason, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput
from prospector.model.account import STAGES
from prospector.model.qualification import AWARENESS, LENSES, OBSTACLES, STATES, TEXTS, through
from prospector.pipeline.call_sheet import sheet_lines
from prospector.pipeline.stages import RULES
from prospector.workspace import Workspace

Obstacle = Annotated[str, typer.Argument(help=f"{', '.join(OBSTACLES)}; without one: the card.")]
State = Annotated[str, typer.Argument(help=", ".join(STATES[1:]))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="qualify", help="Show the obstacle card of an account, or keep evidence about an obstacle.")(
        qualify
    )
    app.command(name="understand", help="Write what is understood of an account: need, motivations, buying plan...")(
        understand
    )
    app.command(name="whynow", help="Keep a dated reason to speak to an account now, or show those there are.")(why_now)
    app.command(name="stage", help="Move an account to a stage; the entry rule is spoken when it refuses.")(stage)
    app.command(name="sheet", help="Print the call sheet of an account.")(sheet)


def qualify(
    account: Name,
    obstacle: Obstacle = "",
    state: State = "",
    *,
    said: Annotated[str, typer.Option("--said", help="The evidence: what did who say?")] = "",
    lens: Annotated[str, typer.Option("--lens", help=", ".join(LENSES))] = "obstacles",
    db: Db = None,
    json: Json = False,
) -> int:
    """Show the card, after keeping the evidence that was given."""
    if lens not in LENSES:
        raise BadInput(f"unknown lens “{lens}”: one of {', '.join(LENSES)}")
    with workspace(db) as opened:
        key = opened.resolve(account)
        if obstacle:
            opened.qualifying.found(key, obstacle, state, said)
        name, card = opened.account(key).name, opened.qualifying.card(key)
    parts = through(lens, card)
    if json:
        emit({"account": key, "lens": lens, "parts": [
            {"name": part, "state": how, "obstacles": [asdict(one) for one in behind]} for part, how, behind in parts
        ]})  # fmt: skip
        return 0
    line(name)
    rows = []
    for part, how, behind in parts:
        newest = next((one.evidence for one in behind if one.evidence), None)
        old = " (faded)" if any(one.faded for one in behind) else ""
        rows.append([part, how + old, newest.said if newest else "", newest.given_by if newest else "",
                     newest.given_at[:10] if newest else ""])  # fmt: skip
    table(["obstacle" if lens == "obstacles" else lens, "state", "evidence", "by", "on"], rows)
    return 0


def understand(
    account: Name,
    *,
    need: Annotated[str | None, typer.Option(help="What they need, in a sentence.")] = None,
    motivations: Annotated[str | None, typer.Option(help="Why they would change anything.")] = None,
    buying_plan: Annotated[str | None, typer.Option("--buying-plan", help="Who decides, and how.")] = None,
    timeline: Annotated[str | None, typer.Option(help="When they want to decide.")] = None,
    awareness: Annotated[str | None, typer.Option(help=", ".join(AWARENESS))] = None,
    weeks: Annotated[str | None, typer.Option(help="Weeks until a decision is expected; files the horizon.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Write what was given, then show what is understood."""
    given = {"need": need, "motivations": motivations, "buying_plan": buying_plan, "timeline": timeline,
             "awareness": awareness, "expected_weeks": weeks}  # fmt: skip
    fields = {name: value for name, value in given.items() if value is not None}
    with workspace(db) as opened:
        key = opened.resolve(account)
        if fields:
            opened.qualifying.understand(key, **fields)
        known, name = opened.qualifying.understanding(key), opened.account(key).name
    if json:
        emit({"account": key, **asdict(known)})
        return 0
    line(name)
    for part in (*TEXTS, "awareness", "expected_weeks"):
        line(f"  {part.replace('_', ' '):<15}{getattr(known, part) or 'unknown: ask'}")
    return 0


def why_now(
    account: Name,
    said: Annotated[str, typer.Argument(help="The reason: “new plant opens in June”; without it: show them.")] = "",
    *,
    on: Annotated[str, typer.Option(help="The day it happens, as 2026-06-30.")] = "",
    until: Annotated[str, typer.Option(help="The day it expires.")] = "",
    url: Annotated[str, typer.Option(help="Where it says so.")] = "",
    instead_of: Annotated[str, typer.Option("--instead-of", help="Part of the reason that it replaces.")] = "",
    remove: Annotated[str, typer.Option(help="Part of the reason to take away.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Keep, change or take away a reason, then show those there are."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        if remove:
            opened.qualifying.remove_why_now(_meant(opened, key, remove))
        if instead_of:
            before = _meant(opened, key, instead_of)
            opened.qualifying.edit_why_now(before, said, url=url, happens_on=on, expires_on=until)
        elif said:
            opened.qualifying.add_why_now(key, said, url=url, happens_on=on, expires_on=until)
        reasons = opened.qualifying.why_now(key)
    if json:
        emit({"account": key, "why_now": [asdict(one) for one in reasons]})
    elif reasons:
        table(["why now", "on", "until", "by"], [[f"{one.said}{' (expired)' if one.stale else ''}", one.happens_on or "",
              one.expires_on or "", one.given_by] for one in reasons])  # fmt: skip
    else:
        line('no reason why now: `prospect whynow ACCOUNT "what changes" --on DAY` keeps one')
    return 0


def _meant(opened: Workspace, account_id: str, part: str) -> str:
    """Return the id of the reason whose words contain `part`. Raises BadInput unless it is exactly one."""
    found = [one.id for one in opened.qualifying.why_now(account_id) if part.strip().casefold() in one.said.casefold()]
    if len(found) != 1:
        raise BadInput(f"{'several reasons have' if found else 'no reason has'} “{part}” in it: see `prospect whynow`")
    return found[0]


def stage(
    account: Name,
    to: Annotated[str, typer.Argument(help=f"{', '.join(STAGES)}; without one: what each still misses.")] = "",
    *,
    reason: Reason = "",
    override: Annotated[bool, typer.Option("--override", help="Go past the rule, with --reason.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Move an account, or say where it stands and what the next stages miss."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        if to:
            opened.stages.move(key, to, reason, override=override)
        record = opened.account(key)
        missing = {
            one: opened.stages.missing(key, one) for one in STAGES if one not in ("named", "dropped", record.stage)
        }
        moves = opened.stages.moves(key)
    document: dict[str, Any] = {"account": key, "stage": record.stage, "missing": missing,
                                "moves": [asdict(one) for one in moves]}  # fmt: skip
    if json:
        emit(document)
        return 0
    line(f"{record.name}: {record.stage.replace('_', ' ')}")
    if to:
        note("`prospect undo` takes it back")
        return 0
    for name, lacks in missing.items():
        line(
            f"  {name.replace('_', ' ')}: {RULES[name]}"
            + (f"; misses {', '.join(lacks)}" if lacks else "; nothing is missing")
        )
    return 0


def sheet(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print the call sheet."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        page = opened.dossiers.call_sheet(key)
    if json:
        emit({"account": key, **asdict(page)})
    else:
        for text in sheet_lines(page):
            line(text)
    return 0
