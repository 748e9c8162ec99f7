"""What all commands share: options, opening the workspace, naming an account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from prospector.cli.output import note
from prospector.paths import database_path
from prospector.settings import load_settings
from prospector.workspace import Workspace, open_workspace

_DB = "Workspace file, or a team's postgresql+psycopg://… URL; else PROSPECTOR_DB, else the default one."
Db = Annotated[str | None, typer.Option("--db", help=_DB)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Only = Annotated[str, typer.Option("--only", help="Ask these sources alone, split by commas.")]
Name = Annotated[str, typer.Argument(help="Name, domain or id of the account, or the beginning of one.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]


@contextmanager
def workspace(db: str | None, *, create: bool = False) -> Iterator[Workspace]:
    """Open the workspace that `--db` means and close it afterwards."""
    opened = open_workspace(database_path(db), load_settings(), create=create)
    for sentence in opened.told:
        note(sentence)
    try:
        yield opened
    finally:
        opened.close()


def listed(only: str) -> list[str] | None:
    """Return the words of an option split by commas, None for none."""
    return [word.strip() for word in only.split(",") if word.strip()] or None


def fit_document(fit: Any) -> dict[str, Any] | None:
    """Return a fit range as JSON shows it."""
    if fit is None:
        return None
    return {"low": fit.low, "high": fit.high, "coverage": fit.coverage, "disqualified": fit.disqualified}


def fit_text(fit: Any) -> str:
    """Return a fit range as text: ``40–75``, ``no`` for a disqualified one, ``?`` while there is none."""
    if fit is None:
        return "?"
    if fit.disqualified:
        return "no"
    return f"{fit.low}" if fit.low == fit.high else f"{fit.low}–{fit.high}"
