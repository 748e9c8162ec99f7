"""The rule language of segments, and the segments that are made of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospector.errors import BadInput, NotFound
from prospector.plan.profile import parse_profile
from prospector.plan.rules import FIELDS, parse_rule
from prospector.workspace import Workspace
from tests.chance import examples

ACME: dict[str, Any] = {
    "name": ("Acme Pumpen GmbH",), "country": ("DE",), "city": ("Bad Homburg (Ober-Eschbach)",), "employees": (120,),
    "industry": ("Pumpenbau", "Kältetechnik"), "words": ("We service pumps at night",), "source": ("own naming",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        ("country in DE,AT", True),
        ("country in Austria, Germany", True),
        ("country not in DE", False),
        ("country != FR", True),
        ("country is deutschland and employees 50..250", True),
        ("employees 50..250", True),
        ("employees in ..100", False),
        ("employees not in ..100", True),
        ("employees = 120 and employees >= 120 and not employees > 120", True),
        ("employees 121..", False),
        ("employees < 120 or employees > 120", False),
        ("employees <= 120 and employees < 121 and employees > 119", True),
        ("employees != 120", False),
        ("employees != 119", True),
        ("employees is 120 and not (not (country is DE))", True),
        ("((country is FR)) or ((country is DE))", True),
        ('industry ~ "pump"', True),
        ("industry ~ PUMP, valve", True),
        ("industry ~ kaltetechnik", True),
        ("industry ~ bau", False),
        ("industry !~ valve", True),
        ('city is "Bad Homburg"', True),
        ("source is own_naming", True),
        ("founded < 1990", None),
        ("founded < 1990 or country is DE", True),
        ("founded < 1990 and country is FR", False),
        ("founded < 1990 and country is DE", None),
        ("not founded < 1990", None),
        ("founded unknown and country known", True),
        ("(country is FR or employees > 100) and not (industry ~ bank)", True),
        ("COUNTRY IN de AND Employees 50..250", True),
    ],
)
def test_a_rule_answers_yes_no_or_unknown(rule: str, answer: bool | None) -> None:
    assert parse_rule(rule)(ACME) is answer


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", "an empty rule holds nobody"),
        ("countr in DE", "rule, column 1: “countr” is no field: did you mean country?"),
        ("country in DE and", "rule, column 18: a field is missing here"),
        ("country in XX1", "rule, column 12: “XX1” is not a country"),
        ("country DE", "rule, column 9: after country comes in, is"),
        ("employees about 50", "rule, column 11: employees is a number"),
        ("employees > many", "rule, column 13: a whole number is missing here"),
        ("employees 90..50", "rule, column 11: 90 is more than 50"),
        ("(country in DE", "rule, column 15: a bracket is open here"),
        ("country in DE)", "rule, column 14: “)” does not go on"),
        ('name ~ "acme', "rule, column 7"),
        ("city in Bad Homburg", "rule, column 13: “Homburg” does not go on"),
        ("not not not" + " not" * 50 + " country in DE", "too many brackets"),
        ("name ~ " + ", ".join(["word"] * 300), "longer than 1000 characters"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_with_its_column(rule: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_rule(rule)
    assert said in refused.value.sentence


@examples(100)
@given(st.text(max_size=80))
def test_any_text_is_a_rule_or_one_sentence(text: str) -> None:
    try:
        answer = parse_rule(text)(ACME)
    except BadInput as error:
        said = error.sentence
    else:
        said = "an empty rule" if answer in (True, False, None) else "neither"
    assert said.startswith(("rule, column", "an empty rule"))


TESTS = st.sampled_from(
    ["country in DE,AT", "country in FR", "employees 50..250", "employees > 500", "founded < 1990", "industry ~ pump",
     "technology known", "city unknown"]
)  # fmt: skip
RULES = st.recursive(
    TESTS, lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner), max_leaves=6
)


@examples(100)
@given(RULES, RULES)
def test_the_logic_is_kleenes(one: str, other: str) -> None:
    first, second = parse_rule(one)(ACME), parse_rule(other)(ACME)
    order = {False: 0, None: 1, True: 2}
    both, either, turned = (
        parse_rule(text)(ACME) for text in (f"{one} and {other}", f"{one} or {other}", f"not {one}")
    )
    assert order[both] == min(order[first], order[second])
    assert order[either] == max(order[first], order[second])
    assert order[turned] == 2 - order[first]


def test_every_field_can_be_asked() -> None:
    for field in FIELDS:
        assert parse_rule(f"{field} known")({}) is False


def test_s0_12_members_are_the_rules_result_after_any_edit(workspace: Workspace, make) -> None:
    segments = workspace.strategy.segments
    pump = make("Alder AG", ("industry", "Pumpenbau"), ("employees", 120), country="DE")
    small = make("Birke AB", ("industry", "pumps"), ("employees", 12), country="SE")
    unsure = make("Cedar SA", ("industry", "pumpes"), country="FR")
    one = segments.save("pumps", "industry ~ pump and employees 50..250", pain="late visits")
    assert list(one.missing) == ["offer", "proof", "channel"], "a segment without strategy is incomplete"

    def is_its_result() -> None:
        for segment in segments.all():
            held = segments.members(segment.rule)
            rule, facts = parse_rule(segment.rule), workspace.strategy.facts()
            assert set(held.sure) == {key for key, known in facts.items() if rule(known) is True}
            assert set(held.perhaps) == {key for key, known in facts.items() if rule(known) is None}
        assert workspace.strategy.segments_of().keys() == {
            key for one in segments.all() for key in segments.members(one.rule).sure
        }

    is_its_result()
    assert segments.members(one.rule).sure == (pump,)
    assert segments.members(one.rule).perhaps == (unsure,)
    segments.save("pumps", "country in SE,FR", offer="a month", proof="Nordhafen", channel="phone")
    is_its_result()
    assert set(segments.members(segments.get("PUMPS").rule).sure) == {small, unsure}
    assert segments.get("pumps").missing == []
    workspace.naming.edit(pump, country="SE")
    is_its_result()
    assert workspace.strategy.segment_of(pump).name == "pumps"
    workspace.undo()
    is_its_result()
    assert workspace.strategy.segment_of(pump) is None
    segments.save("all", "name known")
    is_its_result()
    assert workspace.strategy.segment_of(small).name == "pumps", "the first rule that holds counts"
    assert workspace.strategy.segment_of(pump).name == "all"
    segments.remove("pumps")
    is_its_result()
    assert workspace.strategy.segment_of(small).name == "all"


def test_a_fit_in_a_rule_is_the_one_by_the_newest_profile(workspace: Workspace, make) -> None:
    german, french = make("Alder AG", country="DE"), make("Birke SA", country="FR")
    profile = 'name = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["{}"]\n'
    segments = workspace.strategy.segments
    for country, good in (("DE", german), ("FR", french)):
        draft = parse_profile(profile.format(country))
        workspace.plans.apply(draft)
        assert workspace.plans.preview(draft) == [], "compared with the profile in force"
        segments.save("good", "fit >= 50")
        assert segments.members("fit >= 50").sure == (good,)


def test_a_person_s_country_stands_over_a_claimed_one(workspace: Workspace, make) -> None:
    account = make("Alder AG", ("address", {"country": "FR", "city": "Lyon"}), country="DE")
    known = workspace.strategy.facts()[account]
    assert (known["country"], known["city"]) == (("DE",), ("Lyon",))


def test_a_merged_account_is_read_through_its_root(workspace: Workspace, make) -> None:
    left = make("Alder AG", domain="alder.example")
    right = make("Alder Pumpen AG", ("employees", 80), domain="alder-pumpen.example")
    workspace.merging.merge(left, right)
    workspace.strategy.segments.save("sized", "employees 50..")
    assert list(workspace.strategy.segments_of()) == [left]


def test_the_corridor_is_the_segments_over_the_plans(workspace: Workspace, make) -> None:
    account, other = make("Alder AG", country="DE"), make("Birke AB", country="SE")
    workspace.strategy.segments.save("north", "country is SE", floor_attempts=4, gap_days=5)
    mine, plans = workspace.strategy.corridor(other), workspace.strategy.corridor(account)
    assert (mine.floor_attempts, mine.gap_days, mine.ceiling_attempts) == (4, 5, 12)
    assert (plans.floor_attempts, plans.gap_days) == (6, 1)


def test_bad_segments_write_nothing(workspace: Workspace) -> None:
    segments = workspace.strategy.segments
    for name, rule, card, said in (
        ("", "country is DE", {}, "needs a name"),
        ("new", None, {}, "needs a rule"),
        ("new", "countr is DE", {}, "column 1"),
        ("new", "country is DE", {"channel": "fax"}, "unknown channel"),
        ("new", "country is DE", {"floor_attempts": 9, "ceiling_attempts": 3}, "below the floor"),
    ):
        with pytest.raises(BadInput, match=said):
            segments.save(name, rule, **card)
    assert segments.all() == []
    with pytest.raises(NotFound):
        segments.remove("new")


def test_a_segment_is_renamed_but_never_onto_another(workspace: Workspace) -> None:
    segments = workspace.strategy.segments
    segments.save("north", "country is SE", floor_attempts=4, ceiling_attempts=4)
    segments.save("south", "country is IT")
    assert [(one.name, one.position) for one in segments.all()] == [("north", 1), ("south", 2)]
    with pytest.raises(BadInput, match="there is a segment “South” already"):
        segments.save("north", new_name="South")
    assert segments.save("north", new_name="North").name == "North", "another spelling of its own name"
    assert segments.save("north", new_name="Nordics", pain="ice").pain == "ice"
    assert [one.name for one in segments.all()] == ["Nordics", "south"]


def test_what_claims_say_in_words_can_be_asked_and_changes_when_they_do(workspace: Workspace, make) -> None:
    spoken = make("Alder AG", ("description", "They repair pumps and valves"), ("industry", "machinery"))
    silent, hiring = make("Birke AB"), make("Ceder SA", ("opening", "Pump fitter"), ("technology", "SAP"))
    workspace.strategy.segments.save("speaking", "words ~ pump")
    assert set(workspace.strategy.segments_of()) == {spoken, hiring}
    workspace.strategy.segments.save("speaking", 'industry ~ "machin" or hiring ~ fitter and technology ~ sap')
    assert set(workspace.strategy.segments_of()) == {spoken, hiring}
    workspace.strategy.segments.save("speaking", "not words ~ pump")
    assert set(workspace.strategy.segments_of()) == set(), "of one that says nothing nothing is known"
    workspace.proofs.type(silent, {"description": "Bakery"})
    assert set(workspace.strategy.segments_of()) == {silent}
