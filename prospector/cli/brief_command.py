"""`prospect brief`: one page about an account, as text or as Markdown."""

from __future__ import annotations

import dataclasses
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Name, workspace
from prospector.cli.output import emit, note
from prospector.cli.output import page as print_page
from prospector.errors import BadInput

FORMS = ("text", "markdown")
_WIDEST = 100
_MARKDOWN_ENDINGS = (".md", ".markdown")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="brief", help="One page about an account: what is known, with proof, and what to ask.")(brief)


def brief(
    account: Name,
    *,
    form: Annotated[str, typer.Option("--as", help="text or markdown; else by the ending of --out, else text.")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Write it to this file instead.")] = None,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the brief, or write it to a file."""
    from prospector.exchange.writing import write_text
    from prospector.research.brief_text import as_markdown, as_text

    if form and form not in FORMS:
        raise BadInput(f"a brief can't be written as “{form}”: --as takes {' or '.join(FORMS)}")
    with workspace(db) as opened:
        page = opened.brief(opened.resolve(account))
    marked = form == "markdown" or (not form and out is not None and out.suffix.casefold() in _MARKDOWN_ENDINGS)
    written = as_markdown(page) if marked else as_text(page, _width(to_file=out is not None))
    if out is not None:
        write_text(out, written)
        note(f"the brief of {page.name} is in {out}")
    if json:
        emit(dataclasses.asdict(page))
    elif out is None:
        print_page(written)
    return 0


def _width(*, to_file: bool) -> int:
    if to_file or not sys.stdout.isatty():
        return 80
    return min(_WIDEST, shutil.get_terminal_size().columns)
