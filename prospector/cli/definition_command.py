"""`prospect definition`: what may be called a lead, who agreed to it, and the three counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from prospector.cli.build_command import read_text
from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, line, note, table
from prospector.model.lead import ROLES, DefinitionRecord
from prospector.plan.criteria import FORMS
from prospector.text import plural
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="The lead definition.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="show", help="The definition in force with its signatures.")(show)
    group.command(name="write", help="Make a new version; --dry-run shows who falls out.")(write)
    group.command(name="sign", help=f"Sign the version in force as {', '.join(ROLES)}.")(sign)
    group.command(name="check", help="Does an account meet it, criterion by criterion?")(check)
    group.command(name="criteria", help="What can be asked for.")(criteria)
    group.command(name="counts", help="Leads claimed, meeting the definition, followed up.")(counts)
    app.add_typer(group, name="definition")


def show(*, versions: Annotated[bool, typer.Option("--versions", help="The older ones too.")] = False, db: Db = None,
         json: Json = False) -> int:  # fmt: skip
    """Print the definition in force."""
    with workspace(db) as opened:
        now = opened.strategy.definition()
        every = opened.strategy.definitions.versions() if versions else [now]
    if json:
        emit(document(now) | ({"versions": [document(one) for one in every]} if versions else {}))
        return 0
    for one in every or [now]:
        line(f"version {one.version}{' (suggested)' if not one.version else ''}: {one.body}")
        for criterion in one.criteria:
            line(f"  · {criterion}")
        for signature in one.signatures:
            line(f"  ✓ {signature.role}: {signature.signed_by}, {signature.signed_at[:10]}")
        for role in one.unsigned:
            line(f"  ○ {role}: not signed")
    return 0


def write(
    *,
    text: Annotated[str, typer.Option("--text", help="What a lead is, in a sentence; else as before.")] = "",
    criterion: Annotated[list[str] | None, typer.Option(help="A criterion; once for each.")] = None,
    file: Annotated[str, typer.Option("--criteria", help="File with criteria, one a line.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show who falls out and who comes in.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Write a new version, or show what it would change."""
    with workspace(db, create=not dry_run) as opened:
        now = opened.strategy.definition()
        asked = "\n".join([*(read_text(file).splitlines() if file else ()), *(criterion or ())]) or "\n".join(
            now.criteria
        )
        moves = opened.strategy.definitions.preview(asked)
        if not dry_run:
            now = opened.strategy.definitions.write(text or now.body, asked)
    if json:
        emit(document(now) | {"moves": [
            {"id": one.account_id, "name": one.name, "met_version": one.met_version, "falls_out": one.falls_out,
             "why": list(one.why)} for one in moves]})  # fmt: skip
        return 0
    if moves:
        table(("company", ("", "met"), "why"), [
            (one.name, "falls out" if one.falls_out else "comes in", "; ".join(one.why)) for one in moves])  # fmt: skip
    out = sum(one.falls_out for one in moves)
    said = f"{plural(out, 'lead')} {'would fall' if dry_run else 'fell'} out, {len(moves) - out} in"
    note(
        f"{said}; nothing was written" if dry_run else f"version {now.version}; {said}; {now.banner or 'signed by all'}"
    )
    return 0


def sign(
    role: Annotated[str, typer.Argument(help=", ".join(ROLES))],
    *,
    by: Annotated[str, typer.Option(help="Who signs; else you.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Sign the version in force."""
    with workspace(db, create=True) as opened:
        now = opened.strategy.definitions.sign(role, by)
    if json:
        emit(document(now))
    else:
        note(now.banner or f"version {now.version} is signed by all")
    return 0


def check(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print what became of each criterion."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        found, name = opened.strategy.meets(key), opened.account(key).name
    if json:
        emit({"id": key, "name": name, "version": found.version, "met": found.met, "criteria": [
            {"criterion": one.criterion, "met": one.met, "reason": one.reason} for one in found.states]})  # fmt: skip
        return 0
    line(f"{name} {'meets' if found.met else 'does not meet'} version {found.version}")
    for one in found.states:
        line(f"  {'✓' if one.met else '✗'} {one.criterion}: {one.reason}")
    return 0


def criteria(*, json: Json = False) -> int:
    """Print every criterion that can be asked for."""
    if json:
        emit({"criteria": list(FORMS)})
        return 0
    for one in FORMS:
        line(one)
    note("numbers may differ: fit at least 70, at least 3 sourced facts")
    return 0


def counts(*, rep: Annotated[str, typer.Option(help="Of one rep; else of everybody.")] = "", db: Db = None,
           json: Json = False) -> int:  # fmt: skip
    """Print the three counts."""
    with workspace(db) as opened:
        found, banner = opened.strategy.counts(rep or None), opened.strategy.definition().banner
        if json:
            emit({"claimed": _named(opened, found.claimed), "meeting": _named(opened, found.meeting),
                  "followed": _named(opened, found.followed), "banner": banner})  # fmt: skip
            return 0
    line(found.text)
    if banner:
        note(banner)
    return 0


def document(one: DefinitionRecord) -> dict[str, Any]:
    """Return a version of the definition as JSON shows it."""
    return {
        "version": one.version, "text": one.body, "criteria": list(one.criteria), "made_by": one.made_by,
        "made_at": one.made_at, "unsigned": list(one.unsigned), "banner": one.banner, "signatures": [
            {"role": by.role, "signed_by": by.signed_by, "signed_at": by.signed_at} for by in one.signatures],
    }  # fmt: skip


def _named(opened: Workspace, ids: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": key, "name": opened.account(key).name} for key in ids]
