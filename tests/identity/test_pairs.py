from __future__ import annotations

from prospector.identity.matcher import Pair
from prospector.identity.pairs import Pairs

IDS = ["a", "b", "c", "d"]


def pairs() -> Pairs:
    found = Pairs(IDS)
    found.put(0, 3, 0.5, "review", ("'x' and 'y' are much alike", "same town"))
    found.put(1, 2, 0.9876, "same", ())
    found.put(0, 1, 0.5, "review", ("same name",))
    return found


def test_the_surest_come_first_and_equals_by_their_place() -> None:
    found = pairs()
    found.sort()
    assert [(one.left, one.right) for one in found] == [("b", "c"), ("a", "b"), ("a", "d")]
    assert found[0] == Pair("b", "c", 0.9876, "same", ())
    assert found[-1] == Pair("a", "d", 0.5, "review", ("'x' and 'y' are much alike", "same town"))
    assert found[1:] == [found[1], found[2]]
    assert len(found) == 3


def test_verdicts_are_counted_and_picked() -> None:
    found = pairs()
    assert (found.count("review"), found.count("same"), found.count("related")) == (2, 1, 0)
    assert found.count(found[0]) == 1
    assert list(found.rows("same")) == [(1, 2, 0.9876)]


def test_equal_only_in_the_same_order() -> None:
    one, other = pairs(), pairs()
    assert one == other
    other.sort()
    assert one != other
    assert one != list(other)
