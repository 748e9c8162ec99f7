"""`prospect relate`, `merge` and `unmerge`: one company once, and reversibly."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from prospector.cli.history_command import told
from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, note, table
from prospector.errors import BadInput

One = Annotated[str, typer.Argument(help="Account that stays.")]
Other = Annotated[str, typer.Argument(help="The other account.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="relate", help="Say what two accounts are to each other: same, related, different or later.")(
        relate
    )
    app.command(name="merge", help="Take OTHER into ONE; --dry-run shows field by field what is kept.")(merge)
    app.command(name="unmerge", help="Take a merge back exactly, any time later.")(unmerge)


def relate(
    one: One,
    other: Other,
    *,
    as_: Annotated[str, typer.Option("--as", help="same, related, different or later.")],
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Answer about a pair; `same` merges the second into the first."""
    with workspace(db) as opened:
        left, right = opened.resolve(one), opened.resolve(other)
        opened.review.answer(left, right, as_, reason)
    if json:
        emit({"left": left, "right": right, "answer": as_})
    else:
        line(f"kept: {as_}; `prospect undo` takes it back")
    return 0


def merge(
    one: One,
    other: Other,
    *,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", help="FIELD=left or FIELD=right, against the rule.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be kept.")] = False,
    reason: Reason = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Merge two accounts."""
    choices = _choices(keep or [])
    with workspace(db) as opened:
        left, right = opened.resolve(one), opened.resolve(other)
        if dry_run:
            preview = opened.merging.preview(left, right)
        else:
            preview = opened.merging.merge(left, right, choices=choices, reason=reason)
    if json:
        emit(dataclasses.asdict(preview) | {"merged": not dry_run})
        return 0
    table(
        (("", "sign"), "field", preview.left_name, preview.right_name, "kept", "because"),
        [("≠" if row.differs else "", row.field, row.left, row.right, choices.get(row.field, row.chosen), row.rule)
         for row in preview.fields],
    )  # fmt: skip
    if preview.moves:
        note(f"goes along: {', '.join(preview.moves)}")
    note("nothing was written" if dry_run else "merged; `prospect unmerge` or `prospect undo` takes it back")
    return 0


def unmerge(
    account: Annotated[str, typer.Argument(help="Name or id of the account that was merged away.")],
    *,
    db: Db = None,
    json: Json = False,
) -> int:
    """Take a merge back."""
    with workspace(db) as opened:
        result = opened.merging.unmerge(opened.merging.member(account))
    return told(result, "undid", json)


def _choices(keep: list[str]) -> dict[str, str]:
    found = {}
    for one in keep:
        field, sign, side = one.partition("=")
        if not sign:
            raise BadInput(f"write --keep FIELD=left or FIELD=right, not “{one}”")
        found[field.strip()] = side.strip()
    return found
