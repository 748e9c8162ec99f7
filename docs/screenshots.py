"""Take the pictures of the guide from the running demo: `python docs/screenshots.py`; needs Chromium on the path.

Textual writes SVG; Chromium turns it into PNG with a font that is on the machine, so that columns stay aligned.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from prospector.demo.run import demo_workspace
from prospector.settings import Settings
from screens.app import ProspectorApp

IMAGES = Path(__file__).parent / "images"
SHOTS = (
    ("today", ("1",)),
    ("sitting", ("T",)),
    ("call", ("escape", "c", "n")),
    ("list", ("escape", "2", "g")),
    ("account", ("enter",)),
    ("proof", ("p", "enter")),
    ("why", ("escape", "w")),
    ("touch", ("escape", "a", "c", "n")),
    ("plan", ("escape", "6")),
    ("name", ("4", *"Nordhafen Log")),
)
"""Name of the picture and the keys that lead there from the one before."""


async def shoot(folder: Path) -> None:
    """Write one SVG a shot."""
    with demo_workspace(Settings(rep="you")) as opened:
        await opened.research.run([row.id for row in opened.list_rows(places=("active", "bench"))])
        app = ProspectorApp(lambda: opened)
        async with app.run_test(size=(120, 36)) as pilot:
            while not app.is_open:
                await pilot.pause()
            for name, keys in SHOTS:
                await pilot.press(*("space" if key == " " else key for key in keys))
                await pilot.pause(0.6)
                (folder / f"{name}.svg").write_text(app.export_screenshot(title="Prospector"), encoding="utf-8")


def main() -> None:
    """Shoot and convert."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed to turn the screenshots into PNG files")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as raw:
        folder = Path(raw)
        asyncio.run(shoot(folder))
        for svg in sorted(folder.glob("*.svg")):
            target = IMAGES / f"{svg.stem}.png"
            subprocess.run(  # noqa: S603 - a browser on a file of our own
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1480,940",
                 f"--screenshot={target}", svg.as_uri()],
                check=True, capture_output=True,
            )  # fmt: skip


if __name__ == "__main__":
    main()
