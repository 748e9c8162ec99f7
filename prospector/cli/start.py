"""Starting the app: `prospect` and `prospect --db PATH`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prospector.errors import BadInput
from prospector.paths import database_path, place_file

if TYPE_CHECKING:
    from prospector.workspace import Workspace


def start_app(arguments: Sequence[str]) -> int:
    """Open the app on the default workspace, or the one after ``--db``. Raises BadInput without a terminal."""
    given = None
    if arguments:
        if len(arguments) != 2:  # noqa: PLR2004 - the option and its value
            raise BadInput("give one path or URL after --db: prospect --db PATH")
        given = arguments[1]
    need_terminal()
    path = database_path(given)

    def opener() -> Workspace:
        # After the first paint: an empty frame at once is better than a full one later.
        from prospector.settings import load_settings
        from prospector.workspace import open_workspace

        return open_workspace(path, load_settings(), create=True)

    from screens.memory import PlaceFile
    from screens.running import run_app

    return run_app(opener, place=PlaceFile(place_file(path)))


def need_terminal() -> None:
    """Raise BadInput when there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput(
            "the app needs a terminal; without one use commands such as `prospect list` (see prospect --help)"
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise BadInput("this terminal (TERM=dumb) can't draw the app; use commands such as `prospect list`")
