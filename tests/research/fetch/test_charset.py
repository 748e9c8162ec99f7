from __future__ import annotations

import pytest

from prospector.research.fetch.charset import codec, declared_text, detected_text

GERMAN = "<p>Grüße aus Köln: 5 €</p>"
RUSSIAN = "<p>Общество с ограниченной ответственностью, Москва, улица Ленина, дом пять. Мы производим станки.</p>"


def read(body: bytes, content_type: str = "text/html") -> str:
    text = declared_text(body, content_type)
    return detected_text(body) if text is None else text


def meta(label: str, text: str = GERMAN) -> str:
    return f'<meta charset="{label}">{text}'


@pytest.mark.parametrize(
    ("label", "python"),
    [
        ("UTF-8", "utf-8"), ("utf8", "utf-8"), ("iso-8859-1", "cp1252"), ("Latin1", "cp1252"), ("us-ascii", "cp1252"),
        ("windows-1252", "cp1252"), ("x-cp1251", "cp1251"), ("windows-31j", "cp932"), ("x-sjis", "cp932"),
        ("Shift_JIS", "cp932"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("ks_c_5601-1987", "cp949"),
        ("euc-kr", "cp949"), ("big5", "big5hkscs"), ("iso-8859-9", "cp1254"), ("iso-8859-2", "iso8859-2"),
        ("koi8-r", "koi8-r"), ("iso-2022-jp", "iso2022_jp"), ("euc-jp", "euc_jp"), ("macintosh", "mac-roman"),
        ("utf-7", None), ("rot13", None), ("base64", None), ("unicode_escape", None), ("idna", None), ("no-such", None),
        ("", None), (None, None), ("a\x00b", None),
    ],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label, python):
    assert codec(label) == python


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"\xef\xbb\xbf" + GERMAN.encode(), "text/html; charset=iso-8859-1", GERMAN),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), "text/html", GERMAN),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "text/html", GERMAN),
        (GERMAN.encode("utf-16-le"), "text/html", GERMAN),
        (GERMAN.encode("utf-16-be"), "text/html; charset=utf-8", GERMAN),
        (GERMAN.encode("cp1252"), "text/html; charset=iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), 'text/html; charset="windows-1252"', GERMAN),
        (meta("windows-1252").encode("cp1252"), "text/html", meta("windows-1252")),
        (meta("utf-16").encode(), "text/html", meta("utf-16")),
        (GERMAN.encode(), "text/html", GERMAN),
        (GERMAN.encode(), "text/html; charset=", GERMAN),
        (meta("").encode(), "text/html; charset=''", meta("")),
        (meta("no-such").encode(), "text/html", meta("no-such")),
        (meta("cp932").encode(), "text/html", meta("cp932")),
        (meta("utf-8").encode(), "text/html; charset=iso-8859-1", meta("utf-8")),
        (meta("iso-8859-1").encode("cp1252"), "text/html; charset=utf-8", meta("iso-8859-1")),
        (meta("gb2312", "中文鎔").encode("gb18030"), "text/html", meta("gb2312", "中文鎔")),
        (meta("x-sjis", "日本語①").encode("cp932"), "text/html", meta("x-sjis", "日本語①")),
        ("日本語".encode("iso-2022-jp"), "text/html; charset=iso-2022-jp", "日本語"),
        (b"plain", "text/html", "plain"),
        (b"", "text/html", ""),
        (b"nul\x00s \x00here and there, but not everywhere", "text/html", "nuls here and there, but not everywhere"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xfc</a>", "text/xml",
         "<?xml version='1.0' encoding='iso-8859-1'?><a>ü</a>"),
        (RUSSIAN.encode("cp1251"), "text/html; charset=utf-8", RUSSIAN),
    ],
)  # fmt: skip
def test_the_ladder(body, content_type, text):
    assert read(body, content_type) == text


def test_a_few_bad_bytes_do_not_change_the_charset():
    body = (GERMAN * 50).encode() + b"\xff" + GERMAN.encode()
    assert read(body, "text/html; charset=utf-8").replace("\ufffd", "") == GERMAN * 51


def test_utf_7_is_never_read_as_markup():
    assert read(meta("utf-7", "+ADw-script+AD4-").encode()) == meta("utf-7", "+ADw-script+AD4-")


@pytest.mark.parametrize("body", [bytes(range(256)) * 20, b"\x80\x85\x92\x9f \x81", b"\xff" * 5_000, b"\xc3" * 999])
@pytest.mark.parametrize("content_type", ["text/html", "text/html; charset=utf-8", "text/html; charset=shift_jis"])
def test_any_bytes_give_text(body, content_type):
    text = read(body, content_type)
    assert text
    assert "\x00" not in text


def test_a_character_cut_in_two_by_the_cap_is_dropped():
    assert read("Köln ü".encode()[:-1]) == "Köln "
