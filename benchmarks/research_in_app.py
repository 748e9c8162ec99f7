"""Twenty companies researched in the app: how soon a key moves the cursor meanwhile, and how soon the app has quit.

    python benchmarks/research_in_app.py [--companies 20] [--keys 120]

The companies are served by a process of its own with 50 ms latency. Each key is timed from being pressed until the list shows
another row as chosen, once without research and once in the middle of it.
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


async def pressed(app: ProspectorApp, pilot: Any, keys: int, *, while_running: bool) -> list[float]:
    """Return the milliseconds that each key took until the list showed it."""
    found: list[float] = []
    for number in range(keys):
        if while_running and not app.desk.running:
            break
        before = app.screen.chosen  # type: ignore[attr-defined]
        begun = time.perf_counter()
        pressing = asyncio.create_task(pilot.press("down" if number % 20 < 10 else "up"))
        while app.screen.chosen == before and time.perf_counter() - begun < 2:  # type: ignore[attr-defined]  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        found.append((time.perf_counter() - begun) * 1000)
        await pressing
    return found


async def in_app(path: Path, settings: Settings, keys: int) -> dict[str, Any]:
    app = ProspectorApp(lambda: open_workspace(path, settings), start="list")
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.is_open or not getattr(app.screen, "chosen", ""):
            await pilot.pause(0.05)
        calm = await pressed(app, pilot, keys // 2, while_running=False)
        begun = time.perf_counter()
        await pilot.press("R")
        while not app.desk.running:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        busy = await pressed(app, pilot, keys, while_running=True)
        while app.desk.running and app.desk.summary.partition("/")[0][-1] == "0":
            await pilot.pause(0.05)
        states = {state for state, _ in app.desk.live.values()}
        lasted = time.perf_counter() - begun
        app.exit()
        leaving = time.perf_counter()
    return {
        "keys_without_research_ms": told(calm), "keys_meanwhile_ms": told(busy), "measured_for_s": round(lasted, 1),
        "live_states": sorted(states), "left_after_s": round(time.perf_counter() - leaving, 2),
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
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, MadeWeb(delay=0.05) as web:
        os.environ["PROSPECTOR_HOME"] = folder
        settings = Settings(
            rep="kim", gateway=web.gateway, cache=str(Path(folder) / "web.db"), sources="website, feeds, jobs"
        )
        path = prepared(Path(folder), settings, given.companies)
        found = asyncio.run(in_app(path, settings, given.keys))
    print(json.dumps({"load": [round(one, 1) for one in os.getloadavg()], **found}, indent=2))


if __name__ == "__main__":
    main()
