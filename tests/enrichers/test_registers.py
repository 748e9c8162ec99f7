"""The gate of all registers: whose entry it is, and what is said when that is not sure."""

from __future__ import annotations

import pytest

from enrichers.shared.contact import office_mail, office_phone
from enrichers.shared.entry import Entry
from enrichers.shared.imprint import on_own_pages, read_page, shows
from enrichers.shared.nace import section
from enrichers.shared.piece import piece, words_in
from enrichers.shared.registers import asked_names, known_country, pick, refuse_abroad, same_town
from prospector.research.protocol import Company, FetchFailed, Nothing, Skip, WrongCompany

ACME = Company("Acme", ["acme.no"], country="NO", city="Bergen")


def entry(number="1", name="ACME AS", city="BERGEN", **more) -> Entry:
    return Entry(number, [name], more.pop("country", "NO"), [city] if city else [], **more)


async def test_the_website_decides_even_when_name_and_town_differ(made):
    found = await pick(ACME, made(), [entry(), entry("2", "Holding AS", "OSLO", website="www.acme.no/om")], "R")
    assert found.number == "2"


async def test_name_country_and_town_together_are_proof(made):
    assert (await pick(ACME, made(), [entry("1", city="OSLO"), entry("2")], "R")).number == "2"


@pytest.mark.parametrize(
    "wrong",
    [
        entry(name="ACME EIENDOM AS"),
        entry(city="OSLO"),
        entry(city=""),
        entry(country="SE"),
        entry(website="https://acme-bakeri.no"),
    ],
    ids=["longer name", "other town", "no town", "other country", "other website"],
)
async def test_less_than_that_is_a_doubt_that_says_what_was_compared(made, wrong):
    with pytest.raises(WrongCompany, match=r"asked Acme \(acme\.no, Bergen, NO\); R has ACME"):
        await pick(ACME, made(), [wrong], "R")


async def test_two_namesakes_in_one_town_are_counted(made):
    with pytest.raises(WrongCompany, match="2 companies of that name"):
        await pick(ACME, made(), [entry("123456781"), entry("123456782")], "R")


async def test_the_number_on_the_own_pages_tells_namesakes_apart(made):
    pages = {
        "https://acme.no/": "<html><body>Velkommen <a href='/kontakt'>Kontakt oss</a></body></html>",
        "https://acme.no/kontakt": "<html><body>Org.nr. 123 456 782 MVA</body></html>",
    }
    found = await pick(ACME, made(pages), [entry("123456781"), entry("123456782")], "R")
    assert found.number == "123456782"


async def test_a_struck_off_namesake_does_not_stand_in_the_way(made):
    assert (await pick(ACME, made(), [entry("1", alive=False), entry("2")], "R")).number == "2"


async def test_several_entries_with_the_website_need_the_name(made):
    group = [entry("1", "Acme Holding AS", website="acme.no"), entry("2", website="acme.no")]
    assert (await pick(ACME, made(), group, "R")).number == "2"
    with pytest.raises(WrongCompany, match="2 companies with that website"):
        await pick(ACME, made(), [group[0], entry("3", "Acme Eiendom AS", website="acme.no")], "R")


async def test_no_entry_is_nothing(made):
    with pytest.raises(Nothing):
        await pick(ACME, made(), [], "R")


async def test_own_pages_that_answer_nothing_prove_nothing(made):
    assert await on_own_pages(ACME, made(), {"1": ["123456789"]}) == []
    broken = made({"https://acme.no/": FetchFailed("refused_by_robots", "https://acme.no/", "robots.txt says no")})
    assert await on_own_pages(ACME, broken, {"1": ["123456789"]}) == []


@pytest.mark.parametrize(
    ("company", "country"),
    [
        (Company("A", ["a.no"]), "NO"),
        (Company("A", ["a.co.uk"]), "GB"),
        (Company("A", ["a.io"]), None),
        (Company("A", ["a.com"]), None),
        (Company("A", ["a.com", "a.fi"]), "FI"),
        (Company("A", ["a.no"], country="se"), "SE"),
        (Company("A"), None),
    ],
)
def test_country_by_what_is_known_else_by_domain(company, country):
    assert known_country(company) == country


def test_a_register_asks_nobody_abroad():
    with pytest.raises(Skip, match="not an Estonian company"):
        refuse_abroad(Company("A", ["a.ee"], country="FI"), "EE", "Estonian")
    with pytest.raises(Skip, match="no name"):
        asked_names(Company("  "))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Praha 4", "Prague", True),
        ("PARIS", "Paris 9e", True),
        ("LYON CEDEX 03", "Lyon", True),
        ("Frankfurt", "FRANKFURT AM MAIN", True),
        ("Frankfurt am Main", "Frankfurt (Oder)", False),
        ("Saint-Étienne", "SAINT ETIENNE", True),
        ("Paris", "Parisot", False),
        ("", "Oslo", False),
    ],
)
def test_towns(one, other, same):
    assert same_town(one, other) is same


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("R.C.S. Paris 552 032 534", True),
        ("SIREN:552.032.534", True),
        ("SIRET 552 032 534 00703", True),
        ("FR27552032534", False),
        ("tel 1552032534", False),
    ],
)
def test_a_number_stands_alone_however_grouped(text, stands):
    assert shows(text, "552032534") is stands


def test_short_numbers_prove_nothing():
    assert not shows("since 12345", "12345")


def test_pages_give_visible_words_and_the_links_that_name_who_runs_the_site():
    html = (
        "<html><head><script>123456789</script><style>.a{}</style></head><body><!-- 987654321 -->Hei <b>du</b>"
        "<a href='/produkter'>Produkter</a><a href='/kontakt'>Kontakt</a><a href='https://other.no/imprint'>x</a>"
        "<a href='/legal'>Legal</a><a href='/om-oss'>Om oss</a></body></html>"
    )
    text, links = read_page(html, "https://acme.no/")
    assert text.startswith("Hei du")
    assert "123456789" not in text
    assert "987654321" not in text
    assert links == ["https://acme.no/legal", "https://acme.no/kontakt"]


@pytest.mark.parametrize("broken", ["", "<", "\x00", "<script>" * 20_000, "<a " * 20_000, "<!--" * 50_000])
def test_broken_pages_end(broken):
    read_page(broken, "https://acme.no/")


def test_pieces_are_the_words_at_the_path_not_the_first_of_that_key():
    text = (
        '{"a": {"n": "x"}, "list": [{"n": 1}, {"n" : "x\\u00e9", "m": {"k":\n 5}}], "big": '
        + "9" * 5000
        + ', "z": null}'
    )
    assert piece(text, "a", "n") == '"n": "x"'
    assert piece(text, "list", 1, "n") == '"n" : "x\\u00e9"'
    assert piece(text, "list", 1, "m") == ""
    assert words_in(text, "list", 1, "m") == "5}"
    assert piece(text, "list", 0) == '{"n": 1}'
    assert len(piece(text, "big")) == 300
    assert piece(text, "z") == ""
    for path in (("b",), ("list", 2), ("a", 0), ("list", "n"), ("a", "n", "x")):
        assert piece(text, *path) == words_in(text, *path) == ""


@pytest.mark.parametrize("broken", ["", "[", '{"a"', '{"a":', "nul", "[" * 100_000, '{"a": tru}'])
def test_pieces_of_broken_json_are_empty(broken):
    assert piece(broken, "a") == piece(broken, 0) == words_in(broken, "a") == ""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("postmottak@digdir.no", "postmottak@digdir.no"),
        ("Info@Acme.NO", "info@acme.no"),
        ("acme@acme.no", "acme@acme.no"),
        ("firmapost@acme.no", "firmapost@acme.no"),
        ("kari.nordmann@acme.no", None),
        ("kari@acme.no", None),
        ("acme.as@gmail.com", None),
        ("x@y", None),
        ("", None),
    ],
)
def test_only_mailboxes_of_offices(raw, kept):
    assert office_mail(raw) == kept


@pytest.mark.parametrize(
    ("raw", "region", "kept"),
    [
        ("22 45 10 00", "NO", "+4722451000"),
        ("906 12 345", "NO", None),
        ("(408) 996-1010", "US", "+14089961010"),
        ("123", "NO", None),
        ("", "NO", None),
    ],
)
def test_only_switchboards(raw, region, kept):
    assert office_phone(raw, region) == kept


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("70.10Z", "professional, scientific and technical activities"),
        ("6201", "information and communication"),
        ("01.11", "agriculture, forestry and fishing"),
        ("00", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_sections_of_activities(code, words):
    assert section(code) == words
