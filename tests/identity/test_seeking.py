from __future__ import annotations

from collections.abc import Callable

import pytest

from prospector.identity.batch import Batch
from prospector.identity.intake import Intake
from prospector.identity.known import parcel
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


def test_a_shared_word_is_settled_by_a_field_that_contradicts(company: Callable[..., Party]) -> None:
    one, other = "Nordhafen", "Kestrel Nordhafen"
    assert weighed(company("a", one), company("b", other)) == 1
    assert weighed(company("a", one, city="York"), company("b", other, city="Leeds")) == 0


def test_a_field_that_agrees_is_reason_enough(company: Callable[..., Party]) -> None:
    assert weighed(*(company(name, name, address="7 Mill Road") for name in ("Alder", "Birch", "Cedar"))) == 3
    assert weighed(*(company(name, name, f"{name}.example") for name in ("Alder", "Birch", "Cedar"))) == 0
