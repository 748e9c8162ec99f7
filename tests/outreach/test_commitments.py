"""What is promised for a week: from which day to which, in which order, counted from whose log, and in which words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.plan import PlanRecord
from prospector.model.sitting import MEASURES, Proposal
from prospector.model.tables import Account, Evidence
from prospector.workspace import Workspace


def named(workspace: Workspace, *names: str) -> list[str]:
    return [workspace.naming.name(name, different=True).account_id for name in names]


def proposed(workspace: Workspace) -> dict[str, tuple[int | None, str]]:
    return {one.measure: (one.number, one.because) for one in workspace.commitments.proposed()}


def test_a_week_can_be_promised_until_its_monday_and_not_more_than_sixty_days_before_it(
    workspace: Workspace, clock: FrozenClock
) -> None:
    promise = workspace.commitments.promise
    with pytest.raises(BadInput, match="2026-W32 is too far ahead to promise anything: take 2026-W24"):
        promise("touches", 1, week="2026-W32")
    promise("touches", 1, week="2026-w31")
    clock.move(days=1)
    promise("touches", 1, week=" 2026-W32 ")
    clock.move(days=3)
    promise("touches", 1)
    clock.move(days=1)
    assert workspace.store.clock.today().isoformat() == "2026-06-08"
    with pytest.raises(Refused, match="2026-W24 has begun: its promises can only be answered"):
        promise("names", 1, week="2026-W24")
    with pytest.raises(BadInput, match="“soon” is not a week: write it like 2026-W24"):
        promise("names", 1, week="soon")
    assert [one.week for one in workspace.commitments.of()] == ["2026-W32", "2026-W31", "2026-W24"]


def test_a_number_is_one_to_five_hundred_when_it_is_promised_signed_or_changed(workspace: Workspace) -> None:
    promises = workspace.commitments
    for number in (0, 501, None):
        with pytest.raises(BadInput, match="promise a number of new names from 1 to 500"):
            promises.promise("names", number)
        with pytest.raises(BadInput, match="promise a number of new names from 1 to 500"):
            promises.sign([Proposal("names", number)])
    key = promises.promise(" Names ", 500)
    for number in (0, 501, None):
        with pytest.raises(BadInput, match="promise a number of new names from 1 to 500"):
            promises.change(key, number)
    for number in (1, 500):
        promises.change(key, number)
        promises.sign([Proposal("names", number)])
        assert [one.number for one in promises.of()] == [number]
    free = promises.promise("free", 7, " call  the two ")
    promises.change(free, 3, "call the three")
    promises.change(free)
    (_, own) = promises.of()
    assert (own.said, own.number) == ("call the three", None), "in words there is no number"
    for wrong in (Proposal("miles", 3), Proposal("free", None)):
        why = "“miles” can't be counted: one of touches, .*free" if wrong.number else "say what you promise: one line"
        with pytest.raises(BadInput, match=why):
            promises.promise(wrong.measure, wrong.number)
        with pytest.raises(BadInput, match=why):
            promises.sign([wrong])


def test_acts_on_promises_are_called_by_what_they_promise(workspace: Workspace, clock: FrozenClock) -> None:
    promises = workspace.commitments
    for measure, number, said in (("touches", 12, ""), ("sittings", 1, ""), ("free", None, "call the two")):
        promises.promise(measure, number, said)
    promises.sign(
        [Proposal("touches", 9), Proposal("free", None, "call the two"), Proposal("free", None, "write them")]
    )
    titles = [one.title for one in reversed(workspace.history(4))]
    assert titles == [
        "Promise for 2026-W24: 12 touches", "Promise for 2026-W24: 1 sitting held", "Promise for 2026-W24: call the two",
        "Promises for 2026-W24: 9 touches, call the two, write them",
    ]  # fmt: skip
    stand = promises.of()
    assert [(one.measure, one.number, one.said) for one in stand] == [
        ("touches", 9, ""), ("sittings", 1, ""), ("free", None, "call the two"), ("free", None, "write them"),
    ]  # fmt: skip
    promises.change(stand[0].id, 8)
    clock.move(days=5)
    with pytest.raises(BadInput, match="answer with one of kept, partly, missed"):
        promises.answer(stand[0].id, "perhaps")
    promises.answer(stand[0].id, " Missed ", " was  ill ")
    answered = promises.of()[0]
    assert (answered.answer, answered.answer_note, answered.answered_at) == (
        "missed", "was ill", "2026-06-08T09:30:00.000000Z",
    )  # fmt: skip
    assert [one.title for one in workspace.history(2)] == ["Promise missed", "Change a promise"]
    with pytest.raises(Refused, match="answered already: missed"):
        promises.answer(stand[0].id, "kept", "after all")
    for act in (lambda: promises.change("nobody", 1), lambda: promises.answer("nobody", "missed")):
        with pytest.raises(NotFound, match="this promise is not in the workspace"):
            act()


def test_promises_stand_by_week_then_by_when_they_were_made_then_by_measure(
    workspace: Workspace, clock: FrozenClock
) -> None:
    promises = workspace.commitments
    promises.sign([Proposal(one, 2 if one != "free" else None, "words") for one in reversed(MEASURES)])
    clock.move(minutes=1)
    promises.promise("touches", 1, week="2026-W25")
    clock.move(minutes=1)
    promises.promise("free", said="another")
    assert [one.measure for one in promises.of(week="2026-W24")] == [*MEASURES, "free"]
    assert [(one.week, one.measure) for one in promises.of()][:2] == [("2026-W25", "touches"), ("2026-W24", "touches")]
    workspace.store.actor = "kim"
    assert promises.of() == promises.unanswered() == []
    assert len(promises.of("robin")) == len(MEASURES) + 2
    assert promises.promise("touches", 3), "each rep has promises of their own"
    workspace.store.actor = "robin"
    clock.move(days=12)
    assert {one.week for one in promises.unanswered()} == {"2026-W24"}, "the week that runs can still be kept"
    clock.move(days=7)
    weeks = [one.week for one in promises.unanswered()]
    assert weeks == sorted(weeks)
    assert weeks[-1] == "2026-W25"
    assert promises.unanswered("kim")[0].number == 3


def test_what_is_due_until_the_sunday_of_next_week_is_proposed_as_touches(
    workspace: Workspace, clock: FrozenClock
) -> None:
    ids = named(workspace, "Acme GmbH", "Bolt AB", "Cog SA")
    for key, day in zip(ids, ("2026-06-12", "2026-06-14", "2026-06-15"), strict=True):
        workspace.steps.schedule(key, day, "event", note="they asked")
    assert proposed(workspace)["touches"] == (2, "2 due by the end of 2026-W24")
    for key in ids[1:]:
        workspace.naming.horizon(key, "long")
    assert proposed(workspace)["touches"] == (2, "2 due by the end of 2026-W24, 1 long-term")
    workspace.never.suppress_account(ids[2], "asked us to stop")
    assert proposed(workspace)["touches"] == (3, "2 due by the end of 2026-W24, 1 long-term"), (
        "who is stuck needs one too"
    )
    for key in ids:
        workspace.naming.to_bench(key)
    assert "touches" not in proposed(workspace)


def test_free_slots_and_planned_hours_are_proposed_as_names_and_sittings(workspace: Workspace) -> None:
    assert proposed(workspace) == {"names": (5, "20 slots free"), "sittings": (1, "at least one a week")}
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30\nThu 14:00-15:00"))
    assert proposed(workspace)["sittings"] == (2, "the protected hours of the plan")
    for free, said in ((4, "4 slots free"), (1, "1 slot free"), (0, None), (-1, None)):
        workspace.today.size = free
        assert proposed(workspace).get("names", (0, None)) == (max(0, free), said)


def test_hurry_that_is_cleared_last_at_own_active_ones_is_proposed_as_conversations(
    workspace: Workspace, clock: FrozenClock
) -> None:
    ids = named(workspace, "Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd", "Elm BV", "Fig KG")
    found = workspace.qualifying.found
    for key in ids[:5]:
        found(key, "hurry", "cleared", "before the winter")
    found(ids[5], "need", "cleared", "they said so")
    clock.move(minutes=1)
    found(ids[0], "hurry", "open", "not any more")
    found(ids[1], "money", "open", "not asked")
    assert proposed(workspace)["spoken"] == (4, "hurry is cleared at Bolt AB, Cog SA, Dyne Ltd")
    workspace.naming.to_bench(ids[1])
    assert proposed(workspace)["spoken"] == (3, "hurry is cleared at Cog SA, Dyne Ltd, Elm BV")
    with workspace.store.action("The same moment") as action:
        before = action.find(Evidence, Evidence.account_id == ids[2])[0]
        for key, state in (("0", "open"), ("zz", "cleared")):
            action.add(
                Evidence(id=key, account_id=ids[2], obstacle="hurry", state=state, said="x", given_by="robin",
                         given_at=before.given_at)
            )  # fmt: skip
    assert proposed(workspace)["spoken"][0] == 3, "of one moment the last written counts"
    workspace.store.actor = "kim"
    assert "spoken" not in proposed(workspace)


def test_qualified_ones_that_nobody_was_offered_are_proposed_as_hand_overs(workspace: Workspace) -> None:
    ids = named(workspace, "Acme GmbH", "Bolt AB", "Cog SA", "Dyne Ltd")
    assert "hand_overs" not in proposed(workspace)
    with workspace.store.action("Qualified") as action:
        for key in ids[:3]:
            action.get(Account, key).stage = "qualified"
    assert proposed(workspace)["hand_overs"] == (3, "qualified and not offered yet")
    workspace.hand_overs.offer(ids[0], "kim", "they asked")
    assert proposed(workspace)["hand_overs"][0] == 2
    workspace.naming.to_bench(ids[1])
    assert proposed(workspace)["hand_overs"][0] == 1
    workspace.store.actor = "kim"
    assert "hand_overs" not in proposed(workspace)


def test_the_sheet_has_a_line_for_all_that_the_log_counts(workspace: Workspace) -> None:
    workspace.commitments.promise("spoken", 4)
    workspace.commitments.promise("names", 3, week="2026-W25")
    sheet = workspace.commitments.sheet()
    assert [(one.measure, one.number, one.because, one.signed) for one in sheet] == [
        ("touches", 0, "", False), ("spoken", 4, "signed", True), ("names", 5, "20 slots free", False),
        ("hand_overs", 0, "", False), ("sittings", 1, "at least one a week", False),
    ]  # fmt: skip


def test_the_log_counts_touches_and_conversations_of_the_week_from_monday_to_sunday(
    workspace: Workspace, clock: FrozenClock
) -> None:
    acme, bolt = named(workspace, "Acme GmbH", "Bolt AB")
    promises, log = workspace.commitments, workspace.touches.log
    promises.sign([Proposal("touches", 3), Proposal("spoken", 1)])
    log(acme, "phone", "spoke", override="again")
    clock.at = clock.at.replace(day=8, hour=0, minute=0)
    log(acme, "phone", "no_answer", override="again")
    clock.move(days=3)
    log(bolt, "in_person", "spoke", override="again")
    clock.at += timedelta(days=4)
    log(acme, "phone", "spoke", override="again")
    touches, spoken = promises.of(week="2026-W24")
    assert (touches.done, spoken.done) == (2, 1)
    assert list(promises.proof(touches)) == [
        "2026-06-08 Acme GmbH: no answer by phone",
        "2026-06-11 Bolt AB: spoke in person",
    ]
    assert list(promises.proof(spoken)) == ["2026-06-11 Bolt AB: spoke in person"]
    promises.answer(spoken.id, "kept")
    with pytest.raises(Refused, match="the log counts 2 of 3: answer partly, or say in a line what proves the rest"):
        promises.answer(touches.id, "kept")
    assert [one.answer for one in promises.of(week="2026-W24")] == ["", "kept"]
