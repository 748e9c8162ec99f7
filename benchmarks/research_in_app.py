"""Twenty companies researched in the app: how soon a key moves the cursor meanwhile, and how soon the app has quit.

    python benchmarks/research_in_app.py [--companies 20] [--keys 120] [--seconds 8]

The companies are served by a process of its own with 50 ms latency. Each key is timed from being pressed until the list shows
another row as chosen, once without research and once while it goes on; then the app is left in the middle of the run, and
that is timed until its workspace is closed and its processes are gone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from made_web import MadeWeb, host_of  # type: ignore[import-not-found]

from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace
from screens.app import ProspectorApp


async def pressed(app: ProspectorApp, pilot: Any, keys: int, seconds: float, heard: set[str]) -> list[float]:
    """Return the milliseconds that each key took until the list showed it; what is told of companies meanwhile is `heard`."""
    found: list[float] = []
    until = time.perf_counter() + seconds
    while len(found) < keys and time.perf_counter() < until:
        before = app.screen.chosen  # type: ignore[attr-defined]
        begun = time.perf_counter()
        pressing = asyncio.create_task(pilot.press("down" if len(found) % 20 < 10 else "up"))
        while app.screen.chosen == before and time.perf_counter() - begun < 2:  # type: ignore[attr-defined]  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        found.append((time.perf_counter() - begun) * 1000)
        heard |= {state for state, _ in app.desk.live.values()}
        await pressing
    return found


async def in_app(path: Path, settings: Settings, keys: int, seconds: float) -> dict[str, Any]:
    app = ProspectorApp(lambda: open_workspace(path, settings), start="list")
    heard: set[str] = set()
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.is_open or not getattr(app.screen, "chosen", ""):
            await pilot.pause(0.05)
        calm = await pressed(app, pilot, keys // 2, seconds, set())
        await pilot.press("R")
        while not app.desk.running:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        busy = await pressed(app, pilot, keys, seconds, heard)
        running, told_so = app.desk.running, app.desk.summary
        leaving = time.perf_counter()
        app.exit()
    return {
        "keys_without_research_ms": told(calm), "keys_meanwhile_ms": told(busy), "live_states": sorted(heard),
        "left_in_the_middle": running, "left_at": told_so, "left_after_s": round(time.perf_counter() - leaving, 2),
    }  # fmt: skip


def told(found: list[float]) -> dict[str, float]:
    ranked = sorted(found) or [0.0]
    return {
        "keys": len(found), "median": round(statistics.median(ranked), 1),
        "p95": round(ranked[min(int(len(ranked) * 0.95), len(ranked) - 1)], 1), "worst": round(ranked[-1], 1),
    }  # fmt: skip


def prepared(folder: Path, settings: Settings, companies: int) -> Path:
    path = folder / "workspace.db"
    workspace: Workspace = open_workspace(path, settings, create=True)
    for number in range(companies):
        workspace.naming.name(f"Firm{number:03} GmbH", domain=host_of(number), different=True)
    workspace.close()
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=20)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--seconds", type=float, default=8.0, help="for how long keys are pressed at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, MadeWeb(delay=0.05) as web:
        os.environ["PROSPECTOR_HOME"] = folder
        settings = Settings(
            rep="kim", gateway=web.gateway, cache=str(Path(folder) / "web.db"), sources="website, feeds, jobs"
        )
        path = prepared(Path(folder), settings, given.companies)
        found = asyncio.run(in_app(path, settings, given.keys, given.seconds))
    print(json.dumps({"load": [round(one, 1) for one in os.getloadavg()], **found}, indent=2))


if __name__ == "__main__":
    main()
