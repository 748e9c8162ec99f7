"""`prospect import`: a few ways through the command; what becomes of rows is tested below it."""

from __future__ import annotations

import csv
import io
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prospector.cli.commands import run
from prospector.cli.guard import guarded
from prospector.pipeline.import_verdicts import Verdicts
from tests.forks import Ran

LIST = (
    "Firma;Website;Land;Mitarbeiter\nAcme GmbH;acme.de;DE;240\nBolt AG;bolt.ch;CH;12,5OO\nCorn SE;corn.example;DE;30\n"
)


Prospect = Callable[..., Ran]


@pytest.fixture
def prospect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Prospect:
    """Run the command in this process: a start of it takes longer than what is tested."""
    monkeypatch.setenv("PROSPECTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PROSPECTOR_REP", "ana")
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = guarded(lambda: run(arguments))
        return Ran(status, *capsys.readouterr())

    return ran


def test_a_dry_run_says_what_would_happen_and_writes_nothing(prospect: Prospect, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    ran = prospect("import", "list.csv", "--dry-run", "--verdicts", "verdicts.csv")
    assert ran.status == 1
    assert "2 new, 1 refused" in ran.out
    assert "12500?" in ran.out
    assert "Firma → name" in ran.err
    assert "nothing was written" in ran.err
    with (tmp_path / "verdicts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["row"], row["verdict"]) for row in csv.DictReader(file)] == [
            ("2", "new"),
            ("3", "refused"),
            ("4", "new"),
        ]
    assert not (tmp_path / "list.refused.csv").exists()
    assert prospect("list", "--json").document["accounts"] == []


def test_names_for_which_the_slots_do_not_suffice_wait_for_a_choice(prospect: Prospect, tmp_path: Path) -> None:
    names = "".join(
        f"{word} Works\n"
        for word in ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch"]
    )
    names += "".join(
        f"{word} Hall\n"
        for word in ["Maple", "Nutmeg", "Oak", "Pine", "Quince", "Rowan", "Spruce", "Teak", "Willow", "Yew"]
    )
    (tmp_path / "list.csv").write_text(f"name\n{names}", encoding="utf-8")
    dry = prospect("import", "list.csv", "--dry-run")
    assert "0 new names would go to the list, 21 to the bench" in dry.err
    assert "20 slots are free: --targets gives them to the first names of the file" in dry.err
    ran = prospect("import", "list.csv")
    assert "20 slots stay free, for you to choose who is a target" in ran.err
    assert prospect("list", "--json").document["accounts"] == []
    prospect("undo")
    assert "21 companies added, 1 of them on the bench" in prospect("import", "list.csv", "--targets").err
    assert prospect("import", "list.csv", "--targets", "--bench").status == 2


def test_what_was_refused_is_corrected_imported_and_taken_back(prospect: Prospect, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    ran = prospect("import", "list.csv", "--json")
    assert ran.status == 1
    assert ran.document["counts"] | {"unchanged": 0} == {
        "new": 2, "update": 0, "alike": 0, "unchanged": 0, "never": 0, "refused": 1,
    }  # fmt: skip
    assert ran.document["rows"][0]["column"] == "Mitarbeiter"
    assert ran.document["handed_back_to"] == "list.refused.csv"
    back = tmp_path / "list.refused.csv"
    back.write_text(back.read_text(encoding="utf-8").replace("12,5OO", "12500", 1), encoding="utf-8")
    assert prospect("import", "list.refused.csv").status == 0
    again = prospect("import", "list.csv", "--json", "--map", "Mitarbeiter=")
    assert (again.status, again.document["counts"]["unchanged"], again.document["report"]["action_id"]) == (0, 3, "")
    assert prospect("undo").status == 0
    assert prospect("undo").status == 0
    assert prospect("list", "--json").document["accounts"] == []


def test_pasted_and_piped_tables_and_wrong_wishes(prospect: Prospect) -> None:
    assert prospect("import", "--paste", stdin="name\tdomain\nAcme GmbH\tacme.de\n").status == 0
    assert prospect("import", "-", "--source", "rented:Lists Ltd", stdin="Company\nBolt AG\n").status == 0
    assert [row["name"] for row in json.loads(prospect("triage", "--json").out)["names"]] == ["Bolt AG"]
    for wrong, said in (
        ((), "say which file"),
        (("nowhere.csv",), "there is no file nowhere.csv"),
        (("-", "--map", "Company"), "write it as HEADER=FIELD"),
        (("-", "--map", "Firma=name"), "there is no column “Firma”"),
        (("-", "--doubts", "guess"), "one of hold, name"),
        (("-", "--source", "bought:"), "lacks the name of the source"),
    ):
        ran = prospect("import", *wrong, stdin="Company\nCorn SE\n")
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err


def test_ctrl_c_writes_nothing(prospect: Prospect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    judge = Verdicts.take

    def pressed(self: Verdicts, portion: Any) -> None:
        judge(self, portion)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Verdicts, "take", pressed)
    ran = prospect("import", "list.csv")
    assert (ran.status, ran.err) == (2, "prospect: stopped: nothing was written\n")
    assert prospect("list", "--json").document["accounts"] == []
