"""`prospect views`: saved views of the list."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, table, told
from prospector.cli.picking import Filter, Scope, Sort, wanted
from prospector.pipeline.views import ViewRecord

ViewName = Annotated[str, typer.Argument(metavar="NAME", help="Name of the view, or the beginning of it.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Saved views of the list: scope, words, order under a name.", invoke_without_command=True)
    group.callback()(show)
    group.command(name="save", help="Save a view; one of the same name is replaced.")(save)
    group.command(name="rename", help="Give a view another name.")(rename)
    group.command(name="remove", help="Take a view away.")(remove)
    app.add_typer(group, name="views")


def show(context: typer.Context, *, db: Db = None, json: Json = False) -> int:
    """Print every view."""
    if context.invoked_subcommand is not None:
        return 0
    with workspace(db) as opened:
        found = opened.views.all()
    if json:
        emit({"views": [_document(one) for one in found]})
    elif found:
        table(
            ("view", "scope", "sort", "filter", "by"),
            [(one.name, one.picked.scope, one.picked.sort, one.picked.words, one.made_by) for one in found],
        )
    else:
        line("no view is saved yet: `prospect views save NAME --scope bench --filter pump --sort -touched`")
    return 0


def save(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    *,
    scope: Scope = "",
    words: Filter = "",
    sort: Sort = "",
    db: Db = None,
    json: Json = False,
) -> int:
    """Save a view."""
    with workspace(db) as opened:
        one = opened.views.save(name, wanted(opened, "", scope, words, sort))
    told(_document(one), f"saved: `prospect list --view “{one.name}”`", json=json)
    return 0


def rename(
    name: ViewName, new_name: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")], *, db: Db = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Rename a view."""
    with workspace(db) as opened:
        one = opened.views.rename(name, new_name)
    told(_document(one), f"the view is called {one.name} now", json=json)
    return 0


def remove(name: ViewName, *, db: Db = None, json: Json = False) -> int:
    """Remove a view."""
    with workspace(db) as opened:
        called = opened.views.remove(name)
    told({"removed": called}, f"{called} is removed; `prospect undo` brings it back", json=json)
    return 0


def _document(one: ViewRecord) -> dict[str, object]:
    return {"name": one.name, **asdict(one.picked), "made_by": one.made_by}
