"""A real workspace in a temporary file, the app on it at a given size, and ways to look at what is on the screen."""

import contextlib
import shutil
import time
from asyncio.base_events import BaseEventLoop
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual.pilot import Pilot
from textual.screen import Screen

import screens.app
from prospector.clock import FrozenClock
from prospector.model.plan import PlanRecord
from prospector.plan.profile import parse_profile
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp
from screens.memory import PlaceFile
from screens.widgets.table import Table
from tests.screens.settling import FRAME, TEXTS, counted, forget, is_drawn, paint, paint_changes, paint_later, settle

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


SIZES = [(80, 24), (120, 40)]
"""A small and a large terminal."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test at both sizes the suite runs one, half of them the small and half the large; the long run has all."""
    for item in items:
        if not (isinstance(item, pytest.Function) and item.path.parent == FOLDER and hasattr(item, "callspec")):
            continue
        size = item.callspec.params.get("size")
        if size in SIZES and any(mark.args[1] == SIZES for mark in item.iter_markers("parametrize")):
            of_name = crc32(f"{item.path.name} {item.originalname}".encode())
            if size != SIZES[of_name % len(SIZES)]:
                item.add_marker(pytest.mark.long)


FOLDER = Path(__file__).parent
PATIENCE = 60.0
"""Seconds that a condition may take to come true."""


@dataclass
class Seen:
    """A running app with its pilot."""

    app: ProspectorApp
    pilot: Pilot[Any]

    @property
    def text(self) -> str:
        """What is on the screen, as lines of text."""
        return "\n".join(strip.text.rstrip() for strip in paint(self.app.screen))

    @property
    def settled_text(self) -> str:
        """The same, read once as long as nothing changes; for who has let the app settle."""
        screen = self.app.screen
        if not is_drawn(screen):
            return self.text
        if screen not in TEXTS:
            TEXTS[screen] = self.text
        return TEXTS[screen]

    @property
    def toasts(self) -> str:
        """What the last toast says, also once its seconds are over: on a busy machine they are over soon."""
        return self.app.said[-1][1] if self.app.said else ""

    async def press(self, *keys: str) -> None:
        """Press keys and let the app settle."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object], what: str = "the condition") -> None:
        """Wait for the condition, however long a busy machine takes."""
        end = time.monotonic() + PATIENCE
        await settle()
        while time.monotonic() < end:
            if condition():
                return
            paint_changes(self.app.screen)  # some things are read only when they are to be seen
            await self.pilot.pause(0.005)
        pytest.fail(f"{what} did not come true; on the screen:\n{self.text}\ntoasts: {self.toasts}")

    async def shows(self, *words: str) -> None:
        """Wait until all words are on the screen."""
        await self.until(
            lambda: (text := self.settled_text) and all(word in text for word in words), f"{words} on the screen"
        )

    def id_of(self, name: str) -> str:
        """Return the id of a company on the list."""
        return next(row.id for row in self.app.workspace.list_rows() if row.name == name)

    async def on(self, name: str = "Thornley Pumps") -> None:
        """Put the cursor on a company of the list."""
        self.app.go("list")
        await self.until(lambda: self.app.current_mode == "list" and name in self.text, "the list")
        place: Any = self.app.screen
        place.query_one(Table).select(self.id_of(name))
        await self.until(lambda: place.chosen == self.id_of(name), f"the cursor on {name}")

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
                await settle()  # the place to begin with is chosen after that
                yield seen
                if app.is_running:
                    paint(app.screen)
        finally:
            place.save()
            if app.is_open:
                app.workspace.close()


@pytest.fixture(autouse=True)
def settles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let Textual's pilot wait for what is under way instead of for idle milliseconds; nothing is read ahead meanwhile.

    The pilot's own way waits until the process was idle for a fiftieth of a second, three times for each key: on a busy
    machine too short for work in threads, and on any machine most of the time of a test.
    """
    monkeypatch.setattr(screens.app, "IDLE_SECONDS", 3_600)
    monkeypatch.setattr(BaseEventLoop, "run_in_executor", counted)
    monkeypatch.setattr(Screen, "_compositor_refresh", paint_later)
    monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", FRAME)
    monkeypatch.setattr(textual.app, "wait_for_idle", settle)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", settle)
    monkeypatch.setattr(Pilot, "_wait_for_screen", settle)
    yield
    forget()


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


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    """Nothing is opened outside of the test; what would be is kept."""
    addresses = []

    def opened(address):
        addresses.append(address)
        return True

    monkeypatch.setattr("screens.opening.open_address", opened)
    return addresses


def twins(workspace, stem, one="Pumps Ltd", other="Pump Limited", **more):
    """Name two companies that look alike; return their ids."""
    left = workspace.naming.name(f"{stem} {one}", different=True, bench=True).account_id
    right = workspace.naming.name(f"{stem} {other}", different=True, bench=True, **more).account_id
    return left, right


@pytest.fixture
def pairs(desk):
    """Return a desk with three pairs; the right side of the last one was touched."""
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    with desk.working() as workspace:
        twins(workspace, "Thornley", domain="thornley.example")
        twins(workspace, "Kvarnby", "Mekaniska Verkstad", "Mek. Verkstad AB")
        _, right = twins(workspace, "Nordhafen", "Logistik GmbH", "Logistik")
        workspace.naming.edit(right, pain="old vans", city="Hamburg")
        workspace.touches.log(right, "phone", "spoke")
        desk.clock.move(days=1)
    return desk
