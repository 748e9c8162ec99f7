"""`prospect dedupe`: bad files are one sentence, odd names a sensible answer, good ones are named."""

import json

import pytest

NORD = "id,name\n1,Nordhafen Logistik GmbH\n2,NORDHAFEN LOGISTIK\n3,Kestrel Bank\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"city,phone\nYork,1\n", "no column for the name; call it 'name'. Its columns are: city, phone."),
        (b"Nordhafen GmbH\nKestrel Ltd\n", "no column for the name"),
        (bytes(range(256)) * 50, "binary"),
        (b"PK\x03\x04" + bytes(60), "is a workbook: save the sheet as CSV"),
        (
            b'"id,name\n1,Lumen\n',
            "line 1: a quotation mark opens here and is never closed, so the heading can't be read",
        ),
    ],
)
def test_unusable_files_are_one_sentence(prospect, tmp_path, content, says):
    (tmp_path / "leads.csv").write_bytes(content)
    ran = prospect("dedupe", "leads.csv")
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""
    told = prospect("dedupe", "leads.csv", "--json")
    assert told.status == 2
    assert says in told.document["error"]


def test_rows_that_are_no_csv_cost_themselves_alone(prospect, tmp_path):
    text = NORD + '4,"Left open\n5,' + "x" * 200_000 + '\n6,"A "stray" mark"\n7,N\0UL\n8,Kestrel Banc\n'
    (tmp_path / "leads.csv").write_text(text, encoding="utf-8")
    told = prospect("dedupe", "leads.csv", "--json")
    assert told.status == 1
    assert told.document["counts"]["records"] == 4
    assert [(one["row"], one["column"]) for one in told.document["refused"]] == [(row, "name") for row in (5, 6, 7, 8)]


def test_a_missing_file_a_folder_and_a_missing_column(prospect, tmp_path):
    (tmp_path / "leads.csv").write_text(NORD, encoding="utf-8")
    assert "no file nowhere.csv" in prospect("dedupe", "nowhere.csv").err
    assert "can't be read" in prospect("dedupe", ".").err
    assert "no column 'key'" in prospect("dedupe", "leads.csv", "--id", "key").err
    assert "can't be written" in prospect("dedupe", "leads.csv", "--out", "no/such/pairs.csv").err


def test_names_stand_beside_ids_and_refused_rows_are_told(prospect, tmp_path):
    (tmp_path / "leads.csv").write_text(f"{NORD}3,Again,\n4,,\n5,A,b,c\n", encoding="utf-8")
    ran = prospect("dedupe", "leads.csv")
    assert ran.status == 1
    assert "Nordhafen Logistik GmbH [1]" in ran.out
    assert "refused: row 5: “(empty)”: The row has 3 cells, the heading 2." in ran.err
    assert ran.err.count("refused: ") == 3
    assert prospect("dedupe", "leads.csv", "--json").document["counts"]["refused"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_other_encodings_are_read_and_told(prospect, tmp_path, encoding):
    text = "name;city\nMüller Söhne;Köln\nMueller Soehne GmbH;Köln\n"
    (tmp_path / "leads.csv").write_bytes(text.encode(encoding))
    ran = prospect("dedupe", "leads.csv")
    assert ran.status == 0
    assert "Müller Söhne [2]" in ran.out
    assert ("read as" in ran.err) == (not encoding.startswith("utf-8"))


ODD = ("a", "a", "GmbH", "GmbH & Co. KG", "Ltd", "Ltd", "🙂 Nordhafen 🙂", "Nordhafen", "\u202eNordhafen\u202c", "Nоrdhafen",
       "x" * 10_000, "x" * 10_000, "שלום בע״מ", "שלום", "شركة نور", "نور", "日立", "株式会社日立", "٣٤ نور")  # fmt: skip


def test_odd_names_get_a_sensible_answer(prospect, tmp_path):
    rows = [*ODD, "!!!", "-", "🙂🙂", " "]
    (tmp_path / "leads.csv").write_text("id,name\n" + "".join(f"n{n},{one}\n" for n, one in enumerate(rows)), "utf-8")
    ran = prospect("dedupe", "leads.csv", "--json")
    assert ran.status == 1
    assert [one["row"] for one in ran.document["refused"]] == [len(ODD) + extra for extra in (2, 3, 4, 5)]
    verdicts = {(one["id1"], one["id2"]): one["verdict"] for one in ran.document["pairs"]}
    assert verdicts["n0", "n1"] == "review"
    assert verdicts["n4", "n5"] == "review"
    for pair in (("n6", "n7"), ("n7", "n8"), ("n12", "n13"), ("n14", "n15"), ("n16", "n17")):
        assert verdicts[pair] in ("same", "review"), pair
    for pair in (("n0", "n7"), ("n2", "n7"), ("n4", "n7")):
        assert verdicts.get(pair, "different") in ("related", "different"), pair


def test_lookup_answers_odd_names_too(prospect, tmp_path):
    assert prospect("name", "Nordhafen Logistik GmbH").status == 0
    for odd in ("a", "GmbH", "!!!", "🙂", "x" * 10_000, "\u202eNordhafen", "日本", "שלום", "%", "'", "_"):
        ran = prospect("lookup", odd, "--json")
        assert ran.status == 0, odd
        assert isinstance(ran.document["matches"], list)
    assert (
        prospect("lookup", "\u202eNordhafen\u202c", "--json").document["matches"][0]["name"]
        == "Nordhafen Logistik GmbH"
    )


@pytest.mark.usefixtures("no_workspace")
def test_without_a_file_the_workspace_is_looked_at_and_nothing_is_written(prospect):
    assert "no workspace" in prospect("dedupe").err
    prospect("name", "Nordhafen Logistik GmbH", "--domain", "nordhafen.example")
    assert "no two records look like the same company" in prospect("dedupe").err
    prospect("name", "Nordhafen Logistics", "--different")
    ran = prospect("dedupe")
    assert ran.status == 0
    assert "Nordhafen Logistics" in ran.out
    assert "prospect review" in ran.err
    found = json.loads(prospect("dedupe", "--json").out)
    assert found["counts"]["records"] == 2
    assert {found["pairs"][0]["name1"], found["pairs"][0]["name2"]} == {
        "Nordhafen Logistik GmbH",
        "Nordhafen Logistics",
    }
    assert prospect("list", "--json").document["accounts"][0]["name"].startswith("Nordhafen")
