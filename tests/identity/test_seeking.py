from __future__ import annotations

from collections.abc import Callable

import pytest

from prospector.identity.batch import Batch
from prospector.identity.intake import Intake
from prospector.identity.known import parcel
from prospector.identity.lexicon import telling
from prospector.identity.party import Party


def weighed(*parties: Party) -> int:
    """Return how many pairs are weighed, after a hundred records that have nothing to do with them."""
    intake = Intake()
    for place in range(100):
        intake.put(parcel(Party(f"f{place}", (f"Filler{place * 7919} Works",))))
    for party in parties:
        intake.put(parcel(party))
    batch = Batch(intake)
    for _ in batch.pairs(range(100, len(batch))):
        pass
    return batch.weighed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordhafen Logistik", "Nordhafen Logistik"),
        ("Nordhafen Logistics", "Nordhaven Logistics"),
        ("Nord Hafen Brandt", "Nordhafen Brandt"),
        ("Nordhafen Brandt", "Nord Hafen Brandt"),
        ("Nordhafen", "Norddeutsche Hafen Gesellschaft dba Nordhafen"),
    ],
)
def test_spellings_of_one_name_are_weighed(company: Callable[..., Party], one: str, other: str) -> None:
    assert weighed(company("a", one, city="York"), company("b", other, city="Leeds")) == 1


@pytest.mark.parametrize("names", [("Zephyr Quarz", "Zephyrquarz Ilex"), ("Zephyrquarz Ilex", "Zephyr Quarz")])
def test_two_words_that_another_writes_as_one_are_shared(company: Callable[..., Party], names: tuple[str, str]) -> None:
    assert weighed(*(company(name, name) for name in names)) == 1


def test_a_word_that_nobody_holds_tells_most(company: Callable[..., Party]) -> None:
    intake = Intake()
    for place in range(50):
        intake.put(parcel(company(f"c{place}", f"Nordhafen {'Umbra' if place else 'Kestrel'}")))
    bits = Batch(intake).bits
    assert [bits(word) for word in ("zorro", "kestrel", "umbra")] == [telling(word, held, 50) for word, held in (
        ("zorro", 0), ("kestrel", 1), ("umbra", 49))]  # fmt: skip


def test_a_shared_word_is_settled_by_a_field_that_contradicts(company: Callable[..., Party]) -> None:
    one, other = "Nordhafen", "Kestrel Nordhafen"
    assert weighed(company("a", one), company("b", other)) == 1
    assert weighed(company("a", one, city="York"), company("b", other, city="Leeds")) == 0


def test_a_field_that_agrees_is_reason_enough(company: Callable[..., Party]) -> None:
    assert weighed(*(company(name, name, address="7 Mill Road") for name in ("Alder", "Birch", "Cedar"))) == 3
    assert weighed(*(company(name, name, f"{name}.example") for name in ("Alder", "Birch", "Cedar"))) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Quarz Kestrelmanufaktur Nordhafen", "Nordhafen Birkenfelderhof Quarz", 0),
        ("Quarz Kestrelmanufaktur Nordhafen", "Quarz Kastellmanufaktur Nordhafen", 1),
        ("Nordhafen", "Quarz Nordhafen", 1),
    ],
    ids=["two of three words", "written much alike", "one within the other"],
)
def test_most_words_shared_is_not_enough_where_the_rest_is_written_otherwise(
    company: Callable[..., Party], one: str, other: str, expected: int
) -> None:
    assert weighed(company("a", one), company("b", other)) == expected


def crowd() -> list[Party]:
    """Return 330 records: words that many share, slips, two words written as one, domains, telephones and addresses of many."""
    stems = ("Nord", "Sued", "Ost", "Alder", "Birch", "Quarz", "Ilex", "Lumen", "Zephyr", "Kestrel")
    ends = ("hafen", "brook", "feld", "stein", "vik")
    trades = ("Logistik", "Logistics", "Systems", "Bank", "Energy", "Pumpen")
    names = [f"{stem}{end} {trade}" for stem in stems for end in ends for trade in trades]
    parties = []
    for place, name in enumerate(names):
        slip = (
            name.replace("e", "a", 1)
            if place % 7 == 0
            else name.replace("hafen", " Hafen")
            if place % 11 == 0
            else name
        )
        parties.append(
            Party(
                f"p{place}", (slip,) if place % 13 else (slip, f"Formerly {place * 7919}"),
                (("crowd.example",) if place % 17 == 0 else (f"d{place // 2}.example",) if place % 5 == 0 else ()),
                city=("Ulm", "Bonn", None)[place % 3], address=f"Ringstr. {place % 37}" if place % 4 == 0 else None,
                phones=(f"0731 {100_000 + place % 41}",) if place % 6 == 0 else (),
            )
        )  # fmt: skip
    return parties + [Party(f"x{place}", (f"Prefixed{chr(97 + place)} {place * 104_729}",)) for place in range(30)]


def test_who_is_worth_a_comparison_among_many() -> None:
    """The figures are those of the rules as they were measured: a change of either is one of what is found."""
    intake = Intake()
    for party in crowd():
        intake.put(parcel(party))
    batch = Batch(intake)
    found = list(batch.pairs(range(len(batch))))
    candidates = sum(len(batch.earlier(slot)) for slot in range(len(batch)))
    assert (batch.weighed, candidates, len(found)) == (1_094, 1_103, 192)
    assert sum(one.score for one in found) == pytest.approx(7.04, abs=0.01)
