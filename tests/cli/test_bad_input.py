"""One clear sentence, the right exit status, nothing lost."""

import sqlite3

import pytest


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00" + bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04not a workbook", "broken workbook"),
    ],
)
def test_names_that_are_none(prospect, tmp_path, content, says):
    (tmp_path / "names").write_bytes(content)
    ran = prospect("build", "names", "--offline")
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_windows_text_is_read_and_told(prospect, tmp_path):
    (tmp_path / "names.txt").write_bytes("Müller Pumpen GmbH\n".encode("cp1252"))
    ran = prospect("build", "names.txt", "--offline", "--json")
    assert ran.status == 0
    assert ran.document["accounts"][0]["name"] == "Müller Pumpen GmbH"
    assert "Windows-1252" in ran.err


def test_the_same_name_forty_times_is_one_company(prospect):
    ran = prospect("build", "-", "--offline", "--json", stdin="Nordhafen Logistik\n" * 40)
    assert ran.document["added"] == 1
    assert sum(1 for one in ran.document["accounts"] if one["duplicates_of"]) == 39


def test_missing_file_and_missing_folder(prospect):
    assert "no file nowhere.txt" in prospect("build", "nowhere.txt").err
    ran = prospect("name", "Acme GmbH", "--db", "no/such/folder/x.db")
    assert ran.status == 3
    assert "does not exist" in ran.err


def _foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()


def _newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id={0x50525350}")
        connection.execute("PRAGMA user_version=999")
        connection.execute("CREATE TABLE account (id)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b""), "empty (0 bytes)"),
        (lambda path: path.write_text("name\nAcme\n" * 50), "not a Prospector workspace"),
        (_foreign, "another program"),
        (_newer, "newer Prospector"),
    ],
)
def test_databases_that_are_not_ours_stay_as_they_are(prospect, tmp_path, make, says):
    path = tmp_path / "w.db"
    make(path)
    before = path.read_bytes()
    for command in (("list",), ("name", "Acme GmbH")):
        ran = prospect(*command, "--db", str(path))
        assert ran.status == 3
        assert says in ran.err
    assert path.read_bytes() == before


def test_a_damaged_workspace_says_so(prospect, tmp_path):
    path = tmp_path / "w.db"
    prospect("build", "-", "--offline", "--db", str(path), stdin="Acme GmbH\nBeta AG\n")
    raw = bytearray(path.read_bytes())
    raw[4_096:] = b"\x5a" * (len(raw) - 4_096)
    path.write_bytes(bytes(raw))
    ran = prospect("list", "--db", str(path))
    assert ran.status == 3
    assert "damaged" in ran.err


def test_no_terminal(prospect):
    ran = prospect()
    assert ran.status == 2
    assert "needs a terminal" in ran.err


@pytest.mark.usefixtures("no_workspace")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("frobnicate",), "no such command"),
        (("touch", "Acme"), "--channel"),
        (("undo",), "no workspace"),
        (("enrich", "--url", "ftp://x"), "not a web address"),
        (("enrich", "--url", "https://acme.example", "--only", "webiste"), "did you mean website"),
        (("sources", "--json", "--nope"), "--nope"),
    ],
)
def test_wrong_calls(prospect, arguments, says):
    ran = prospect(*arguments)
    assert ran.status == 2
    assert says in ran.err


def test_names_can_not_act_on_the_terminal(prospect):
    prospect(
        "name", "\x1b[31mAcme\x1b]0;owned\x07 [/bold] \u202eGmbH\x9b2J", "--domain", "HTTPS://www.Bücher.example:443/x"
    )
    ran = prospect("list")
    assert ran.status == 0
    assert "Acme [/bold] GmbH" in ran.out
    assert not any(ord(letter) < 32 and letter != "\n" for letter in ran.out + ran.err)
    (account,) = prospect("list", "--json").document["accounts"]
    assert account["domain"] == "xn--bcher-kva.example"


def test_a_wrong_setting_names_the_variable(prospect):
    assert "PROSPECTOR_LIST_SIZE" in prospect("list", PROSPECTOR_LIST_SIZE="many").err
