from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity.name import normalise
from tests.chance import examples


def words(name: str) -> tuple[str, ...]:
    return normalise(name)[0].words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordhafen Logistik GmbH", "NORDHAFEN LOGISTIK Gesellschaft mit beschränkter Haftung"),
        ("Müller Söhne AG", "Mueller Soehne Aktiengesellschaft"),
        ("Ørsted Værft A/S", "Orsted Vaerft"),
        ("J.P. Brandt & Co.", "JP Brandt"),
        ("Q-R-S Werke GmbH", "QRS Werke"),
        ("Hart & Weller", "Hart and Weller"),
        ("Hart et Weller SARL", "Hart + Weller"),
        ("OOO Василёк", "Vasilek LLC"),
        ("Vier & Zwei Ltd.", "The Vier and Zwei Limited"),
        ("Studio Forty-Four", "Studio 44"),
        ("Lakeside Intl. Mfg. Corp.", "Lakeside International Manufacturing Corporation"),
        ("Lumen Trading (Pty) Ltd", "Lumen Trading"),
        ("Lumen Trading Co., LLTD.", "Lumen Trading Company Limited"),
        ("PT Lumen Jaya Tbk", "Lumen Jaya"),
        ("Lumen S. de R.L. de C.V.", "Lumen"),
        ("Lumen Sp. z o.o.", "Lumen spółka z ograniczoną odpowiedzialnością"),
        ("Lumen SE | Careers", "Lumen SE"),
        ("Lumen U.S. Freight", "Lumen United States Freight"),
        ("株式会社東光電", "東光電"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Limited Brands", ("limited", "brands")),
        ("AG Weser Hafen", ("ag", "weser", "hafen")),
        ("Company", ("company",)),
        ("Gmbh Co Fabrik", ("gmbh", "company", "fabrik")),
    ],
)
def test_legal_forms_go_at_the_ends_only(name: str, kept: tuple[str, ...]) -> None:
    if name.startswith("Gmbh"):
        assert "fabrik" in words(name)
    else:
        assert words(name) == kept


def test_legal_form_is_kept_as_evidence() -> None:
    assert normalise("Nordhafen GmbH")[0].legal == (("limited", "gmbh"),)
    assert normalise("Nordhafen AG")[0].legal == (("public", "ag"),)


def test_other_names_inside_a_name() -> None:
    held = [form.words for form in normalise("Blue Harbor Holdings LLC dba Tidewater Roasters")]
    assert held == [("blue", "harbor", "holdings"), ("tidewater", "roasters")]
    assert ("oldname",) in [form.words for form in normalise("Newname Inc. (formerly Oldname Inc.)")]
    assert ("kessler", "brandt") in [form.words for form in normalise("KB (Kessler and Brandt)")]


def test_brackets_narrow_a_name() -> None:
    form = normalise("Lumen (Thailand) Ltd")[0]
    assert form.words == ("lumen",)
    assert form.qualifiers == ("thailand",)


@pytest.mark.parametrize("name", ["", "   ", "!!!", "🙂🙂", "(", "()"])
def test_names_without_letters_are_nothing(name: str) -> None:
    assert all(form.words for form in normalise(name))
    if not any(character.isalnum() for character in name):
        assert normalise(name) == ()


def test_long_and_nasty_names_cost_little() -> None:
    started = time.process_time()
    for name in ("a" * 10_000, "( " * 5_000, "a." * 5_000, "- dba " * 2_000, "&" * 10_000, "\uff11" * 10_000):
        normalise(name)
    assert time.process_time() - started < 20


@examples(200)
@given(st.text(max_size=80))
def test_normalising_is_idempotent_and_never_fails(name: str) -> None:
    for form in normalise(name):
        assert form.words
        assert all(form.words)
        assert form.compact == "".join(form.words)
    assert normalise(name) == normalise(name)


@examples(100)
@given(
    st.lists(
        st.sampled_from(["Nordhafen", "Müller", "Lumen", "44", "Intl", "GmbH", "&", "Japan"]), min_size=1, max_size=5
    )
)
def test_normalised_words_stay_themselves(parts: list[str]) -> None:
    for form in normalise(" ".join(parts)):
        again = normalise(" ".join(form.words))
        assert again
        assert set(again[0].words) <= set(form.words)


@pytest.mark.parametrize(
    "name", ["Kestrel Joynt Stock Company", "Kestrel Joint Stok Company", "Kestrel Joint Stock Company"]
)
def test_long_forms_with_a_slip_are_forms(name: str) -> None:
    assert normalise(name)[0].words == ("kestrel",)
