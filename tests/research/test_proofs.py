"""What people say about values, in a real workspace: each answer holds, counts for its source, and can be taken back."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from prospector.clock import FrozenClock
from prospector.errors import NotFound, ProspectorError, Refused
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.workspace import Workspace
from tests.chance import seeds

PAGE = "https://acme.example/about"
ULM = {"street": "Ring 5", "postal": "89073", "city": "Ulm", "country": "DE"}

Says = Callable[..., None]


def shown(workspace: Workspace, account: str, field: str) -> list[Any]:
    return [one.value for one in workspace.proofs.field(account, field).shown]


class TestConfirm:
    """Saying that a value is right."""

    def test_it_is_shown_dated_and_undone_exactly(
        self, workspace: Workspace, account: str, says: Says, everything: Callable[[], list[Any]]
    ) -> None:
        says("website", ("employees", 240))
        says("brreg", ("employees", 180))
        before = everything()
        done = workspace.proofs.confirm(account, "employees", "240")
        assert (done.value, done.sources) == (240, ("website",))
        known = workspace.proofs.field(account, "employees")
        assert known.rule == "confirmed by robin on 2026-06-03"
        assert (known.shown[0].claim.confirmed_by, known.shown[0].age.basis) == ("robin", "confirmed")
        assert workspace.history(1)[0].title == "Confirm employees 240 of Acme GmbH"
        assert workspace.undo().kept == ()
        assert everything() == before
        assert workspace.redo().kept == ()
        assert shown(workspace, account, "employees") == [240]

    def test_read_and_confirmed_are_two_dates(
        self, workspace: Workspace, account: str, says: Says, clock: FrozenClock
    ) -> None:
        says("website", ("employees", 240))
        clock.move(days=400)
        known = workspace.proofs.field(account, "employees").shown[0]
        assert (known.age.band, known.age.basis) == ("stale", "read")
        workspace.proofs.confirm(account, "employees")
        known = workspace.proofs.field(account, "employees").shown[0]
        assert (known.age.band, known.age.basis) == ("fresh", "confirmed")
        assert known.claim.read_at[:10] == "2026-06-03"
        assert (known.claim.confirmed_at or "")[:10] == "2027-07-08"

    def test_what_was_confirmed_stays_when_the_source_is_silent(
        self, workspace: Workspace, account: str, says: Says
    ) -> None:
        says("website", ("employees", 240), ("founded", 1950))
        workspace.proofs.confirm(account, "employees")
        says("website", ("founded", 1951))
        assert shown(workspace, account, "employees") == [240]
        assert shown(workspace, account, "founded") == [1951]


class TestRefute:
    """Saying that a value is wrong."""

    def test_the_next_best_is_shown_and_fits(
        self, workspace: Workspace, account: str, says: Says, everything: Callable[[], list[Any]]
    ) -> None:
        says("website", ("employees", 240))
        says("brreg", ("employees", 180))
        assert workspace.plans.fit_of(account).range.high == 25, "180 are too few"
        before = everything()
        workspace.proofs.refute(account, "employees", reason="they told us")
        assert shown(workspace, account, "employees") == [240]
        assert workspace.plans.fit_of(account).range.low == 75
        assert workspace.history(1)[0].reason == "they told us"
        assert [one.source for one in workspace.claims(account)] == ["website"]
        assert workspace.undo().kept == ()
        assert everything() == before

    def test_it_does_not_come_back_when_it_is_read_again(
        self, workspace: Workspace, account: str, says: Says, clock: FrozenClock
    ) -> None:
        says("website", ("phone", "+4973112345"), ("phone", "+4973199999"))
        workspace.proofs.refute(account, "phone", "+49 731 99999")
        for source in ("website", "brreg"):
            clock.move(days=1)
            says(source, ("phone", "+4973112345"), ("phone", "+4973199999"))
        known = workspace.proofs.field(account, "phone")
        assert [one.value for one in known.shown] == ["+4973112345"]
        assert [(one.value, len(one.claims)) for one in known.refuted] == [("+4973199999", 2)]

    def test_one_s_mind_can_be_changed(
        self, workspace: Workspace, account: str, says: Says, clock: FrozenClock
    ) -> None:
        says("website", ("founded", 1950))
        workspace.proofs.confirm(account, "founded")
        clock.move(days=1)
        workspace.proofs.refute(account, "founded")
        assert shown(workspace, account, "founded") == []
        with pytest.raises(NotFound, match="no value of founded is shown: all that were found were refuted"):
            workspace.proofs.confirm(account, "founded")
        rate = workspace.proofs.rates()["website", "founded"]
        assert (rate.confirmed, rate.refuted) == (0, 1)


@pytest.mark.parametrize(
    ("act", "arguments", "sentence"),
    [
        ("confirm", ("colour",), "“colour” is no field: one of address, description"),
        ("confirm", ("lei",), "nothing is known of lei: research it, or type it yourself"),
        ("confirm", ("email",), "email has several values, say which: a@acme.example; b@acme.example"),
        ("confirm", ("email", "c@acme.example"), "nobody says that email is “c@acme.example”; said is a@acme"),
        ("refute", ("email", "x"), "nobody says that email is “x”"),
        ("confirm", ("domain",), "acme.example was typed by a person and no source says it"),
        ("refute", ("name",), "Acme GmbH stands on the account itself"),
        ("pin", ("name",), "Acme GmbH was typed by a person: research never overwrites it, no pin is needed"),
        ("type", ({"founded": "old"},), "“old” can't be read as founded: type a year, like 1950"),
        ("type", ({"name": "X"},), "“name” is no field that can be typed"),
        ("type", ({},), "say which field has which value"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_can_t_be_done_is_said_and_changes_nothing(
    workspace: Workspace,
    account: str,
    says: Says,
    everything: Callable[[], list[Any]],
    act: str,
    arguments: Any,
    sentence: str,
) -> None:
    says("website", ("email", "a@acme.example"), ("email", "b@acme.example"))
    before = everything()
    with pytest.raises(ProspectorError) as raised:
        getattr(workspace.proofs, act)(account, *arguments)
    assert sentence in raised.value.sentence
    assert everything() == before


def test_a_value_of_a_merged_part_is_answered_and_comes_apart_again(
    workspace: Workspace, account: str, says: Says
) -> None:
    says("website", ("employees", 240))
    other = workspace.naming.name("Bolt Works", domain="bolt.example").account_id
    with workspace.action("Research", by="machine") as action:
        keep(action, other, "website", [Claim("employees", 900, PAGE, "900", "text", 0.99)], {})
    workspace.merging.merge(account, other)
    workspace.proofs.refute(account, "employees", "900")
    assert shown(workspace, account, "employees") == [240]
    workspace.merging.unmerge(other)
    assert shown(workspace, other, "employees") == []
    assert shown(workspace, account, "employees") == [240]


def test_s4_4_marking_5_of_20_values_wrong_gives_25_percent_with_its_interval_by_source(
    workspace: Workspace, account: str, says: Says
) -> None:
    numbers = [f"+49731{number}" for number in range(100_000, 100_020)]
    says("website", *(("phone", one) for one in numbers))
    says("brreg", ("employees", 240), ("founded", 1950))
    for at, number in enumerate(numbers):
        act = workspace.proofs.refute if at < 5 else workspace.proofs.confirm
        act(account, "phone", number)
    workspace.proofs.refute(account, "founded")
    rates = workspace.proofs.rates()
    rate = rates["website", "phone"]
    assert (rate.checked, rate.refuted, rate.share) == (20, 5, 0.25)
    assert [round(end, 3) for end in rate.interval] == [0.112, 0.469], "Wilson, 95 %"
    assert rate.sentence == "5 of 20 checked were wrong: 25 % (11 to 47 %)"
    assert rates["website", ""].sentence == rate.sentence
    assert rates["brreg", ""].sentence == "1 of 1 checked was wrong: too few to say"
    assert ("brreg", "employees") not in rates


@pytest.mark.parametrize("seed", seeds(3, 6))
def test_every_sequence_of_acts_is_undone_exactly(
    workspace: Workspace, account: str, says: Says, clock: FrozenClock, everything: Callable[[], list[Any]], seed: int
) -> None:
    """And whatever the sources say in between, a typed value stays."""
    dice = random.Random(seed)
    says("website", ("employees", 240), ("phone", "+49731100"), ("phone", "+49731200"), ("address", ULM))
    says("brreg", ("employees", 180), ("phone", "+49731100"), ("address", {"city": "Bern", "country": "CH"}))
    for _ in range(12):
        clock.move(hours=1)
        before, newest = everything(), workspace.history(1)[0].id
        field = dice.choice(["employees", "phone", "address"])
        stated = next((one for one in workspace.proofs.of(account) if one.field == field), None)
        claims = list(stated.claims) if stated else []
        act = dice.choice(["confirm", "refute", "pin", "type", "forget"])
        try:
            if act == "type":
                typed = {"employees": str(dice.randrange(1, 999)), "phone": f"+49 731 {dice.randrange(10**5, 10**6)}",
                         "address": f"city=Town{dice.randrange(9)}; country=SE"}[field]  # fmt: skip
                workspace.proofs.type(account, {field: typed})
            elif act == "forget":
                workspace.proofs.forget(account, field)
            elif claims:
                getattr(workspace.proofs, act)(account, field, claim_id=dice.choice(claims).id)
        except (NotFound, Refused):
            assert everything() == before
            continue
        if workspace.history(1)[0].id == newest:
            continue
        after = everything()
        assert workspace.undo().kept == ()
        assert everything() == before, (act, field)
        assert workspace.redo().kept == ()
        assert everything() == after
        typed_now = [one for one in workspace.proofs.of(account) if one.shown and one.shown[0].standing == "typed"]
        says("website", ("employees", dice.randrange(1, 999)), ("phone", f"+49731{dice.randrange(10**5, 10**6)}"),
             ("address", {"city": "Oslo", "country": "NO"}))  # fmt: skip
        for one in typed_now:
            again = workspace.proofs.field(account, one.field)
            assert again.shown[0].value == one.shown[0].value or one.field == "address"


def test_a_pin_is_no_confirmation_and_leaves_one_that_was_given(
    workspace: Workspace, account: str, says: Says, clock: FrozenClock
) -> None:
    says("website", ("founded", 1950))
    says("brreg", ("founded", 1962))
    workspace.proofs.pin(account, "founded", "1950")
    assert workspace.proofs.field(account, "founded").shown[0].claim.confirmed_at is None
    workspace.proofs.forget(account, "founded")
    assert shown(workspace, account, "founded") == [1962], "nobody confirmed 1950"
    workspace.proofs.confirm(account, "founded", "1950")
    clock.move(days=1)
    workspace.proofs.pin(account, "founded", "1950")
    workspace.proofs.forget(account, "founded")
    assert workspace.proofs.field(account, "founded").shown[0].standing == "confirmed"
