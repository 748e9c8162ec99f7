"""The corpus of bad files: each made here, with what is to be said of it and what is to be taken all the same."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

GOOD = "name;city\nAcme GmbH;Ulm\n"
MORE = "Bolt AB;Lund\n"
BOTH = ("Acme GmbH", "Bolt AB")


@dataclass(frozen=True)
class Bad:
    """One bad file."""

    name: str
    raw: Callable[[], bytes]
    file: str = "leads.csv"
    says: str = ""
    """Part of the sentence with which the file is refused as a whole; empty where rows can be taken."""
    takes: tuple[str, ...] = ()
    """The names taken, or the first and the number of them where there are many."""
    count: int | None = None
    refuses: tuple[tuple[int, str, str], ...] = ()
    """Row, column and part of the reason for each row handed back."""
    more: bool = False
    """There are more rows handed back than those named."""
    notes: str = ""
    """Part of what is said about the whole, before or after the rows."""
    sheet: str | None = None
    big: bool = False
    """Large or hostile to memory: its reading is measured."""


@dataclass
class Corpus:
    """The files, by name."""

    every: list[Bad] = field(default_factory=list)

    def add(self, name: str, raw: bytes | str | Callable[[], bytes], **more: Any) -> None:
        made = raw.encode() if isinstance(raw, str) else raw
        self.every.append(Bad(name, made if callable(made) else lambda: made, **more))


corpus = Corpus()


def refused(name: str, raw: bytes | str | Callable[[], bytes], says: str, **more: Any) -> None:
    corpus.add(name, raw, says=says, **more)


def partly(name: str, raw: bytes | str | Callable[[], bytes], *refuses: tuple[int, str, str], **more: Any) -> None:
    corpus.add(name, raw, refuses=refuses, **({"takes": BOTH} | more))


# Nothing in it

refused("empty", b"", "is empty")
refused("blank", b" \n\r\n\t\n", "is empty")
refused("only a mark", b"\xef\xbb\xbf", "is empty")
refused("only a mark of UTF-16", b"\xff\xfe", "is empty")
refused("only NULs", bytes(5), "is empty")
refused("only delimiters", ";;;\n;;;\n", "is empty")
refused("only a heading", "name;city\n", "no row below it")
refused("only a heading of one column", "Firma\n", "no row below it")
refused("a heading and blank rows", "name;city\n;\n\n;\n", "no row below it")

# Something else

refused("PDF", b"%PDF-1.7\n%\xe2\xe3" + bytes(range(256)), "is a PDF", file="leads.pdf")
refused("PNG", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is an image", file="scan.png")
refused("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), "is an image", file="scan.jpg")
refused("GIF", b"GIF89a" + bytes(99), "is an image")
refused("WebP", b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(99), "is an image")
refused("HEIC", b"\x00\x00\x00\x18ftypheic" + bytes(99), "is an image")
refused("TIFF", b"II*\x00" + bytes(99), "is an image")
refused("BMP", b"BM\x99\x00\x00\x00" + bytes(99), "is an image")
refused("gzip", lambda: gzip.compress(GOOD.encode()), "packed with gzip", file="leads.csv.gz")
refused("bzip2", lambda: bz2.compress(GOOD.encode()), "packed with bzip2")
refused("xz", lambda: lzma.compress(GOOD.encode()), "packed with xz")
refused("zstd", b"\x28\xb5\x2f\xfd" + bytes(30), "packed with zstd")
refused("7z", b"7z\xbc\xaf\x27\x1c" + bytes(99), "7z archive")
refused("RAR", b"Rar!\x1a\x07\x01\x00" + bytes(99), "RAR archive")
refused("SQLite", b"SQLite format 3\x00" + bytes(99), "SQLite database")
refused("Parquet", b"PAR1" + bytes(99), "Parquet")
refused("RTF", rb"{\rtf1\ansi Acme}", "RTF")
refused("a program", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "binary file")
refused("random bytes", lambda: bytes((n * 7919 + n // 251) % 256 for n in range(20_000)), "binary file")
refused("HTML", "<!DOCTYPE html><html><body><table><tr><td>Acme", "web page (HTML)", file="leads.html")
refused("HTML called XLS", "\n<table>\n<tr><td>Acme</td></tr></table>", "web page (HTML)", file="report.xls")
refused("XML", '<?xml version="1.0"?><companies><c>Acme</c></companies>', "is XML")
refused("workbook in XML", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "workbook in XML")  # fmt: skip
refused("JSON", '[{"name": "Acme"}, {"name": "Bolt"}]', "is JSON", file="leads.json")
refused("JSON object", '{"companies": ["Acme"]}', "is JSON")
refused("JSON lines of something else", '{"x": "Acme"}\n{"x": "Bolt"}\n', "one document a line", file="leads.jsonl")
refused("link to a sheet", '{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "link to an online table")
refused("vCard", "BEGIN:VCARD\nVERSION:3.0\nORG:Acme\nEND:VCARD\n", "vCard")
refused("calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "is a calendar")
refused("SYLK", 'ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"name"\n', "SYLK")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
refused("old Excel", OLE + "Workbook".encode("utf-16-le"), "old Excel workbook (.xls)", file="leads.xls")
refused("old Word", OLE + "WordDocument".encode("utf-16-le"), "Word document", file="leads.doc")
refused("workbook with a password", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password")


def _tar() -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("leads.csv"))
    return raw.getvalue()


refused("tar", _tar, "tar archive")


def zipped(*parts: tuple[str, bytes | str]) -> Callable[[], bytes]:
    def make() -> bytes:
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts:
                archive.writestr(name, content)
        return raw.getvalue()

    return make


refused("ZIP", zipped(("leads.csv", GOOD)), "ZIP archive but not an Excel workbook", file="leads.zip")
refused("empty ZIP", zipped(), "empty ZIP archive")
refused("Word", zipped(("word/document.xml", "<x/>")), "Word document", file="leads.docx")
refused("presentation", zipped(("ppt/presentation.xml", "<x/>")), "presentation")
refused("binary workbook", zipped(("xl/workbook.bin", "x")), ".xlsb")
refused("macros", zipped(("xl/workbook.xml", "<x/>"), ("xl/vbaProject.bin", "x")), "macros", file="leads.xlsm")
refused("ODS", zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")), ".ods", file="leads.ods")
refused("ODT", zipped(("mimetype", "application/vnd.oasis.opendocument.text")), "OpenDocument text")
refused("Numbers", zipped(("Index/Document.iwa", "x")), "Numbers table", file="leads.numbers")

LINES = '{"name": "Acme GmbH"}\n', '{"name": "Bolt AB", "city": "Lund"}\n'
partly("JSON lines with others between", LINES[0] + '["Cog"]\n{"name": "Dy\n{"name": "E\\u0000"}\n{"name": "F\\ud800"}\n'
       + '{"name": "' + "x" * 70_000 + '"}\n' + '{"name": "' + "y" * 2_000_000 + '"}\n' + LINES[1],
       (2, "", "no JSON object"), (3, "", "no JSON object"), (4, "name", "NUL"), (5, "name", "no text"),
       (6, "name", "longer than"), (7, "", "line is longer"), file="leads.jsonl")  # fmt: skip
refused(
    "JSON lines of a thousand columns",
    "".join(f'{{"name": "x", "k{n}": 1}}\n' for n in range(1_000)),
    "columns, more than",
)

# Encodings

partly("a byte that is no UTF-8", "name;city\nAcme GmbH;Münster\n".encode() + b"Cog;K\xf6ln\n" + "Bolt AB;Århus\n".encode(),
       (3, "city", "no text in the encoding"), notes="UTF-8")  # fmt: skip
partly(
    "half a letter at the end", (GOOD + MORE).encode() + "Søn;Å".encode()[:-1], (4, "city", "no text"), notes="UTF-8"
)
partly("UTF-16 cut in a letter", "\ufeffname;city\nAcme GmbH;Ulm\nBolt AB;Lund\nCog;Rom".encode("utf-16-le")[:-1],
       (4, "city", "no text"), notes="UTF-16")  # fmt: skip
partly("half a pair in UTF-16", "\ufeffname;city\nAcme GmbH;Ulm\nC\ud800g;Rom\nBolt AB;Lund\n"
       .encode("utf-16-le", "surrogatepass"), (3, "name", "no text"), notes="UTF-16")  # fmt: skip
partly("a hole in Windows-1252", "name;city\nAcme GmbH;Köln\n".encode("cp1252") + b"C\x81g;Rom\nBolt AB;Lund\n",
       (3, "name", "no text"), notes="Windows-1252")  # fmt: skip
partly("UTF-7 told as text", "name;city\nAcme GmbH;Ulm\nBolt AB;K+APY-ln\nCog", (4, "city", "1 cell, the heading 2"))

# NUL

partly("NUL in a cell", "name;city\nAcme GmbH;Ulm\nC\0g;Rom\nBolt AB;Lund\n", (3, "name", "NUL"))
partly("NULs behind the end", GOOD + MORE + "\0" * 5, (4, "name", "NUL"))
refused("NUL in the heading", "na\0me;city\nAcme;Ulm\n", "line 1: a NUL character in it")

# Quotation marks

partly("open to the end", GOOD + MORE + 'Cog;"Rom\nDyne;Bern\n', (4, "city", "never closed"), takes=(*BOTH, "Dyne"))
partly(
    "open in the middle",
    GOOD + '"Cog;Rom\n' + MORE + '"Dyne";"Bern"\n',
    (3, "name", "never closed"),
    takes=(*BOTH, "Dyne"),
)
partly("open in the last line", GOOD + MORE + '"Cog', (4, "name", "never closed"))
partly("open in every line", "name;city\n" + '"Acme;Ulm\n' * 40, *((n, "name", "") for n in range(2, 42)), takes=())
refused("open in the heading", '"name;city\nAcme;Ulm\n', "line 1: a quotation mark opens here and is never closed")
partly("within a quoted cell", GOOD + '"Cog "the best" AG";Rom\n' + MORE, (3, "name", "stands inside a quoted cell"))
partly("text behind a quoted cell", GOOD + 'Cog;"Rom" (IT)\n' + MORE, (3, "city", "stands inside a quoted cell"))
partly("a cell of two thousand lines", (GOOD + '"Cog;' + "x\n" * 2_000 + '";Rom\n' + MORE).encode,
       (3, "name", "never closed"), more=True)  # fmt: skip
partly(
    "a cell over two lines, and one cell too many",
    GOOD + '"Cog\nAG";Rom;IT\n' + MORE,
    (3, "", "3 cells, the heading 2"),
)

# Rows of another width

partly("too many cells", GOOD + "Cog;Rom;IT\n" + MORE, (3, "", "the row has 3 cells, the heading 2"))
partly(
    "too few cells",
    "name;city;land\nAcme GmbH;Ulm;DE\nCog;Rom\nBolt AB;Lund;SE\n",
    (3, "land", "2 cells, the heading 3"),
)
partly("a line end in a cell", "name;city;land\nAcme GmbH;Ulm;DE\nCog;Ro\nma;IT\nBolt AB;Lund;SE\n",
       (3, "land", "2 cells"), (4, "land", "2 cells"))  # fmt: skip
partly("another delimiter further down", GOOD + "Cog,Rom\n" + MORE, (3, "city", "1 cell, the heading 2"))
partly("a sum below", GOOD + MORE + "Total: 2 companies\n", (4, "city", "1 cell"))
partly("a footer below", GOOD + MORE + '\n\n"Copyright (c) 2026 somebody"\n"Confidential"\n',
       (6, "city", "1 cell"), (7, "city", "1 cell"))  # fmt: skip
partly(
    "a lone return in a cell",
    "name;city\nAcme GmbH;Ulm\nCog\rAG;Rom\nBolt AB;Lund\n",
    (3, "city", "1 cell"),
    takes=("Acme GmbH", "AG", "Bolt AB"),
)
refused(
    "too many columns",
    ";".join(f"c{n}" for n in range(600)) + "\n" + ";".join("x" * 600) + "\n",
    "600 columns, more than",
)

# Sizes

partly("a huge cell", (GOOD + f"Cog;{'x' * 100_000}\n{MORE}").encode, (3, "city", "longer than 65,536"), big=True)
partly("a huge quoted cell", (GOOD + f'Cog;"{"x," * 100_000}"\n{MORE}').encode, (3, "city", "longer than 65,536"))
partly("a huge first cell", (GOOD + f"{'x' * 900_000};Rom\n{MORE}").encode, (3, "name", "longer than 65,536"))
partly(
    "a huge line",
    (GOOD + "x;" * 5_000_000 + "\n" + MORE).encode,
    (3, "", "line is longer than 1,000,000"),
    big=True,
)
partly("a line of 100 MB", lambda: b"".join((GOOD.encode(), b"x" * 100_000_000, b"\n", MORE.encode())),
       (3, "", "line is longer"), big=True)  # fmt: skip
partly("100 MB without a line end", lambda: b"x" * 100_000_000, (1, "", "line is longer"), takes=(), big=True)
partly("much in an open quotation mark", lambda: b"".join((GOOD.encode(), b'Cog;"', b"x y z\n" * 100_000, MORE.encode())),
       (3, "city", "never closed"), more=True, takes=BOTH, big=True)  # fmt: skip
partly(
    "nothing but quotation marks",
    lambda: GOOD.encode() + b'";"\n' * 100_000 + MORE.encode(),
    more=True,
    takes=("Acme GmbH",),
    big=True,
)
partly("many rows and one bad", (GOOD + "Cog;Rom\n" * 200_000 + '"Dyne;Bern\n' + MORE).encode,
       (200_003, "name", "never closed"), takes=("Acme GmbH",), count=200_002, big=True)  # fmt: skip

# Headings

corpus.add(
    "the same heading twice",
    "name;city;city\nAcme GmbH;Ulm;Bonn\n",
    takes=("Acme GmbH",),
    notes="columns of the same name",
)
corpus.add("a heading left empty", "name;;city\nAcme GmbH;x;Ulm\n", takes=("Acme GmbH",))
corpus.add("no heading", "Acme GmbH;acme.example;DE\nBolt AB;bolt.example;SE\n", takes=BOTH, notes="no heading")
corpus.add(
    "titles above the heading",
    "Report of Monday;\n;\nname;city\nAcme GmbH;Ulm\n",
    takes=("Acme GmbH",),
    notes="left out",
)
corpus.add("sep= in front", "sep=;\nname;city\nAcme GmbH;Ulm\n", takes=("Acme GmbH",))
corpus.add("a mark in the heading twice", "\ufeff\ufeffname;city\nAcme GmbH;Ulm\n", takes=("Acme GmbH",))

# What a spreadsheet spoilt

corpus.add(
    "exponents",
    "name;phone\nAcme GmbH;4.94012E+11\nBolt AB;4,6E+10\n",
    takes=BOTH,
    notes="“phone”: 2 numbers like 1.23E+11",
)
corpus.add(
    "errors of formulas", "name;city\nAcme GmbH;#REF!\nBolt AB;#N/A\n", takes=BOTH, notes="“city”: 2 formulas without"
)
corpus.add("the end of DOS", GOOD + MORE + "\x1a", takes=BOTH)
corpus.add("mixed line ends", "name;city\r\nAcme GmbH;Ulm\nBolt AB;Lund\r", takes=BOTH)
corpus.add("blank rows between", "name;city\n\n\nAcme GmbH;Ulm\n;\n\n  ;\nBolt AB;Lund\n\n\n", takes=BOTH)
corpus.add("delimiters behind the last column", "name;city\nAcme GmbH;Ulm;;;\nBolt AB;Lund;\n", takes=BOTH)
corpus.add("commas in one column", 'Firma\nAcme GmbH\nBolt AB\n"Cog, Dyne & Co"\nEnde, Inc.\n',
           takes=(*BOTH, "Cog, Dyne & Co", "Ende, Inc."))  # fmt: skip


# Workbooks

HEAD = [["name", "city"], ["Acme GmbH", "Ulm"]]


def book(*sheets: list[list[Any]], titles: tuple[str, ...] = ()) -> bytes:
    import openpyxl

    made = openpyxl.Workbook(write_only=True)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(titles[number] if titles else f"S{number + 1}")
        for row in rows:
            sheet.append(row)
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def changed(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str, head: str = "") -> Callable[[], bytes]:
    """Return a workbook whose sheet is written by hand."""
    xml = (
        f'<?xml version="1.0"?>{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return lambda: changed(book(HEAD), SHEET, lambda _: xml.encode())


def row(number: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{"ABCDEF"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


TOP = row(1, "name", "city") + row(2, "Acme GmbH", "Ulm")


def _large() -> bytes:
    # As random as it has to be for its ratio to be that of a real part.
    noise = b"".join(b"%064x" % ((n * 2_654_435_761) & 0xFFFFFFFF) for n in range(400_000))
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + row(1, "name", "city").encode() + b'<row r="2"><c r="A2" t="inlineStr"><is><t>' + noise
        + b"</t></is></c></row>" + row(3, "Bolt AB", "Lund").encode() + b"</sheetData></worksheet>"
    )  # fmt: skip


def _texts() -> bytes:
    """Return a workbook with two million texts that it shares."""
    made = book(HEAD)
    texts = b"".join(b"<si><t>text %d</t></si>" % n for n in range(2_000_000))
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return changed(made, "xl/sharedStrings.xml", lambda _: start + texts + b"</sst>")


def xlsx(name: str, raw: Callable[[], bytes], says: str = "", **more: Any) -> None:
    corpus.add(name, raw, **({"file": "leads.xlsx", "says": says} | ({} if says else {"takes": BOTH}) | more))


xlsx("XLSX cut short", lambda: book(HEAD)[:-200], "broken workbook")
xlsx("XLSX of noise", lambda: b"PK\x03\x04" + bytes(300), "broken workbook")
xlsx("XLSX without parts", zipped(("xl/workbook.xml", "<x/>")), "can't be read as a workbook")
xlsx(
    "XLSX with a broken part",
    lambda: changed(book(HEAD), "xl/workbook.xml", lambda xml: xml[:200]),
    "can't be read as a workbook",
)
xlsx("XLSX that is CSV", (GOOD + MORE).encode)
xlsx("XLSX called CSV", lambda: book([*HEAD, ["Bolt AB", "Lund"]]), file="leads.csv")
xlsx("empty sheets", lambda: book([], []), "holds nothing")
xlsx("a heading alone", lambda: book([["name", "city"]]), "no row below it")
xlsx("no such sheet", lambda: book(HEAD, titles=("Leads",)), "has no sheet “Old”: its sheets are Leads", sheet="Old")
xlsx("a sheet of a CSV", GOOD.encode, "is no workbook", file="leads.csv", sheet="Old")
xlsx("the sheet that is wanted is empty", lambda: book(HEAD, []), "“S2” is empty", sheet="S2")
xlsx(
    "unpacks a thousandfold",
    zipped(("xl/workbook.xml", "<x/>"), (SHEET, bytes(30_000_000))),
    "times its size",
    big=True,
)
xlsx("unpacks to 300 MB", zipped(("xl/workbook.xml", "<x/>"), *((f"xl/m{n}.bin", bytes(60_000_000)) for n in range(5))),
     "unpacks to more than 200 MB", big=True)  # fmt: skip
xlsx(
    "ten thousand parts",
    zipped(("xl/workbook.xml", ""), *((f"x/{n}", "") for n in range(10_050))),
    "parts, more than any workbook",
)
xlsx("a cell at the last place of all", sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'),
     "16,384 columns, more than 500", big=True)  # fmt: skip
xlsx(
    "a stray cell far below",
    sheet(TOP + row(3, "Bolt AB", "Lund") + row(1_048_576, "Cog", "Rom")),
    takes=(*BOTH, "Cog"),
)
BLANK = "".join(f'<row r="{number}"><c r="A{number}"/></row>' for number in range(4, 10_100))
xlsx(
    "ten thousand blank rows",
    sheet(TOP + row(3, "Bolt AB", "Lund") + BLANK + row(10_100, "Cog", "Rom")),
    notes="10,000 blank rows",
)
xlsx("a stray cell far right", sheet(TOP + row(3, "Bolt AB", "Lund") + '<row r="4"><c r="XFD4"><v>1</v></c></row>'),
     refuses=((4, "", "16,384 cells, the heading 2"),))  # fmt: skip
xlsx("damaged in the middle", sheet(TOP + row(3, "Bolt AB", "Lund") + '<row r="4"><c r="A4" </row>'),
     refuses=((4, "", "damaged from here on"),))  # fmt: skip
xlsx("a text that is not there", sheet(TOP + row(3, "Bolt AB", "Lund") + '<row r="4"><c r="A4" t="s"><v>99</v></c></row>'),
     refuses=((4, "", "damaged from here on"),))  # fmt: skip
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
xlsx(
    "a bomb of entities",
    sheet(row(1, "name") + row(2, "&j;"), BOMB),
    refuses=((2, "", "damaged from here on"),),
    takes=(),
    big=True,
)
xlsx("an entity from a file", sheet(row(1, "name", "city") + row(2, "Acme GmbH", "&x;"),
     '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), refuses=((2, "", "damaged from here on"),), takes=())  # fmt: skip
xlsx("a cell of 25 MB", lambda: changed(book(HEAD), SHEET, lambda _: _large()), refuses=((2, "name", "longer than 65,536"),),
     takes=("Bolt AB",), big=True)  # fmt: skip
xlsx("two million texts", _texts, "", takes=("Acme GmbH",), count=1, big=True)
xlsx(
    "formulas that nobody computed",
    lambda: book([*HEAD, ["Bolt AB", "=1+1"]]),
    notes="1 formula without a stored result",
)
xlsx("formulas that went wrong", sheet(TOP + '<row r="3"><c r="A3" t="inlineStr"><is><t>Bolt AB</t></is></c>'
     '<c r="B3" t="e"><v>#REF!</v></c></row>'), notes="“city”: 1 formula without a result from row 3")  # fmt: skip
xlsx("numbers too long for a spreadsheet", lambda: book([["name", "lei"], ["Acme GmbH", 5299000123456789], ["Bolt AB", 1]]),
     notes="“lei”: 1 number")  # fmt: skip


FILES = {one.name: one for one in corpus.every}
