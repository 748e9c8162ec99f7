"""Who may import whom, and what must not be loaded before the first paint."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("alembic", "bs4", "httpx", "lxml", "phonenumbers", "protego", "rapidfuzz", "sqlalchemy", "sqlmodel", "tldextract",
         "typer")  # fmt: skip
LIGHT = ("prospector.text", "prospector.errors", "prospector.clock", "prospector.settings", "prospector.model.account",
         "prospector.research.protocol", "prospector.workspace", "prospector.store.reads")  # fmt: skip
LATER = {
    "prospector.model.account", "prospector.model.brief", "prospector.model.lead", "prospector.model.qualification",
    "prospector.model.sitting", "prospector.outreach.answers", "prospector.outreach.expectation",
    "prospector.outreach.touches", "prospector.plan.definition", "prospector.plan.fit", "prospector.plan.holidays",
    "prospector.plan.playbooks", "prospector.plan.rules", "tomllib",
}  # fmt: skip
"""What the first picture of a day has no use for: each makes classes by the dozen, and every start would wait for it."""


def test_the_dependency_rule_holds() -> None:
    """The contracts stand in pyproject.toml, so that `lint-imports` says the same."""
    script = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True, text=True,
        env={**os.environ, "COLUMNS": "200", "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def loaded_by(statement: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has after `statement`."""
    return {name.partition(".")[0] for name in modules_after(statement)}


def modules_after(statement: str) -> set[str]:
    script = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split())


def test_light_modules_stay_light() -> None:
    found = loaded_by("; ".join(f"import {name}" for name in LIGHT))
    assert found.isdisjoint({*HEAVY, "textual", "openpyxl", "asyncpg"}), found & {*HEAVY, "textual"}


def test_the_app_paints_before_anything_heavy_is_loaded() -> None:
    if not (ROOT / "screens" / "app.py").exists():
        pytest.skip("the app is not there yet")
    found = loaded_by("import screens.app")
    assert "textual" in found
    assert found.isdisjoint(HEAVY), found & set(HEAVY)


def test_the_first_rows_of_a_list_need_no_orm(workspace_path: Path) -> None:
    found = loaded_by(
        "from pathlib import Path; from prospector.settings import Settings; from prospector.workspace import *\n"
        f"w = open_workspace(Path({str(workspace_path)!r}), Settings(rep='robin', cache='none'))\n"
        "w.list_rows(); w.today.view(); w.history(); w.naming.board()"
    )
    assert found.isdisjoint({"sqlalchemy", "sqlmodel", "alembic", "httpx", "bs4"}), found


def test_the_day_is_read_without_what_only_later_screens_need(workspace_path: Path) -> None:
    found = modules_after(
        "from pathlib import Path; from prospector.settings import Settings; from prospector.workspace import *\n"
        f"w = open_workspace(Path({str(workspace_path)!r}), Settings(rep='robin', cache='none'))\n"
        "w.today.has_targets(), w.strategy.plan(), w.today.view()"
    )
    assert "prospector.outreach.today" in found
    assert found.isdisjoint(LATER), found & LATER


def test_the_command_says_its_version_lightly() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "prospector", "--version"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert loaded.isdisjoint({"sqlalchemy", "sqlmodel", "httpx", "bs4", "textual", "alembic"}), loaded
