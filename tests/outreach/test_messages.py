"""Messages: whom they may go to, with what they begin, in which order they wait, and the files they leave as."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.tables import Draft
from prospector.outreach.messages import MAILTO_LIMIT, eml, file_name, mailto, plain, refuse_taken, write_eml
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks").account_id


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
    bare = replace(draft, body="")
    room = MAILTO_LIMIT - len(mailto(bare) or "")
    assert len(mailto(replace(bare, body="x" * room)) or "") == MAILTO_LIMIT
    assert mailto(replace(bare, body="x" * (room + 1))) is None
    injected = replace(draft, subject="a\r\nBcc: evil@example.com".replace("\r\n", " "))
    assert message_from_bytes(eml(injected), policy=default)["Bcc"] is None


def test_a_message_file_never_replaces_another(workspace: Workspace, account: str, tmp_path: Path) -> None:
    draft = workspace.drafts.write(account, "Trucks", "Hello")
    assert file_name(draft) == "nordhafen-logistik-gmbh-2026-06-03.eml"
    path = write_eml(tmp_path / file_name(draft), draft)
    with pytest.raises(BadInput, match="there already"):
        write_eml(path, draft)
    with pytest.raises(BadInput, match="can't be written"):
        write_eml(tmp_path / "no folder" / "x.eml", draft)
    assert plain(draft) == "Trucks\n\nHello"


def test_a_person_on_the_ledger_is_not_written_to_by_name_or_address(workspace: Workspace, account: str) -> None:
    anna, bert, cleo = (
        workspace.people.add(account, name, email=f"{name[0]}@nordhafen.example")
        for name in ("Anna Berg", "Bert Tal", "Cleo Fox")
    )
    workspace.never.suppress("person", "Anna Berg", "by letter", company="Nordhafen Logistik")
    workspace.never.suppress("email", "b@nordhafen.example", "by mail")
    for person, name, kind, why in ((anna, "Anna Berg", "person", "by letter"), (bert, "Bert Tal", "email", "by mail")):
        with pytest.raises(
            Refused, match=f"writing to {name} is refused: the never-contact ledger has this {kind} .{why}."
        ):
            workspace.drafts.begin(account, person)
    assert workspace.drafts.begin(account, cleo) == (
        "Nordhafen Logistik GmbH: late trucks", "Hello Cleo Fox,\n",
    )  # fmt: skip
    with pytest.raises(NotFound, match="this person is not in the workspace any more"):
        workspace.drafts.begin(account, "nobody")
    with pytest.raises(NotFound, match="this draft is not in the workspace any more"):
        workspace.drafts.get("nothing")


def test_a_message_begins_with_what_there_is(workspace: Workspace) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.edit(account, sector="pumps")
    assert workspace.drafts.begin(account) == ("Acme GmbH: a question", "Hello,\n")
    workspace.strategy.playbooks.save("pumps", opener="Who plans the day?", pains="spare parts")
    assert workspace.drafts.begin(account) == ("Acme GmbH: a question", "Hello,\n\nWho plans the day?\n")
    workspace.qualifying.add_why_now(account, "new hall", happens_on="2026-07-01")
    assert workspace.drafts.begin(account)[1] == "Hello,\n\nnew hall\n\nWho plans the day?\n"
    assert workspace.drafts.write(account, " Pumps ", "x").sector == "pumps"


def test_drafts_are_told_newest_first_and_wait_oldest_first(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("Bolt AB").account_id
    with workspace.store.action("Drafted") as action:
        for key, at, who in (("b", "03", "robin"), ("c", "03", "robin"), ("a", "04", "robin"), ("k", "02", "kim")):
            action.add(
                Draft(id=key, account_id=account, sector="", subject=key, body="x", drafted_by=who,
                      drafted_at=f"2026-06-{at}T09:00:00.000000Z")
            )  # fmt: skip
    workspace.drafts.write(other, "o", "x")
    assert [one.id for one in workspace.drafts.of(account)] == ["a", "c", "b", "k"]
    assert [one.subject for one in workspace.drafts.of()] == ["a", "o", "c", "b", "k"]
    assert [(one.draft.id, one.days) for one in workspace.drafts.waiting(account)] == [("b", 0), ("c", 0), ("a", 0)]
    workspace.drafts.discard("b")
    with pytest.raises(Refused, match="only a draft that waits can be thrown away"):
        workspace.drafts.discard("b")
    with pytest.raises(Refused, match="this draft was thrown away already"):
        workspace.drafts.sent("b")
    assert [one.draft.id for one in workspace.drafts.waiting(account)] == ["c", "a"]


def test_a_message_goes_only_where_a_file_can_be(workspace: Workspace, account: str, tmp_path: Path) -> None:
    draft = workspace.drafts.write(account, "Trucks", "Hello")
    refuse_taken(tmp_path / "new.eml")
    (tmp_path / "old.eml").touch()
    with pytest.raises(BadInput, match=r"old.eml is there already: give another file"):
        refuse_taken(tmp_path / "old.eml")
    with pytest.raises(BadInput, match=r"x.eml can't be written .no such folder.: give another file"):
        refuse_taken(tmp_path / "none" / "x.eml")
    message = message_from_bytes(eml(draft), policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", None)
    assert plain(replace(draft, subject="")) == "Hello"
    assert file_name(replace(draft, name="!!!")) == "message-2026-06-03.eml"
    assert file_name(replace(draft, name="Größe " + "x" * 80)) == f"grosse-{'x' * 53}-2026-06-03.eml"
