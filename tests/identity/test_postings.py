from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prospector.identity.postings import Postings


def test_slots_come_in_rising_order_and_bounded() -> None:
    postings = Postings()
    for slot in range(100):
        (place,) = postings.add([77], slot)
    assert postings.count[place] == 100
    assert postings.slots(place, 5) == [0, 1, 2, 3, 4]
    assert postings.slots(place, 5, before=3) == [0, 1, 2]


def test_growing_keeps_every_key() -> None:
    postings = Postings()
    for slot in range(5_000):
        postings.add([hash(("key", slot)), -1], slot)
    assert all(postings.slots(postings.find(hash(("key", slot))), 9) == [slot] for slot in range(0, 5_000, 37))
    assert postings.find(hash("absent")) == -1
    assert len(postings) == 5_001


STEPS = st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), max_size=60)


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_behaves_as_a_dictionary_of_lists(steps: list[tuple[bool, int]]) -> None:
    postings, plain, dead = Postings(), dict[int, list[int]](), set[int]()
    for slot, (adding, key) in enumerate(steps):
        held = plain.setdefault(key, [])
        if adding:
            postings.add([key], slot)
            held.append(slot)
        elif held:
            gone = held.pop(len(held) // 2)
            dead.add(gone)
            postings.drop(postings.find(key))
        for other, slots in plain.items():
            place = postings.find(other)
            assert (postings.slots(place, 4, None, dead) if place >= 0 else []) == slots[:4]
            assert place < 0 or postings.count[place] == len(slots)
