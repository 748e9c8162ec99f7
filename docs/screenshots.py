"""Take the pictures of the documents: `python docs/screenshots.py`; needs the extra `docs` and the DejaVu fonts.

The real app is driven with real keys, on the demo firm and on an empty workspace, at a fixed moment and with the same
identifiers, so that a picture changes only when the app does. With names after the command only those are taken.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from picture import take

from prospector.clock import FrozenClock
from prospector.demo.run import demo_workspace
from prospector.model import ids
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp

IMAGES = Path(__file__).resolve().parent / "images"
NOW = datetime(2026, 11, 17, 9, 40, tzinfo=UTC)
"""A Tuesday morning."""
WIDE, NARROW = (120, 40), (80, 24)
QUIET_SECONDS = 0.6
"""How long nothing has to change before the picture is taken."""
PATIENT_SECONDS = 2.0
"""How long is waited for what a key began."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture, and the keys that lead there from the one before."""

    name: str
    keys: tuple[str, ...]


def shot(name: str, keys: str = "", *, typed: str = "") -> Shot:
    """Return a shot: names of keys split by blanks, then text that is typed."""
    return Shot(name, (*keys.split(), *letters(typed)))


def letters(text: str) -> tuple[str, ...]:
    """Return the keys that type `text`."""
    return tuple("space" if one == " " else one for one in text)


@dataclass(frozen=True, slots=True)
class Scene:
    """Shots of one run of the app."""

    size: tuple[int, int]
    demo: bool
    """On the demo firm; else on an empty workspace."""
    shots: tuple[Shot, ...]


FAIR = """Firma;Ort;Land;Webseite;E-Mail;Bemerkung
Nordhafen Logistics;Hamburg;DE;;;asked for a call at the stand
Isarwinden Montage;München;DE;isarwinden.example;info@isarwinden.example;
Bergman Pumpar;Malmö;SE;bergman-pumpar.example;;
Kylteknik Mora;Mora;SE;kylteknik-mora.example;kontakt@kylteknik-mora.example;two vans
;Ulm;DE;;;no name on the card
Portes de Savoie;Annecy;FR;portes-savoie.example;;
"""
"""What somebody brought from a fair."""
NAMED = tuple(
    key
    for line in (
        "Nordhafen Logistik, nordhafen-logistik.example", "late vans", "near the port",
        "Bergman Pumpar, bergman-pumpar.example", "return visits", "they know our best customer",
        "Thornley Pumps, thornley-pumps.example", "night calls", "met at the fair",
    )
    for key in (*letters(line), "enter")
)  # fmt: skip
"""A name, its pain and why, three times."""
SCENES = (
    Scene(
        WIDE,
        False,
        (
            shot("welcome"),
            Shot("name", ("escape", "4", *NAMED, *letters("nordhafen log"))),
        ),
    ),
    Scene(
        WIDE,
        True,
        (
            shot("today", "1"),
            shot("step", "s"),
            shot("list", "escape 2 g"),
            shot("marked", "space j space j space E"),
            shot("find", "escape escape f", typed="pump"),
            shot("account", "escape g enter"),
            shot("stage", ">"),
            shot("handover", "escape h"),
            shot("proof", "escape tab tab tab tab enter"),
            shot("why", "escape w"),
            shot("brief", "escape b"),
            shot("sheet", "tab"),
            shot("touch", "escape a c n"),
            shot("draft", "escape M"),
            shot("never", "escape exclamation_mark"),
            shot("help", "escape question_mark"),
            shot("sitting", "escape 1 T"),
            shot("running", "enter"),
            shot("call", "c"),
            shot("promises", "n enter T enter"),
        ),
    ),
    Scene(
        WIDE,
        True,
        (
            shot("plan", "6"),
            shot("profile", "right"),
            shot("audit", "7"),
            shot("rep", "enter"),
            shot("found", "escape right"),
            shot("judge", "right a tab enter enter"),
            shot("agenda", "escape right right right right"),
            shot("letter", "8 l"),
        ),
    ),
    Scene(
        WIDE,
        True,
        (
            Shot("columns", ("9", "i", *letters("fair.csv"), "enter", *"jjjjjjjj", "enter")),
            shot("rows", "ctrl+s"),
            shot("inbox", "ctrl+s enter 2 I"),
            shot("twins", "escape 5"),
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
            app.clear_notifications()
            for key in one.keys:
                await pilot.press(key)
                await rested(pilot, app)
            await settled(pilot, app)
            if not wanted or one.name in wanted:
                missing = take(app, IMAGES / f"{one.name}.png")
                size = (IMAGES / f"{one.name}.png").stat().st_size
                sys.stdout.write(
                    f"{one.name}.png  {size // 1000} kB{'  no glyph: ' + ''.join(missing) if missing else ''}\n"
                )


async def settled(pilot: Any, app: ProspectorApp) -> None:
    """Wait until the screen stays as it is, and nothing is under way but what waits for an answer."""
    await rested(pilot, app)
    seen, since = "", time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        await pilot.pause(0.05)
        now = "\n".join(strip.text for strip in app.screen._compositor.render_strips())  # noqa: SLF001 - as the tests look at it
        if now != seen:
            seen, since = now, time.monotonic()


async def rested(pilot: Any, app: ProspectorApp) -> None:
    """Wait for what a key began, as somebody at the keyboard does; not for ever, since a question waits for the next key."""
    since = time.monotonic()
    while any(not one.is_finished for one in app.workers) and time.monotonic() - since < PATIENT_SECONDS:
        await pilot.pause(0.02)


def main() -> None:
    """Play all scenes that hold a wanted picture."""
    wanted = set(sys.argv[1:])
    unknown = wanted - {one.name for scene in SCENES for one in scene.shots}
    if unknown:
        sys.exit(f"no picture is called {', '.join(sorted(unknown))}")
    os.environ["TZ"] = "UTC"
    time.tzset()
    IMAGES.mkdir(exist_ok=True)
    count = itertools.count(1)
    vars(ids)["time"] = SimpleNamespace(time_ns=lambda: next(count) * 1_000_000)
    vars(ids)["secrets"] = SimpleNamespace(randbits=random.Random(1).getrandbits)  # noqa: S311 - nothing to keep secret
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("fair.csv").write_text(FAIR, encoding="utf-8")
        for scene in SCENES:
            if not wanted or wanted & {one.name for one in scene.shots}:
                with workspace(demo=scene.demo) as opened:
                    asyncio.run(play(scene, opened, wanted))


if __name__ == "__main__":
    main()
