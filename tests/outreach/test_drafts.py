"""Drafts: from the playbook, looked at by two alarms, sent elsewhere, confirmed here."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from prospector.errors import BadInput, Refused
from prospector.outreach.drafts import MAILTO_LIMIT, eml, mailto
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
        with pytest.raises(Refused, match="withdrew consent"):
            act()
    workspace.never.suppress_account(account, "asked us")
    with pytest.raises(Refused, match="never-contact"):
        workspace.drafts.begin(account)
    with pytest.raises(Refused, match="never-contact"):
        workspace.drafts.write(account, "x", "y")


def test_an_empty_message_is_refused(workspace: Workspace, account: str) -> None:
    with pytest.raises(BadInput):
        workspace.drafts.write(account, "x", " \n ")


def test_the_message_opens_in_a_mail_program(workspace: Workspace, account: str) -> None:
    person = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example")
    draft = workspace.drafts.write(account, "Größe & Preis?", "Hallo Anna,\n50 % über Ziel?", person)
    address = mailto(draft)
    assert address == (
        "mailto:anna@nordhafen.example?subject=Gr%C3%B6%C3%9Fe%20%26%20Preis%3F"
        "&body=Hallo%20Anna%2C%0D%0A50%20%25%20%C3%BCber%20Ziel%3F"
    )
    message = message_from_bytes(eml(draft), policy=default)
    assert (message["To"], message["Subject"]) == ("anna@nordhafen.example", "Größe & Preis?")
    assert message.get_content().replace("\r\n", "\n").strip() == draft.body
    assert mailto(replace(draft, body="x" * MAILTO_LIMIT)) is None
    injected = replace(draft, subject="a\r\nBcc: evil@example.com".replace("\r\n", " "))
    assert message_from_bytes(eml(injected), policy=default)["Bcc"] is None


def test_without_a_playbook_the_reason_why_now_begins_the_text(workspace: Workspace, account: str) -> None:
    workspace.qualifying.add_why_now(account, "new terminal opens", happens_on="2026-07-01")
    subject, body = workspace.drafts.begin(account)
    assert "late trucks" in subject
    assert "new terminal opens" in body


def test_a_draft_thrown_away_is_no_draft(workspace: Workspace, account: str) -> None:
    draft = workspace.drafts.write(account, "x", COPY)
    workspace.drafts.discard(draft.id)
    assert [one.state for one in workspace.drafts.of(account)] == ["discarded"]
    with pytest.raises(Refused):
        workspace.drafts.discard(draft.id)
