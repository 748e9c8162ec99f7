"""Starting the app: `prospect`, `prospect --db PATH`, `prospect --theme light`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prospector.errors import BadInput
from prospector.paths import config_file, database_path, keys_file, place_file

if TYPE_CHECKING:
    from prospector.workspace import Workspace

OPTIONS = ("--db", "--theme")
"""What may follow `prospect` without a command, each with its value."""


def start_app(arguments: Sequence[str]) -> int:
    """Open the app on the default workspace, or the one after ``--db``. Raises BadInput without a terminal."""
    given = _options(arguments)
    look = _checked(given.get("--theme", ""))
    need_terminal()
    path = database_path(given.get("--db"))

    def opener() -> Workspace:
        # After the first paint: an empty frame at once is better than a full one later.
        from prospector.settings import load_settings
        from prospector.workspace import open_workspace

        return open_workspace(path, load_settings(), create=True)

    from screens.memory import PlaceFile
    from screens.running import run_app

    place = PlaceFile(place_file(path))
    return run_app(opener, place=place, look=wanted_look(look, chosen=place.get("theme")), keys=keys_file())


def wanted_look(typed: str, *, chosen: str = "") -> str:
    """Return the theme that is asked for by the option or the environment, else the one `chosen` last, else the setting.

    Raises BadInput for a theme that there is not.
    """
    if asked := _checked(typed or os.environ.get("PROSPECTOR_THEME", "")):
        return asked
    if chosen or not config_file().exists():
        return chosen
    # Settings are read here only where they can matter: what comes before the first paint is short.
    from prospector.settings import load_settings

    return load_settings().theme


def _checked(look: str) -> str:
    if not look:
        return ""
    from prospector.settings import checked_look

    return checked_look(look)


def _options(arguments: Sequence[str]) -> dict[str, str]:
    names, values = arguments[::2], arguments[1::2]
    if len(names) != len(values) or len(set(names)) != len(names) or any(one not in OPTIONS for one in names):
        raise BadInput("give a value after each option: prospect --db PATH --theme dark, light or contrast")
    return dict(zip(names, values, strict=True))


def need_terminal() -> None:
    """Raise BadInput when there is no terminal to draw on; a page of `prospect serve` is one."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return
    # The app is drawn on standard error.
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise BadInput(
            "the app needs a terminal; without one use commands such as `prospect list` (see prospect --help)"
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise BadInput("this terminal (TERM=dumb) can't draw the app; use commands such as `prospect list`")
