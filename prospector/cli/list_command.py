"""`prospect list`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.listing import account_document, print_list
from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.cli.picking import Filter, Scope, Sort, View, picked_rows, wanted
from prospector.pipeline.sieve import PARTS, Net, Sieve, origins
from prospector.workspace import Workspace

_FEW = 60
"""Accounts whose values are read one by one; for more of them everything is read once."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="list", help="Your list, best fit first, or a part of it, or a saved view.")(show_list)


def show_list(
    *,
    bench: Annotated[bool, typer.Option("--bench", help="Those on the bench too.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Everybody's, dropped ones too.")] = False,
    view: View = "",
    scope: Scope = "",
    words: Filter = "",
    sort: Sort = "",
    sieve: Annotated[
        bool, typer.Option("--sieve", help="Only how many leads stand where, and how wide the net is.")
    ] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the list."""
    with workspace(db) as opened:
        if sieve:
            return _print_sieve(opened, everybody=everything, json=json)
        if view or scope or words or sort:
            rows = picked_rows(
                opened, wanted(opened, view, scope, words, sort, everything=everything), everybody=everything
            )
        else:
            places = ("active", "bench", "dropped") if everything else ("active", "bench") if bench else ("active",)
            rows = opened.list_rows(places=places, everybody=everything)
        if json:
            known = opened.proofs.all() if len(rows) > _FEW else None
            emit({"accounts": [account_document(opened, row, known) for row in rows]})
            return 0
        print_list(rows)
        board = opened.naming.board()
        note(f"{board.taken} of {board.size} slots taken, {board.bench} on the bench")
        if honest := opened.strategy.honesty():
            note(honest)
    return 0


def _print_sieve(opened: Workspace, *, everybody: bool, json: bool) -> int:
    found, net = opened.sieve(everybody=everybody)
    counted = origins(opened.store.reader)
    if json:
        emit(
            {"leads": found.all, **{part: len(getattr(found, part)) for part in PARTS}, "origins": counted,
             "net": {**asdict(net), "per_opportunity": net.per_opportunity}, "accounts": asdict(found)}
        )  # fmt: skip
        return 0
    line(sieve_line(found))
    line(net_line(net))
    total = sum(counted.values()) or 1
    line(" · ".join(f"{said}: {counted[key]} ({100 * counted[key] / total:.0f} %)" for key, said in _ORIGINS.items()))
    return 0


def sieve_line(found: Sieve) -> str:
    """Return the sieve in a line: what falls out is a good number, so it is named as one."""
    road = " > ".join(f"{len(getattr(found, part))} {part.replace('_', ' ')}" for part in PARTS[:-1])
    return f"{road}; {len(found.removed)} removed, so nobody loses time with them"


def net_line(net: Net) -> str:
    """Return how wide the net is cast, in a line."""
    apart = f"; {len(net.explored)} explorations apart" if net.explored else ""
    return f"{net.text}, {net.active} of {net.size} slots active{apart}"


_ORIGINS = {"chosen": "we chose them", "inbound": "they came to us"}
