"""A shortlist: a tournament of pairs that leaves an order with its reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.errors import BadInput, NotFound, Refused
from prospector.pipeline.shortlist import Preference, open_pairs
from prospector.workspace import Workspace

NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Ginkgo", "Hazel")


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    return [workspace.naming.name(f"{name} GmbH").account_id for name in NAMES]


def test_s3_10_a_tournament_over_eight_leaves_an_order_with_reasons(workspace: Workspace, ids: list[str]) -> None:
    key = workspace.shortlists.begin(ids, "spring")
    decided = 0
    while pairs := workspace.shortlists.get(key).open_pairs:
        better, other = sorted(pairs[0])
        workspace.shortlists.prefer(key, better, other, f"reason {decided}")
        decided += 1
    record = workspace.shortlists.get(key)
    assert [one.account_id for one in record.candidates] == sorted(ids)
    assert [one.rank for one in record.candidates] == list(range(1, 9))
    assert record.ended_at is not None
    assert len(record.preferences) == decided <= 28
    assert all(one.reason for one in record.preferences)
    workspace.undo()
    assert workspace.shortlists.get(key).ended_at is None


def test_what_follows_is_not_asked_and_no_reason_no_choice(workspace: Workspace, ids: list[str]) -> None:
    key = workspace.shortlists.begin(ids[:3])
    with pytest.raises(Refused, match="half a line"):
        workspace.shortlists.prefer(key, ids[0], ids[1], " ")
    workspace.shortlists.prefer(key, ids[0], ids[1], "nearer")
    workspace.shortlists.prefer(key, ids[1], ids[2], "bigger")
    assert workspace.shortlists.get(key).ended_at is not None
    with pytest.raises(Refused, match="decided already, or follow"):
        workspace.shortlists.prefer(key, ids[0], ids[2], "x")
    with pytest.raises(NotFound, match="not a pair"):
        workspace.shortlists.prefer(key, ids[0], ids[7], "x")


def test_pros_and_cons_are_kept(workspace: Workspace, ids: list[str]) -> None:
    key = workspace.shortlists.begin(ids[:2])
    workspace.shortlists.note(key, ids[0], pros="near\x1b[31m us", cons="small")
    first = next(one for one in workspace.shortlists.get(key).candidates if one.account_id == ids[0])
    assert (first.pros, first.cons) == ("near us", "small")
    with pytest.raises(NotFound):
        workspace.shortlists.note(key, ids[5], pros="x")


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_are_refused(workspace: Workspace, ids: list[str], count: int) -> None:
    with pytest.raises(BadInput, match="2 to 16"):
        workspace.shortlists.begin(ids[:count] * 2)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_any_decisions_that_agree_with_an_order_end_in_it(choices: list[tuple[int, int]]) -> None:
    names = list("abcde")
    made = [Preference(names[min(pair)], names[max(pair)], "", "") for pair in choices if pair[0] != pair[1]]
    for one, other in open_pairs(names, made):
        assert not any({one, other} == {pref.winner, pref.loser} for pref in made)
