from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.identity.known import prepare
from prospector.identity.lighting import lit
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party
from prospector.identity.typed import candidates
from tests.chance import examples

Make = Callable[..., Party]


def test_spellings_with_the_same_domain_are_same(base: Matcher, company: Make) -> None:
    one = company("1", "Nordhafen Logistik GmbH", "https://www.nordhafen.example/kontakt", country="DE")
    other = company("2", "NORDHAFEN LOGISTIK", "nordhafen.example", country="Germany")
    decision = base.compare(one, other)
    assert decision.verdict == "same"
    assert decision.score > 0.9
    assert "same domain" in decision.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Nordhafen Logistik GmbH", "country": "DE"}, {"name": "Nordhafen Logistik Inc", "country": "US"}),
        ({"name": "Apex Systems", "country": "DE"}, {"name": "Apex Systems", "country": "AU"}),
        ({"name": "Lumen Bank", "lei": "A" * 20}, {"name": "Lumen Bank", "lei": "B" * 20}),
        ({"name": "Kestrel Capital Partners V LP"}, {"name": "Kestrel Capital Partners VI LP"}),
        ({"name": "Kestrel AG", "country": "CH"}, {"name": "Kestrel India Ltd", "country": "IN"}),
        ({"name": "Kestrel Holding AG"}, {"name": "Kestrel AG"}),
        ({"name": "Smith & Co", "city": "Leeds"}, {"name": "Smith & Co", "city": "Bristol"}),
        ({"name": "Maria's Bakery", "domain": "gmail.com"}, {"name": "Maria's Movers", "domain": "gmail.com"}),
        (
            {"name": "Kestrelle", "domain": ""},
            {"name": "Kestrelle S.r.l.", "domain": "kestrelle.it", "country": "IT"},
        ),
        (
            {"name": "Kestrel #12 Leeds", "domain": "kestrel.test"},
            {"name": "Kestrel #14 York", "domain": "kestrel.test"},
        ),
    ],
)
def test_never_same(base: Matcher, company: Make, one: dict[str, str], other: dict[str, str]) -> None:
    assert base.compare(company("1", **one), company("2", **other)).verdict != "same"


def test_namesakes_with_different_lei_are_set_apart(base: Matcher, company: Make) -> None:
    one = company("1", "Nordhafen Logistik GmbH", lei="529900AAAAAAAAAAAA01")
    other = company("2", "Nordhafen Logistik GmbH", lei="529900BBBBBBBBBBBB02")
    decision = base.compare(one, other)
    assert decision.verdict in {"related", "different"}
    assert "different LEIs" in decision.why


def test_common_words_alone_are_nothing(base: Matcher, company: Make) -> None:
    assert base.compare(company("1", "National Bank"), company("2", "National Express")).verdict == "different"


def test_words_common_in_this_base_weigh_less(base: Matcher, company: Make) -> None:
    rare = base.compare(company("1", "Zephyrine Works"), company("2", "Zephyrine"))
    common = base.compare(company("1", "Alder Works"), company("2", "Alder"))
    assert rare.score > common.score


def test_parent_and_daughter_are_related(base: Matcher, company: Make) -> None:
    parent = company("1", "Kestrelle AG", country="CH")
    daughter = company("2", "Kestrelle India Limited", country="IN")
    assert base.compare(parent, daughter).verdict == "related"


def test_sisters_in_bracketed_places_are_not_proposed(base: Matcher, company: Make) -> None:
    one, other = company("1", "Bank of Kestrelle (Singapore) Ltd"), company("2", "Bank of Kestrelle (Australia) Ltd")
    assert base.compare(one, other).verdict in {"related", "different"}


def test_a_foundation_is_related_to_the_company_of_its_name(base: Matcher, company: Make) -> None:
    one, other = company("1", "Stiftung Lindwurm Quarz"), company("2", "Lindwurm Quarz GmbH")
    assert base.compare(one, other).verdict == "related"


def test_letters_swapped_are_a_slip(base: Matcher, company: Make) -> None:
    assert base.compare(company("1", "Nordahfen Inc."), company("2", "Nordhafen Inc.")).verdict == "review"


def test_lookup_finds_by_what_is_typed_so_far(base: Matcher, company: Make) -> None:
    base.add(company("n", "Nordhafen Logistik GmbH"))
    for typed in ("nordh", "Nordhafen", "nordhafen log", "NORDHAFEN LOGISTIK"):
        best = base.lookup(Party("", (typed,)))[0]
        assert best.id == "n"
        assert "Nordhafen" in best.words
        assert best.why


def test_a_name_still_being_typed_scores_the_more_the_longer_it_is_but_below_a_match(
    base: Matcher, company: Make
) -> None:
    base.add(company("n", "Nordhafen Logistik GmbH"))
    scores = [base.lookup(Party("", (typed,)))[0].score for typed in ("no", "nordh", "nordhafen", "nordhafen logistik")]
    assert scores[:2] == [0.1365, 0.1672], "0.29 of four tenths and of six tenths by the letters typed"
    assert scores[1] < 0.29 < scores[2] < scores[3]
    assert lit("No 1 Nordhafen", {"nordhafen"}) == ("Nordhafen",), "two letters begin too much"
    assert lit("Nor Nordhafen", {"nordhafen"}) == ("Nor", "Nordhafen")
    assert lit("Face Book AG", {"facebook"}) == ("Face", "Book")


def test_lookup_by_alias_initials_and_domain(base: Matcher, company: Make) -> None:
    base.add(company("k", ("Kobold Versand AG", "Lindwurm Handel"), "kobold.example"))
    base.add(company("i", "Interstellar Barge Manifests Corporation", "ibm.example"))
    assert base.lookup(Party("", ("Lindwurm Handel",)))[0].id == "k"
    assert base.lookup(Party("", ("anything",), ("https://kobold.example/x",)))[0].id == "k"
    assert base.lookup(Party("", ("IBM",), ("ibm.example",)))[0].id == "i"


def test_initials_are_asked_about_where_they_are_those_of_few_and_other_names_are_not(
    base: Matcher, company: Make
) -> None:
    for key, name in (("i", "Interstellar Barge Manifests Corporation"), ("j", "Iris Brandt Meyer")):
        base.add(company(key, name))
    found = base.lookup(Party("", ("IBM",)))
    assert {(one.id, one.verdict) for one in found} == {("i", "review"), ("j", "review")}
    base.add(company("k", "Ilex Bau Mitte"))
    assert {one.verdict for one in base.lookup(Party("", ("IBM",)))} == {"different"}
    assert [(one.name, one.verdict) for one in base.lookup(Party("", ("Alder Umbra",)))] == [
        ("Alder Systems Ltd", "different")
    ]
    assert [one.whole for one in base.lookup(Party("", ("Alder Bank",)))][:2] == [True, False]
    for nobody in (Party("", ("Umbra Bank",), country="FR"), Party("", ("Alder Logistik AG",), country="DE")):
        assert base.lookup(nobody) == []


@pytest.mark.parametrize(
    "shared",
    [{"domains": ("kobold.example",)}, {"phones": ("+49 731 778899",)}, {"registry_ids": ("HRB 77",)}, {"lei": "5299"},
     {"address": "Ringstr. 12"}],
)  # fmt: skip
def test_one_key_that_is_its_own_finds_a_record_whatever_it_is_called(base: Matcher, shared: Any) -> None:
    base.add(Party("k", ("Kobold Versand Lindwurm Quarz Zephyr",), **shared))
    name = ("Umbra Zorro Lumen Kestrel Egret",)
    assert [one.id for one in candidates(prepare(Party("", name, **shared)), base._index)] == ["k"]
    assert list(candidates(prepare(Party("", name)), base._index)) == []


def test_two_words_that_many_have_find_the_one_that_has_both() -> None:
    crowded = Matcher()
    for number in range(80):
        crowded.add(Party(f"a{number}", (f"Alder Quux{number * 7919}",)))
        crowded.add(Party(f"s{number}", (f"Zork{number * 7919} Steel",)))
        if number == 70:
            crowded.add(Party("both", ("Alder Steel GmbH",)))
    assert crowded.lookup(Party("", ("Alder Steel",)))[0].id == "both"
    assert crowded.lookup(Party("", ("Steel Alder",)))[0].id == "both"
    assert crowded.lookup(Party("", ("Alder Ste",)))[0].id == "both", "found while the second word is typed"
    assert crowded.lookup(Party("", ("AlderSteel",)))[0].id == "both"
    crowded.add(Party("again", ("Alder-Steel Ltd",)))
    crowded.add(Party("joined", ("Aldersteel",)))
    found = {(one.left, one.right) for one in crowded.pairs() if {one.left, one.right} <= {"both", "again", "joined"}}
    assert found == {("both", "again"), ("both", "joined"), ("again", "joined")}


def test_lookup_of_initials_written_apart(base: Matcher, company: Make) -> None:
    base.add(company("j", "QRBrandt Hartmann & Co."))
    base.add(company("k", "I.J. Lindwurm Werke"))
    assert base.lookup(Party("", ("Q.R. Brandt",)))[0].id == "j"
    assert base.lookup(Party("", ("IJ Lindwurm",)))[0].id == "k"
    assert base.lookup(Party("", ("IJLindwurm Werke",)))[0].id == "k"


def test_lookup_through_a_slip_of_the_finger(base: Matcher, company: Make) -> None:
    base.add(company("n", "Nordhafen Logistik GmbH"))
    found = base.lookup(Party("", ("Nordhaven Logistik",)))[0]
    assert found.id == "n"
    assert found.verdict == "review"


def test_what_is_removed_is_not_found(base: Matcher, company: Make) -> None:
    base.add(company("n", "Nordhafen Logistik GmbH"))
    size = len(base)
    base.remove("n")
    base.remove("n")
    assert len(base) == size - 1
    assert base.lookup(Party("", ("Nordhafen",))) == []
    assert base.lookup(Party("", ("nordh",))) == []


def test_adding_again_replaces(base: Matcher, company: Make) -> None:
    base.add(company("n", "Nordhafen Logistik GmbH"))
    base.add(company("n", "Sudhafen Spedition GmbH"))
    assert base.lookup(Party("", ("Nordhafen",))) == []
    assert base.lookup(Party("", ("Sudhafen",)))[0].id == "n"


def test_a_record_is_not_its_own_match(base: Matcher, company: Make) -> None:
    mine = company("n", "Nordhafen Logistik GmbH")
    base.add(mine)
    assert all(match.id != "n" for match in base.lookup(mine))


@pytest.mark.parametrize("name", ["", "!", "a", "GmbH", "🙂", "ש", "x" * 10_000, "日本", "\u202eabc", "\ud800"])
def test_odd_names_are_answered(base: Matcher, name: str) -> None:
    base.add(Party("odd", (name,)))
    assert isinstance(base.lookup(Party("q", (name,))), list)
    assert all(0 <= match.score <= 1 for match in base.lookup(Party("q", (name,))))


def test_pairs_do_not_depend_on_order(company: Make) -> None:
    parties = [
        company("1", "Nordhafen Logistik GmbH", "nordhafen.example"),
        company("2", "Nordhafen Logistics", "nordhafen.example"),
        company("3", "Lumen Bank"),
        company("4", "Lumen Bank plc", city="York"),
        company("5", "Lumenn Bank"),
    ]
    found = []
    for order in (parties, parties[::-1]):
        matcher = Matcher()
        for party in order:
            matcher.add(party)
        found.append(
            {(*sorted((pair.left, pair.right)), pair.score, pair.verdict, pair.why) for pair in matcher.pairs()}
        )
    assert found[0] == found[1]
    assert found[0]


NAMES = st.text(max_size=24) | st.sampled_from(["Nordhafen GmbH", "Nordhafen (UK) Ltd", "JP Morgan", "Lumen dba Licht"])
PARTIES = st.builds(
    Party,
    id=st.just("x"),
    names=st.lists(NAMES, min_size=1, max_size=2).map(tuple),
    domains=st.sampled_from([(), ("nordhafen.example",), ("gmail.com",), ("\x00",)]),
    country=st.sampled_from([None, "DE", "Germany", "??"]),
    city=st.none() | st.text(max_size=6),
    address=st.none() | st.text(max_size=12),
    phones=st.sampled_from([(), ("+49 40 111111",), ("x",)]),
    lei=st.sampled_from([None, "A1", "B2"]),
)


@examples(120)
@given(PARTIES, PARTIES)
def test_matching_is_symmetric(one: Party, other: Party) -> None:
    matcher = Matcher()
    matcher.add(Party("a", ("Nordhafen Logistik",)))
    there, back = matcher.compare(one, other), matcher.compare(other, one)
    assert (there.score, there.verdict, there.why) == (back.score, back.verdict, back.why)
    assert set(there.words) == set(back.words)
    assert 0 <= there.score <= 1


def test_importing_loads_no_heavy_library() -> None:
    heavy = "('rapidfuzz', 'tldextract', 'phonenumbers', 'idna')"
    code = f"import sys, prospector.identity.dedupe; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_labelled_traps(traps: tuple[list[dict[str, str]], dict[tuple[str, str], int]]) -> None:
    records, labels = traps
    matcher = Matcher()
    for row in records:
        matcher.add(
            Party(
                row["id"],
                (row["name"],),
                (row["domain"],) if row["domain"] else (),
                country=row["country"] or None,
                city=row["city"] or None,
                phones=(row["phone"],) if row["phone"] else (),
            )
        )
    verdicts = {(min(p.left, p.right), max(p.left, p.right)): p.verdict for p in matcher.pairs()}
    proposed = {key for key, label in labels.items() if label != 2 and verdicts.get(key) in {"same", "review"}}
    right = sum(labels[key] == 1 for key in proposed)
    f1 = 2 * right / (len(proposed) + sum(label == 1 for label in labels.values()))
    assert f1 >= 0.9
    assert not [key for key, label in labels.items() if label != 1 and verdicts.get(key) == "same"]
