"""The log of touches: what is logged stands, a correction is a new entry, nonsense is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from prospector.clock import FrozenClock, stamp
from prospector.errors import BadInput, NotFound, Refused
from prospector.outreach.overrides import overrides_of
from prospector.outreach.touches import OutsideCorridor
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Acme GmbH").account_id


def test_a_touch_stands_as_it_was_logged(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    touch = workspace.touches.log(
        account,
        "phone",
        "spoke",
        reaction="curious",
        person="\x1b[1mhead of service",
        note="one\ntwo\u202e",
        private=True,
    )
    assert workspace.touches.of(account) == [touch]
    assert (touch.person, touch.note, touch.private, touch.corrected) == ("head of service", "one\ntwo", True, False)
    assert touch.at == touch.recorded_at == clock.stamp()
    assert touch.rep == "robin"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("call", "voicemail"), ("phone", "left_message")),
        (("E-Mail", "reply"), ("mail", "replied")),
        (("email", "Meeting"), ("mail", "meeting_set")),
        (("In Person", "no-answer"), ("in_person", "no_answer")),
    ],
)
def test_everyday_words_are_understood(
    workspace: Workspace, account: str, given: tuple[str, str], kept: tuple[str, str]
) -> None:
    touch = workspace.touches.log(account, *given)
    assert (touch.channel, touch.outcome) == kept


@pytest.mark.parametrize(
    ("channel", "outcome", "reaction", "said"),
    [
        ("phnoe", "spoke", "unknown", "unknown channel “phnoe”: did you mean phone"),
        ("phone", "spke", "unknown", "unknown outcome “spke”: did you mean spoke"),
        ("phone", "spoke", "xyzzy", "unknown reaction “xyzzy”: one of"),
        ("", "spoke", "unknown", "unknown channel"),
    ],
)
def test_unknown_words_are_refused_with_the_nearest(
    workspace: Workspace, account: str, channel: str, outcome: str, reaction: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        workspace.touches.log(account, channel, outcome, reaction=reaction)
    assert workspace.touches.of(account) == []


def test_the_past_may_be_logged_the_future_not(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    late = workspace.touches.log(account, "phone", "spoke", at=clock.now() - timedelta(days=3))
    assert late.at < late.recorded_at
    with pytest.raises(BadInput, match="future"):
        workspace.touches.log(account, "phone", "spoke", at=clock.now() + timedelta(hours=1))


def test_an_account_that_is_gone_takes_no_touch(workspace: Workspace, account: str) -> None:
    workspace.undo()
    with pytest.raises(NotFound, match="not in the workspace any more"):
        workspace.touches.log(account, "phone", "spoke")


def test_the_newest_comes_first_and_two_of_one_moment_in_the_order_of_logging(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    first = workspace.touches.log(account, "phone", "no_answer")
    second = workspace.touches.log(account, "mail", "sent", override="they asked for it in writing")
    clock.move(hours=1)
    third = workspace.touches.log(account, "phone", "spoke", override="they asked for it")
    assert [one.id for one in workspace.touches.of(account)] == [third.id, second.id, first.id]
    assert workspace.list_rows()[0].last_outcome == "spoke"
    assert workspace.list_rows()[0].touches == 3


def test_a_correction_is_a_new_entry_of_the_same_touch(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer", person="reception")
    clock.move(minutes=5)
    corrected = workspace.touches.correct(
        touch.id, outcome="voicemail", note="left\x07 word", person=" head of  service "
    )
    assert (corrected.id, corrected.outcome, corrected.note, corrected.at) == (
        touch.id,
        "left_message",
        "left word",
        touch.at,
    )
    assert corrected.person == "head of service"
    assert corrected.recorded_at > touch.recorded_at
    assert workspace.touches.of(account) == [corrected]
    assert workspace.store.reader.value("SELECT COUNT(*) FROM touch") == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": "spke"}, "did you mean spoke"),
        ({"colour": "red"}, "can't be corrected"),
        ({"rep": "kim"}, "can't be corrected"),
        ({"account_id": "x"}, "can't be corrected"),
        ({}, "say what to correct"),
    ],
)
def test_a_correction_that_is_none_is_refused(
    workspace: Workspace, account: str, changes: dict[str, str], said: str
) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer")
    with pytest.raises(BadInput, match=said):
        workspace.touches.correct(touch.id, **changes)
    assert workspace.touches.of(account) == [touch]
    assert workspace.store.reader.value("SELECT COUNT(*) FROM touch") == 1


def test_a_correction_that_changes_nothing_leaves_no_trace(workspace: Workspace, account: str) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer", note="x")
    assert workspace.touches.correct(touch.id, note="x", outcome="no answer") == touch
    assert workspace.store.reader.value("SELECT COUNT(*) FROM touch") == 1
    assert len(workspace.history()) == 2


def test_the_moment_and_private_can_be_corrected(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer")
    earlier = clock.now() - timedelta(days=1)
    corrected = workspace.touches.correct(touch.id, at=earlier, private=True)
    assert (corrected.at, corrected.private, corrected.corrected) == (stamp(earlier), True, True)
    assert workspace.touches.of(account) == [corrected]
    with pytest.raises(BadInput, match="future"):
        workspace.touches.correct(touch.id, at=clock.now() + timedelta(days=1))


def test_what_does_not_stand_can_not_be_corrected(workspace: Workspace, account: str) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer")
    workspace.undo()
    with pytest.raises(NotFound, match="does not stand"):
        workspace.touches.correct(touch.id, note="x")


def test_every_rep_has_a_chain(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    workspace.touches.log(account, "phone", "no_answer")
    workspace.store.actor = "kim"
    workspace.touches.log(account, "phone", "spoke", override="they asked for me")
    rows = workspace.store.reader.rows("SELECT chain, seq, prev FROM touch ORDER BY chain")
    assert rows == [("kim", 1, ""), ("robin", 1, "")]
    assert stamp(clock.now())


def test_a_touch_taken_back_and_done_again_was_not_corrected(workspace: Workspace, account: str) -> None:
    touch = workspace.touches.log(account, "phone", "spoke")
    workspace.undo()
    workspace.redo()
    assert workspace.touches.of(account) == [touch]


def test_the_ladder_says_how_far_it_is_to_silence_and_to_too_much(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    said = []
    for number in range(7):
        said.append(workspace.touches.ladder(account).text)
        workspace.touches.log(account, "phone", "replied" if number == 0 else "no_answer")
        clock.move(days=3)
    assert said[0] == "attempt 1 of 6 by 2 channels before “no response”"
    assert said[1:3] == [
        "attempt 1 of 6 by 2 channels before “no response”",
        "attempt 2 of 6 by 2 channels before “no response”",
    ]
    assert said[6] == "attempt 6 of 6 by 2 channels before “no response”"
    assert workspace.touches.ladder(account).text == "attempt 7, at most 12 in 90 days"
    assert workspace.touches.ladder(account).tried == 6, "a reply is no attempt of ours"


def test_a_touch_ends_the_step_before_it_and_a_call_back_is_the_next_one(workspace: Workspace, account: str) -> None:
    workspace.steps.schedule(account, "2026-06-08", note="the offer")
    workspace.touches.log(account, "phone", "no_answer", call_back=" ")
    assert workspace.today.step(account).act == "attempt 2 by mail"
    workspace.touches.log(account, "phone", "spoke", call_back="thu 14:30", override="they called")
    step = workspace.today.step(account)
    assert f"{step.due} {step.at:%H:%M} {step.channel}: {step.act}, {step.reason}" == (
        "2026-06-04 14:30 phone: phone: call back, set by robin: agreed on 2026-06-03"
    )
    assert [one.note for one in workspace.steps.of(account)] == ["call back", "the offer"]
    earlier = workspace.store.clock.now() - timedelta(days=1)
    workspace.touches.log(account, "phone", "replied", call_back="fri", at=earlier)
    step = workspace.today.step(account)
    assert (f"{step.due}", step.reason) == ("2026-06-05", "set by robin: agreed on 2026-06-02")


def test_the_rules_a_touch_bends_are_kept_with_the_reason(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    def kept() -> list[tuple[str, str]]:
        return [(one.rule, one.reason) for one in reversed(overrides_of(workspace.store.reader, account))]

    workspace.touches.log(account, "phone", "replied")
    assert kept() == [], "who writes to us is no attempt of ours"
    other = workspace.naming.name("Bolt AB").account_id
    assert workspace.touches.log(other, "phone", "no_answer").rep == "robin"
    assert [one.account_id for one in overrides_of(workspace.store.reader)] == [other], "not ready, of Bolt alone"
    clock.move(days=1)
    workspace.touches.log(account, "phone", "no_answer")
    assert workspace.touches.breach(account, "replied") is None
    breach = workspace.touches.breach(account, "no_answer")
    assert breach is not None
    assert breach.rule == "gap"
    later = workspace.store.clock.today() + timedelta(days=30)
    assert workspace.touches.breach(account, "no_answer", later) is None
    with pytest.raises(OutsideCorridor, match=r"too soon: .*; give a reason to do it all the same") as caught:
        workspace.touches.log(account, "phone", "no_answer")
    assert caught.value.breach == breach
    workspace.touches.log(account, "phone", "no_answer", override=" as  agreed ")
    assert kept() == [("gap", "as agreed")]
    assert workspace.touches.closing(account) is not None
    assert [one.rule for one in overrides_of(workspace.store.reader)] == ["gap", "unready"]


def test_a_touch_may_lie_five_minutes_ahead_and_no_further(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    ahead = clock.now() + timedelta(minutes=5)
    touch = workspace.touches.log(account, "phone", "spoke", at=ahead)
    assert touch.at == stamp(ahead)
    too_far, why = (
        ahead + timedelta(minutes=1),
        r"can't lie in the future .2026-06-03 09:36.: give the moment it happened",
    )
    with pytest.raises(BadInput, match=why):
        workspace.touches.log(account, "phone", "spoke", at=too_far, override="again")
    with pytest.raises(BadInput, match=why):
        workspace.touches.correct(touch.id, at=too_far)


def test_whoever_may_not_be_touched_is_refused_by_what_is_done(workspace: Workspace, account: str) -> None:
    workspace.never.suppress("person", "Ida Berg", "asked us", company="Acme")
    with pytest.raises(Refused, match="touching Ida Berg is refused"):
        workspace.touches.log(account, "phone", "spoke", person=" Ida  Berg ")
    workspace.never.suppress_account(account, "asked us")
    with pytest.raises(Refused, match="touching Acme GmbH is refused"):
        workspace.touches.log(account, "phone", "spoke")
    with pytest.raises(Refused, match="planning to contact Acme GmbH is refused"):
        workspace.steps.schedule(account, "2026-06-08", note="x")


def test_each_thing_told_of_a_touch_can_be_corrected(workspace: Workspace, account: str) -> None:
    touch = workspace.touches.log(account, "phone", "no_answer")
    for name, given, kept in (
        ("channel", "e-mail", "mail"), ("outcome", "reply", "replied"), ("reaction", "Not now", "not_now"),
        ("person", " Ida ", "Ida"), ("note", "one\ntwo", "one\ntwo"),
    ):  # fmt: skip
        found = workspace.touches.correct(touch.id, **{name: given})
        assert (getattr(found, name), found.id, found.rep) == (kept, touch.id, "robin")
    for name in ("channel", "outcome", "reaction"):
        with pytest.raises(BadInput, match=f"unknown {name} “x”"):
            workspace.touches.correct(touch.id, **{name: "x"})
    workspace.store.actor = "kim"
    assert workspace.touches.correct(touch.id, private=True).rep == "robin", "it stays the touch of whoever made it"
