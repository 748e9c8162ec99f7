"""Reading names from whatever people have; what can't be taken is handed back with the reason."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospector.errors import BadInput
from prospector.exchange.names import NamesFile, read_names, write_refused
from prospector.tabular import RefusedRow, safe_cell, unsafe_cell

Read = Callable[..., NamesFile]


@pytest.fixture
def names(tmp_path: Path) -> Read:
    def read(raw: bytes | str, called: str = "names.txt") -> NamesFile:
        path = tmp_path / called
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return read_names(str(path))

    return read


def taken(found: NamesFile) -> list[tuple[str, str]]:
    return [(row.name, row.domain) for row in found.rows]


def workbook(rows: list[list[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


# Plain lists


def test_one_a_line(names: Read) -> None:
    found = names(
        "Acme GmbH\n\n  Bolt AB  \r\nCog SA, cog.example\nDyne Ltd;www.dyne.example/path\nEnde\thttps://ende.example"
    )
    assert taken(found) == [
        ("Acme GmbH", ""), ("Bolt AB", ""), ("Cog SA", "cog.example"), ("Dyne Ltd", "www.dyne.example/path"),
        ("Ende", "https://ende.example"),
    ]  # fmt: skip
    assert [row.row for row in found.rows] == [1, 3, 4, 5, 6]
    assert found.refused == []


def test_a_comma_in_a_name_stays(names: Read) -> None:
    assert taken(names("Smith, Jones and Co.\nAcme, Inc.\nBaker & Sons, Ltd")) == [
        ("Smith, Jones and Co.", ""), ("Acme, Inc.", ""), ("Baker & Sons, Ltd", ""),
    ]  # fmt: skip


def test_a_title_line_is_no_company(names: Read) -> None:
    assert taken(names("Firma\nAcme GmbH")) == [("Acme GmbH", "")]
    assert taken(names("Company name\nAcme GmbH")) == [("Acme GmbH", "")]


def test_the_same_name_forty_times_is_read_forty_times(names: Read) -> None:
    """Telling duplicates apart is the matcher's business (see the tests of build)."""
    assert len(names("Acme GmbH\n" * 40).rows) == 40


def test_long_lines_are_handed_back_and_the_others_taken(names: Read) -> None:
    found = names("Acme GmbH\n" + "x" * 5_000 + "\n" + "y" * 300 + "\nBolt AB\n")
    assert taken(found) == [("Acme GmbH", ""), ("Bolt AB", "")]
    assert [(row.row, row.column) for row in found.refused] == [(2, "name"), (3, "name")]
    assert all(len(row.value) <= 200 and "longer than" in row.reason for row in found.refused)


def test_lines_without_a_letter_are_handed_back(names: Read) -> None:
    found = names("---\nAcme\n\x1b[31m\x1b[0m.\n???\n")
    assert taken(found) == [("Acme", "")]
    assert [row.row for row in found.refused] == [1, 3, 4]


def test_names_are_cleaned(names: Read) -> None:
    assert taken(names("\x1b[31mAcme\x1b[0m GmbH\n\u202eBolt\u202c AB\nCo\u200bg\n")) == [
        ("Acme GmbH", ""), ("Bolt AB", ""), ("Cog", ""),
    ]  # fmt: skip


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    "body", ["Müller GmbH\nSociété Générale\n", "name;domain\nMüller GmbH;mueller.example\nÅre AB;\n"]
)
def test_encodings(names: Read, encoding: str, body: str) -> None:
    found = names(body.encode(encoding))
    assert found.rows[0].name == "Müller GmbH"
    assert len(found.rows) == 2
    assert any("Windows-1252" in note for note in found.notes) == (encoding == "cp1252")
    assert any("UTF-16" in note for note in found.notes) == (encoding == "utf-16")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_too(names: Read, encoding: str) -> None:
    assert [row.name for row in names("Müller GmbH\nAcme Ltd\n".encode(encoding)).rows] == ["Müller GmbH", "Acme Ltd"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n\r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("\n \n".encode("utf-16"), "is empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is an image"),
        (b"%PDF-1.7\n%" + bytes(range(1, 256)) * 40, "is a PDF"),
        (b"PK\x03\x04" + b"\x00" * 200, "broken workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old office program"),
        (b"domain;country\nacme.example;DE\n", "no column of names"),
    ],
)
def test_what_is_no_list_is_one_sentence(names: Read, raw: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        names(raw)
    assert "names.txt" in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no file"):
        read_names(str(tmp_path / "none.txt"))
    with pytest.raises(BadInput, match="folder"):
        read_names(str(tmp_path))


# Tables


@pytest.mark.parametrize(
    "header",
    ["name,domain,country,city", "Company;Website;Country;City", "Firma\tWebseite\tLand\tOrt", "Firmenname;URL;Land;Stadt",
     "Entreprise;Site web;Pays;Ville", "Empresa,Sitio web,País,Ciudad", '"Account Name","Homepage","Country code","Town"',
     "Företag;Webbplats;Land;Ort", "Azienda;Sito web;Paese;Città", "Bedrijf;Website;Land;Plaats"],
)  # fmt: skip
def test_headers_in_several_languages(names: Read, header: str) -> None:
    mark = next(one for one in "\t;," if one in header)
    line = mark.join(["Müller GmbH", "mueller.example", "DE", "Ulm"])
    (row,) = names(f"{header}\n{line}\n", "list.csv").rows
    assert (row.row, row.name, row.domain, row.country, row.city) == (2, "Müller GmbH", "mueller.example", "DE", "Ulm")


def test_a_quoted_table(names: Read) -> None:
    found = names('name,why\n"Smith, Jones",big\n"Two\nlines","a ""quoted"" word"\n')
    assert [(row.name, row.why) for row in found.rows] == [("Smith, Jones", "big"), ("Two lines", 'a "quoted" word')]


def test_columns_we_don_t_know_are_left_out_and_short_rows_read(names: Read) -> None:
    found = names("id;name;turnover;domain\n1;Acme;5;acme.example\n2;Bolt\n;;;\n")
    assert taken(found) == [("Acme", "acme.example"), ("Bolt", "")]


def test_bad_cells_are_handed_back_with_their_column(names: Read) -> None:
    found = names("name;domain;why\nAcme;not a domain;x\n;bolt.example;y\nCog;cog.example;" + "z" * 2_000 + "\n")
    assert found.rows == []
    assert [(row.row, row.column) for row in found.refused] == [(2, "domain"), (3, "name"), (4, "why")]


def test_a_workbook(names: Read) -> None:
    raw = workbook(
        [["Firma", "Webseite", "Land"], ["Müller GmbH", "mueller.example", "DE"], [None, None, None], [42, None, None]]
    )
    found = names(raw, "list.xlsx")
    assert taken(found) == [("Müller GmbH", "mueller.example"), ("42", "")]
    assert [row.row for row in found.rows] == [2, 4]
    assert "Excel" in found.notes[0]


def test_a_formula_in_a_workbook_is_not_run(names: Read) -> None:
    found = names(workbook([["name"], ["=1+1"], ['=HYPERLINK("http://x")'], ["Acme"]]), "list.xlsx")
    assert [row.name for row in found.rows] == ["Acme"]


def test_a_workbook_that_unpacks_to_too_much_is_refused(names: Read) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * 2_100_000)
    with pytest.raises(BadInput, match=r"unpacks to \d+ times its size"):
        names(raw.getvalue(), "bomb.xlsx")


def test_a_zip_and_a_workbook_of_nonsense_are_told_apart(names: Read) -> None:
    for inside, said in (("readme.txt", "not an Excel workbook"), ("xl/workbook.xml", "can't be read as a workbook")):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            archive.writestr(inside, "nonsense")
        with pytest.raises(BadInput, match=said):
            names(raw.getvalue(), "x.xlsx")


# Handing back


def test_refused_rows_are_written_beside_the_file_and_never_over_another(tmp_path: Path) -> None:
    source = str(tmp_path / "names.csv")
    rows = [
        RefusedRow(3, "name", "=cmd|'/C calc'!A0", "no letter"),
        RefusedRow(4, "domain", "Müller, ä", "not a domain"),
    ]
    first, second = write_refused(source, rows), write_refused(source, rows)
    assert (first.name, second.name) == ("names.refused.csv", "names.refused-2.csv")
    assert first.read_bytes().startswith(b"\xef\xbb\xbf")
    with first.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert [row["row"] for row in read] == ["3", "4"]
    assert read[0]["value"] == "'=cmd|'/C calc'!A0"
    assert read[1]["value"] == "Müller, ä"


def test_refused_rows_of_standard_input_land_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_refused("-", [RefusedRow(1, "name", "?", "no letter")]).resolve() == tmp_path / "names.refused.csv"


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be written"):
        write_refused(str(tmp_path / "gone" / "names.csv"), [RefusedRow(1, "name", "?", "no letter")])


@pytest.mark.parametrize("value", ["=1+1", "+49", "-x", "@a", "\t=1", "\r=1", "  =1", "|x", "%00=1"])
def test_nothing_starts_a_formula(value: str) -> None:
    assert not safe_cell(value).lstrip().startswith(("=", "+", "-", "@"))
    assert safe_cell("Acme - GmbH") == "Acme - GmbH"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_rows_or_one_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(raw)
    try:
        found = read_names(str(path))
    except BadInput:
        return
    for row in found.rows:
        assert row.name
        assert "\n" not in row.name
        assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in row.name)


@given(st.text())
def test_a_safe_cell_gives_back_what_it_was(value: str) -> None:
    assert unsafe_cell(safe_cell(value)) == value


@pytest.mark.parametrize("value", ["=1", "'=1", "''@x", "＝1", " =1", "\t=1", "+1+1", "-1-1"])
def test_what_a_spreadsheet_would_run_is_made_safe_and_comes_back(value: str) -> None:
    assert safe_cell(value) == f"'{value}"
    assert unsafe_cell(safe_cell(value)) == value


@pytest.mark.parametrize("value", ["+49 40 123456", "-12", "-1.5", "Acme", "'s Heeren Loo", "a=b"])
def test_what_nobody_runs_stays(value: str) -> None:
    assert safe_cell(value) == value
