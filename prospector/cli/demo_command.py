"""`prospect demo`: the made-up firm, researched for real from made-up sites on loopback."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from prospector.cli.listing import account_document, print_list
from prospector.cli.options import Json
from prospector.cli.output import emit, line, note
from prospector.cli.progress import ProgressBar
from prospector.cli.start import need_terminal, wanted_look
from prospector.demo.history import FIRM
from prospector.demo.run import demo_workspace
from prospector.outreach.today import LINE
from prospector.paths import keys_file
from prospector.settings import LOOKS, load_settings
from prospector.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="demo", help="The app on a made-up firm; --headless prints its list instead.")(demo)


def demo(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Do the same run and print the list.")] = False,
    theme: Annotated[str, typer.Option("--theme", help=f"The look of the app: {', '.join(LOOKS)}.")] = "",
    json: Json = False,
) -> int:
    """Run the demo; nothing of it is kept."""
    if not (headless or json):
        need_terminal()
    with demo_workspace(load_settings()) as opened:
        if headless or json:
            return _print(opened, json=json)
        from screens.running import run_app

        return run_app(lambda: opened, look=wanted_look(theme), keys=keys_file(), research_on_start=True)


def _print(opened: Workspace, *, json: bool) -> int:
    rows = opened.list_rows(places=("active", "bench"))
    note(f"{FIRM.name} sells {FIRM.offer}.")
    note(f"Researching {len(rows)} made-up companies over HTTP on this machine ...")
    with ProgressBar() as bar:
        asyncio.run(opened.research.run([row.id for row in rows], progress=bar))
    rows = opened.list_rows(places=("active", "bench"))
    view = opened.today.view()
    if json:
        emit(
            {
                "firm": FIRM.name,
                "accounts": [account_document(opened, row) for row in rows],
                "refused": [],
                "review": [],
                "today": {"active": view.active, "never_touched": view.never_touched,
                          "never_touched_percent": view.never_share, "due": len(view.due)},
            }
        )  # fmt: skip
        return 0
    print_list(rows)
    line()
    line(f"{view.never_touched} of {view.active} never touched ({view.never_share} %, line {LINE} %); "
         f"{len(view.due)} due, {view.overdue} overdue")  # fmt: skip
    return 0
