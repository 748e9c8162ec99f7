from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from prospector.identity.cluster import group
from prospector.identity.matcher import Pair
from tests.chance import examples


def pair(left: str, right: str, score: float = 0.9, verdict: str = "same") -> Pair:
    return Pair(left, right, score, verdict, ())


def test_a_chain_stays_a_question() -> None:
    found = group([pair("a", "b", 0.95), pair("b", "c", 0.9)])
    assert found.clusters == (("a", "b"),)
    assert found.questions == (("b", "c"),)


def test_a_full_triangle_is_one_cluster() -> None:
    assert group([pair("a", "b"), pair("b", "c"), pair("c", "a")]).clusters == (("a", "b", "c"),)


def test_absent_pairs_are_asked_about() -> None:
    assert group([pair("a", "b"), pair("b", "c")], lambda _one, _other: True).clusters == (("a", "b", "c"),)


def test_only_same_makes_clusters() -> None:
    assert group([pair("a", "b", 0.99, "review"), pair("a", "c", 0.99, "related")]).clusters == ()


EDGES = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.floats(0.8, 1)), max_size=20)


@examples(100)
@given(EDGES)
def test_every_pair_in_a_cluster_is_same(edges: list[tuple[str, str, float]]) -> None:
    pairs = {
        (min(one, other), max(one, other)): pair(min(one, other), max(one, other), score)
        for one, other, score in edges
        if one != other
    }
    found = group(pairs.values())
    for cluster in found.clusters:
        assert all(couple in pairs for couple in itertools.combinations(cluster, 2))
    members = [member for cluster in found.clusters for member in cluster]
    assert len(members) == len(set(members))
    assert group(reversed(list(pairs.values()))) == found
