"""Files that are no tables, known by how they begin, and what to do with each."""

from __future__ import annotations

import re
from collections.abc import Sequence

SAVE = "open it and save it as XLSX or CSV"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"PK\x05\x06", "is an empty ZIP archive: give text, CSV or XLSX"),
    (b"%PDF", f"is a PDF: get the table it was made from, or {SAVE}"),
    (b"\x1f\x8b", "is packed with gzip: unpack it first"),
    (b"BZh", "is packed with bzip2: unpack it first"),
    (b"\xfd7zXZ\x00", "is packed with xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive: unpack it first"),
    (b"\x89PNG", "is an image (PNG): give the table it shows as CSV or XLSX"),
    (b"\xff\xd8\xff", "is an image (JPEG): give the table it shows as CSV or XLSX"),
    (b"GIF8", "is an image (GIF): give the table it shows as CSV or XLSX"),
    (b"II*\x00", "is an image (TIFF): give the table it shows as CSV or XLSX"),
    (b"MM\x00*", "is an image (TIFF): give the table it shows as CSV or XLSX"),
    (b"SQLite format 3\x00", "is a SQLite database: export the table as CSV"),
    (b"PAR1", "is a Parquet file: export it as CSV"),
    (b"{\\rtf", f"is a text document (RTF): {SAVE}"),
)
_OLE_PARTS = (
    ("EncryptedPackage", "is protected by a password: save it without one"),
    ("Workbook", f"is an old Excel workbook (.xls): {SAVE}"),
    ("Book", f"is an old Excel workbook (.xls): {SAVE}"),
    ("WordDocument", f"is a Word document: copy its table to a spreadsheet and {SAVE[12:]}"),
)
_TEXTS = (
    (re.compile(r"<\?xml[^>]*>(?:.{0,400})urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL),
     f"is a workbook in XML: {SAVE}"),
    (re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|div)\b",
                re.IGNORECASE | re.DOTALL),
     f"is a web page (HTML), whatever its name says: {SAVE}"),
    (re.compile(r"<\?xml\b"), "is XML: export it as CSV or XLSX"),
    (re.compile(r"""\{[^\r\n]{0,500}docs\.google\.com/"""), "is only a link to an online table: download the table as CSV"),
    (re.compile(r"""\{\s*"[^\r\n]*\}[ \t]*[\r\n]\s*\{"""), "is JSON, one document a line: export it as CSV"),
    (re.compile(r"""\[\s*(?:[\[{"]|-?\d+\s*,|\])|\{\s*(?:"|\})"""), "is JSON: export it as CSV"),
    (re.compile(r"BEGIN:VCARD", re.IGNORECASE), "is a file of contacts (vCard): export the contacts as CSV"),
    (re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE), "is a calendar: give a table of companies"),
    (re.compile(r"ID;P\w*(?:;\w+)*\r?\n[PBCFOE];"), f"is a SYLK table: {SAVE}"),
)  # fmt: skip
_ARCHIVES = (
    ("xl/vbaProject.bin", "is a workbook with macros (.xlsm), which are not let in: save it as XLSX without macros"),
    ("xl/workbook.bin", f"is a binary workbook (.xlsb): {SAVE}"),
    ("word/document.xml", "is a Word document: copy its table to a spreadsheet and save that as XLSX or CSV"),
    ("ppt/presentation.xml", "is a presentation: give the table as CSV or XLSX"),
)  # fmt: skip
WORKBOOK = b"PK\x03\x04"


def foreign(head: bytes) -> str | None:
    """Return what a file is that begins with `head` and is no text and no workbook, and what to do; None else."""
    if head.startswith(_OLE):
        parts = (said for part, said in _OLE_PARTS if part.encode("utf-16-le") in head)
        return next(parts, f"is a document of an old office program: {SAVE}")
    image = head[4:11] in (b"ftyphei", b"ftypmif") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    # Two letters alone may as well begin the name of a company.
    if image or (head[:2] == b"BM" and head[6:10] == bytes(4)):
        return "is an image: give the table it shows as CSV or XLSX"
    if head[257:262] == b"ustar":
        return "is a tar archive: unpack it first"
    return next((said for start, said in _STARTS if head.startswith(start)), None)


def foreign_text(sample: str) -> str | None:
    """Return what a text is that begins with `sample` and is no table, and what to do; None else."""
    start = sample[:4_000].lstrip("\ufeff \t\r\n")
    return next((said for pattern, said in _TEXTS if pattern.match(start)), None)


def foreign_archive(names: Sequence[str], kind: str) -> str | None:
    """Return what a ZIP archive is that holds `names` and is no workbook, and what to do; None else.

    `kind` is what its member ``mimetype`` says.
    """
    if "opendocument.spreadsheet" in kind:
        return f"is an OpenDocument spreadsheet (.ods): {SAVE}"
    if "opendocument" in kind:
        return "is an OpenDocument text: copy its table to a spreadsheet and save that as XLSX or CSV"
    held = set(names)
    for name, said in _ARCHIVES:
        if name in held:
            return said
    if any(name.endswith(".iwa") for name in names):
        return "is a Numbers table: export it as XLSX or CSV"
    if "xl/workbook.xml" not in held:
        return "is a ZIP archive but not an Excel workbook: unpack it, give text, CSV or XLSX"
    return None
