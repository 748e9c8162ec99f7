"""Values on the command line: what is shown and why, right, wrong, typed, and how often a source was wrong."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.settings import Settings
from prospector.workspace import open_workspace

PAGE = "https://acme.example/about"


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Path:
    """A workspace in which two sources disagree about a company."""
    path = tmp_path_factory.mktemp("disputed") / "work.db"
    shutil.copyfile(fresh_file, path)
    path.chmod(0o600)
    opened = open_workspace(path, Settings(rep="ana", cache="none"))
    account = opened.naming.name("Acme Pumps", domain="acme.example", country="DE").account_id
    said: dict[str, list[tuple[str, Any]]] = {
        "website": [("employees", 240), ("phone", "+4973112345"), ("phone", "+4973199999")],
        "brreg": [("employees", 180)],
    }
    with opened.action("Research", by="machine") as action:
        for source, values in said.items():
            claims = [Claim(field, value, PAGE, f"says {value}", "text", 0.9) for field, value in values]
            keep(action, account, source, claims, {})
    opened.close()
    return path


@pytest.fixture
def db(disputed: Path, tmp_path: Path) -> str:
    path = tmp_path / "work.db"
    shutil.copyfile(disputed, path)
    path.chmod(0o600)
    return str(path)


def lines(ran):
    """What was printed, with one blank between two columns."""
    return [" ".join(line.split()) for line in ran.out.splitlines()]


def test_every_value_with_its_rule_and_the_whole_proof_of_one(prospect, db):
    out = lines(prospect("claims", "acme", "--db", db))
    assert any(one.startswith("employees 180 brreg fresh for employees brreg is trusted most") for one in out)
    assert "≠ 240 website fresh" in out
    ran = prospect("claims", "acme", "--field", "employees", "--db", db)
    for words in ("Shown      180", "240 · says otherwise", "Passage    “says 240”", PAGE, "only one can be true"):
        assert words in ran.out
    document = prospect("claims", "acme", "--field", "employees", "--json", "--db", db).document
    (field,) = document["fields"]
    assert (field["shown"][0]["value"], field["beside"][0]["value"], field["contradicted"]) == (180, 240, True)
    assert field["shown"][0]["claims"][0]["passage"] == "says 180"


def test_wrong_then_right_then_taken_back(prospect, db):
    ran = prospect("refute", "acme", "employees", "--reason", "they told us", "--db", db)
    assert ran.out.splitlines()[0] == "refuted: employees 180 of Acme Pumps (said by brreg)"
    assert "shown now: 240" in ran.out
    ran = prospect("confirm", "acme", "phone", "0731 12345", "--json", "--db", db)
    assert (ran.document["confirmed"], ran.document["sources"]) == ("+4973112345", ["website"])
    shown = prospect("show", "acme", "--json", "--db", db).document
    assert [one["value"] for one in shown["claims"] if one["field"] == "employees" and one["shown"]] == [240]
    listed = prospect("list", "--json", "--db", db).document["accounts"][0]["claims"]
    assert (listed["employees"], listed["phone"]) == (240, "+4973112345")
    rates = {one["name"]: one for one in prospect("sources", "--json", "--db", db).document["sources"]}
    assert rates["brreg"]["error_rate"]["told"] == "1 of 1 checked was wrong: too few to say"
    assert rates["website"]["error_rates"]["phone"]["checked"] == 1
    assert rates["gleif"]["error_rate"] is None
    prospect("undo", "--db", db)
    prospect("undo", "--db", db)
    assert any(one.startswith("employees 180") for one in lines(prospect("claims", "acme", "--db", db)))


def test_typed_values_stand_and_are_forgotten(prospect, db):
    ran = prospect("edit", "acme", "--set", "employees=1 200", "--set", "founded=1950", "--db", db)
    assert ran.out == "Acme Pumps: employees, founded changed\n"
    out = lines(prospect("claims", "acme", "--db", db))
    assert "employees ✓ 1200 ana fresh typed by ana" in " ".join(out)
    assert "→ 180 brreg fresh" in out
    assert prospect("pin", "acme", "employees", "240", "--db", db).out.startswith("pinned: employees 240 of Acme Pumps")
    prospect("edit", "acme", "--forget", "employees", "--db", db)
    assert any(one.startswith("employees 180") for one in lines(prospect("claims", "acme", "--db", db)))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("claims", "acme", "--field", "colour"), "“colour” is no field: one of"),
        (("confirm", "acme", "phone"), "phone has several values, say which: +49"),
        (("refute", "acme", "phone", "+49 1"), "nobody says that phone is “+49 1”; said is"),
        (("pin", "acme", "name"), "was typed by a person"),
        (("edit", "acme", "--set", "employees"), "has no field and value: write it like --set employees=240"),
        (("edit", "acme", "--set", "founded=old"), "“old” can't be read as founded: type a year, like 1950"),
        (("edit", "acme", "--forget", "lei"), "nobody typed or pinned a value of lei here"),
        (("edit", "acme"), "say what to change"),
    ],
    ids=["field", "which", "nobody", "pin", "set", "shape", "forget", "nothing"],
)
def test_a_wrong_call_is_one_sentence(prospect, db, arguments, sentence):
    ran = prospect(*arguments, "--db", db)
    assert ran.status == 2
    assert sentence in ran.err
    assert len(ran.err.strip().splitlines()) == 1
