"""Steps that people set and put off: which holds, until when, and what a reason must be."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.tables import Snooze, Step
from prospector.outreach.steps import snoozes, standing_snoozes, standing_steps
from prospector.workspace import Workspace

MOMENT = "2026-06-03T09:30:00.000000Z"


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Acme GmbH").account_id


def put_off(workspace: Workspace, *accounts: str) -> dict[str, str]:
    """Return the notes of the snoozes that hold."""
    return {key: one.note for key, one in standing_snoozes(workspace.store.reader, accounts).items()}


def test_a_snooze_holds_until_a_touch_of_the_company_that_stands(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    bolt, cog = (workspace.naming.name(name).account_id for name in ("Bolt AB", "Cog SA"))
    reader, steps, log = workspace.store.reader, workspace.steps, workspace.touches.log
    before = log(account, "phone", "no_answer")
    for key, note in ((account, "first"), (account, "second"), (bolt, "at Bolt")):
        steps.snooze(key, "2026-06-24", "waiting", note)
    every = (account, bolt, cog)
    holding = {account: "second", bolt: "at Bolt"}
    assert put_off(workspace, *every) == holding, "what was touched in the same moment was touched before"
    clock.move(minutes=1)
    workspace.touches.correct(before.id, note="a word more")
    assert put_off(workspace, *every) == holding, "a correction of an older touch is no touch"
    log(cog, "phone", "spoke")
    assert put_off(workspace, *every) == holding, "a touch of another company says nothing"
    log(bolt, "phone", "spoke")
    assert put_off(workspace, *every) == {account: "second"}
    workspace.undo()
    assert put_off(workspace, *every) == holding, "a touch that was taken back does not count"
    workspace.redo()
    workspace.merging.merge(cog, bolt)
    assert put_off(workspace, account, cog) == {account: "second"}
    steps.snooze(cog, "2026-06-25", "waiting", "again")
    assert put_off(workspace, account, cog) == {account: "second", cog: "again"}
    assert put_off(workspace, account) == {account: "second"}
    assert {key: [one.note for one in found] for key, found in snoozes(reader).items()} == {
        account: ["first", "second"], cog: ["at Bolt", "again"],
    }  # fmt: skip
    assert (list(snoozes(reader, "robin")), snoozes(reader, "kim")) == ([account, cog], {})


def test_of_what_was_set_in_one_moment_the_last_written_holds(workspace: Workspace, account: str) -> None:
    reader = workspace.store.reader
    with workspace.store.action("Set") as action:
        for key, done in (("b", None), ("c", None), ("a", None), ("d", MOMENT)):
            action.add(Step(id=key, account_id=account, channel="mail", due_on="2026-06-08", set_by="robin", set_at=MOMENT,
                            done_at=done))  # fmt: skip
            action.add(Snooze(id=key, account_id=account, until="2026-06-24", reason_code="waiting", note=key, rep="robin",
                              snoozed_at=MOMENT))  # fmt: skip
    assert {key: one.id for key, one in standing_steps(reader, [account]).items()} == {account: "c"}
    assert put_off(workspace, account) == {account: "d"}
    assert [one.id for one in workspace.steps.of(account)] == ["d", "c", "b", "a"]
    assert [one.id for one in workspace.steps.put_off(account)] == ["d", "c", "b", "a"]
    assert [one.id for one in snoozes(reader)[account]] == ["a", "b", "c", "d"]


def test_a_new_step_makes_the_one_before_history(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    steps = workspace.steps
    steps.schedule(account, "2026-06-08", "e-mail", at="9:05", note=" the  offer ", reason="they asked")
    clock.move(hours=1)
    steps.schedule(account, "2026-06-09", note="no, a call")
    first, second = reversed(steps.of(account))
    assert (first.channel, first.due_on, first.at_time, first.note, first.reason) == (
        "mail", "2026-06-08", "09:05", "the offer", "they asked",
    )  # fmt: skip
    assert (second.channel, second.at_time, second.set_by) == ("phone", "", "robin")
    (held,) = standing_steps(workspace.store.reader, [account]).values()
    assert held == second
    ended = workspace.store.reader.rows("SELECT done_at FROM step ORDER BY set_at")
    assert ended == [("2026-06-03T10:30:00.000000Z",), (None,)]
    clock.move(hours=1)
    workspace.touches.log(account, "phone", "no_answer")
    assert standing_steps(workspace.store.reader, [account]) == {}
    assert workspace.store.reader.rows("SELECT done_at FROM step ORDER BY set_at")[0] == ended[0], "it ended once"


def test_another_day_or_channel_than_proposed_needs_a_word(workspace: Workspace, account: str) -> None:
    """The first touch is proposed for the next day, by phone."""
    steps = workspace.steps
    for day, channel in (("2026-06-05", "phone"), ("2026-06-04", "mail")):
        with pytest.raises(
            Refused, match=r"“first touch” is proposed for Thu 04 Jun, and another .*: say why in a few words"
        ):
            steps.schedule(account, day, channel, note=" ")
    steps.schedule(account, "2026-06-04", "phone")
    assert workspace.today.step(account).set_by == "robin"
    steps.schedule(account, "2026-06-05", reason="they asked")
    steps.schedule(account, "2026-06-08", note="the offer")
    with pytest.raises(BadInput, match="unknown channel “pigeon”"):
        steps.schedule(account, "2026-06-08", "pigeon")
    bench = workspace.naming.name("Bolt AB", bench=True).account_id
    steps.schedule(bench, "2026-06-08", "mail")
    assert steps.bends(bench, workspace.store.clock.today(), "mail") == "", "where nothing is proposed nothing is bent"


def test_a_reason_to_put_off_is_one_that_is_counted(workspace: Workspace, account: str) -> None:
    steps = workspace.steps
    for typed, kept in (
        ("waiting", "waiting"), ("Lost Interest", "lost_interest"), ("too-hard", "too_hard"), ("waiting on them", "waiting"),
    ):  # fmt: skip
        steps.snooze(account, "2026-06-24", typed)
        assert steps.put_off(account)[0].reason_code == kept
    assert workspace.history(1)[0].reason == "waiting on them"
    with pytest.raises(Refused, match="putting it off needs a reason: waiting on them, "):
        steps.snooze(account, "2026-06-24", " ")
    with pytest.raises(BadInput, match="“boredom” is no reason that is counted: waiting, "):
        steps.snooze(account, "2026-06-24", "boredom")
    with pytest.raises(Refused, match="another reason needs its words: say it in a line"):
        steps.snooze(account, "2026-06-24", "other", " ")
    steps.snooze(account, "2026-06-24", "other", "their fair")
    assert (steps.put_off(account)[0].note, workspace.history(1)[0].reason) == ("their fair", "their fair")
    with pytest.raises(NotFound, match="not in the workspace any more"):
        steps.snooze("nobody", "2026-06-24", "waiting")
    other = workspace.naming.name("Bolt AB").account_id
    workspace.naming.drop(other, "no money")
    with pytest.raises(Refused, match="Bolt AB was dropped: put it on the list or the bench first"):
        steps.snooze(other, "2026-06-24", "waiting")
    third = workspace.naming.name("Cog SA").account_id
    workspace.merging.merge(account, third)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        steps.snooze(third, "2026-06-24", "waiting")
