"""What all tests share: a home of their own, a clock that stands still, a workspace that costs next to nothing."""

from __future__ import annotations

import gc
import importlib.util
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis.internal.conjecture import providers

from prospector.clock import Clock, FrozenClock
from prospector.settings import Settings
from prospector.store import schema
from prospector.store.store import Store, open_store
from prospector.workspace import Workspace, open_workspace
from tests.forks import Forks, Ran, forks

_CALM = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("same", derandomize=True, **_CALM)
hypothesis.settings.register_profile("whole", derandomize=True, **_CALM)
hypothesis.settings.register_profile("explore", **_CALM)
hypothesis.settings.register_profile("long", print_blob=True, **_CALM)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""Time never decides a test, nor does chance: HYPOTHESIS_PROFILE=explore looks for new cases, long for long, and whole
tries all examples of which the suite tries a part (`chance.py`)."""
if hypothesis.settings.default.derandomize:
    # It would draw from the constants of whatever modules a process happens to have imported, and so from which tests ran before.
    providers._get_local_constants = lambda: providers._local_constants

_MEMORY, _ROOM = Path("/dev/shm"), 8 << 30
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    # A run writes gigabytes and throws them away: what a disk needs for that says nothing about the product.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

gc.disable()  # until all is collected: nothing of that is garbage, and to look took a sixth of the time

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
"""A Wednesday without a holiday near it."""
REP = "robin"
_PORTION = 8
"""Tests that a process is given at a time, as `--maxschedchunk` says."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones, one in each portion, so that no process is left alone with them at the end."""
    slow = [item for item in items if item.get_closest_marker("slow")]
    for place, item in enumerate(slow):
        items.remove(item)
        items.insert(place * _PORTION, item)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never in what was imported and collected: that was a fifth of the time of screens."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _zone() -> Iterator[None]:
    """Dates must not depend on where the machine stands."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's own files and settings."""
    for name in list(os.environ):
        if name.startswith("PROSPECTOR_"):
            monkeypatch.delenv(name)
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PROSPECTOR_HOME", str(folder))
    return folder


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


@pytest.fixture
def settings() -> Settings:
    return Settings(rep=REP, cache="none", pace_seconds=0)


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one workspace; the others are copies of it."""
    path = tmp_path_factory.mktemp("fresh") / "workspace.db"
    open_store(path, Clock(), REP, create=True).close()
    return path


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(fresh_file: Path) -> Iterator[None]:
    """A new file gets the bytes of the migrated one in this process: all migrations anew take a quarter of a second."""
    migrate, steps, ready = schema.upgrade, schema.run_migrations, fresh_file.read_bytes()

    def upgrade(path: Path) -> None:
        if path.stat().st_size or schema.run_migrations is not steps:
            migrate(path)
        else:
            path.write_bytes(ready)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "upgrade", upgrade)
        yield


@pytest.fixture
def workspace_path(fresh_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "workspace.db"
    shutil.copyfile(fresh_file, path)
    path.chmod(0o600)
    return path


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def zygote(of_the_run: Path) -> Iterator[Forks]:
    """What runs programs in forks of one that has imported everything."""
    with forks(of_the_run / "zygote") as started:
        yield started


@pytest.fixture
def script(zygote: Forks) -> Callable[..., Ran]:
    """Run a script of Python with arguments in a process of its own, as ``python -c`` would, without its second of imports."""

    def run(source: str, *arguments: object) -> Ran:
        return zygote.run([str(one) for one in arguments], Path("/"), os.environ, script=source)

    return run


@pytest.fixture(scope="session")
def postgres() -> Any:
    """The helper that starts PostgreSQL servers; the test is skipped where there is none and none can be installed."""
    spec = importlib.util.spec_from_file_location("postgres", Path(__file__).with_name("postgres.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if module.binaries() is None:
        pytest.skip(module.install() or "PostgreSQL was installed just now: run the tests again")
    return module


@pytest.fixture(scope="session")
def server(postgres: Any, of_the_run: Path) -> Any:
    """One PostgreSQL for the whole run, all its processes included, with an empty team database to be copied."""
    return postgres.shared(of_the_run / "postgres")


@pytest.fixture
def team_url(server: Any) -> Iterator[str]:
    """Give the URL of a team database of this test alone, for its owner."""
    name = f"t{secrets.token_hex(6)}"
    yield server.copy(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Path | str:
    """Where the test's workspace is: a file; a test or a folder may ask for `team`, too."""
    kind = getattr(request, "param", os.environ.get("TEST_PLACE", "file"))
    found: Path | str = request.getfixturevalue("team_url" if kind == "team" else "workspace_path")
    return found


@pytest.fixture
def open_again(place: Path | str, settings: Settings, clock: FrozenClock) -> Iterator[Callable[[], Workspace]]:
    """Open the test's workspace once more, as another start of the program would; all are closed at the end."""
    opened: list[Workspace] = []

    def open_one() -> Workspace:
        opened.append(open_workspace(place, settings, clock=clock))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def workspace(open_again: Callable[[], Workspace]) -> Workspace:
    return open_again()


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return workspace.store


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep names of tests the same in every process: bytes may hold the hour they were packed at."""
    return "bytes" if isinstance(val, bytes) else None
