"""`prospect team`: a PostgreSQL database for several people, who may do what there, and moving in and out."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from prospector.cli.options import Json
from prospector.cli.output import emit, line, note
from prospector.clock import Clock
from prospector.errors import BadInput
from prospector.paths import database_path, named
from prospector.text import plural

Url = Annotated[
    str, typer.Argument(metavar="URL", help="postgresql+psycopg://OWNER@HOST/DATABASE; else PROSPECTOR_DB.")
]
Who = Annotated[str, typer.Argument(metavar="NAME", help="The name to log in with, which stands beside all they do.")]
_PASSWORD = "PROSPECTOR_TEAM_PASSWORD"  # noqa: S105 - the name of a variable


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="One database for several people.", no_args_is_help=True, rich_markup_mode=None)
    group.command(name="init", help="Lay schema, roles and rules in an empty database, or bring them up to date.")(init)
    group.command(name="add-rep", help="Let a rep log in.")(add_rep)
    group.command(name="add-manager", help="Let a manager log in.")(add_manager)
    group.command(name="move", help="Copy a whole workspace from a file into a team's database, or back.")(move)
    app.add_typer(group, name="team")


def init(url: Url = "", *, json: Json = False) -> int:
    """Lay everything."""
    from prospector.store.team_rights import init as lay

    database, before = lay(_team(url))
    if json:
        emit({"database": database.shown, "schema_before": before})
    else:
        line(
            f"{database.shown} is {'up to date' if before else 'ready'}: `prospect team add-rep NAME` lets somebody in"
        )
    return 0


def add_rep(name: Who, url: Url = "", *, json: Json = False) -> int:
    """Let a rep in."""
    return _add(url, name, "rep", json=json)


def add_manager(name: Who, url: Url = "", *, json: Json = False) -> int:
    """Let a manager in."""
    return _add(url, name, "manager", json=json)


def move(
    *,
    source: Annotated[str, typer.Option("--from", help="The workspace: a file or a URL.")],
    target: Annotated[str, typer.Option("--to", help="A file that does not exist, or an empty team's database.")],
    json: Json = False,
) -> int:
    """Copy every row of every table, and compare them."""
    from prospector.store.moving import move as moved

    done = moved(database_path(source), database_path(target), Clock())
    if json:
        emit({"tables": done.tables, "rows": done.rows, "without_login": list(done.without_login)})
        return 0
    count, tables = plural(done.rows, "row"), plural(done.tables, "table")
    line(f"{count} of {tables} moved and compared; {named(database_path(source))} is as it was")
    if done.without_login:
        note(f"without a login there: {', '.join(done.without_login)} (prospect team add-rep NAME)")
    return 0


def _add(url: str, name: str, kind: str, *, json: bool) -> int:
    from prospector.store.team_rights import add_member

    given = os.environ.get(_PASSWORD, "")
    called, password = add_member(_team(url), name, kind, given)
    if json:
        emit({"name": called, "kind": kind} | ({} if given else {"password": password}))
        return 0
    line(f"{called} may log in as a {kind}")
    if not given:
        line(f"password, shown this once: {password}")
        note("it goes into the URL, or into the file that PGPASSFILE names")
    return 0


def _team(url: str) -> str:
    place = database_path(url or None)
    if not isinstance(place, str):
        raise BadInput(f"{place} is a file: give the URL of a database, postgresql+psycopg://OWNER@HOST/DATABASE")
    return place
