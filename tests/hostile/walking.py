"""The app walked through on a workspace of one's choice, with a look at every line of every screen on the way."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.pilot import Pilot
from textual.worker import Worker

from prospector.clock import FrozenClock
from prospector.settings import Settings
from prospector.text import cells
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp
from screens.base import Place
from screens.memory import PlaceFile
from screens.parted import PartedPlace
from screens.widgets.rows import GAP, GUTTER, key_of
from screens.widgets.table import Table

ACTS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What acts on a terminal, hides, or turns the reading order."""
STACKED = re.compile("[\u0300-\u036f\u20d0-\u20ff]{5}")
SETTINGS = Settings(rep="ana", cache="none", pace_seconds=0, gateway="http://127.0.0.1:9", sources="website")
"""Whoever is asked is not there."""
NEVER = frozenset(("escape", "r", "R", "ctrl+q", "ctrl+c"))


@dataclass
class Walk:
    """One run of the app and what was found wrong on its lines."""

    app: ProspectorApp
    pilot: Pilot[Any]
    shown: set[str] = field(default_factory=set)
    """Classes of the screens that were in front."""
    wrong: list[str] = field(default_factory=list)

    async def settle(self) -> None:
        """Wait until nothing that was begun is under way."""
        for _ in range(1_000):
            await self.pilot.pause()
            if self.app.is_open and not any(self._waited_for(one) for one in self.app.workers):
                return
            await asyncio.sleep(0.002)
        self.wrong.append(f"{self.here}: never comes to rest")

    def _waited_for(self, worker: Worker[Any]) -> bool:
        """Say whether a work may still change the screen in front; what asks a question waits as long as that stands."""
        front = self.app.screen
        behind = not isinstance(front, Place) and front not in worker.node.ancestors_with_self
        return worker.is_running and worker.group != "warm" and not behind

    @property
    def here(self) -> str:
        """The place and what stands over it."""
        part = self.app.screen.part.KEY if isinstance(self.app.screen, PartedPlace) else type(self.app.screen).__name__
        return f"{self.app.current_mode} {part}"

    def look(self, how: str = "") -> None:
        """Look at every line on the screen."""
        self.shown.add(type(self.app.screen).__name__)
        for number, strip in enumerate(self.app.screen._compositor.render_strips()):
            for told in _wrong(strip.text, self.app.size.width):
                self.wrong.append(f"{self.here} {how} line {number}: {told}: {strip.text!r}")
            if any(segment.style is not None and segment.style.link for segment in strip):
                self.wrong.append(f"{self.here} {how} line {number}: a link")
        for table in self.app.screen.query(Table):
            self.wrong += [f"{self.here} {how} {table.id}: {told}" for told in _out_of_line(table)]

    async def go(self, mode: str, part: str = "") -> None:
        """Go to a place, and to a part of it, from wherever one is."""
        for _ in range(8):
            if isinstance(self.app.screen, Place):
                break
            await self.press("escape")
        else:
            self.wrong.append(f"{self.here}: esc does not lead out")
        self.app.go(mode)
        await self.settle()
        if part and isinstance(self.app.screen, PartedPlace) and part != self.app.screen.part.KEY:
            self.app.screen.open_part(part)
            await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each as somebody does who waits for the answer."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    def parts(self) -> Sequence[str]:
        """Return the parts of the place in front; one without a name where it has none."""
        screen = self.app.screen
        return [part.KEY for part in screen._parts] if isinstance(screen, PartedPlace) else [""]

    def answered(self) -> list[str]:
        """Return every key that the screen in front and its widgets answer to."""
        kinds = [kind for one in (self.app.screen, *self.app.screen.query("*")) for kind in type(one).__mro__]
        found = [
            key for kind in dict.fromkeys(kinds) if kind.__module__.startswith("screens.") for key in _keys_of(kind)
        ]
        return [key for key in dict.fromkeys(found) if key not in NEVER]


@contextlib.asynccontextmanager
async def walk(path: Path, moment: Any, size: tuple[int, int] = (80, 24), start: str = "today") -> AsyncIterator[Walk]:
    """Run the app on a copy of the workspace at `path`, as of `moment`."""
    copy = path.with_name(f"walked-{path.name}")
    shutil.copyfile(path, copy)
    copy.chmod(0o600)

    def opener() -> Workspace:
        return open_workspace(copy, SETTINGS, clock=FrozenClock(moment))

    app = ProspectorApp(opener, place=PlaceFile(None), start=start)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            walked = Walk(app, pilot)
            while not app.is_open:
                await pilot.pause(0.01)
            await walked.settle()
            yield walked
    finally:
        if app.is_open:
            app.workspace.close()


def _keys_of(kind: type) -> Iterator[str]:
    for one in kind.__dict__.get("BINDINGS", ()):
        if isinstance(one, Binding):
            yield from one.key.split(",")


def _wrong(text: str, width: int) -> Iterator[str]:
    if ACTS.search(text):
        yield "a character that acts"
    if STACKED.search(text):
        yield "a stack of marks"
    if cells(text) != width:
        yield f"{cells(text)} cells wide"


def _out_of_line(table: Table) -> Iterator[str]:
    """Say which lines of a table have something between their columns."""
    ends = list(itertools.accumulate((room + GAP for _, _, room in table._fitted[:-1]), initial=GUTTER))[1:]
    for number in range(table._head, table.size.height):
        at = number - table._head + round(table.scroll_y)
        if at >= len(table.rows) or not key_of(table.rows, at):
            continue
        text = table.render_line(number).text
        for end in ends:
            if _slice(text, end - GAP, GAP).strip():
                yield f"line {number} runs over column {end}: {text!r}"


def _slice(text: str, start: int, width: int) -> str:
    kept, at = "", 0
    for letter in text:
        if start <= at < start + width:
            kept += letter
        at += cells(letter)
    return kept or " "
