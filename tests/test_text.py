"""Whatever comes in, what is kept can neither act, nor hide, nor turn the reading order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.text import _PLAIN, LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, clean, clean_name, clean_text, plural

VISIBLE_FORMATS = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters that are drawn: Arabic, Syriac and Kaithi number signs."""
EGYPTIAN = range(0x13430, 0x13460)
"""Joiners between hieroglyphs; a terminal draws or ignores them."""
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
NASTY = st.lists(
    st.sampled_from(
        [
            "\x1b[31m",
            "\x1b]0;t\x07",
            "\x1b]8;;http://x\x1b\\",
            "\x9b1m",
            "\x1b",
            "\x07",
            "\u202e",
            "\u200b",
            "\u2066",
            "\ufeff",
            "\U000e0041",
            "\ud800",
            "e\u0301",
            "\u0301",
            "\u20dd",
            "\u3099",
            "か",
            "\r\n",
            "\u2028",
            "\x85",
            "\t",
            "\u00a0",
            " ",
            "a",
            "ﬁ",
            "\n",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\x1b[31mAcme\x1b[0m", "Acme"),
        ("\x1b]0;owned\x07Acme", "Acme"),
        ("\x1b]8;;http://evil.example\x1b\\Acme\x1b]8;;\x1b\\", "Acme"),
        ("\x1b(BAcme", "Acme"),
        ("\x9b31mAcme", "Acme"),
        ("\x1bPq#0\x1b\\Acme", "Acme"),
        ("Ac\x00me\x07\x7f", "Acme"),
        ("\u202eemcA\u202c", "emcA"),
        ("Ac\u200bme\u2060\ufeff", "Acme"),
        ("Ac\U000e0041\U000e007fme", "Acme"),
        ("Ac\ud800me", "Acme"),
        ("Acme\u00a0\tGmbH  &\u3000Co", "Acme GmbH & Co"),
        ("  Acme\r\nGmbH ", "Acme GmbH"),
        ("Cafe\u0301", "Café"),
        ("", ""),
        (None, "None"),
        (7, "7"),
    ],
)
def test_one_harmless_line(raw: object, kept: str) -> None:
    assert clean(raw) == kept


def test_lines_of_a_text_stay_lines() -> None:
    assert clean_text("one\r\ntwo\rthree\u2028four\x85five") == "one\ntwo\nthree\nfour\nfive"
    assert clean_text("one \n\n\n\n two") == "one\n\ntwo"


def test_markup_is_kept_as_it_is_written() -> None:
    assert clean_name("Acme [/foo] [@click=app.quit]x[/] Ltd") == "Acme [/foo] [@click=app.quit]x[/] Ltd"


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20dd", "\u0e34", "\U0001d165"])
def test_ten_thousand_marks_do_not_hide_the_screen(mark: str) -> None:
    kept = clean_name("A" + mark * 10_000)
    assert kept.startswith(("A", "Á"))
    assert len(kept) <= 6
    assert clean_text("A" + mark * 10_000 + "B", 20_000).endswith("B")


@pytest.mark.parametrize("word", ["དབྱངས་བསྒྲུབས", "หน้าที่", "שָׁלוֹם", "Nguyễn Thị Hằng", "किन्तु", "クロ゚ド", "Ġgantija"])
def test_real_orthographies_pass(word: str) -> None:
    assert clean_name(word) == unicodedata.normalize("NFC", word)


def test_limits_hold_and_the_cut_is_marked() -> None:
    assert clean("x" * 10_000) == "x" * (LINE_LIMIT - 1) + "…"
    assert len(clean_name("word " * 1_000)) <= NAME_LIMIT
    assert len(clean_text("x" * 100_000)) == TEXT_LIMIT
    assert clean_name("x" * NAME_LIMIT) == "x" * NAME_LIMIT


def test_no_control_or_format_character_of_unicode_passes() -> None:
    passed = []
    for number in range(0x110000):
        letter = chr(number)
        hidden = unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        if hidden and number not in VISIBLE_FORMATS and number not in EGYPTIAN and letter in clean_text(f"a{letter}b"):
            passed.append(f"U+{number:04X}")
    assert passed == ["U+000A"]


def test_nothing_that_turns_the_reading_order_passes() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    letters = [chr(number) for number in range(0x110000) if unicodedata.bidirectional(chr(number)) in turning]
    assert len(letters) == 9
    assert clean(f"a{''.join(letters)}\u200e\u200f\u061cb") == "ab"


@given(st.one_of(ANY, NASTY))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    for cleaner in (clean, clean_text, clean_name):
        once = cleaner(raw)
        assert cleaner(once) == once


@given(st.one_of(ANY, NASTY), st.integers(2, 30))
def test_a_line_is_one_line_of_printable_text(raw: str, limit: int) -> None:
    kept = clean(raw, limit)
    assert len(kept) <= limit
    assert kept == kept.strip()
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in kept)
    assert kept.encode("utf-8").decode("utf-8") == kept


@pytest.mark.parametrize(("count", "shown"), [(0, "0 names"), (1, "1 name"), (2, "2 names"), (1_000, "1,000 names")])
def test_plural(count: int, shown: str) -> None:
    assert plural(count, "name") == shown
    assert plural(count, "company", "companies").endswith("company" if count == 1 else "companies")


def test_what_takes_the_short_way_is_what_the_long_way_leaves_alone():
    for letter in map(chr, range(0x10000)):
        if _PLAIN.fullmatch(letter):
            assert clean_text(f"a{letter}a") == f"a{letter}a"
            assert unicodedata.category(letter)[0] not in "MC"
