from __future__ import annotations

import json
import pickle

import pytest

from enrichers.shared.common import (
    BrokenAnswer,
    ascii_host,
    bare_name,
    dig,
    list_at,
    load_json,
    number_at,
    quote,
    registrable,
    same_domain,
    same_name,
    same_place,
    text_at,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \r\n",
        "<html><body>Just a page</body></html>",
        "<?xml version='1.0'?><Error/>",
        '{"a": [1, 2',
        "[" * 100_000,
        '{"a":' + "9" * 5_000 + "}",
        "{'a': 1}",
        '{"a": 1} {"b": 2}',
    ],
)
def test_what_is_no_json_ends_as_failed_and_survives_the_way_back_from_a_worker(text: str) -> None:
    with pytest.raises(BrokenAnswer) as caught:
        load_json(text, "https://api.example/x")
    back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (back.state, back.url, back.detail) == ("failed", "https://api.example/x", caught.value.detail)


def test_control_characters_nan_and_infinities_do_not_break_the_rest() -> None:
    assert load_json('\ufeff{"a": "x\ny\x01", "b": NaN, "c": 1e400, "d": -Infinity, "e": 1.5}') == {
        "a": "x\ny\x01",
        "b": None,
        "c": None,
        "d": None,
        "e": 1.5,
    }


def test_access_by_path_never_breaks_on_other_types() -> None:
    data = {"a": [{"b": "  x \n y "}, None], "n": 5, "t": True, "s": "0042", "f": 3.0, "h": 3.5}
    assert text_at(data, "a", 0, "b") == "x y"
    assert text_at(data, "n") == ""
    assert dig(data, "a", 5, "b") is None
    assert dig(data, "a", "b") is None
    assert dig(data, "n", 0) is None
    assert [number_at(data, key) for key in ("n", "t", "s", "f", "h", "a", "x")] == [5, None, 42, 3, None, None, None]
    assert list_at(data, "a", 0) == []


@pytest.mark.parametrize(
    "value", ["plain", 'caf\u00e9 / "quoted" \\ \U0001f600', "two\nlines\tand more", "a\u00a0b\u202fc", ""]
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_quote_finds_the_value_however_it_is_written(value: str, ascii_only: bool) -> None:
    body = json.dumps({"x": "other", "key": value, "z": 1}, ensure_ascii=ascii_only, indent=1)
    found = quote(body, "key", value)
    assert found in body
    assert json.loads("{" + found + "}") == {"key": value}


def test_a_quote_sees_through_the_slashes_and_capitals_of_other_writers() -> None:
    assert quote(r'{"u":"https:\/\/x.de\/\u00C4"}', "u", "https://x.de/Ä") == r'"u":"https:\/\/x.de\/\u00C4"'


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    body = '{"n": 2520, "n": 252.5, "n": 252}'
    assert quote(body, "n", 252) == '"n": 252'
    assert quote(body, "n", 25) == ""


def test_a_long_value_is_quoted_from_its_start() -> None:
    body = json.dumps({"d": "word " * 1000})
    assert quote(body, "d", "word " * 1000) in body
    assert len(quote(body, "d", "word " * 1000)) < 1_100


@pytest.mark.parametrize(
    ("where", "domain"),
    [
        ("www.digdir.no", "digdir.no"),
        ("HTTP://Shop.Acme.co.uk/x?y=//z", "acme.co.uk"),
        ("acme.co.uk.", "acme.co.uk"),
        ("acme.github.io", "acme.github.io"),
        ("straße.de", "xn--strae-oqa.de"),
        ("strasse.de", "strasse.de"),
        ("8.8.8.8", None),
        ("localhost", None),
        ("http://[broken", None),
        ("", None),
        ("acme gmbh", None),
        ("a" * 300 + ".de", "a" * 300 + ".de"),
    ],
)
def test_registrable_domains(where: str, domain: str | None) -> None:
    assert registrable(where) == domain


def test_domains_are_compared_by_their_registrable_part() -> None:
    assert same_domain("https://www.acme.de/", "shop.acme.de")
    assert not same_domain("acme.de", "acme.com")
    assert not same_domain(None, None)
    assert not same_domain("", "")
    assert not same_domain("straße.de", "strasse.de")
    assert ascii_host("Bücher.example") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME GmbH & Co. KG", "acme"),
        ("Müller AG", "MUELLER"),
        ("Bar S.à r.l.", "Bar"),
        ("Foo Sp. z o.o.", "FOO"),
        ("Škoda Auto a.s.", "skoda auto"),
        ("AB Volvo", "Volvo"),
        ("O'Neill Ltd.", "ONeill Limited"),
        ("Tesco PLC", "TESCO"),
    ],
)
def test_names_are_the_same_without_their_legal_forms(one: str, other: str) -> None:
    assert same_name(one, other)


def test_names_that_differ_in_a_word_stay_apart() -> None:
    assert not same_name("Bentley Cars Limited", "Bentley Motors Limited")
    assert not same_name("Acme Holding", "Acme")
    assert not same_name("", "")
    assert bare_name("Co") == "co"
    assert same_place("Zürich", "ZUERICH")
    assert not same_place(None, None)
