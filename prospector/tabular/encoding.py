"""From bytes to text: which encoding a file has, what is worth saying about it, and its text a stretch at a time.

A byte order mark rules, then UTF-16 without one, UTF-8, what the bytes look like, Windows-1252. A byte that is no text in
the encoding becomes a lone surrogate, as Python's own ``surrogateescape`` does, so that its row can be named.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from prospector.errors import BadInput

STRETCH = 1 << 18
"""Bytes read at once: large enough to be fast, small enough to be nothing."""
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"), (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"), (b"\xff\xfe", "utf-16-le", "UTF-16"), (b"\xfe\xff", "utf-16-be", "UTF-16"),
)  # fmt: skip
_CODE_PAGES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1253": "Windows-1253",
    "cp1254": "Windows-1254", "cp932": "Shift JIS", "gb18030": "GB 18030", "big5": "Big5", "cp949": "Korean (cp949)",
}  # fmt: skip
_HEAD = 100_000
_WINDOW = 200_000
"""Bytes looked at where a code page must be guessed."""
_TELLING = 60
"""Accented letters from which a guess is better than a coin."""
_CHECKED = 256_000_000
"""Bytes looked through for UTF-8 before the first row is read (about half a second); later ones are judged row by row."""
_FEW_CONTROLS, _CONTROL_SHARE = 8, 20
"""More than so many control characters, and one in so many, are a binary file: random bytes have one in ten."""
_TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1a\x1b\x85")
_CENTRAL = re.compile("[a-zà-ÿ][³¹¿Ÿ¼¾ºþìœ]|[³¹¿ºì][a-z]|[šžŠŽ]|õ(?!e)")
"""Signs inside words that in Western texts stand elsewhere, and letters that are rare there."""
_ESCAPE = "prospector-escape"
_LONE = 0xDC00


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file are read."""

    codec: str
    label: str
    """As it is said to people."""
    mark: int = 0
    """Bytes of the byte order mark."""
    notes: tuple[str, ...] = ()
    """What is worth saying; nothing for plain UTF-8."""


class Escapes:
    """How often something was no text, over all files; only that it changed is of interest."""

    count = 0

    @classmethod
    def handle(cls, error: UnicodeError) -> tuple[str, int]:
        """Return lone surrogates for the bytes that are no text."""
        if not isinstance(error, UnicodeDecodeError):
            raise error
        cls.count += 1
        return "".join(chr(_LONE + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPE, Escapes.handle)


def recognised(file: IO[bytes], shown: str) -> Encoding:
    """Return the encoding of a seekable file, from where it begins; `shown` names it in errors.

    Raises BadInput for what is no text.
    """
    file.seek(0)
    head = file.read(_HEAD)
    for mark, codec, label in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, label, len(mark), () if label == "UTF-8" else (f"read as {label}",))
    if order := _unmarked_utf16(head[:10_000]):
        return Encoding(order, "UTF-16", 0, ("read as UTF-16",))
    controls = sum(1 for byte in head if byte < ord(" ") and byte not in _TEXT_CONTROLS)
    if controls > _FEW_CONTROLS and controls * _CONTROL_SHARE > len(head):
        raise BadInput(f"{shown} is a binary file, not a list or a table: give text, CSV or XLSX")
    file.seek(0)
    return _utf8(file) or _code_page(file)


def named(codec: str, shown: str) -> Encoding:
    """Return the encoding that a user names. Raises BadInput where there is none of that name."""
    try:
        found = codecs.lookup(codec).name
        "".encode(found)
        codecs.getincrementaldecoder(found)
    except (LookupError, ValueError):
        raise BadInput(f"{shown}: “{codec}” is no encoding: say one like utf-8, utf-16 or cp1252") from None
    return Encoding(found, _CODE_PAGES.get(found, found), 0, (f"read as {_CODE_PAGES.get(found, found)}",))


def stretches(file: IO[bytes], encoding: Encoding) -> Iterator[tuple[str, bool]]:
    """Yield the text of a file, a stretch at a time, and whether NUL or bytes that are no text are in it."""
    file.seek(encoding.mark)
    decoder = codecs.getincrementaldecoder(encoding.codec)(_ESCAPE)
    while True:
        raw = file.read(STRETCH)
        before = Escapes.count
        text = decoder.decode(raw, final=not raw)
        if text:
            yield text, Escapes.count != before or "\0" in text
        if not raw:
            return


def decoded(raw: bytes, shown: str) -> tuple[str, list[str]]:
    """Return the text of a file that is in memory already and what is worth saying about how it was read.

    Raises BadInput for what is no text.
    """
    file = io.BytesIO(raw)
    encoding = recognised(file, shown)
    return raw[encoding.mark :].decode(encoding.codec, _ESCAPE), list(encoding.notes)


def _utf8(file: IO[bytes]) -> Encoding | None:
    """Return UTF-8 when the file is that, a few bad bytes set aside; leave the file where the first bad one stands."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    seen = more = 0
    while seen < _CHECKED:
        raw = file.read(STRETCH)
        try:
            more += len(raw) - len(decoder.decode(raw, final=not raw))
        except UnicodeDecodeError:
            break
        if not raw:
            return Encoding("utf-8", "UTF-8")
        seen += len(raw)
    else:
        return Encoding("utf-8", "UTF-8")
    file.seek(max(0, seen - STRETCH))
    window = file.read(STRETCH * 2)
    before = Escapes.count
    text = window.decode("utf-8", _ESCAPE)
    bad = Escapes.count - before
    more += len(window) - len(text)
    file.seek(seen)
    # What is a code page hardly ever happens to be UTF-8 as well: sequences that are show what was meant.
    if more < bad:
        return None
    return Encoding("utf-8", "UTF-8", 0, ("read as UTF-8, though some bytes are not: their rows are handed back",))


def _code_page(file: IO[bytes]) -> Encoding:
    """Return what the bytes look like when there are enough of them, else Windows-1252."""
    window = file.read(_WINDOW)
    codec = "cp1252"
    if sum(byte > 127 for byte in window) >= _TELLING:  # noqa: PLR2004 - ASCII ends there
        from charset_normalizer import from_bytes

        guess = from_bytes(window, cp_isolation=list(_CODE_PAGES)).best()
        codec = guess.encoding if guess is not None else codec
        # Western texts are often taken for Central European ones, whose letters are half the same.
        if codec == "cp1250" and not _is_central(window.decode("cp1252", "replace")):
            codec = "cp1252"
    label = _CODE_PAGES.get(codec, codec)
    return Encoding(codec, label, 0, (f"not UTF-8, read as {label}: check letters such as ä and é",))


def _is_central(text: str) -> bool:
    """Say whether a text that was read as Windows-1252 has what Polish, Czech, Hungarian, Romanian look like when it is not."""
    accented = sum(not letter.isascii() for letter in text)
    return len(_CENTRAL.findall(text)) * 10 >= accented


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: zeros stand in every other place alone, and it reads as text."""
    sample = sample[: len(sample) // 2 * 2]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    # Western text has a zero in every pair; Chinese has one at each comma and line end.
    if not sample or min(first, second) or max(first, second) * 25 < len(sample) or max(first, second) < 2:  # noqa: PLR2004
        return None
    order = "utf-16-le" if second else "utf-16-be"
    text = sample.decode(order, "replace")
    return order if "\ufffd" not in text[:-1] else None
