"""The main job from the command line, and the contract of its JSON."""

import pytest

from prospector.demo.firm import TARGETS

TWENTY = "\n".join(f"{one.name}, {one.domain}" for one in TARGETS if one.place == "active")


@pytest.mark.slow
def test_twenty_names_keep_the_contract_and_undo_leaves_an_empty_list(prospect, gateway):
    ran = prospect("build", "-", "--json", stdin=TWENTY, PROSPECTOR_GATEWAY=gateway)
    assert ran.status == 0, ran.err
    document = ran.document
    assert set(document) >= {"accounts", "refused", "review"}
    assert len(document["accounts"]) == 20
    for account in document["accounts"]:
        assert set(account) >= {"id", "name", "domain", "stage", "fit", "claims", "duplicates_of"}
    found = [account for account in document["accounts"] if account["research"] == "found"]
    assert len(found) >= 15
    assert all(account["claims"] for account in found)
    assert {account["stage"] for account in found} == {"researched"}

    assert prospect("undo", "--json").status == 0
    assert prospect("list", "--all", "--json").document["accounts"] == []
    assert prospect("redo", "--json").status == 0
    assert len(prospect("list", "--all", "--json").document["accounts"]) == 20


def test_the_same_file_twice_adds_nothing(prospect):
    first = prospect("build", "-", "--json", "--offline", stdin=TWENTY).document
    again = prospect("build", "-", "--json", "--offline", stdin=TWENTY)
    assert again.status == 0
    ids = {account["id"] for account in first["accounts"]}
    assert again.document["added"] == 0
    assert {account["duplicates_of"] for account in again.document["accounts"] if account["duplicates_of"]} == ids
    assert len(prospect("list", "--all", "--json").document["accounts"]) == 20


def test_the_twenty_first_waits_on_the_bench_and_is_told(prospect):
    ran = prospect("build", "-", "--json", "--offline", stdin=TWENTY + "\nZweiundzwanzig Pumpen KG\n")
    assert len(ran.document["benched"]) == 1
    assert "bench" in ran.err
    refused = prospect("name", "Dreiundzwanzig Ventile GmbH")
    assert refused.status == 2
    assert "full (20 of 20)" in refused.err


def test_doubtful_names_wait_for_an_answer(prospect):
    ran = prospect("build", "-", "--json", "--offline", stdin="Bergmans Pump AB\nBergman Pumpar\n")
    (question,) = ran.document["review"]
    assert question["name"] == "Bergman Pumpar"
    assert question["matches"][0]["name"] == "Bergmans Pump AB"
    places = {account["name"]: account["place"] for account in ran.document["accounts"]}
    assert places == {"Bergmans Pump AB": "active", "Bergman Pumpar": "bench"}


def test_refused_rows_come_back_in_a_file(prospect, tmp_path):
    (tmp_path / "names.txt").write_text("Nordhafen Logistik\n!!!\n" + "x" * 5_000 + "\n", encoding="utf-8")
    ran = prospect("build", "names.txt", "--json", "--offline")
    assert ran.status == 1
    assert [one["row"] for one in ran.document["refused"]] == [2, 3]
    handed_back = (tmp_path / "names.refused.csv").read_text(encoding="utf-8-sig")
    assert "row,column,value,reason" in handed_back
    assert "names.refused.csv" in ran.err


@pytest.mark.usefixtures("no_workspace")
def test_a_profile_with_a_typo_names_line_and_key_and_changes_nothing(prospect, tmp_path):
    (tmp_path / "p.toml").write_text('name = "x"\n\n[[criterion]]\nname = "a"\nfeild = "words"\n', encoding="utf-8")
    ran = prospect("build", "-", "--profile", "p.toml", stdin="Acme GmbH\n")
    assert ran.status == 2
    assert "line 5" in ran.err
    assert "did you mean “field”?" in ran.err
    assert prospect("list").status == 2  # no workspace was made


def test_without_network_every_row_says_so(prospect):
    # Port 9 (discard) of loopback: nothing listens there.
    ran = prospect("build", "-", "--json", stdin="Acme, acme.example\n", PROSPECTOR_GATEWAY="http://127.0.0.1:9")
    assert ran.status == 0
    (account,) = ran.document["accounts"]
    assert account["research"] == "unreachable"
