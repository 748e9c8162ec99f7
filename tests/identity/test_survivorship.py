"""Which value stays when two accounts become one: a person's, a confirmed one, a newer one; both where both can be true."""

import pytest

from prospector.errors import BadInput
from prospector.identity.survivorship import (
    BOTH_SAY,
    BOTH_TRUE,
    BY_PERSON,
    CONFIRMED,
    NEWER,
    SURER,
    TWO_COMPANIES,
    Said,
    Side,
    Written,
    choose,
)
from prospector.model.tables import Claim


@pytest.fixture
def twins(workspace):
    left = workspace.naming.name("Bergmans Pump AB", country="SE", city="Malmö").account_id
    right = workspace.naming.name("Bergman Pumpar", country="SE", city="Lund", different=True).account_id
    return left, right


def claim(
    workspace, account_id, field, value, *, source="website", confirmed="", read="2026-06-01T00:00:00.000000Z", sure=0.8
):
    with workspace.store.action("Research", by="machine", actor="prospector") as action:
        action.add(
            Claim(account_id=account_id, field=field, value=value, source=source, confidence=sure, read_at=read,
                  confirmed_at=confirmed or None, confirmed_by="ana" if confirmed else None)
        )  # fmt: skip


def choice(workspace, twins, field):
    return next(one for one in workspace.merging.preview(*twins).fields if one.field == field)


def machine(workspace, account_id, **fields):
    from prospector.model.tables import Account

    with workspace.store.action("Research", by="machine", actor="prospector") as action:
        account = action.get(Account, account_id)
        for name, value in fields.items():
            setattr(account, name, value)


def test_a_persons_value_goes_over_a_machines_even_an_older_one(workspace, clock, twins):
    clock.move(days=1)
    machine(workspace, twins[1], city="Kalmar")
    found = choice(workspace, twins, "city")
    assert (found.chosen, found.rule) == ("left", BY_PERSON)
    assert choice(workspace, twins[::-1], "city").chosen == "right"


def test_the_newer_of_two_persons_values_stays(workspace, clock, twins):
    clock.move(days=1)
    workspace.naming.edit(twins[1], city="Kalmar")
    assert (choice(workspace, twins, "city").chosen, choice(workspace, twins, "city").rule) == ("right", NEWER)
    clock.move(days=1)
    workspace.naming.edit(twins[0], city="Ystad")
    assert choice(workspace, twins, "city").chosen == "left"


def test_a_confirmed_value_goes_over_one_that_was_only_read(workspace, clock, twins):
    for one, town in zip(twins, ("Malmö", "Lund"), strict=True):
        machine(workspace, one, city=town.upper())
    clock.move(days=1)
    machine(workspace, twins[1], city="LUND ")
    claim(workspace, twins[0], "address", '{"city": "Malmö"}', confirmed="2026-06-02T00:00:00.000000Z")
    assert (choice(workspace, twins, "city").chosen, choice(workspace, twins, "city").rule) == ("left", CONFIRMED)


@pytest.mark.parametrize(
    ("left", "right", "chosen", "rule"),
    [
        ({"source": "human"}, {"confirmed": "2026-06-02T00:00:00.000000Z"}, "left", BY_PERSON),
        ({"confirmed": "2026-06-02T00:00:00.000000Z"}, {"read": "2026-06-03T00:00:00.000000Z"}, "left", CONFIRMED),
        ({}, {"read": "2026-06-03T00:00:00.000000Z"}, "right", NEWER),
    ],
    ids=["person", "confirmed", "newer"],
)
def test_claims_follow_the_same_rules_and_the_preview_tells_what_is_shown_then(
    workspace, twins, left, right, chosen, rule
):
    claim(workspace, twins[0], "employees", "40", **left)
    claim(workspace, twins[1], "employees", "60", **right)
    found = choice(workspace, twins, "employees")
    assert (found.left, found.right, found.chosen, found.rule) == ("40", "60", chosen, rule)
    workspace.merging.merge(*twins)
    shown = next(one for one in workspace.claims(twins[0]) if one.field == "employees")
    assert str(shown.value) == (found.left if chosen == "left" else found.right)


def test_where_both_can_be_true_both_stay(workspace, twins):
    claim(workspace, twins[0], "phone", '"+4640111111"')
    claim(workspace, twins[1], "phone", '"+4646222222"')
    assert choice(workspace, twins, "phone").chosen == "both"
    workspace.merging.merge(*twins)
    assert {one.value for one in workspace.claims(twins[0])} == {"+4640111111", "+4646222222"}


def test_two_identifiers_are_a_warning_in_the_preview(workspace, twins):
    claim(workspace, twins[0], "lei", '"529900T8BM49AURSDO55"')
    claim(workspace, twins[1], "lei", '"5493001KJTIIGC8Y1R12"')
    assert choice(workspace, twins, "lei").rule == TWO_COMPANIES


def test_a_choice_against_the_rule_confirms_what_was_chosen_and_a_persons_word_is_not_overruled(workspace, twins):
    claim(workspace, twins[0], "employees", "40")
    claim(workspace, twins[1], "employees", "60", read="2026-06-03T00:00:00.000000Z")
    claim(workspace, twins[0], "founded", "1990", source="human")
    claim(workspace, twins[1], "founded", "1991")
    with pytest.raises(BadInput, match="founded can't be chosen here"):
        workspace.merging.merge(*twins, choices={"founded": "right"})
    before = workspace.store.reader.rows("SELECT * FROM claim ORDER BY id")
    workspace.merging.merge(*twins, choices={"employees": "left"})
    shown = {one.field: one for one in reversed(workspace.claims(twins[0]))}
    assert shown["employees"].value == 40
    assert shown["employees"].confirmed_by == workspace.actor
    workspace.merging.unmerge(twins[1])
    assert workspace.store.reader.rows("SELECT * FROM claim ORDER BY id") == before


def test_a_slot_comes_along_with_its_rep(workspace, twins):
    workspace.naming.to_bench(twins[0])
    workspace.merging.merge(*twins)
    record = workspace.account(twins[0])
    assert (record.place, record.slot, record.rep) == ("active", 2, workspace.actor)
    workspace.merging.unmerge(twins[1])
    assert workspace.account(twins[0]).place == "bench"
    assert workspace.account(twins[1]).slot == 2


def test_the_stage_that_is_further_along_stays_and_goes_back(workspace, twins):
    machine(workspace, twins[1], stage="researched")
    found = choice(workspace, twins, "stage")
    assert (found.left, found.right, found.chosen, found.fixed) == ("named", "researched", "right", True)
    workspace.merging.merge(*twins)
    assert workspace.account(twins[0]).stage == "researched"
    workspace.merging.unmerge(twins[1])
    assert workspace.account(twins[0]).stage == "named"
    machine(workspace, twins[1], stage="nurture")
    assert choice(workspace, twins, "stage").chosen == "left"


def test_what_a_person_refuted_or_pinned_counts_so_in_the_preview(workspace, twins):
    claim(workspace, twins[0], "employees", "40")
    claim(workspace, twins[1], "employees", "60", read="2026-06-03T00:00:00.000000Z")
    workspace.proofs.pin(twins[0], "employees")
    assert (choice(workspace, twins, "employees").chosen, choice(workspace, twins, "employees").rule) == (
        "left",
        BY_PERSON,
    )
    claim(workspace, twins[0], "founded", "1990")
    claim(workspace, twins[1], "founded", "1991")
    workspace.proofs.refute(twins[1], "founded")
    assert "founded" not in {one.field for one in workspace.merging.preview(*twins).fields}


def said(value, *, source="website", confirmed=False, confidence=0.5, at="2026-01-01"):
    return Said(f"{value}{at}", value, source, confirmed, confidence, at)


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "chosen", "rule", "fixed"),
    [
        ("legal_name", [said("Acme AG")], [said("ACME AG", confirmed=True)], "left", BOTH_SAY, True),
        ("legal_name", [said("Acme AG")], [said("Acme SE", source="human")], "right", BY_PERSON, True),
        ("legal_name", [said("Acme AG", confirmed=True)], [said("Acme SE", at="2026-02-01")], "left", CONFIRMED, True),
        ("revenue", [said("5")], [said("6", confidence=0.6)], "right", SURER, False),
        ("revenue", [said("5")], [said("6", at="2026-02-01")], "right", NEWER, False),
        ("revenue", [said("5", at="2026-02-01"), said("4")], [said("6")], "left", NEWER, False),
        ("revenue", [said("5")], [said("6")], "left", NEWER, False),
        ("lei", [said("A")], [said("B", confidence=0.9)], "right", TWO_COMPANIES, False),
        ("registry_id", [said("HRB 1")], [said("HRB 2")], "both", TWO_COMPANIES, True),
        ("phone", [said("1"), said("2")], [said("2"), said("1"), said("1", at="x")], "left", BOTH_SAY, True),
        ("phone", [said("1"), said("1", at="x")], [said("2")], "both", BOTH_TRUE, True),
    ],
)
def test_of_what_sources_say_the_surest_value_stays_or_both(field, ours, theirs, chosen, rule, fixed):
    own = {name: Written() for name in ("name", "domain", "country", "city", "pain", "why")}
    (found,) = (
        one
        for one in choose(Side("a", own, {field: ours}, "named"), Side("b", own, {field: theirs}, "named"))
        if one.field == field
    )
    assert (found.chosen, found.rule, bool(found.fixed)) == (chosen, rule, fixed)
