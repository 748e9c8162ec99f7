"""`prospect lookup NAME`: which account may it be."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note, table


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="lookup", help="Which account may this company be?")(lookup)


def lookup(
    name: Annotated[str, typer.Argument(help="Name as typed.")],
    *,
    domain: Annotated[str, typer.Option(help="Domain or website.")] = "",
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most answers.")] = 5,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the accounts that may be this company, best first."""
    with workspace(db) as opened:
        matches = opened.known.lookup(name, domain=domain or None, country=country or None, limit=limit)
    if json:
        emit({"matches": [{"id": one.id, "name": one.name, "score": one.score, "verdict": one.verdict,
                           "why": list(one.why), "place": one.place} for one in matches]})  # fmt: skip
    elif matches:
        table(
            ("verdict", "score", "name", "because"),
            [(one.verdict, f"{one.score:.2f}", one.name, "; ".join(one.why)) for one in matches],
            right=(1,),
        )
    else:
        note(f"nobody here looks like “{name}”")
    return 0
