"""Reading a table of any size: what is recognised is said, rows keep their numbers, memory stays small."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.errors import BadInput
from prospector.exchange.reading import Row, Table, open_table, open_text
from prospector.tabular import safe_cell
from prospector.tabular.dialect import sniffed
from prospector.tabular.encoding import STRETCH
from prospector.tabular.records import Broken, Records

TEXT = "name;city\nMüller & Søn;Ål\nKäse Łódź;Ürümqi\n"


def rows(table: Table) -> list[Any]:
    with table:
        return list(table.rows())


def opened(folder: Path, raw: bytes | str, **more: str) -> Table:
    path = folder / "leads.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return open_table(str(path), **more)


# Encodings


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
     ("utf-32", "UTF-32")],
)  # fmt: skip
def test_encodings_are_recognised_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    table = opened(tmp_path, TEXT.encode(encoding))
    assert said in " ".join(table.notes)
    assert [row.cells for row in rows(table)] == [("Müller & Søn", "Ål"), ("Käse Łódź", "Ürümqi")]


@pytest.mark.parametrize(
    ("codec", "label", "line"),
    [("cp1252", "Windows-1252", "Société Générale;Orléans"), ("cp1250", "Windows-1250", "Žižkovská pekárna s řízky;Plzeň"),
     ("cp1251", "Windows-1251", "Завод имени Лихачёва;Москва"), ("cp932", "Shift JIS", "株式会社日立製作所;東京")],
)  # fmt: skip
def test_code_pages_are_told_by_what_the_bytes_look_like(tmp_path: Path, codec: str, label: str, line: str) -> None:
    table = opened(tmp_path, ("name;city\n" + f"{line}\n" * 40).encode(codec))
    assert any(label in note for note in table.notes)
    assert rows(table)[0].cells == tuple(line.split(";"))


def test_a_user_overrules_what_was_recognised(tmp_path: Path) -> None:
    raw = "name;city\nŽďár;Plzeň\n".encode("cp1250")
    assert rows(opened(tmp_path, raw, encoding="cp1250"))[0].cells == ("Žďár", "Plzeň")
    with pytest.raises(BadInput, match="is no encoding"):
        opened(tmp_path, raw, encoding="klingon")


def test_a_code_page_far_down_is_found_before_the_first_row_is_read(tmp_path: Path) -> None:
    raw = b"name;city\n" + b"Acme;Ulm\n" * 30_000 + "Société;Orléans\n".encode("cp1252") * 3
    table = opened(tmp_path, raw)
    assert any("Windows-1252" in note for note in table.notes)
    assert rows(table)[-1] == Row(30_004, ("Société", "Orléans"))


def test_chinese_in_utf_16_without_a_mark(tmp_path: Path) -> None:
    assert rows(opened(tmp_path, "名称,城市\n株式会社,東京\n中国银行,北京\n".encode("utf-16-le")))[-1].cells == (
        "中国银行",
        "北京",
    )


SHAPES = [(";", "\r\n"), (",", "\n"), ("\t", "\r"), ("|", "\r\n"), (",", "\r"), (";", "\n")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["some", "all"])
def test_every_encoding_with_every_shape_of_table(tmp_path: Path, encoding: str, quoting: int) -> None:
    table = [["Firma", "Ort", "Notiz"], ["Müller, Söhne; Co.", "Köln", 'sagt "ja"'], ["Société | Cie", "Orléans", "zwei\nZeilen"],
             ["007", "", "=1+1"]]  # fmt: skip
    for delimiter, end in SHAPES:
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(table)
        found = opened(tmp_path, file.getvalue().replace("\r\n", end).encode(encoding))
        assert list(found.header) == table[0]
        assert [list(row.cells) for row in rows(found)] == table[1:]


# Delimiters


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("name,city\nAcme,Ulm\n", ","),
        ("name;turnover\nAcme;1,5\nBolt;2,5\n", ";"),
        ("name;note\nAcme;a, b, c, d\nBolt;e, f, g, h\n", ";"),
        ("name\tcity\nAcme, Inc.\tUlm\n", "\t"),
        ("name|city\nAcme|Ulm\n", "|"),
        ('"name","note"\n"Acme","a;b;c"\n"Bolt","d;e;f"\n', ","),
        ("Kunde;Stadtteil;Nr\nAcme;Mitte;1\nBolt;Nord;2\n", ";"),
        ("Acme GmbH\nBolt AB\nCog SA\n", None),
        ("Smith, Jones and Co.\nAcme, Inc.\nBaker & Sons, Ltd\n", None),
        ("name\nAcme, Inc.\nBolt, Cog, Dyne\n", None),
        ("Seen here\nWhere else\nEver been\n", None),
    ],
)
def test_delimiters(text: str, delimiter: str | None) -> None:
    found = sniffed(text)
    assert (found.delimiter if found else None) == delimiter


def test_blanks_behind_delimiters_and_quoted_cells() -> None:
    assert rows(open_text('name, city\n"Acme, Inc.", "Ulm, DE"\n'))[0].cells == ("Acme, Inc.", "Ulm, DE")


def test_a_cell_of_several_lines_keeps_the_number_of_its_first() -> None:
    found = rows(open_text('name;note\r\nAcme;"one\r\n\r\nthree"\r\nBolt;x\r\n'))
    assert [(row.number, row.cells) for row in found] == [(2, ("Acme", "one\r\n\r\nthree")), (5, ("Bolt", "x"))]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1a"), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
    st.integers(1, 40),
)
def test_what_the_standard_library_writes_is_read_as_it_was(table: list[list[str]], delimiter: str, size: int) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(table)
    text = file.getvalue()
    parts = ((text[start : start + size], False) for start in range(0, len(text), size))
    found = list(Records(parts, delimiter))
    assert not any(isinstance(one, Broken) for one in found)
    assert [one[1] for one in found if not isinstance(one, Broken)] == table


@given(st.text(st.sampled_from('ab,"\n\r\0 '), max_size=60), st.integers(1, 9))
def test_where_a_text_is_cut_changes_nothing(text: str, size: int) -> None:
    whole = list(Records([(text, True)], ","))
    parts = ((text[start : start + size], True) for start in range(0, len(text), size))
    assert list(Records(parts, ",")) == whole


def test_no_line_is_lost_where_rows_are_broken() -> None:
    """What is taken and what is handed back are all lines of the file, however often a mark was left open."""
    text = "name;city\n" + 'Acme;"Ulm\n' * 150 + "Bolt;Lund\n" * 30
    found = rows(open_text(text))
    assert [getattr(one, "number", None) or one.row for one in found] == list(range(2, 182))
    assert sum(isinstance(one, Row) for one in found) == 30


# Headings


def test_what_a_heading_is_known_by_again() -> None:
    key = open_text("Firma;Website\nAcme;acme.example\n").header_key
    assert open_text(" FIRMA,website \nBolt,bolt.example\n").header_key == key
    assert open_text("Firma;Web\nAcme;acme.example\n").header_key != key
    without = open_text("Acme;acme.example\nBolt;bolt.example\n").header_key
    assert without == open_text("Cog;cog.example\nDyne;dyne.example\n").header_key
    assert without != open_text("Cog;12\nDyne;15\n").header_key


def test_columns_of_one_name_are_told_apart_and_originals_kept() -> None:
    table = open_text("name;city;City;;\x1b[31mnote\nAcme;Ulm;Bonn;x;y\n")
    assert table.header == ("name", "city", "City (2)", "column 4", "note")
    assert table.original == ("name", "city", "City", "", "\x1b[31mnote")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kunde;Nr\nAcme;1\nBolt;2\n", "Acme"),  # words above numbers
        ("Acme;1\nBolt;2\n", "Acme"),
        ("Acme GmbH;Berlin\nBolt AB;Lund\n", "Acme GmbH"),
        ("Acme;Berlin\nBolt;Lund\n", "Acme"),  # words above words: nothing tells, and no company must be lost
        ("Liste vom Montag;\nName;Ort\nAcme;Berlin\n", "Acme"),
        ("Acme\nBolt\n", "Acme"),
        ("Company name\nAcme\n", "Acme"),
        ("domain\nacme.example\n", "acme.example"),
    ],
)
def test_the_first_company_is_found(text: str, first: str) -> None:
    assert rows(open_text(text))[0].cells[0] == first


def test_what_an_export_made_safe_is_as_it_was() -> None:
    values = ["=1+1", "'=1", "+49 40 1", "@a", "O'Neil", "-5"]
    text = "name\tnote\n" + "".join(f"Acme\t{safe_cell(value)}\n" for value in values)
    assert [row.cells[1] for row in rows(open_text(text))] == values


# Where it comes from


def test_standard_input_is_read_and_named(tmp_path: Path) -> None:
    code = (
        "from prospector.exchange.reading import open_table\n"
        "with open_table('-') as table: print(table.source, table.size, [row.cells for row in table.rows()])"
    )
    raw = "name;city\nAcme;Ulm\n"
    ran = subprocess.run([sys.executable, "-c", code], input=raw.encode(), capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "standard input 19 [('Acme', 'Ulm')]"


def test_files_that_are_none(tmp_path: Path) -> None:
    for source, said in (
        (tmp_path / "none.csv", "there is no file"),
        (tmp_path, "is a folder"),
        (Path(os.devnull), "device"),
    ):
        with pytest.raises(BadInput, match=said):
            open_table(str(source))


def test_progress_and_memory_of_a_large_file(tmp_path: Path) -> None:
    """Megabytes pass through in steps, and what is held at once is a stretch of them."""
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("name,city,note\n")
        for number in range(60_000):
            file.write(f"Müller & Søn {number},Ål,some note {number}\n")
    code = (
        "import sys; from prospector.exchange.reading import open_table\n"
        "steps, rows = set(), 0\n"
        "with open_table(sys.argv[1]) as table:\n"
        "    for one in table.rows(): rows += 1; steps.add(table.position())\n"
        "status = open('/proc/self/status').read() if sys.platform == 'linux' else 'VmHWM: 0 kB'\n"
        "print(rows, len(steps), max(steps) == table.size, status.split('VmHWM:')[1].split()[0])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    count, steps, whole, peak = ran.stdout.split()
    assert (count, whole) == ("60000", "True")
    assert int(steps) >= path.stat().st_size // STRETCH
    assert int(peak) < 60_000
