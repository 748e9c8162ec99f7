"""The app from its start to its exit status."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from screens.app import ProspectorApp

if TYPE_CHECKING:
    from prospector.workspace import Workspace
    from screens.memory import PlaceFile


def run_app(
    opener: Callable[[], Workspace],
    *,
    place: PlaceFile | None = None,
    start: str | None = None,
    look: str = "",
    keys: Path | None = None,
    research_on_start: bool = False,
) -> int:
    """Run the app until the user leaves it; return the exit status."""
    app = ProspectorApp(opener, place=place, start=start, look=look, keys=keys, research_on_start=research_on_start)
    try:
        status = app.run()
    finally:
        app.memory.save()
        if app.is_open:
            app.workspace.close()
        # The process ends now: searching what is left in memory for cycles would take half of the way out.
        gc.freeze()
    return status or app.return_code or 0
