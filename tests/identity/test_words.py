"""Names, words, places taken apart: what each spelling becomes, letter by letter, and how far two words may be one."""

from __future__ import annotations

import pytest

from prospector.identity import han, legal, place, vocabulary
from prospector.identity.fold import fold, sound
from prospector.identity.known import keys, prepare
from prospector.identity.lexicon import deletions, telling
from prospector.identity.likeness import likeness, may_be_like, shortens
from prospector.identity.name import NameForm, normalise
from prospector.identity.party import Party
from prospector.identity.since import told_already
from prospector.identity.survivorship import BOTH, LEFT, RIGHT, FieldChoice, Side, Written, choose, kept_text

NAMES = """
The Kestrel Works, Inc. => kestrel works / / corporation corporation / / / / kw
Kestrel & Sons => kestrel / / company company / / / / k
Kestrel+Umbra => kestrel umbra / / / / kestrel and umbra / / ku
Kestrel's Höfe => kestrels hofe / / / / / / kh
Kestrel's Works => kestrels works / / / / / / kw
Müller Söhne AG => muller sohne / / public ag / / / / ms
Duerr Werke => durr werke / / / / / / dw
Studio Forty-Four => studio 44 / 44 / / / / studiofortyfour / sff
Fund Twenty One B => fund 21 b / 21 / / / / fundtwentyoneb / ftob
Capital Partners V => capital partners 5 / 5 / / / / capitalpartnersv / cpv
Capital V => capital v / / / / / / cv
Kestrel 2019-A LLC => kestrel 2019a / 2019a / limited llc / / / / k2
3 M => 3m / 3m / / / / / 3
A-B-C Werke => abc werke / / / / / / aw
J.P. Brandt => jp brandt / / / / / / jb
Q. R. Brandt & Co. => qr brandt / / company company / / / / qb
I J Lindwurm => ij lindwurm / / / / / / il
H and M => hm / / / / / / h
at & t => att / / / / / / a
Bank of Kestrel => bank kestrel / / / / bank of kestrel / / bk
Of Kestrel => of kestrel / / / / / kestrel / k
United States of America Kestrel => us kestrel / / / / / / uk
USA Kestrel => us kestrel / / / / / / uk
Kestrel United Kingdom => kestrel uk / / / / / / ku
kestrel.com => kestrel / / / / / / k
Kestrel #12 => kestrel 12 / 12 / / / / / k1
Kestrel No. 7 => kestrel 7 / 7 / / / / / k7
DIODES INC /DEL/ => diodes / / corporation corporation / / / / d
M/s Kestrel => kestrel / / / / / / k
Kestrel AG - Berlin => kestrel berlin / / public ag / / / / kb
Kestrel S.A. - Petrolomb => kestrel / / public sa / / / / k + petrolomb / / / / / / p
Kestrel | Careers => kestrel / / / / / / k
Kestrel SE - Homepage => kestrel / / public ag / / / / k
Kestrel (Thailand) Ltd => kestrel / / limited ltd / thailand / / / k
Kestrel(Thailand)Ltd => kestrel / / limited ltd / thailand / / / k
KB (Kobo) => kb / / / kobo / / / k + kobo / / / / / / k
KB (Kessler and Brandt) => kb / / / kessler brandt / / / k + kessler brandt / / / / kessler and brandt / / kb
Kessler Brandt (KB12) => kessler brandt / / / kb12 / / / kb
Kestrel (Pty) Ltd => kestrel / / limited ltd / / / / k
Kestrel (formerly Umbra Inc.) => kestrel / / / / / / k + umbra / / corporation corporation / / / / u
Kestrel f/k/a Umbra => kestrel / / / / / / k + umbra / / / / / / u
Kestrel vormals Umbra => kestrel / / / / / / k + umbra / / / / / / u
(Kestrel => kestrel / / / / / / k
Limited => limited / / / / / / l
Ltd Co => ltd / / company company / / / / l
Kestrel the => kestrel / / / / / / k
a Kestrel => a kestrel / / / / / / ak
Kestrel Intl => kestrel international / / / / / kestrelintl / ki
Les Trois Brasseurs => les 3 brasseurs / 3 / / / / lestroisbrasseurs / tb
Kestrel et Umbra => kestrel umbra / / / / kestrel and umbra / / ku
Kestrel Corporatioon => kestrel / / corporation corporation / / / / k
Kestrel Ltdd => kestrel / / limited ltd / / / / k
Kestrel Lmited => kestrel / / limited ltd / / / / k
Kestrel and Ltd => kestrel / / limited ltd / / / / k
北京华新科技有限公司 => 北京 华新 科技 / / limited kk / / / / 北华科
בע"מ Kestrel => bam kestrel / / / / / / bk
"""
"""A name, and each it holds: words / numbers / legal form / words in brackets / all words / as it was written / initials."""


def told(form: NameForm) -> str:
    parts = (
        form.words, form.numbers, [" ".join(one) for one in form.legal], form.qualifiers,
        form.full if form.full != form.words else (), [form.squeezed] if form.squeezed != form.compact else (), [form.initials],
    )  # fmt: skip
    return " / ".join(" ".join(one) for one in parts).replace("  ", " ")


@pytest.mark.parametrize("line", NAMES.strip().splitlines(), ids=lambda line: line.partition(" => ")[0])
def test_a_name_is_taken_apart(line: str) -> None:
    name, _, expected = line.partition(" => ")
    assert " + ".join(map(told, normalise(name))) == expected


def test_only_the_first_400_characters_of_a_name_count() -> None:
    (form,) = normalise("x" * 450)
    assert form.compact == "x" * 400


@pytest.mark.parametrize(
    ("like", "pairs"),
    [
        (1.0, "a a|lumen4 lumen4"), (0.97, "abc abcs"), (0.95, "philips filips|cafe kafe"),
        (0.94, "lumen lumne|nordhafn nordhafen|nordahfen nordhafen|nordhafen nordhaven|nordhafenwer nordhafenwerk"),
        (0.88, "alpine alpina|schmidt schmitt"), (0.86, "abcdefghij abxyefghij"),
        (0.8, "int international|intl international|kstrl kestrel|stg stroganoff|strgnf stroganoff|x xab"),
        (0.75, "lumen lumin|abcde bacde|nardhofinwerk nordhafenwerk|abcdefghijkl axydefghzjkl"),
        (0.7, "kastrl kestrel|nordhfan nordhafen|nardhofen nordhafen|abcdefg abxyefg"), (0.6, "bas base|abcd abce|abcd bacd"),
        (0.0, ("ab abs|bas bus|ks kestrel|nordhofen sordhaven|nardhofin nordhafen|nardhofinwork nordhafenwerk|lumen4 lumen5|"
              "abcdef abcxyf|abcdefghijk axydefghzjk|x xa|in inc|strgnfx stroganoffx|nrdhfnwrk nordhafenwerk")),
    ],
)  # fmt: skip
def test_how_far_two_words_may_be_one(like: float, pairs: str) -> None:
    for one, other in (pair.split() for pair in pairs.split("|")):
        assert (one, other, likeness(one, other), likeness(other, one)) == (one, other, like, like)
        assert may_be_like(one, other) or not like
        assert shortens(*sorted((one, other), key=len)) == (like == 0.8), (one, other)
    assert not may_be_like("nordhofen", "sordhaven"), "another beginning and two slips in nine letters"
    assert may_be_like("nordhofen", "sordhofen")
    assert may_be_like("abcdefghijkl", "xbcdefghij"), "two letters more or fewer"
    assert not may_be_like("abcdefghijkl", "xbcdefghi")
    slips = [
        ("abcdef", "xbcdyf"),
        ("abcdefg", "xbcdyfg"),
        ("abcdefghijk", "xbcdyfghzjk"),
        ("abcdefghijkl", "xbcdyfghzjkl"),
    ]
    assert [may_be_like(*both) for both in slips] == [False, True, False, True], (
        "two from seven letters on, three from twelve"
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("北京华新科技", "北京 华新 科技"), ("株式会社东光", "东光 株式会社"), ("东光株式会社", "东光 株式会社"),
        ("株式会社东光有限公司", "东光 有限公司 株式会社"), ("京", "京"),
        ("北京市华新", "北京 华新"), ("abc东光", "abc 东光"), ("kestrel", "kestrel"), ("科技", "科技"), ("北京科技", "北京 科技"),
        ("深圳南山科技贸易", "深圳 南山 科技 贸易"), ("北京华", "北京华"),
    ],
)  # fmt: skip
def test_a_name_in_han_characters_has_parts(word: str, parts: str) -> None:
    assert " ".join(han.parts(word)) == parts


def test_a_slip_in_a_short_form_is_the_form_but_a_word_is_a_word() -> None:
    for slip in ("ltdd", "lttd", "inx", "corpp", "gmhb", "lcl"):
        assert legal.strip(["kestrel", slip])[0] == ["kestrel"], slip
    for word in ("inn", "core", "led", "lumen", "limes"):
        assert legal.strip(["kestrel", word]) == (["kestrel", word], []), word
    assert legal.strip(["kestrel", "umbra", "corporatioon"])[0] == ["kestrel", "umbra"]
    assert legal.strip(["kestrel", "corporatioon"])[1] == [("corporation", "corporation")]
    assert legal.strip(["kestrel", "and", "and", "ltd"])[0] == ["kestrel"]
    assert legal.strip(["and", "ltd"])[0] == ["and"]
    assert legal.strip(["joynt", "stock", "company"])[0] == ["joynt", "stock"], "a form is not all of a name"


def test_every_form_of_the_table_goes_from_the_end_but_words_that_only_begin_a_name() -> None:
    kept = [
        " ".join(form)
        for form in legal._trailing()
        if legal.strip(["kestrel", "umbra", *form])[0] != ["kestrel", "umbra"]
    ]
    assert sorted(kept) == ["at", "cia", "fondazione", "fundacao", "fundacion", "ip", "pt", "stichting", "stiftelsen"]


@pytest.mark.parametrize(
    ("given", "words", "house", "street"),
    [
        ("12 Hafenstraße", "12 hafen", "12", "hafen"), ("Hafenstr. 12", "hafen 12", "12", "hafen"),
        ("1st Floor, 12 North Main Street", "1 fl 12 n main st", "1", "12 main"),
        ("221b Baker St.", "221b baker st", "221b", "baker"),
        ("PO Box 7", "po box 7", "7", ""), ("Suite 5, 3rd Avenue", "ste 5 3 ave", "5", "3"), ("", "", "", ""),
        (" ".join("abcdefghijklmnop"), " ".join("abcdefghijkl"), "", "a b c d f g h i j k l"),
    ],
)  # fmt: skip
def test_an_address_is_a_house_and_a_street(given: str, words: str, house: str, street: str) -> None:
    found = place.address_words(given)
    assert (" ".join(found), place.house_number(found), " ".join(sorted(place.street_words(found)))) == (
        words,
        house,
        street,
    )


def test_towns_codes_and_telephones_are_compared_in_one_spelling() -> None:
    assert place.city_key("The Hague") == "hague"
    towns = ("Frankfurt am Main", "New York City", "Paris, France", "Lyon (69)", "Leeds/York", "Paris Cedex", "", None)
    assert [place.city_key(one) for one in towns] == ["frankfurt", "newyork", "paris", "lyon", "leeds", "paris", "", ""]
    codes = ("02134-1234", "02134", "SW1A 1AA", "D-20095", "12345-67890", "", None)
    assert [place.postcode_key(one) for one in codes] == ["2134", "2134", "sw1a1aa", "d20095", "1234567890", "", ""]
    phones = (
        "+49 (40) 111-1111",
        "040 1111111",
        "12345",
        "123456",
        "040 1111111 ext 12",
        "1234567 x5",
        "tel 0401111111",
    )
    assert [place.phone_key(one) for one in phones] == [
        "01111111", "01111111", "", "123456", "01111111", "1234567", "01111111",
    ]  # fmt: skip


def test_numbers_in_words_and_roman_are_numbers() -> None:
    english = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    roman = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx"
    known = vocabulary.numbers()
    assert [known[word] for word in english.split()] == [str(number) for number in range(2, 19)]
    assert [known[word] for word in roman.split()] == [str(number) for number in range(2, 21) if number not in {5, 10}]
    assert [known[word] for word in ("twenty", "ninety", "fourty", "trois", "zwei")] == ["20", "90", "40", "3", "2"]


def test_a_party_is_found_under_all_that_is_its_own() -> None:
    party = Party(
        "x", ("Nordhafen Logistik Nord GmbH", "Nln"), ("www.nord-hafen.example",), phones=("+49 40 1234567",),
        address="Ringstr. 12", registry_ids=("HRB 7",), lei="L-1",
    )  # fmt: skip
    assert sorted(keys(prepare(party))) == [
        "a12 ring", "cnln", "cnordhafen", "cnordhafenlogistiknord", "dnord-hafen.example", "inln", "pnordhaf",
        "rhrb7", "rl1", "snln", "snordhafenlogistiknord", "t01234567",
    ]  # fmt: skip


def test_what_undoing_has_told_is_not_told_again() -> None:
    kept = ["“Acme”: city, why changed since", "“Bolt”: place changed since"]
    for sentence, known in (
        ("city of Acme was changed since: stays with Acme", True),
        ("city, why of Acme were changed since: stays with Acme", True),
        ("city, pain of Acme were changed since: stays with Acme", False), ("city of Bolt was changed since", False),
        ("place on the list of Bolt was changed since: stays with Bolt", True), ("1 touch since: stays with Acme", False),
    ):  # fmt: skip
        assert told_already(sentence, kept) is known, sentence


def test_a_word_tells_the_more_the_fewer_hold_it() -> None:
    assert [round(telling("kestrel", *seen), 2) for seen in ((0, 0), (1, 1), (10, 1_000))] == [14.61, 10.86, 8.22]
    assert [round(telling("bank", *seen), 2) for seen in ((0, 0), (1, 1), (10, 1_000))] == [6.06, 6.01, 6.23]
    common = ("科技", "北京", "france", "hotel", "smith", "the", "x", "umbra")
    assert [round(telling(word, 0, 0), 2) for word in common] == [6.64, 6.64, 6.06, 8.38, 8.97, 5.06, 7.97, 14.61]
    assert list(deletions("abcd")) == ["abcd", "bcd", "acd", "abd", "abc"]
    assert list(deletions("aabb")) == ["aabb", "abb", "aab"]
    assert [list(deletions(one)) for one in ("abc", "abc1")] == [[], []]
    assert max(map(len, deletions("abcdefghijklmnop"))) == len("abcdefghijklmn")


def test_words_that_sound_alike_have_one_key() -> None:
    heard = {
        "schmidt": "smidt", "shcherba": "serba", "philips": "filips", "quick": "kvik", "katz": "kas", "taxi": "taksi",
        "wyoming": "vioming", "maier": "maer", "marie": "mar", "committee": "komite", "khan": "han",
        "thomas": "tomas", "ai": "ai",
    }  # fmt: skip
    assert {word: sound(word) for word in heard} == heard
    assert fold("ŁÓDŹ Ærø Straße Василёк Ελλάς トヨタ 東京") == "lodz aero strasse vasilek ellas toyota 东京"


def side(key: str, stage: str = "named", **own: Written) -> Side:
    return Side(
        key,
        {name: own.get(name, Written()) for name in ("name", "domain", "country", "city", "pain", "why")},
        stage=stage,
    )


def test_what_stays_of_an_accounts_own_values_and_by_which_rule() -> None:
    def kept(left: Written, right: Written, name: str = "city") -> tuple[str, str]:
        found = next(one for one in choose(side("a", **{name: left}), side("b", **{name: right})) if one.field == name)
        return found.chosen, found.rule

    old, new = Written("Ulm", at="2026-01-01"), Written("Bonn", at="2026-02-01")
    assert kept(old, new) == (RIGHT, "the newer value")
    assert kept(new, old) == kept(Written("Ulm", at="1"), Written("Bonn", at="1")) == (LEFT, "the newer value")
    assert kept(Written("Ulm", by_person=False, at="2"), Written("Bonn", at="1")) == (
        RIGHT,
        "a person's value over a machine's",
    )
    assert kept(Written("Ulm", confirmed=True, at="1"), new) == (LEFT, "confirmed over read")
    assert kept(old, Written("Bonn", confirmed=True)) == (RIGHT, "confirmed over read")
    assert kept(old, new, "name") == kept(old, new, "domain") == (LEFT, "shown; the other stays beside it")
    assert kept(old, new, "pain") == (BOTH, "both can be true")
    assert kept(old, Written("ULM")) == (LEFT, "both say so")
    assert kept(old, Written()) == (LEFT, "only one says so")
    assert kept(Written(), new) == (RIGHT, "only one says so")
    assert kept(Written(), Written()) == (LEFT, "only one says so")


@pytest.mark.parametrize(
    ("left", "right", "further"),
    [("named", "lead", RIGHT), ("lead", "named", LEFT), ("nurture", "named", RIGHT), ("named", "dropped", LEFT),
     ("nurture", "dropped", LEFT), ("qualified", "opportunity", RIGHT)],
)  # fmt: skip
def test_the_stage_that_is_further_along_stays(left: str, right: str, further: str) -> None:
    (found,) = [one for one in choose(side("a", left), side("b", right)) if one.field == "stage"]
    assert (found.chosen, found.rule, found.fixed) == (further, "further along", True)


def test_both_texts_stay_where_both_can_be_true() -> None:
    assert kept_text(FieldChoice("pain", "late", "dear", BOTH, "")) == "late; dear"
    assert kept_text(FieldChoice("pain", "late", "late", BOTH, "")) == "late"
    assert kept_text(FieldChoice("pain", "", "dear", BOTH, "")) == "dear"
    assert [kept_text(FieldChoice("pain", "late", "dear", one, "")) for one in (LEFT, RIGHT)] == ["late", "dear"]
