"""Without a server, by commands alone: reps hand in, a manager takes in, several files are read together, a page is written."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from prospector.cli.commands import run as run_command
from prospector.cli.guard import guarded
from prospector.paths import held_folder
from prospector.settings import Settings
from prospector.workspace import open_workspace
from tests.forks import Ran


@pytest.fixture
def at_home(tmp_path: Path, fresh_file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what moves to the machine of a person: own home, own workspace."""

    def move(person: str) -> Path:
        home = tmp_path / person
        monkeypatch.setenv("PROSPECTOR_HOME", str(home))
        monkeypatch.setenv("PROSPECTOR_REP", person)
        path = home / "data" / "workspace.db"
        if not path.exists():
            path.parent.mkdir(parents=True)
            shutil.copyfile(fresh_file, path)
            path.chmod(0o600)
        return path

    return move


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `prospect` in this very process."""

    def one(*arguments: str) -> Ran:
        status = guarded(lambda: run_command(arguments), json="--json" in arguments)
        return Ran(status, *capsys.readouterr())

    return one


def work(path: Path, rep: str, *names: str) -> None:
    workspace = open_workspace(path, Settings(rep=rep, cache="none"))
    for name in names:
        domain = "nordhafen.example" if name.startswith("Nordhafen") else ""
        account_id = workspace.naming.name(name, domain=domain, pain="late visits").account_id
        workspace.touches.log(account_id, "phone", "no_answer", note="rang twice")
    workspace.close()


@pytest.mark.slow
def test_packets_from_hand_to_hand(at_home, run, tmp_path):
    for rep, names in (("ana", ("Nordhafen Logistik", "Bergman Pumpar")), ("ben", ("Nordhafen Logistik GmbH",))):
        work(at_home(rep), rep, *names)
        done = run("hand-in", "--out", str(tmp_path / f"{rep}.packet"), "--json")
        assert done.status == 0
        assert json.loads(done.out)["first"] == 1
    own = at_home("maria")
    packets = [str(tmp_path / f"{rep}.packet") for rep in ("ana", "ben")]
    done = run("audit", "take", *packets, "--json")
    assert [one["rep"] for one in json.loads(done.out)["taken"]] == ["ana", "ben"]
    assert "nothing in it is new" in run("audit", "take", packets[0]).out
    found = json.loads(run("audit", "--json").out)
    assert found["reps"] == ["ana", "ben"]
    assert [one["sure"] for one in found["conflicts"]] == [True]
    shown = run("audit")
    assert "one company on two lists" in shown.out
    assert "read together, nothing is written" in shown.err
    page = tmp_path / "week.html"
    assert run("audit", "--html", str(page)).status == 0
    assert "One company, two reps" in page.read_text(encoding="utf-8")
    assert run("audit", "--sign").status == 0
    broken = (tmp_path / "ana.packet").read_bytes()
    (tmp_path / "ana.packet").write_bytes(broken[:-9])
    done = run("audit", "take", *packets)
    assert done.status == 1
    assert "refused: ana.packet was cut or changed" in done.err
    assert "ben: nothing in it is new" in done.out
    assert own.exists()


def test_packets_are_taken_in_beside_the_workspace_that_is_named_and_read_with_it(at_home, run, tmp_path):
    work(at_home("ana"), "ana", "Nordhafen Logistik")
    run("hand-in", "--out", str(tmp_path / "ana.packet"))
    elsewhere = at_home("quarter")
    work(elsewhere, "maria", "Thornley Pumps")
    own = at_home("maria")
    before = own.read_bytes()
    assert run("audit", "take", str(tmp_path / "ana.packet"), "--db", str(elsewhere)).status == 0
    assert json.loads(run("audit", "--db", str(elsewhere), "--json").out)["reps"] == ["ana", "maria"]
    assert run("audit", "--db", str(elsewhere), "--sign").status == 0
    assert (own.read_bytes(), held_folder(own).exists()) == (before, False)
    refused = run("audit", "take", str(tmp_path / "ana.packet"), "--db", "postgresql+psycopg://db.example/team")
    assert refused.status == 2
    assert "a file of your own" in refused.err


def test_files_and_a_packet_read_together(at_home, run, tmp_path):
    ana = at_home("ana")
    work(ana, "ana", "Nordhafen Logistik")
    ben = at_home("ben")
    work(ben, "ben", "Thornley Pumps")
    run("hand-in", "--out", str(tmp_path / "ben.packet"))
    at_home("maria")
    before = {path: path.read_bytes() for path in (ana, ben)}
    done = run("audit", "--db", str(ana), "--db", str(tmp_path / "ben.packet"), "--rep", "ben", "--json")
    assert json.loads(done.out)["reps"] == ["ben"]
    both = json.loads(run("audit", "--db", str(ana), "--db", str(ben), "--json").out)
    assert (both["reps"], both["never"]["part"], both["never"]["whole"]) == (["ana", "ben"], 0, 2)
    assert {path: path.read_bytes() for path in (ana, ben)} == before
    refused = run("audit", "--db", str(ana), "--db", str(tmp_path / "gone.db"))
    assert refused.status == 2
    assert "gone.db" in refused.err
