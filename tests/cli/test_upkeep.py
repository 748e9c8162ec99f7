"""backup, restore, doctor and never erase as a user types them, in this process: a command costs a second to start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.cli.commands import run
from prospector.cli.guard import guarded
from tests.forks import Ran

FIRM = "Nordhafen Logistik GmbH"


Prospect = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROSPECTOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def prospect(home: Path, capfd: pytest.CaptureFixture[str]) -> Prospect:
    def typed(*arguments: str) -> Ran:
        status = guarded(lambda: run(arguments), json="--json" in arguments)
        return Ran(status, *capfd.readouterr())

    return typed


@pytest.mark.slow
def test_backups_restores_and_findings(prospect: Prospect, home: Path, tmp_path: Path) -> None:
    prospect("name", FIRM)
    made = Path(prospect("backup", "--json").document["backup"])
    assert made.parent == home / "data" / "workspace.db.backups"
    prospect("name", "Bolt AB")
    listed = prospect("backup", "--list", "--json").document["backups"]
    assert [one["backup"] for one in listed] == [str(made)]
    restored = prospect("restore", made.name)
    assert restored.status == 0, restored.err
    assert "is whole: 1 accounts" in restored.err
    assert "what was there before lies in" in restored.err
    assert prospect("list", "--json").out.count('"name"') >= 1
    assert "Bolt AB" not in prospect("list").out
    twice = prospect("backup", str(made))
    assert (twice.status, "nothing was overwritten" in twice.err) == (2, True)
    missing = prospect("restore", str(tmp_path / "none.db"))
    assert (missing.status, "there is no backup at" in missing.err) == (2, True)

    found = prospect("doctor", "--verify", "--json")
    assert found.status == (0 if all(one["good"] for one in found.document["findings"]) else 1)
    assert {"file", "schema", "clock", "log", "instances", "permissions", "disk", "backups", "web cache"} <= {
        one["what"] for one in found.document["findings"]
    }
    workspace = home / "data" / "workspace.db"
    workspace.chmod(0o644)
    told = prospect("doctor")
    assert told.status == 1
    assert f"✗ permissions: others can read {workspace}: chmod 600 {workspace}" in told.out
    workspace.write_bytes(b"")
    team = prospect("restore", made.name, "--db", "postgresql://nobody@127.0.0.1:1/none")
    assert (team.status, "where its server is" in team.err) == (2, True)
    broken = prospect("doctor", "--json")
    assert broken.status == 3
    assert broken.document["findings"][0]["todo"].startswith("`prospect backup --list`")
    again = prospect("restore", made.name)
    assert (again.status, "the never-contact ledger of the file before could not be read" in again.err) == (1, True)
    assert FIRM in prospect("list").out


def test_s0_7_erasing_shows_asks_and_keeps_out(prospect: Prospect, home: Path) -> None:
    prospect("name", FIRM, "--domain", "nordhafen.example")
    prospect("name", "Bolt AB", "--why", "like Nordhafen Logistik")
    prospect("backup")
    looked = prospect("never", "erase", FIRM)
    assert looked.status == 0
    for said in ("goes: 1 account", "goes: 1 target", "blanked: target of Bolt AB: like [erased]", "goes: backup",
                 "nothing is erased yet: the same with --yes does it"):  # fmt: skip
        assert said in looked.out, looked.out
    (home / "data" / "export.csv").write_text(f"name\n{FIRM}\n", encoding="utf-8")
    done = prospect("never", "erase", FIRM, "--yes", "--json")
    assert (done.status, done.document["erased"], done.document["who"]) == (1, True, [])
    assert done.document["elsewhere"] == [str(home / "data" / "export.csv")]
    assert "a fresh backup lies in" in done.err
    assert FIRM not in done.out
    refused = prospect("name", "nordhafen logistik")
    assert (refused.status, "was erased on" in refused.err) == (2, True)
    assert prospect("doctor", "--verify").out.count("✗ hash") == 0
    (home / "data" / "export.csv").unlink()
    assert [one for one in home.rglob("*") if one.is_file() and b"ordhafen" in one.read_bytes()] == []
    nobody = prospect("never", "erase", "Nemo")
    assert (nobody.status, "nobody here is called “Nemo”" in nobody.err) == (2, True)
