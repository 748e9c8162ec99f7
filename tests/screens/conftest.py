"""A real workspace in a temporary file, the app on it at a given size, and ways to look at what is on the screen."""

import contextlib
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prospector.clock import FrozenClock
from prospector.model.plan import PlanRecord
from prospector.plan.profile import parse_profile
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp
from screens.memory import PlaceFile

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PROFILE = """
name = "Service firms"

[[criterion]]
name = "big enough"
kind = "must"
weight = 3
field = "employees"
min = 50

[[criterion]]
name = "in the north"
kind = "should"
weight = 1
field = "country"
any = ["SE", "DE"]
"""


@dataclass
class Seen:
    """A running app with its pilot."""

    app: ProspectorApp
    pilot: Pilot[Any]

    @property
    def text(self) -> str:
        """What is on the screen, as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def toasts(self) -> str:
        """What toasts say."""
        return "\n".join(one.message for one in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys and let the app settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object], what: str = "the condition") -> None:
        """Wait for the condition, at most some seconds."""
        for _ in range(800):
            await self.pilot.pause(0.01)
            if condition():
                return
        pytest.fail(f"{what} did not come true; on the screen:\n{self.text}\ntoasts: {self.toasts}")

    async def shows(self, *words: str) -> None:
        """Wait until all words are on the screen."""
        await self.until(lambda: all(word in self.text for word in words), f"{words} on the screen")

    async def says(self, word: str) -> None:
        """Wait for a toast."""
        await self.until(lambda: word in self.toasts, f"a toast with {word!r}")


@dataclass
class Desk:
    """One workspace file, opened as often as the test likes."""

    path: Path
    clock: FrozenClock
    settings: Settings

    def open(self) -> Workspace:
        """Open the workspace."""
        return open_workspace(self.path, self.settings, create=True, clock=self.clock)

    @contextlib.contextmanager
    def working(self) -> Iterator[Workspace]:
        """Work on the workspace without the app."""
        workspace = self.open()
        try:
            yield workspace
        finally:
            workspace.close()

    @contextlib.asynccontextmanager
    async def app(self, size: tuple[int, int] = (80, 24), **options: Any) -> AsyncIterator[Seen]:
        """Run the app; the place file lies beside the workspace."""
        place = PlaceFile(self.path.with_suffix(".place.json"))
        app = ProspectorApp(self.open, place=place, **options)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                seen = Seen(app, pilot)
                await seen.until(lambda: app.is_open or app.screen.is_modal, "the workspace open")
                yield seen
        finally:
            place.save()
            if app.is_open:
                app.workspace.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with no workspace file yet."""
    return _desk(tmp_path)


@pytest.fixture
def firm(desk: Desk, firm_file: Path) -> Desk:
    """Return a desk with plan, profile and four companies: one touched and overdue, one touched lately, two untouched."""
    shutil.copyfile(firm_file, desk.path)
    desk.path.chmod(0o600)
    desk.clock.move(days=_FIRM_DAYS)
    return desk


@pytest.fixture(scope="session")
def firm_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the firm's workspace once; each test has a copy of it."""
    desk = _desk(tmp_path_factory.mktemp("firm"))
    with desk.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="Pumps that report themselves", pain="late visits"))
        workspace.plans.apply(parse_profile(PROFILE))
        ids = {}
        for name, domain, country in (
            ("Bergman Pumpar", "bergman-pumpar.example", "SE"),
            ("Nordhafen Logistik", "nordhafen-logistik.example", "DE"),
            ("Thornley Pumps", "thornley-pumps.example", "GB"),
            ("Froid Armorique", "froid-armorique.example", "FR"),
        ):
            ids[name] = workspace.naming.name(name, domain=domain, pain="late visits", country=country).account_id
        workspace.touches.log(ids["Bergman Pumpar"], "phone", "no_answer", note="rang out")
        desk.clock.move(days=_FIRM_DAYS - 1)
        workspace.touches.log(ids["Nordhafen Logistik"], "mail", "replied", person="dispatch", reaction="curious")
    return desk.path


def _desk(folder: Path) -> Desk:
    return Desk(folder / "work.db", FrozenClock(MONDAY), Settings(rep="ana", cache="none", pace_seconds=0.01))


_FIRM_DAYS = 10
"""From the first name of the firm to the day on which tests look at it."""
