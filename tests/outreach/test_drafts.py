"""Drafts: from the playbook, looked at by two alarms, sent elsewhere, confirmed here."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.outreach.drafts import _filled
from prospector.outreach.sameness import sameness
from prospector.outreach.touches import OutsideCorridor
from prospector.workspace import Workspace

COPY = "Hello, we help companies like yours to save time and money with our unique platform. May I call you on Tuesday?"


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks").account_id


@pytest.mark.parametrize(
    ("body", "others", "facts", "alarms"),
    [
        (COPY, [], ["Hamburg"], 1),
        (COPY, [(COPY, "pumps", "Acme")], ["Hamburg"], 2),
        (COPY.replace("like yours", "like theirs"), [(COPY, "pumps", "Acme")], [], 2),
        (f"You opened in Hamburg. {COPY}", [(COPY, "pumps", "Acme")], ["Hamburg"], 0),
        ("Your new terminal at Kai 7 opens in June: who plans the trucks?", [(COPY, "pumps", "Acme")],
         ["new terminal at Kai 7"], 0),
        ("Your terminal: the new one, opens in June, at Kai 7?", [], ["new terminal opens at Kai 7 in June"], 0),
        ("We love hamburgers.", [], ["Hamburg"], 1),
    ],
)  # fmt: skip
def test_s3_6_copies_to_other_sectors_are_caught_and_tailored_ones_spared(
    body: str, others: list[tuple[str, str, str]], facts: list[str], alarms: int
) -> None:
    assert len(sameness(body, others, facts).lines) == alarms


def test_s3_6_two_sectors_same_text_raise_the_alarm(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("Bergman Pumpar AB").account_id
    for key, sector in ((account, "logistics"), (other, "pumps")):
        workspace.naming.edit(key, sector=sector)
    workspace.drafts.write(account, "Hello", COPY)
    assert any("reads like the message to Nordhafen" in one for one in workspace.drafts.alarms(other, COPY).lines)
    workspace.qualifying.add_why_now(other, "new plant opens in Malmö", happens_on="2026-07-01")
    tailored = f"I read that your new plant opens in Malmö. {COPY}"
    assert workspace.drafts.alarms(other, tailored).lines == []


def test_a_draft_is_logged_as_a_touch_only_when_it_was_sent(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example")
    draft = workspace.drafts.write(account, "Trucks", "Hello Anna", person)
    assert workspace.touches.of(account) == []
    assert (draft.state, draft.to) == ("drafted", "anna@nordhafen.example")
    workspace.drafts.sent(draft.id)
    (touch,) = workspace.touches.of(account)
    assert (touch.channel, touch.outcome, touch.person) == ("mail", "sent", "Anna Berg")
    assert workspace.drafts.get(draft.id).state == "sent"
    with pytest.raises(Refused, match="sent already"):
        workspace.drafts.sent(draft.id)
    workspace.undo()
    assert workspace.drafts.get(draft.id).state == "drafted"
    assert workspace.touches.of(account) == []


def test_the_corridor_holds_for_drafts_too(workspace: Workspace, account: str) -> None:
    workspace.touches.log(account, "phone", "no_answer")
    draft = workspace.drafts.write(account, "Trucks", "Hello")
    with pytest.raises(OutsideCorridor):
        workspace.drafts.sent(draft.id)
    assert workspace.drafts.get(draft.id).state == "drafted"
    workspace.drafts.sent(draft.id, override="he asked for it on the phone")


def test_nobody_who_is_suppressed_is_written_to(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example")
    draft = workspace.drafts.write(account, "Trucks", "Hello", person)
    workspace.people.consent(person, "withdrawn")
    for act in (lambda: workspace.drafts.write(account, "x", "y", person), lambda: workspace.drafts.sent(draft.id)):
        with pytest.raises(Refused, match="Anna Berg withdrew consent"):
            act()
    workspace.never.suppress_account(account, "asked us")
    with pytest.raises(Refused, match="never-contact"):
        workspace.drafts.begin(account)
    with pytest.raises(Refused, match="never-contact"):
        workspace.drafts.write(account, "x", "y")


def test_an_empty_message_is_refused(workspace: Workspace, account: str) -> None:
    with pytest.raises(BadInput):
        workspace.drafts.write(account, "x", " \n ")


def test_without_a_playbook_the_reason_why_now_begins_the_text(workspace: Workspace, account: str) -> None:
    workspace.qualifying.add_why_now(account, "new terminal opens", happens_on="2026-07-01")
    subject, body = workspace.drafts.begin(account)
    assert "late trucks" in subject
    assert "new terminal opens" in body
    assert body.startswith("Hello,\n\n")
    people = [workspace.people.add(account, name) for name in ("Anna Berg", "Bert Tal")]
    for person, name in zip(people, ("Anna Berg", "Bert Tal"), strict=True):
        assert workspace.drafts.begin(account, person)[1].startswith(f"Hello {name},\n\n")


def test_a_draft_thrown_away_is_no_draft(workspace: Workspace, account: str) -> None:
    draft = workspace.drafts.write(account, "x", COPY)
    workspace.drafts.discard(draft.id)
    assert [one.state for one in workspace.drafts.of(account)] == ["discarded"]
    with pytest.raises(Refused):
        workspace.drafts.discard(draft.id)


def test_facts_of_a_message_come_with_their_sources(workspace: Workspace, account: str) -> None:
    workspace.qualifying.add_why_now(
        account, "new terminal opens in Kiel", url="https://nordhafen.example/news", happens_on="2026-07-01"
    )
    workspace.proofs.type(account, {"description": "Runs cold stores in Bremerhaven. Hires drivers"})
    facts = workspace.drafts.facts(account)
    assert (facts[0].text, facts[0].source, facts[0].url) == (
        "new terminal opens in Kiel", "robin", "https://nordhafen.example/news",
    )  # fmt: skip
    assert "Runs cold stores in Bremerhaven" in [one.text for one in facts]
    other = workspace.naming.name("Bolt AB").account_id
    workspace.proofs.type(other, {"description": "Builds cranes in Turku", "revenue": "77000"})
    assert [one.text for one in workspace.drafts.facts(other)] == ["Builds cranes in Turku"], (
        "of this company, what tells"
    )
    assert "cranes" not in repr(workspace.drafts.facts(account))
    alarms = workspace.drafts.alarms(account, "Hello, you run cold stores in Bremerhaven: who plans the lorries?")
    assert (list(alarms.facts), alarms.lines) == (["Runs cold stores in Bremerhaven"], [])


def test_a_reason_whose_day_is_over_is_offered_no_more_but_what_was_sent_with_it_stays_tailored(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    other = workspace.naming.name("Bergman Pumpar AB").account_id
    workspace.naming.edit(other, sector="pumps")
    workspace.qualifying.add_why_now(account, "new terminal opens in Kiel", happens_on="2026-06-10")
    workspace.qualifying.add_why_now(
        account, "they hire forty drivers", happens_on="2026-06-01", expires_on="2026-09-30"
    )
    tailored = f"Your new terminal opens in Kiel. {COPY}"
    workspace.drafts.write(other, "Hello", COPY)
    workspace.drafts.write(account, "Hello", tailored)
    clock.move(days=7)
    assert "new terminal opens in Kiel" in [fact.text for fact in workspace.drafts.facts(account)], "on its very day"
    clock.move(days=1)
    assert [fact.text for fact in workspace.drafts.facts(account)] == ["they hire forty drivers"]
    assert "no line about this company" in workspace.drafts.alarms(account, tailored).lines[0]
    assert workspace.drafts.repeated() == []


def test_s3_6_the_history_of_drafts_and_touches_shows_what_was_sent_around(workspace: Workspace, account: str) -> None:
    other, third = (workspace.naming.name(name).account_id for name in ("Bergman Pumpar AB", "Thornley Doors Ltd"))
    for key, sector in ((account, "logistics"), (other, "pumps"), (third, "doors")):
        workspace.naming.edit(key, sector=sector)
    workspace.drafts.write(account, "Hello", COPY)
    assert workspace.drafts.repeated() == []
    workspace.touches.log(other, "mail", "sent", note=COPY.replace("Tuesday", "Friday"))
    workspace.touches.log(third, "mail", "sent", note=COPY, private=True)
    (one,) = workspace.drafts.repeated()
    assert one.sectors == ["logistics", "pumps"]
    assert {text.company for text in one.sent} == {"Nordhafen Logistik GmbH", "Bergman Pumpar AB"}
    assert any("reads like" in line for line in workspace.drafts.alarms(third, COPY).lines)
    workspace.qualifying.add_why_now(other, "Tuesday or Friday they open the Malmö plant", happens_on="2026-07-01")
    workspace.proofs.type(account, {"description": "help companies like yours to save time"})
    assert workspace.drafts.repeated() == [], "what holds a fact of its company is tailored"


def test_drafts_wait_until_somebody_says_they_were_sent(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    assert workspace.drafts.waiting() == []
    first = workspace.drafts.write(account, "Trucks", "Hello")
    other = workspace.naming.name("Bergman Pumpar AB").account_id
    clock.move(days=3)
    workspace.drafts.write(other, "Pumps", "Hello")
    assert [(one.draft.subject, one.days, one.stopped) for one in workspace.drafts.waiting()] == [
        ("Trucks", 3, ""), ("Pumps", 0, ""),
    ]  # fmt: skip
    workspace.never.suppress_account(other, "asked us")
    assert "never-contact" in workspace.drafts.waiting(other)[0].stopped
    workspace.drafts.sent(first.id)
    assert [one.draft.subject for one in workspace.drafts.waiting()] == ["Pumps"]


def test_a_draft_to_one_that_was_merged_is_sent_to_the_one_that_was_kept(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("Bergman Pumpar AB", bench=True).account_id
    draft = workspace.drafts.write(other, "Pumps", "Hello")
    workspace.merging.merge(account, other)
    assert workspace.drafts.get(draft.id).account_id == account
    workspace.drafts.sent(draft.id)
    assert [touch.account_id for touch in workspace.touches.of(account)] == [account]


@pytest.mark.parametrize("gone", ["dropped", "merged", "suppressed", "missing"])
def test_nobody_writes_to_one_that_is_gone(workspace: Workspace, account: str, gone: str) -> None:
    other = workspace.naming.name("Bergman Pumpar AB", bench=True).account_id
    draft = workspace.drafts.write(account, "Trucks", "Hello")
    if gone == "dropped":
        workspace.naming.drop(account, "no money")
    elif gone == "merged":
        workspace.merging.merge(other, account)
    elif gone == "suppressed":
        workspace.never.suppress_account(account, "asked us")
    key = "nobody" if gone == "missing" else account
    for act in (lambda: workspace.drafts.begin(key), lambda: workspace.drafts.write(key, "x", "y")):
        with pytest.raises((Refused, NotFound)):
            act()
    if gone in ("dropped", "suppressed"):
        with pytest.raises(Refused):
            workspace.drafts.sent(draft.id)
    assert workspace.drafts.get(draft.id).state == "drafted"
    assert workspace.touches.of(account) == []


def test_openers_are_counted_from_the_drafts_that_were_sent(workspace: Workspace, account: str) -> None:
    draft = workspace.drafts.write(account, "Trucks", "Hello Anna,\n\nWho plans the day at the gate?\n")
    workspace.drafts.write(account, "Trucks", "Hello Anna,\n\nNobody ever sent this one.\n")
    workspace.drafts.sent(draft.id)
    openers = [one for one in workspace.today.answers() if one.kind == "opener"]
    assert [(one.value, one.attempts, one.answers) for one in openers] == [("Who plans the day at the gate?", 1, 0)]


def test_a_text_of_a_playbook_is_filled_with_what_is_known() -> None:
    words = {"company": "Acme", "person": "Bo", "pain": "late"}
    assert _filled("{person} of {company}: {pain}, {pain}; {why_now}", words) == "Bo of Acme: late, late; {why_now}"
    assert _filled("{person}: {pain}", {"person": "{pain}", "pain": "{person}"}) == "{pain}: {person}"


def test_a_message_begins_with_the_playbook_filled_with_company_person_reason_and_pain(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH", pain="late visits").account_id
    workspace.naming.edit(account, sector="pumps")
    workspace.strategy.playbooks.save(
        "pumps", subject="{company}: {pain}", body="Dear {person} of {company}, {why_now}: {pain}?", pains="spare parts"
    )
    workspace.qualifying.add_why_now(account, "new hall", happens_on="2026-07-01")
    workspace.people.add(account, "Bo Ek", email="bo@acme.example")
    (person,) = workspace.people.of(account)
    assert workspace.drafts.begin(account, person.id) == (
        "Acme GmbH: late visits",
        "Dear Bo Ek of Acme GmbH, new hall: late visits?",
    )
    workspace.naming.edit(account, pain="")
    assert workspace.drafts.begin(account)[1] == "Dear  of Acme GmbH, new hall: spare parts?"
