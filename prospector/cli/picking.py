"""The options with which commands say which accounts are meant: a saved view, a part of the list, words, an order."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from prospector.model.account import ListRow
from prospector.pipeline.picking import SCOPES, SORTS, Picked, checked_scope, checked_sort, pick, places_of
from prospector.text import clean
from prospector.workspace import Workspace

View = Annotated[str, typer.Option("--view", help="A saved view: see `prospect views`.")]
Scope = Annotated[str, typer.Option("--scope", help=f"A part of the list: {', '.join(SCOPES)}.")]
Filter = Annotated[
    str, typer.Option("--filter", help="Words that all stand in a row: name, domain, place, pain, sector...")
]
Sort = Annotated[str, typer.Option("--sort", help=f"{', '.join(SORTS)}; with a minus before it the other way round.")]


def wanted(opened: Workspace, view: str, scope: str, words: str, sort: str, *, everything: bool = False) -> Picked:
    """Return what the options mean: a view, changed by what is given beside it. Raises NotFound, BadInput."""
    picked = opened.views.get(view).picked if view else Picked("all" if everything else "active")
    if scope:
        picked = replace(picked, scope=checked_scope(scope))
    if words:
        picked = replace(picked, words=clean(words))
    return replace(picked, sort=checked_sort(sort)) if sort else picked


def picked_rows(opened: Workspace, picked: Picked, *, everybody: bool = False) -> list[ListRow]:
    """Return the rows that are meant, in their order."""
    return pick(opened.list_rows(places=places_of(picked.scope), everybody=everybody), picked)
