from __future__ import annotations

import csv
from pathlib import Path

import pytest

from prospector.errors import BadInput
from prospector.identity.dedupe import dedupe_file, write_pairs
from prospector.identity.matcher import Pair
from prospector.identity.party import Party
from prospector.identity.table import read_table

ROWS = """id;Company Name;Website;Land;Telefon
1;Nordhafen Logistik GmbH;https://www.nordhafen.example;Deutschland;+49 40 111111
2;NORDHAFEN LOGISTIK;nordhafen.example;DE;
3;Lumen Bank;lumen.example;GB;
"""


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_finds_the_duplicate(tmp_path: Path) -> None:
    report = dedupe_file(write(tmp_path / "a.csv", ROWS))
    assert report.clusters == (("1", "2"),)
    assert report.counts["records"] == 3
    assert report.counts["same"] == 1
    assert report.pairs[0].verdict == "same"
    assert {"same", "review", "related", "refused", "clusters"} <= set(report.counts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    text = "name,city\n" + "".join(f"Käsehütte Grünwald {n},Köln\n" for n in range(20))
    table = read_table(write(tmp_path / "a.csv", text, encoding))
    assert table.parties[0].names == ("Käsehütte Grünwald 0",)


def test_without_ids_the_line_number_is_the_id(tmp_path: Path) -> None:
    assert [party.id for party in read_table(write(tmp_path / "a.csv", "name\nLumen\n\nKestrel\n")).parties] == [
        "2",
        "4",
    ]


def test_bad_rows_are_named(tmp_path: Path) -> None:
    text = (
        "id,name,city\n1,Lumen,York\n1,Kestrel,York\n2,,York\n3,!!!,York\n,Brandt,York\n5,Brandt,York,extra\n6,Brandt\n"
    )
    table = read_table(write(tmp_path / "a.csv", text))
    assert [party.id for party in table.parties] == ["1", "6"]
    assert [(row.row, row.column) for row in table.refused] == [(3, "id"), (4, "name"), (5, "name"), (6, "id"), (7, "")]
    assert all(row.reason.endswith(".") for row in table.refused)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), ("\n\n", "empty"), ("city,phone\nYork,1\n", "no column for the name")],
)
def test_unusable_files_are_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_table(write(tmp_path / "a.csv", text))


def test_absent_file_and_column(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="no column 'key'"):
        read_table(write(tmp_path / "a.csv", "id,name\n1,Lumen\n"), "key")


def test_chosen_id_column(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "a.csv", "id,ref,name\n1,x,Lumen\n2,y,Kestrel\n"), "ref")
    assert [party.id for party in table.parties] == ["x", "y"]


def test_formulas_are_made_harmless(tmp_path: Path) -> None:
    target = tmp_path / "pairs.csv"
    write_pairs(target, [Pair("=cmd()", "-5", 0.9, "same", ("@x", "y"))])
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["id1", "id2", "score", "verdict", "why"], ["'=cmd()", "-5", "0.9", "same", "'@x; y"]]


def test_unwritable_target_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be written"):
        write_pairs(tmp_path / "none" / "pairs.csv", [])


def test_what_is_the_same_never_chains(tmp_path: Path) -> None:
    rows = "id,name,domain\n1,Nordhafen Logistik GmbH,nordhafen.example\n2,Nordhafen Logistik,\n"
    rows += "3,Nordhafen Logistik,other.example\n"
    report = dedupe_file(write(tmp_path / "a.csv", rows))
    same = {(pair.left, pair.right) for pair in report.pairs if pair.verdict == "same"}
    assert ("1", "3") not in same
    assert all(("1" in cluster) + ("3" in cluster) < 2 for cluster in report.clusters), "two sites are two companies"


def test_a_row_that_is_no_csv_is_refused_where_it_stands(tmp_path: Path) -> None:
    text = 'name,city\nLumen,Ulm\nKestrel,"Hof\nDorn,Ulm\n'
    table = read_table(write(tmp_path / "a.csv", text))
    assert [party.names[0] for party in table.parties] == ["Lumen", "Dorn"]
    (refused,) = table.refused
    assert (refused.row, refused.column) == (3, "city")
    assert refused.reason[0].isupper()
    assert refused.reason.endswith(".")
    again = read_table(write(tmp_path / "b.csv", "id,name\n1,Lumen\n1,Dorn\n2,...\n,Fig\n"))
    assert [(one.row, one.column, one.value, one.reason) for one in again.refused] == [
        (3, "id", "1", "Another row has this id."), (4, "name", "...", "There is no name in this row."),
        (5, "id", "", "The id is empty."),
    ]  # fmt: skip


def test_cells_are_cleaned_however_long_they_are(tmp_path: Path) -> None:
    long = "Lumen " + "x" * 300
    text = f"name,city\n{long},  Ulm\u200b  an der Donau \n"
    (party,) = read_table(write(tmp_path / "a.csv", text)).parties
    assert party.city == "Ulm an der Donau"
    assert party.names[0].startswith("Lumen xxx")


def test_every_column_that_is_compared_is_read(tmp_path: Path) -> None:
    heading = "ID;Company;Website;Country;Region;City;Street;Postal code;Phone;Registry number;LEI"
    row = "7;Acme GmbH;acme.example;DE;Hessen;Ulm;Ringstr. 12;89073;0731 123456;HRB 7;5299"
    table = read_table(write(tmp_path / "all.csv", f"sep=;\n{heading}\n{row}\n"))
    assert table.parties == (
        Party("7", ("Acme GmbH",), ("acme.example",), "DE", "Hessen", "Ulm", "Ringstr. 12", "89073", ("0731 123456",),
              ("HRB 7",), "5299"),
    )  # fmt: skip
    assert table.refused == ()
