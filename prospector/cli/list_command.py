"""`prospect list`."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.listing import account_document, print_list
from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, note


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="list", help="Your list, best fit first.")(show_list)


def show_list(
    *,
    bench: Annotated[bool, typer.Option("--bench", help="Those on the bench too.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Everybody's, dropped ones too.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the list."""
    places = ("active", "bench", "dropped") if everything else ("active", "bench") if bench else ("active",)
    with workspace(db) as opened:
        rows = opened.list_rows(places=places, everybody=everything)
        if json:
            known = opened.proofs.all()
            emit({"accounts": [account_document(opened, row, known) for row in rows]})
            return 0
        print_list(rows)
        board = opened.naming.board()
        note(f"{board.taken} of {board.size} slots taken, {board.bench} on the bench")
    return 0
