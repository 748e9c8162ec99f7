"""`prospect bulk`: many accounts at once, shown before they change, and one step to take back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, table
from prospector.cli.picking import Filter, Scope, View, picked_rows, wanted
from prospector.errors import BadInput
from prospector.pipeline.bulk import ACTS, BulkResult, Change
from prospector.text import plural
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="bulk", help="Change many accounts as one step; without --yes it only shows what would change.")(
        bulk
    )


def bulk(
    act: Annotated[str, typer.Argument(help=f"{', '.join(ACTS)}.")],
    accounts: Annotated[
        list[str] | None, typer.Argument(help="Names, domains or ids; else --view, --scope or --filter.")
    ] = None,
    *,
    to: Annotated[str, typer.Option("--to", help="The sector, the source, short or long, on or off.")] = "",
    until: Annotated[str, typer.Option("--until", help="The day until which they are put off.")] = "",
    reason: Reason = "",
    lesson: Annotated[str, typer.Option(help="What dropping them taught.")] = "",
    view: View = "",
    scope: Scope = "",
    words: Filter = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Change many accounts."""
    change = Change(act, until or to, reason, lesson)
    with workspace(db) as opened:
        ids = _ids(opened, accounts or [], view, scope, words)
        result = (opened.bulk.apply if yes else opened.bulk.preview)(ids, change)
    if json:
        emit(
            {"act": act, "done": yes, "changing": result.changing, "of": len(result.lines),
             "accounts": [{**asdict(one), "changes": one.changes} for one in result.lines]}
        )  # fmt: skip
    else:
        _print(result, yes=yes)
    return 1 if yes and result.kept else 0


def _ids(opened: Workspace, accounts: list[str], view: str, scope: str, words: str) -> list[str]:
    """Return the accounts that are meant. Raises BadInput when nothing says which, or when nothing is in it."""
    if accounts:
        return [opened.resolve(one) for one in accounts]
    if not (view or scope or words):
        raise BadInput("say which ones: names, --view NAME, --scope bench or --filter WORDS")
    found = [row.id for row in picked_rows(opened, wanted(opened, view, scope, words, ""))]
    if not found:
        raise BadInput("no account is in that view: see `prospect list` with the same options")
    return found


def _print(result: BulkResult, *, yes: bool) -> None:
    if yes:
        line(
            f"{plural(result.changing, 'company', 'companies')} changed: {result.change.text}; `prospect undo` takes all back"
        )
    else:
        line(result.text)
    if result.kept:
        table(("stays as it is", "because"), [(one.name, one.why_not) for one in result.kept])
    if not yes and result.changing:
        line("nothing is changed yet: the same with --yes does it")
