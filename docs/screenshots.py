"""Take the pictures of the documents: `python docs/screenshots.py`; needs the extra `docs` and the DejaVu fonts.

The real app is driven with real keys, on the demo firm and on an empty workspace, at a fixed moment, so that a picture changes
only when the app does. With names after the command only those are taken.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from picture import take

from prospector.clock import FrozenClock
from prospector.demo.run import demo_workspace
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp

IMAGES = Path(__file__).parent / "images"
NOW = datetime(2026, 11, 17, 9, 40, tzinfo=UTC)
"""A Tuesday morning."""
WIDE, NARROW = (120, 40), (80, 24)
QUIET_SECONDS = 0.4
"""How long nothing has to change before the picture is taken."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture, and the keys that lead there from the one before."""

    name: str
    keys: tuple[str, ...]


def shot(name: str, keys: str = "", *, typed: str = "") -> Shot:
    """Return a shot: names of keys split by blanks, then text that is typed."""
    return Shot(name, (*keys.split(), *("space" if one == " " else one for one in typed)))


@dataclass(frozen=True, slots=True)
class Scene:
    """Shots of one run of the app."""

    size: tuple[int, int]
    demo: bool
    """On the demo firm; else on an empty workspace."""
    shots: tuple[Shot, ...]


SCENES = (
    Scene(WIDE, False, (shot("welcome"), shot("exercise", "s"))),
    Scene(
        WIDE,
        True,
        (
            shot("today", "1"),
            shot("list", "2 g"),
            shot("account", "enter"),
        ),
    ),
    Scene(NARROW, True, (shot("today-80", "1"), shot("list-80", "2 g"), shot("account-80", "enter"))),
)


@contextmanager
def workspace(*, demo: bool) -> Iterator[Workspace]:
    """Open what a scene plays on."""
    clock = FrozenClock(NOW)
    if demo:
        with demo_workspace(Settings(rep="you"), clock) as opened:
            rows = opened.list_rows(places=("active", "bench"))
            asyncio.run(opened.research.run([row.id for row in rows]))
            yield opened
        return
    with tempfile.TemporaryDirectory() as folder:
        opened = open_workspace(Path(folder) / "new.db", Settings(rep="you"), create=True, clock=clock)
        try:
            yield opened
        finally:
            opened.close()


async def play(scene: Scene, opened: Workspace, wanted: set[str]) -> None:
    """Press the keys of a scene and take its pictures."""
    app = ProspectorApp(lambda: opened)
    async with app.run_test(size=scene.size, notifications=True) as pilot:
        while not app.is_open:
            await pilot.pause()
        for one in scene.shots:
            await pilot.press(*one.keys)
            await settled(pilot, app)
            if not wanted or one.name in wanted:
                missing = take(app, IMAGES / f"{one.name}.png")
                size = (IMAGES / f"{one.name}.png").stat().st_size
                sys.stdout.write(f"{one.name}.png  {size // 1000} kB{'  no glyph: ' + ''.join(missing) if missing else ''}\n")


async def settled(pilot: Any, app: ProspectorApp) -> None:
    """Wait until the screen stays as it is."""
    seen, since = "", time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        await pilot.pause(0.05)
        now = "\n".join(strip.text for strip in app.screen._compositor.render_strips())  # noqa: SLF001 - as the tests look at it
        if now != seen:
            seen, since = now, time.monotonic()


def main() -> None:
    """Play all scenes that hold a wanted picture."""
    wanted = set(sys.argv[1:])
    unknown = wanted - {one.name for scene in SCENES for one in scene.shots}
    if unknown:
        sys.exit(f"no picture is called {', '.join(sorted(unknown))}")
    os.environ["TZ"] = "UTC"
    time.tzset()
    IMAGES.mkdir(exist_ok=True)
    for scene in SCENES:
        if not wanted or wanted & {one.name for one in scene.shots}:
            with workspace(demo=scene.demo) as opened:
                asyncio.run(play(scene, opened, wanted))


if __name__ == "__main__":
    main()
