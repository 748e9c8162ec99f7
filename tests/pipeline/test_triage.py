"""Raw names: judged in one act each, never older than the limit without a sign; the sieve is a partition."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from prospector.clock import FrozenClock
from prospector.errors import ProspectorError, Refused
from prospector.model.account import PLACES
from prospector.pipeline.sieve import PARTS, origins
from prospector.workspace import Workspace
from tests.chance import seeds


def raw_names(workspace: Workspace, count: int) -> list[str]:
    return [
        workspace.naming.name(f"Raw {number:02} Bau", bench=True, different=True).account_id for number in range(count)
    ]


def test_s1_5_raw_names_older_than_the_limit_are_marked(workspace: Workspace, clock: FrozenClock) -> None:
    old = raw_names(workspace, 1)[0]
    clock.move(days=7)
    inbox = workspace.triage.inbox()
    assert ([one.days for one in inbox.names], inbox.old, inbox.limit) == ([7], 0, 7)
    clock.move(days=1)
    young = workspace.naming.name("Young Lifts", bench=True).account_id
    inbox = workspace.triage.inbox()
    assert [(one.row.id, one.old) for one in inbox.names] == [(old, True), (young, False)]


def test_s1_5_keep_nurture_drop_are_one_act_each(workspace: Workspace) -> None:
    one, two, three = raw_names(workspace, 3)
    workspace.triage.keep(one)
    workspace.triage.nurture(two)
    workspace.triage.drop(three)
    assert workspace.triage.inbox().names == ()
    rows = {row.id: row for row in workspace.list_rows(places=PLACES)}
    assert (rows[one].place, rows[one].stage) == ("bench", "named")
    assert (rows[two].place, rows[two].stage, rows[two].horizon) == ("bench", "nurture", "long")
    assert (rows[three].place, rows[three].reason_code) == ("dropped", "bad_fit")
    with pytest.raises(Refused, match="no raw name any more"):
        workspace.triage.keep(one)
    for _ in range(3):
        workspace.undo()
    assert len(workspace.triage.inbox().names) == 3


def test_what_once_was_on_the_list_or_has_a_why_is_no_raw_name(workspace: Workspace) -> None:
    benched = workspace.naming.name("Alder Works").account_id
    workspace.naming.to_bench(benched)
    workspace.naming.name("Birch Lifts", bench=True, why="nearer than the others")
    assert workspace.triage.inbox().names == ()


def test_rented_names_that_are_kept_still_need_a_why_for_a_slot(workspace: Workspace) -> None:
    workspace.strategy.sources.save("cheap list", "rented")
    key = workspace.naming.name("Alder Works", source="cheap list").account_id
    workspace.triage.keep(key)
    with pytest.raises(Refused, match="write why you want this one"):
        workspace.naming.activate(key)


@pytest.mark.parametrize("seed", seeds(2, 5))
def test_s1_1_the_sieve_is_a_partition_of_all_leads(workspace: Workspace, seed: int) -> None:
    chance = Random(seed)
    ids = raw_names(workspace, 6) + [
        workspace.naming.name(f"Firm {n} Lifts", different=True).account_id for n in range(4)
    ]
    for _ in range(12):
        key, act = chance.choice(ids), chance.choice(("keep", "nurture", "drop", "list", "stage", "merge"))
        try:
            if act in ("keep", "nurture", "drop"):
                getattr(workspace.triage, act)(key)
            elif act == "list":
                workspace.naming.activate(key)
            elif act == "merge":
                workspace.merging.merge(key, chance.choice(ids))
            else:
                workspace.stages.move(key, "qualified", "they called us", override=True)
        except ProspectorError:
            continue
    sieve, _ = workspace.sieve()
    parts = [set(getattr(sieve, part)) for part in PARTS]
    everything = {row.id for row in workspace.list_rows(places=PLACES)}
    assert set().union(*parts) == everything
    assert sum(map(len, parts)) == len(everything) == sieve.all


def test_s0_1_the_net_is_measured(workspace: Workspace) -> None:
    ids = [workspace.naming.name(f"Firm {n} Lifts", different=True).account_id for n in range(3)]
    workspace.touches.log(ids[0], "phone", "spoke")
    workspace.touches.log(ids[1], "phone", "spoke")
    _, net = workspace.sieve()
    assert (net.active, net.size, net.contacted, net.per_opportunity) == (3, 20, 2, None)
    assert net.text == "net: 2 contacted, no opportunity yet"
    with workspace.store.action("Fixture") as action:
        from prospector.model.tables import Account

        action.get(Account, ids[0]).stage = "opportunity"
    assert workspace.sieve()[1].per_opportunity == 2.0


def test_s0_14_explorations_are_limited_and_counted_in_no_other_rate(workspace: Workspace) -> None:
    ids = [workspace.naming.name(f"Firm {n} Lifts", different=True).account_id for n in range(4)]
    for key in ids[:3]:
        workspace.naming.explore(key, on=True)
    with pytest.raises(Refused, match="all 3 exploration slots are taken"):
        workspace.naming.explore(ids[3], on=True)
    for key in ids:
        workspace.touches.log(key, "phone", "spoke")
    _, net = workspace.sieve()
    assert (net.contacted, set(net.explored)) == (1, set(ids[:3]))


def test_s2_2_origin_is_one_of_two_and_their_shares_add_up(workspace: Workspace) -> None:
    workspace.naming.name("Alder Works", origin="inbound")
    workspace.naming.name("Birch Lifts")
    workspace.naming.name("Cedar Doors", bench=True)
    with pytest.raises(ProspectorError, match="unknown origin"):
        workspace.naming.name("Dogwood Cranes", origin="somehow")
    counted = origins(workspace.store.reader)
    assert counted == {"chosen": 2, "inbound": 1}
    assert sum(counted.values()) == workspace.store.reader.value("SELECT COUNT(*) FROM account")


def test_s1_8_a_name_under_long_term_care_is_due_again_within_a_quarter(
    workspace: Workspace, clock: FrozenClock
) -> None:
    (one,) = raw_names(workspace, 1)
    workspace.triage.nurture(one)
    view = workspace.today.view()
    assert (view.active, view.never_touched) == (0, 0), "it takes no slot and does not count as one"
    (after,) = [*view.due, *view.coming, *view.after]
    assert after.account_id == one
    assert timedelta(0) < after.step.due - clock.today() <= timedelta(days=100)
    clock.move(days=(after.step.due - clock.today()).days)
    (due,) = workspace.today.view().due
    assert (due.account_id, due.horizon, due.slot) == (one, "long", None)
    workspace.touches.log(one, "mail", "sent", override="a test")
    assert workspace.today.view().due == []
    assert workspace.today.step(one) is not None
