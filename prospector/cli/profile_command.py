"""`prospect profile`: show, check, preview and apply the ideal customer profile."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.build_command import read_text
from prospector.cli.options import Db, Json, fit_text, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import NotFound
from prospector.plan.profile import Profile, parse_profile, render_profile
from prospector.text import plural

File = Annotated[str, typer.Argument(help="Profile as TOML.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="The ideal customer profile.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="show", help="The profile in force, as TOML.")(show)
    group.command(name="apply", help="Make a file the profile in force; --dry-run shows who would move.")(apply)
    app.add_typer(group, name="profile")


def show(*, db: Db = None, json: Json = False) -> int:
    """Print the profile in force."""
    with workspace(db) as opened:
        profile = opened.plans.profile()
    if profile is None:
        raise NotFound("there is no profile yet: `prospect profile apply FILE.toml` makes one")
    if json:
        emit(_document(profile))
    else:
        line(render_profile(profile))
    return 0


def apply(
    file: File,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show who would move.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Apply a profile, or show what it would change."""
    draft = parse_profile(read_text(file), file)
    with workspace(db, create=not dry_run) as opened:
        moves = opened.plans.preview(draft)
        applied = draft if dry_run else opened.plans.apply(draft)
    if json:
        emit(_document(applied) | {"moves": [
            {"id": one.account_id, "name": one.name, "before": fit_text(one.before), "after": fit_text(one.after)}
            for one in moves]})  # fmt: skip
        return 0
    if moves:
        table(("company", "fit", "then"), [(one.name, fit_text(one.before), fit_text(one.after)) for one in moves])
    changed = plural(len(moves), "fit")
    note(f"{changed} would change; nothing was written" if dry_run else f"version {applied.version}; {changed} changed")
    return 0


def _document(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.name,
        "version": profile.version,
        "criteria": [
            {"name": one.name, "kind": one.kind, "weight": one.weight, "field": one.field, "any": list(one.any),
             "min": one.min, "max": one.max}
            for one in profile.criteria
        ],
    }  # fmt: skip
