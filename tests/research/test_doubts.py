"""Doubts: kept with what was compared, taken by a person, refused for good unless the candidate changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.research import doubts as rules
from prospector.research.finding import DOMAIN, RECORD, REGISTRY, Candidate
from prospector.research.protocol import Company, WrongCompany
from prospector.research.weighing import conflict, weigh

ACME = Candidate(REGISTRY, "911111111", "ACME AS", "https://register.example/1", '"navn":"ACME AS"', "acme.no", "NO", "BERGEN",
                 registry_id="911111111", employees=80)  # fmt: skip
OTHER = replace(ACME, key="922222222", registry_id="922222222", domain="", city="OSLO")


@pytest.fixture
def account(workspace):
    return workspace.naming.name("Acme", country="NO").account_id


def told(workspace, account_id, *candidates, source="brreg", compared="asked Acme; the register has 2 of that name"):
    with workspace.action("Research", by="machine") as action:
        return rules.keep(action, account_id, Company("Acme", country="NO"), source, compared, candidates)


def test_what_was_compared_is_kept_with_score_and_reasons(workspace, account):
    assert told(workspace, account, ACME, OTHER) == 2
    first, second = workspace.doubts.of(account)
    assert (first.name, first.key, first.source, first.state) == ("ACME AS", "911111111", "brreg", "open")
    assert "same name" in first.why
    assert "in BERGEN, NO" in first.why
    assert 0.5 < first.score < 0.8, "a name alone, even in the right country, is not sure"
    assert second.candidate.city == "OSLO"


def test_a_source_that_names_nobody_leaves_what_it_compared(workspace, account):
    told(workspace, account, compared="asked acme.no, landed on parked.example")
    (one,) = workspace.doubts.of(account)
    assert not one.takeable
    assert "parked.example" in one.compared
    with pytest.raises(Refused, match="nobody who could be picked"):
        workspace.doubts.take(one.id)


def test_taking_makes_domain_place_and_number_known_and_undo_takes_it_back(workspace, account):
    told(workspace, account, ACME, OTHER)
    said = workspace.doubts.take(workspace.doubts.of(account)[0].id)
    assert "acme.no" in said
    record = workspace.account(account)
    assert (record.domain, record.city) == ("acme.no", "Bergen")
    (claim,) = [one for one in workspace.claims(account) if one.field == "registry_id"]
    assert (claim.value, claim.source, claim.url, claim.confirmed_by) == (
        "911111111",
        "human",
        ACME.url,
        workspace.actor,
    )
    assert claim.passage == ACME.passage
    sure = rules.known(workspace.store.reader, account)
    assert (sure.registry_ids, sure.known_as) == (("911111111",), {"brreg": "911111111"})
    assert workspace.doubts.of(account) == [], "the namesake of the same source is refused with it"
    workspace.undo()
    assert workspace.account(account).domain is None
    assert len(workspace.doubts.of(account)) == 2


def test_a_second_domain_is_added_beside_the_first(workspace):
    account = workspace.naming.name("Acme", domain="acme.com").account_id
    told(workspace, account, replace(ACME, country=""))
    workspace.doubts.take(workspace.doubts.of(account)[0].id)
    record = workspace.account(account)
    assert (record.domain, list(record.other_domains)) == ("acme.com", ["acme.no"])


def test_a_refused_one_is_not_asked_again_unless_it_changes(workspace, account):
    told(workspace, account, ACME)
    workspace.doubts.refuse(workspace.doubts.of(account)[0].id)
    assert workspace.doubts.of(account) == []
    told(workspace, account, ACME)
    assert workspace.doubts.of(account) == []
    told(workspace, account, replace(ACME, employees=90, note="more people"))
    assert workspace.doubts.of(account) == [], "nothing of what a person looked at changed"
    told(workspace, account, replace(ACME, city="STAVANGER"))
    assert [one.candidate.city for one in workspace.doubts.of(account)] == ["STAVANGER"]


def test_open_questions_that_a_source_no_longer_asks_go(workspace, account):
    told(workspace, account, ACME, OTHER)
    told(workspace, account, OTHER)
    assert [one.key for one in workspace.doubts.of(account)] == ["922222222"]
    with workspace.action("Research") as action:
        rules.settle(action, account, "brreg")
    assert workspace.doubts.of(account) == []


def test_a_clear_conflict_blocks(workspace, account):
    told(workspace, account, replace(ACME, country="SE"))
    with pytest.raises(Refused, match="it is in SE, Acme is in NO"):
        workspace.doubts.take(workspace.doubts.of(account)[0].id)
    assert workspace.account(account).domain is None


def test_another_number_of_the_same_kind_blocks(workspace, account):
    told(workspace, account, ACME)
    workspace.doubts.take(workspace.doubts.of(account)[0].id)
    told(workspace, account, OTHER, source="another")
    with pytest.raises(Refused, match="its number is 922222222"):
        workspace.doubts.take(workspace.doubts.of(account)[0].id)


def test_a_domain_of_another_account_blocks(workspace, account):
    workspace.naming.name("Bergen Acme Holding", domain="acme.no", different=True)
    told(workspace, account, ACME)
    with pytest.raises(Refused, match="belongs to Bergen Acme Holding"):
        workspace.doubts.take(workspace.doubts.of(account)[0].id)


def test_sources_that_propose_the_same_site_back_each_other(workspace, account):
    told(workspace, account, ACME)
    told(workspace, account, Candidate(DOMAIN, "acme.no", "Acme", domain="acme.no"), source="guesses")
    told(workspace, account, Candidate(DOMAIN, "acme.com", "Acme", domain="acme.com"), source="wikidata")
    first = next(one for one in workspace.doubts.of(account) if one.source == "brreg")
    assert "guesses has the same domain" in first.why
    workspace.doubts.take(first.id)
    states = {one.source: one.state for one in workspace.doubts.of(account, every=True)}
    assert states == {"brreg": "taken", "guesses": "taken", "wikidata": "refused"}


def test_numbers_are_those_of_the_list(workspace, account):
    with pytest.raises(NotFound, match="no candidate is open"):
        workspace.doubts.numbered(account, 1)
    told(workspace, account, ACME)
    assert workspace.doubts.numbered(account, 1).key == "911111111"
    with pytest.raises(BadInput, match="give 1 to 1"):
        workspace.doubts.numbered(account, 2)


def test_text_of_a_candidate_is_cleaned_at_the_door(workspace, account):
    told(
        workspace,
        account,
        replace(ACME, name="AC\x1b[31mME\u202e AS", note="a\nb", kind="nonsense"),
        OTHER,
        replace(ACME, key=""),
    )
    assert [one.key for one in workspace.doubts.of(account)] == ["922222222"]
    told(workspace, account, replace(ACME, name="AC\x1b[31mME\u202e AS"))
    assert workspace.doubts.of(account)[0].name == "ACME AS"


@pytest.mark.parametrize(
    ("company", "candidate", "blocked"),
    [
        (Company("Acme", country="NO"), ACME, False),
        (Company("Acme", country="Sweden"), ACME, True),
        (Company("Acme", lei="A" * 18 + "11"), replace(ACME, lei="B" * 18 + "22"), True),
        (Company("Acme", registry_ids=("FI12345678",)), ACME, False),
        (Company("Acme", registry_ids=("911 111 111",)), ACME, False),
    ],
    ids=["same country", "other country", "other lei", "number of another register", "same number"],
)
def test_what_is_a_conflict(company, candidate, blocked):
    assert bool(conflict(company, candidate)) is blocked


def test_a_town_that_agrees_makes_it_likely():
    assert weigh(Company("Acme", country="NO", city="Bergen"), ACME).score > 0.9
    assert weigh(Company("Acme"), Candidate(RECORD, "Q1", "Acme")).score <= 0.6


class Register:
    """A source that knows two of the name, and one when it is told the number."""

    name, label, fields, needs, hosts = "register", "Register", ("legal_name",), ("name",), ("register.example",)
    licence, terms, rate = "CC0", "none", 1.0

    def __init__(self):
        self.asked = []

    async def enrich(self, company, context):
        from prospector.research.protocol import Claim

        self.asked.append(company)
        if "911111111" in company.registry_ids:
            return [Claim("legal_name", "ACME AS", "https://register.example/1", "ACME AS", "api")]
        raise WrongCompany("asked Acme; the register has 2 of that name", [ACME, OTHER])

    async def find(self, company, context):
        return [OTHER]


async def test_research_keeps_the_doubt_and_uses_what_was_picked(workspace, account, monkeypatch):
    source = Register()
    monkeypatch.setattr("prospector.research.run.asked_sources", lambda *_: (source,))
    await workspace.research.run([account])
    assert [one.state for one in workspace.outcomes(account)] == ["wrong_company"]
    assert len(workspace.doubts.of(account)) == 2
    workspace.doubts.take(workspace.doubts.of(account)[0].id)
    await workspace.research.run([account], again=True)
    assert source.asked[-1].registry_ids == ("911111111",)
    assert source.asked[-1].known_as == {"register": "911111111"}
    assert "ACME AS" in [one.value for one in workspace.claims(account)]


async def test_candidates_are_asked_for_and_kept_as_questions(workspace, account, monkeypatch):
    monkeypatch.setattr("prospector.research.inquiry.asked_sources", lambda *_: (Register(),))
    (proposed,) = await workspace.candidates.look([account])
    assert [(one.source, one.state) for one in proposed.answers] == [("register", "found")]
    assert [one.key for one in workspace.doubts.of(account)] == ["922222222"]
    assert workspace.account(account).domain is None, "nothing is stored before a person picks"


def test_the_body_is_json_that_can_be_read_again(workspace, account):
    told(workspace, account, ACME)
    (body,) = workspace.store.reader.one("SELECT body FROM doubt")
    assert json.loads(body)["employees"] == 80
