"""The lead definition: criteria, versions, signatures, and the three counts."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, Refused
from prospector.model.tables import Account, Evidence, Person, Qualification, WhyNow
from prospector.plan.criteria import FORMS, LeadFacts, judge, parse_criteria
from prospector.plan.profile import parse_profile
from prospector.workspace import Workspace

NEED = "has a need statement"


def test_every_wording_is_read_back_as_itself() -> None:
    assert parse_criteria("\n".join(FORMS)) == FORMS
    assert parse_criteria(" - Has a  NEED statement\n\nfit at least 70\nat least 3 sourced facts\nat least 1 sourced facts") == (
        NEED, "fit at least 70", "at least 3 sourced facts", "at least 1 sourced fact",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one criterion"),
        (
            "has a need\nhas a nede statement",
            "line 1: “has a need” can't be tested: did you mean “has a need statement”?",
        ),
        ("fit at least 0", "line 1: 0 is not between 1 and 100"),
        ("at least 99 sourced facts", "99 is not between 1 and 50"),
        ("xyzzy", "one of: has a need statement"),
    ],
)
def test_a_criterion_that_cannot_be_tested_is_refused(workspace: Workspace, text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.strategy.definitions.write("A lead is one", text)
    assert said in refused.value.sentence
    assert workspace.strategy.definition().version == 0


def test_each_criterion_is_met_by_what_it_names(workspace: Workspace, make) -> None:
    account = make("Alder AG", ("description", "pumps"), ("phone", "+4940123456"), need="fewer return visits",
                   domain="alder.example", pain="visits", why="near", country="DE")  # fmt: skip
    workspace.strategy.segments.save("dach", "country is DE")
    with workspace.store.action("Evidence") as action:
        action.add(
            WhyNow(
                account_id=account, said="new plant", expires_on="2026-06-30", given_by="robin", given_at=action.now()
            )
        )
        for obstacle, state in (("need", "cleared"), ("money", "open")):
            action.add(
                Evidence(
                    account_id=account, obstacle=obstacle, state=state, said="x", given_by="r", given_at=action.now()
                )
            )
    workspace.strategy.definitions.write("everything", "\n".join(FORMS))
    states = {one.criterion: one.met for one in workspace.strategy.meets(account).states}
    assert {name for name, met in states.items() if not met} == {
        "fit at least 50", "obstacle hurry known", "obstacle desire known", "obstacle trust known", "obstacle money cleared",
        "obstacle hurry cleared", "obstacle desire cleared", "obstacle trust cleared",
    }  # fmt: skip


def test_what_fades_and_expires_is_not_met_any_more(workspace: Workspace, make, clock: FrozenClock) -> None:
    account = make("Alder AG")
    with workspace.store.action("Evidence") as action:
        action.add(
            WhyNow(account_id=account, said="fair", happens_on="2026-06-10", given_by="robin", given_at=action.now())
        )
        action.add(
            Evidence(
                account_id=account, obstacle="need", state="cleared", said="x", given_by="r", given_at=action.now()
            )
        )
    workspace.strategy.definitions.write("now", "has a dated why-now\nobstacle need cleared")
    assert workspace.strategy.meets(account).met
    clock.move(days=7)
    assert workspace.strategy.meets(account).met
    clock.move(days=1)
    assert workspace.strategy.meets(account).missing == ["no why-now with a date that still holds"]
    clock.move(days=83)
    assert workspace.strategy.meets(account).missing == ["no why-now with a date that still holds", "need is open"]


def test_s3_1_an_unsigned_version_is_told_and_each_role_signs_once(workspace: Workspace) -> None:
    strategy = workspace.strategy
    assert strategy.definition().version == 0
    assert strategy.signs().endswith("lead unsigned")
    strategy.definitions.write("A lead has a need", NEED)
    assert strategy.definition().banner == "lead definition v1: not signed by farmer, closer, manager"
    strategy.definitions.sign("farmer")
    strategy.definitions.sign("Closer", "Ben")
    with pytest.raises(Refused, match="signed by Ben as closer already"):
        strategy.definitions.sign("closer")
    with pytest.raises(BadInput, match="unknown role"):
        strategy.definitions.sign("king")
    assert strategy.definition().unsigned == ["manager"]
    assert "lead v1 unsigned" in strategy.signs()
    signed = strategy.definitions.sign("manager", "Aisha")
    assert (signed, signed.unsigned) == (strategy.definition(), [])
    assert [(one.role, one.signed_by) for one in signed.signatures] == [
        ("farmer", workspace.actor), ("closer", "Ben"), ("manager", "Aisha"),
    ]  # fmt: skip
    assert strategy.definition().banner == ""
    assert "lead" not in strategy.signs()
    assert strategy.definitions.write("A lead has a need", NEED).version == 1, "the same text is no new version"
    strategy.definitions.write("A lead has a need", f"{NEED}\nhas a domain")
    assert strategy.definition().banner == "lead definition v2: not signed by farmer, closer, manager"
    workspace.undo()
    assert strategy.definition().version == 1
    assert strategy.definition().banner == ""


def test_s3_1_who_falls_out_under_v2_is_listed_before_it_is_saved(workspace: Workspace, make) -> None:
    definitions = workspace.strategy.definitions
    both, need_only, neither = (
        make("Alder AG", need="visits", domain="alder.example"), make("Birke AB", need="visits"),
        make("Cedar SA", domain="cedar.example"),
    )  # fmt: skip
    definitions.write("A lead has a need", NEED)
    with workspace.store.action("Lead") as action:
        row = action.find(Qualification, Qualification.account_id == need_only)[0]
        row.definition_version = 1
    drift = definitions.preview(f"{NEED}\nhas a domain")
    assert [(one.account_id, one.falls_out, one.met_version, list(one.why)) for one in drift] == [
        (need_only, True, 1, ["no domain known"])
    ]
    assert workspace.strategy.definition().version == 1, "a look writes nothing"
    assert [(one.account_id, one.falls_out) for one in definitions.preview("has a domain")] == [
        (need_only, True), (neither, False),
    ]  # fmt: skip
    definitions.write("A lead has a domain", "has a domain")
    assert set(workspace.strategy.counts().meeting) == {both, neither}


def test_s3_2_three_counts_side_by_side(workspace: Workspace, make) -> None:
    workspace.strategy.definitions.write("A lead has a need", NEED)
    followed, met, claimed = make("Alder AG", need="x"), make("Birke AB", need="x"), make("Cedar SA")
    dropped, bench = make("Dorn GmbH", need="x"), make("Esche KG", need="x", bench=True)
    for account in (followed, claimed, dropped):
        workspace.touches.log(account, "phone", "no_answer")
    workspace.naming.drop(dropped, "no money")
    counts = workspace.strategy.counts()
    assert (set(counts.claimed), set(counts.meeting), set(counts.followed)) == (
        {followed, met, claimed}, {followed, met}, {followed},
    )  # fmt: skip
    assert counts.text == "3 claimed · 2 meet the definition · 1 followed up"
    assert bench not in counts.claimed
    assert workspace.strategy.counts("somebody else").claimed == ()


def test_s3_3_a_touch_that_was_taken_back_leaves_the_lead_hollow(workspace: Workspace, make) -> None:
    workspace.strategy.definitions.write("A lead has a need", NEED)
    account = make("Alder AG", need="x")
    workspace.touches.log(account, "phone", "no_answer")
    assert workspace.strategy.counts().followed == (account,)
    workspace.undo()
    assert workspace.strategy.counts().followed == ()


def test_the_suggestion_becomes_version_one_by_its_first_signature(workspace: Workspace) -> None:
    definitions = workspace.strategy.definitions
    suggested = definitions.current()
    signed = definitions.sign("farmer", "Ana")
    assert (signed.version, signed.body, signed.criteria) == (1, suggested.body, suggested.criteria)
    assert definitions.sign("manager", "Ben").version == 1
    assert workspace.history(1)[0].title == "Sign lead definition v1 as manager"
    with pytest.raises(BadInput, match="say in a sentence what a lead is"):
        definitions.write(" ", NEED)
    again = definitions.write(suggested.body, NEED)
    assert (again.version, again.unsigned) == (2, ["farmer", "closer", "manager"])
    assert [one.version for one in definitions.versions()] == [2, 1]
    assert [one.version for one in definitions.versions(1)] == [2]


def test_a_fit_at_least_is_met_by_that_very_fit_and_by_no_disqualified_one() -> None:
    for facts, met, why in (
        (LeadFacts(fit_low=60), True, "surely 60, wanted 60"), (LeadFacts(fit_low=59), False, "surely 59, wanted 60"),
        (LeadFacts(), False, "there is no profile"), (LeadFacts(fit_low=90, disqualified=True), False, "never"),
    ):  # fmt: skip
        (state,) = judge(parse_criteria("fit at least 60"), facts)
        assert state.met is met
        assert why in state.reason
    for facts, met in ((LeadFacts(sourced=3), True), (LeadFacts(sourced=2), False)):
        assert judge(parse_criteria("at least 3 sourced facts"), facts)[0].met is met
    for text in ("fit at least 101", "fit at least 0", "at least 0 sourced facts"):
        with pytest.raises(BadInput, match="is not between 1 and"):
            parse_criteria(text)


@pytest.mark.parametrize(
    ("text", "facts", "known", "missing"),
    [
        ("has a need statement", LeadFacts(need="late visits"), "need: late visits", "no need statement"),
        (
            "names a pain and a why",
            LeadFacts(pain="late", why="a fleet"),
            "pain and why: late; a fleet",
            "pain or why is missing",
        ),
        ("has a person or switchboard", LeadFacts(reachable="Bo"), "reachable: Bo", "nobody to call is known"),
        (
            "has a dated why-now",
            LeadFacts(why_now="a fair"),
            "why now: a fair",
            "no why-now with a date that still holds",
        ),
        ("has a domain", LeadFacts(domain="acme.example"), "domain: acme.example", "no domain known"),
        ("is in a segment", LeadFacts(segment="pumps"), "segment: pumps", "in no segment"),
    ],
)
def test_a_criterion_says_what_it_found_or_what_is_missing(
    text: str, facts: LeadFacts, known: str, missing: str
) -> None:
    criteria = parse_criteria(text)
    assert [(one.met, one.reason) for one in judge(criteria, facts)] == [(True, known)]
    assert [(one.met, one.reason) for one in judge(criteria, LeadFacts(pain="late"))] == [(False, missing)]


def test_a_dropped_lead_is_not_claimed_and_a_lead_on_the_bench_is(workspace: Workspace, make) -> None:
    workspace.strategy.definitions.write("A lead has a need", NEED)
    dropped, bench = make("Alder AG", need="x"), make("Birke AB", need="x", bench=True)
    with workspace.store.action("Leads") as action:
        for account in action.find(Account):
            account.stage = "lead"
    workspace.naming.drop(dropped, "no money")
    with workspace.store.action("Leads") as action:
        action.get(Account, dropped).stage = "lead"
    assert workspace.strategy.counts().claimed == (bench,)


def test_only_people_of_the_account_who_agree_make_it_reachable(workspace: Workspace, make) -> None:
    account, other = make("Alder AG"), make("Birke AB", person="Bo Berg")
    workspace.strategy.definitions.write("A lead can be called", "has a person or switchboard")
    assert [workspace.strategy.meets(one).met for one in (account, other)] == [False, True]
    with workspace.store.action("Withdraw") as action:
        action.find(Person)[0].consent = "withdrawn"
    assert not workspace.strategy.meets(other).met


def test_a_fit_of_an_older_profile_counts_for_nothing(workspace: Workspace, make) -> None:
    make("Alder AG", domain="alder.example")
    account = make("Birke AB", country="DE")
    profile = 'name = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["{0}"]\n'
    workspace.strategy.definitions.write("A lead fits", "fit at least 50")
    for country, met in (("DE", True), ("FR", False), ("DE", True)):
        workspace.plans.apply(parse_profile(profile.format(country)))
        assert workspace.strategy.meets(account).met is met
        assert workspace.lists.of([account])[0].fit == workspace.plans.fit_of(account).range
    moves = workspace.plans.preview(parse_profile(profile.format("FR")))
    assert [(one.name, one.before.low, one.after.low, one.after.high) for one in moves] == [("Birke AB", 100, 0, 0)]
    assert workspace.plans.preview(parse_profile(profile.format("DE"))) == []
