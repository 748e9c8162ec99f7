"""`prospect triage`: the inbox of raw names."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, table, told
from prospector.text import plural
from prospector.workspace import Workspace

Names = Annotated[list[str], typer.Argument(help="Names, domains or ids of raw names.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Raw names: keep, nurture or drop, before they are too old.", invoke_without_command=True)
    group.callback()(show)
    group.command(name="keep", help="Keep on the bench as candidates.")(keep)
    group.command(name="nurture", help="File under long-term care.")(nurture)
    group.command(name="drop", help="Drop; without a reason: does not fit.")(drop)
    app.add_typer(group, name="triage")


def show(context: typer.Context, *, db: Db = None, json: Json = False) -> int:
    """Print the inbox, the oldest first."""
    if context.invoked_subcommand is not None:
        return 0
    with workspace(db) as opened:
        inbox = opened.triage.inbox()
    if json:
        emit(
            {"limit_days": inbox.limit, "old": inbox.old,
             "names": [{"id": one.row.id, "name": one.row.name, "source": one.row.source, "days": one.days, "old": one.old}
                       for one in inbox.names]}
        )  # fmt: skip
        return 0
    if not inbox.names:
        line("no raw names wait: everything that came in was judged")
        return 0
    table(
        ("days", ("", "age"), "name", "from", "domain"),
        [(one.days, "! too old" if one.old else "", one.row.name, one.row.source, one.row.domain or "") for one in inbox.names],
        right=(0,),
    )  # fmt: skip
    line(
        f"{plural(len(inbox.names), 'raw name')}, {inbox.old} older than {inbox.limit} days: keep, nurture or drop them"
    )
    return 0


def keep(names: Names, *, db: Db = None, json: Json = False) -> int:
    """Keep raw names."""
    with workspace(db) as opened:
        return _done([opened.triage.keep(key) for key in _ids(opened, names)], "kept on the bench", json=json)


def nurture(names: Names, *, reason: Reason = "", db: Db = None, json: Json = False) -> int:
    """File raw names under long-term care."""
    with workspace(db) as opened:
        return _done(
            [opened.triage.nurture(key, reason) for key in _ids(opened, names)], "in long-term care", json=json
        )


def drop(
    names: Names,
    *,
    reason: Reason = "",
    lesson: Annotated[str, typer.Option(help="What they taught.")] = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Drop raw names."""
    with workspace(db) as opened:
        return _done([opened.triage.drop(key, reason, lesson) for key in _ids(opened, names)], "dropped", json=json)


def _ids(opened: Workspace, names: list[str]) -> list[str]:
    return [opened.resolve(one) for one in names]


def _done(names: list[str], what: str, *, json: bool) -> int:
    told({"names": names, "now": what}, f"{', '.join(names)}: {what}; `prospect undo` takes it back", json=json)
    return 0
