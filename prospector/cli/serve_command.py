"""`prospect serve`: the app in a browser, on this machine unless told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import Annotated

import typer

from prospector.cli.options import Db
from prospector.cli.output import line, note
from prospector.errors import BadInput
from prospector.paths import database_path
from prospector.serve.door import is_loopback, new_token

LOOPBACK = "127.0.0.1"
PORT = 8300
_HIGHEST_PORT = 65_535


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="serve", help="The app in a browser, for this machine alone unless --host says otherwise.")(serve)


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at, 0.0.0.0 for all of this machine.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option("--port", help="Port; 0 takes a free one.")] = PORT,
    no_token: Annotated[
        bool, typer.Option("--no-token", help="Let in whoever is on this machine; never with another --host.")
    ] = False,
    db: Db = None,
) -> int:
    """Serve until Ctrl+C; each page that is opened runs an app of its own on the workspace."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise BadInput(f"{port} is no port: give one from 1 to {_HIGHEST_PORT}, or 0 for a free one")
    if no_token and not is_loopback(host):
        raise BadInput(f"--no-token is for this machine alone: at {host} everybody on the way could use your workspace")
    place = str(database_path(db))
    try:
        import textual_serve
    except ImportError:
        raise BadInput("`prospect serve` needs the extra `web`: pip install 'prospector-tui[web]'") from None
    del textual_serve
    from prospector.serve.server import AppServer, door_for

    door = door_for(host, "" if no_token else new_token())
    server = AppServer(host, port, door, {"PROSPECTOR_DB": place}, note)

    def ready(address: str) -> None:
        line(address)
        sys.stdout.flush()  # whoever reads it through a pipe waits for it, and nothing else comes
        note("Open this address in a browser; whoever has it, has your workspace. Ctrl+C ends it and every page.")
        if not is_loopback(host):
            note("It is not encrypted: on a network you don't trust use `ssh -L` to this machine instead of --host.")

    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_until_stopped(server.listen(ready)))
    return 0


async def _until_stopped(serving: object) -> None:
    task = asyncio.ensure_future(serving)  # type: ignore[call-overload]
    for one in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(one, task.cancel)
    await task
