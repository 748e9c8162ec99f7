"""Bytes to text: what the page says about itself, tested, before anything is guessed.

The ladder: byte order mark, HTTP header, `meta`, strict UTF-8, a detector, windows-1252. Labels are read as browsers
read them (WHATWG Encoding Standard, section 4.2): `iso-8859-1` is windows-1252, `gb2312` is GB 18030.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 4096
_SAMPLE = 64 * 1024
_META = re.compile(rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_HTTP = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)

_LABELS = {
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "unicode20utf8": "utf-8", "x-unicode20utf8": "utf-8",
    "ascii": "cp1252", "us-ascii": "cp1252", "ansi_x3.4-1968": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "iso88591": "cp1252", "iso_8859-1": "cp1252", "iso_8859-1:1987": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "iso-ir-100": "cp1252", "csisolatin1": "cp1252", "cp819": "cp1252", "ibm819": "cp1252", "x-cp1252": "cp1252",
    "x-user-defined": "cp1252",
    "iso-8859-9": "cp1254", "iso8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "windows-874": "cp874", "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "logical": "iso8859-8",
    "windows-31j": "cp932", "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "ms932": "cp932", "ms_kanji": "cp932", "csshiftjis": "cp932", "x-euc-jp": "euc_jp", "cseucpkdfmtjapanese": "euc_jp",
    "gb2312": "gb18030", "gb_2312": "gb18030", "gb_2312-80": "gb18030", "csgb2312": "gb18030", "chinese": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "iso-ir-58": "gb18030", "csiso58gb231280": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "csbig5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "ks_c_5601-1987": "cp949", "ks_c_5601-1989": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "ksc_5601": "cp949",
    "korean": "cp949", "euc-kr": "cp949", "cseuckr": "cp949", "windows-949": "cp949", "iso-ir-149": "cp949",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "mac": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-ukrainian": "mac_cyrillic",
    "koi8": "koi8-r", "koi": "koi8-r", "koi8-ru": "koi8-u", "unicode": "utf-16-le", "ucs-2": "utf-16-le",
    "iso-10646-ucs-2": "utf-16-le", "utf-16": "utf-16-le", "csunicode": "utf-16-le",
}  # fmt: skip
_TEXT_CODECS = re.compile(
    r"utf-8|utf-16-(?:le|be)|cp\d{3,4}|iso8859-\d+|koi8-[ru]|mac[_-]\w+|euc_jp|iso2022_jp|gb18030|big5(?:hkscs)?|johab"
)
"""Python also calls `rot13`, `base64` and `unicode_escape` codecs, and UTF-7 is a known way round filters."""


def codec(label: str | None) -> str | None:
    """Return Python's codec for a charset label as browsers understand it, None for an unknown or unfit one."""
    if not label:
        return None
    word = label.strip().strip("\"'").lower()
    if word.startswith("x-cp125"):
        word = word.removeprefix("x-")
    word = _LABELS.get(word, word)
    try:
        name = codecs.lookup(word).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return name if _TEXT_CODECS.fullmatch(name) else None


def declared_text(body: bytes, content_type: str) -> str | None:
    """Return the text of `body` by what it says about itself, None when that is nothing or wrong."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _tidy(body[len(mark) :].decode(name, "replace"))
    wide = _wide(body)
    if wide:
        return _tidy(body.decode(wide, "replace"))
    named = [name for name in (_http(content_type), _meta(body)) if name]
    if not body.isascii() and (text := _strict(body, "utf-8")) is not None:
        # Text in another charset is practically never valid UTF-8 by chance, whatever the page declares.
        return _tidy(text)
    for name in named:
        if (text := _strict(body, name)) is not None:
            return _tidy(text)
    for name in named:
        text = body.decode(name, "replace")
        if not _flooded(text):
            return _tidy(text)
    return _tidy(body.decode("ascii")) if not named and body.isascii() else None


def detected_text(body: bytes) -> str:
    """Return the text of `body` by the look of its bytes. Takes long (tens of milliseconds): not for the event loop."""
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_SAMPLE]).best()
    name = codec(best.encoding) if best is not None else None
    text = body.decode(name or "cp1252", "replace")
    return _tidy(body.decode("cp1252", "replace") if _flooded(text) else text)


def _http(content_type: str) -> str | None:
    found = _HTTP.search(content_type)
    return codec(found[1]) if found else None


def _meta(body: bytes) -> str | None:
    head = body[:_PRESCAN]
    found = _META.search(head) or _XML.search(head)
    name = codec(found[1].decode("ascii")) if found else None
    # The declaration could be read as ASCII, so the page can't be UTF-16 (WHATWG HTML, section 13.2.3.2).
    return "utf-8" if name and name.startswith("utf-16") else name


def _wide(body: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every second byte of its markup is zero."""
    head = body[:512]
    half = len(head) // 2
    if half == 0:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else None


def _strict(body: bytes, name: str) -> str | None:
    """Return the text when every byte fits; a character cut in two at the very end (the cap) is forgiven."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(body, final=False)
    except (UnicodeError, ValueError):
        return None


def _flooded(text: str) -> bool:
    bad = text.count("\ufffd")
    if bad == 0:
        return False
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return bad * 20 > len(text) or bad * 2 > wide


def _tidy(text: str) -> str:
    return text.replace("\x00", "")
