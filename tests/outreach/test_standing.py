"""Touches as they stand: the newest entry of each, withdrawn ones left out, newest first, through merged parts."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.outreach import standing
from prospector.store.reads import Reader
from prospector.workspace import Workspace


@pytest.fixture
def ids(workspace: Workspace, clock: FrozenClock) -> dict[str, str]:
    """Three touches of one moment at Acme, one later at Bolt by kim; `b` was corrected, `c` withdrawn."""
    keys = {name: workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB", "Cog SA")}
    acme, bolt, cog = keys.values()
    for note in "abc":
        keys[note] = workspace.touches.log(acme, "phone", "no_answer", note=note, override="again").id
    workspace.undo()
    workspace.touches.correct(keys["b"], note="b2")
    keys["d"] = workspace.touches.log(acme, "mail", "sent", note="d", override="again").id
    clock.move(hours=1)
    workspace.store.actor = "kim"
    keys["k"] = workspace.touches.log(bolt, "phone", "spoke", note="k").id
    workspace.store.actor = "robin"
    return keys | {"acme": acme, "bolt": bolt, "cog": cog}


@pytest.fixture
def reader(workspace: Workspace) -> Reader:
    return workspace.store.reader


def test_only_the_newest_entry_of_each_stands_and_of_one_moment_the_one_logged_last_comes_first(
    reader: Reader, ids: dict[str, str]
) -> None:
    told = [(one.id, one.note, one.corrected, one.rep) for one in standing.touches_of(reader)]
    assert told == [
        (ids["k"], "k", False, "kim"), (ids["d"], "d", False, "robin"), (ids["b"], "b2", True, "robin"),
        (ids["a"], "a", False, "robin"),
    ]  # fmt: skip
    mine = standing.touches_of(reader, ids["acme"])
    assert [one.note for one in mine] == ["d", "b2", "a"]
    assert standing.touches_of(reader, ids["cog"]) == []
    by_account = standing.touches_by_account(reader, [ids["acme"], ids["bolt"], ids["cog"]])
    assert {key: [one.note for one in found] for key, found in by_account.items()} == {
        ids["acme"]: ["d", "b2", "a"], ids["bolt"]: ["k"],
    }  # fmt: skip
    assert {one for (one,) in reader.rows(standing.CORRECTED)} == {ids["b"], ids["c"]}, "written again, or withdrawn"


def test_one_touch_is_told_as_it_stands_or_not_at_all(reader: Reader, ids: dict[str, str]) -> None:
    found = standing.touch_of_root(reader, ids["b"])
    assert found is not None
    assert (found.note, found.corrected, found.account_id, found.channel) == ("b2", True, ids["acme"], "phone")
    assert standing.touch_of_root(reader, ids["c"]) is None
    assert standing.touch_of_root(reader, "nothing") is None


def test_a_reps_touches_are_found_by_their_days_and_their_number(reader: Reader, ids: dict[str, str]) -> None:
    first, later = "2026-06-03T09:30:00.000000Z", "2026-06-03T10:30:00.000000Z"
    assert [one.note for one in standing.touches_between(reader, "robin", first, later)] == ["d", "b2", "a"]
    assert standing.touches_between(reader, "robin", "2026-06-03", first) == []
    assert [one.note for one in standing.touches_between(reader, "kim", later, "2026-06-04")] == ["k"]
    assert [one.note for one in standing.newest_touches(reader, "robin", 2)] == ["d", "b2"]
    assert [one.note for one in standing.newest_touches(reader, "kim", 9)] == ["k"]
    assert [standing.last_touch_by(reader, rep) for rep in ("robin", "kim", "lee")] == [first, later, None]


def test_the_touches_of_merged_parts_are_those_of_the_one_that_was_kept(
    workspace: Workspace, reader: Reader, ids: dict[str, str]
) -> None:
    acme, bolt, cog = ids["acme"], ids["bolt"], ids["cog"]
    assert standing.parts_of(reader, [acme, bolt]) == {acme: acme, bolt: bolt}
    workspace.merging.merge(bolt, acme)
    workspace.merging.merge(cog, bolt)
    assert standing.parts_of(reader, [cog]) == {cog: cog, bolt: cog, acme: cog}
    assert standing.parts_of(reader, [bolt]) == {}, "a merged one is nobody by itself"
    assert [one.note for one in standing.touches_of(reader, cog)] == ["k", "d", "b2", "a"]
