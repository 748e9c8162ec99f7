"""Build the wheel, install it into a fresh environment outside the checkout, and use it there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOPS = {"prospector", "screens", "enrichers"}


def main() -> None:
    """Fail with a sentence when the wheel is not what users need."""
    with tempfile.TemporaryDirectory(prefix="wheel-") as raw:
        folder = Path(raw)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT))
        (wheel,) = folder.glob("*.whl")
        check_content(wheel)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c",
            str(ROOT / "constraints.txt"), str(wheel))  # fmt: skip
        prospect = str(python.with_name("prospect"))
        home = {**os.environ, "PROSPECTOR_HOME": str(folder / "home")}
        version = run(prospect, "--version", cwd=folder, env=home)
        document = json.loads(run(prospect, "demo", "--headless", "--json", cwd=folder, env=home))
        researched = [one for one in document["accounts"] if one["research"] == "found"]
        if len(document["accounts"]) < 20 or len(researched) < 15:
            sys.exit(f"the installed demo researched only {len(researched)} of {len(document['accounts'])} companies")
        told = f"{wheel.name}: {version.strip()}, {len(researched)} of {len(document['accounts'])} researched\n"
        sys.stdout.write(told)


def check_content(wheel: Path) -> None:
    """Fail when the wheel carries other packages, or misses styles, sites or migrations."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    if tops != TOPS:
        sys.exit(f"the wheel holds {sorted(tops)} instead of {sorted(TOPS)}")
    for ending, where in ((".tcss", ROOT / "screens"), (".toml", ROOT / "prospector"), (".html", ROOT / "prospector"),
                          (".py", ROOT / "prospector" / "store" / "migrations")):  # fmt: skip
        missing = [
            str(path.relative_to(ROOT))
            for path in where.rglob(f"*{ending}")
            if path.relative_to(ROOT).as_posix() not in names
        ]
        if missing:
            sys.exit(f"the wheel misses {', '.join(missing[:5])}")


def run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command and return its standard output; fail with what it said on standard error."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
