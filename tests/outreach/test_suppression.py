"""The never-contact ledger: found however it is written, by anybody, through merges, and kept as hashes only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.tables import Suppression
from prospector.outreach.barred import Barred
from prospector.outreach.ledger_keys import digest, keys_of
from prospector.outreach.suppression import enter, refuse_erased
from prospector.workspace import Workspace

STOP = "asked us to stop"


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", domain="nordhafen.example").account_id


@pytest.mark.parametrize(
    ("kind", "entered", "asked"),
    [
        ("company", "Nordhafen Logistik GmbH", "NORDHAFEN-LOGISTIK"),
        ("company", "Müller & Söhne", "Mueller und Soehne KG"),
        ("domain", "https://www.acme.de/impressum", "acme.de"),
        ("email", "Info@Acme.de", "info@acme.de"),
        ("phone", "+49 40 123 456", "0049-40-123456"),
    ],
)
def test_an_entry_is_found_however_it_is_written(workspace: Workspace, kind: str, entered: str, asked: str) -> None:
    assert workspace.never.check((kind, asked)) is None
    assert workspace.never.suppress(kind, entered, STOP) == 1
    found = workspace.never.check((kind, asked))
    assert found is not None
    assert (found.kind, found.reason, found.added_by) == (kind, STOP, "robin")
    assert workspace.never.suppress(kind, asked, STOP) == 0, "what stands is not entered twice"


def test_an_address_is_forbidden_by_its_domain_but_not_by_its_mailbox_provider(workspace: Workspace) -> None:
    workspace.never.suppress("domain", "acme.de", STOP)
    assert workspace.never.check(("email", "anna@mail.acme.de")) is not None
    assert workspace.never.check(("email", "anna@acme.com")) is None
    with pytest.raises(BadInput, match="mailbox providers"):
        workspace.never.suppress("domain", "gmail.com", STOP)


def test_a_person_is_a_name_at_a_company(workspace: Workspace) -> None:
    workspace.never.suppress("person", "Anna Berg", STOP, company="Acme GmbH")
    assert workspace.never.check(("person", "BERG Anna@Acme")) is not None
    assert workspace.never.check(("person", "Anna Berg@Bolt AB")) is None
    with pytest.raises(BadInput, match="at a company"):
        workspace.never.suppress("person", "Anna Berg", STOP)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("company", "—"), ("domain", "nowhere"), ("email", "anna"), ("phone", "12"), ("planet", "Mars")],
)
def test_what_is_no_value_is_refused_in_a_sentence(workspace: Workspace, kind: str, value: str) -> None:
    with pytest.raises(BadInput):
        workspace.never.suppress(kind, value, STOP)
    assert workspace.never.listed() == []


def test_without_a_reason_nobody_is_entered(workspace: Workspace, account: str) -> None:
    with pytest.raises(NotFound, match="not in the workspace any more"):
        workspace.never.suppress_account("nobody", STOP)
    with pytest.raises(Refused, match="reason"):
        workspace.never.suppress_account(account, " ")


def test_s0_6_nobody_on_the_ledger_is_touched_or_named(workspace: Workspace, account: str) -> None:
    workspace.never.suppress_account(account, STOP)
    with pytest.raises(Refused, match=r"never-contact ledger has this company \(asked us to stop\)"):
        workspace.touches.log(account, "phone", "spoke", override="I want to")
    assert workspace.touches.of(account) == []
    for typed, domain in (("Nordhafen Logistik AG", ""), ("Something Else", "shop.nordhafen.example")):
        with pytest.raises(Refused, match="never-contact ledger"):
            workspace.naming.name(typed, domain=domain, different=True)
    assert len(workspace.list_rows()) == 1


def test_s0_6_the_strictest_side_of_a_merge_wins_and_survives_its_end(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("NHL Hamburg", domain="nhl.example", different=True).account_id
    workspace.never.suppress_account(other, STOP)
    workspace.merging.merge(account, other)
    assert workspace.never.of_account(account) is not None
    with pytest.raises(Refused, match="never-contact"):
        workspace.touches.log(account, "mail", "sent")
    workspace.merging.unmerge(other)
    assert workspace.never.of_account(account) is None
    assert workspace.never.of_account(other) is not None


def test_undoing_a_name_does_not_open_the_ledger(workspace: Workspace) -> None:
    workspace.naming.name("Acme GmbH", domain="acme.example")
    named = workspace.history(1)[0].id
    workspace.never.suppress_account(workspace.resolve("Acme GmbH"), STOP)
    result = workspace.undo(named)
    assert any("stays because a suppression refers to it" in sentence for sentence in result.kept)
    with pytest.raises(Refused, match="never-contact"):
        workspace.naming.name("Acme GmbH", different=True)


def test_an_entry_is_lifted_with_a_reason_all_of_an_account_together(workspace: Workspace, account: str) -> None:
    workspace.never.suppress_account(account, STOP)
    entries = workspace.never.listed()
    assert sorted(one.kind for one in entries) == ["company", "domain"]
    with pytest.raises(Refused, match="reason"):
        workspace.never.lift(entries[0].id, "")
    workspace.never.lift(entries[0].id, "they called us")
    assert workspace.never.listed() == []
    workspace.touches.log(account, "phone", "spoke")
    workspace.undo()
    workspace.undo()
    assert len(workspace.never.listed()) == 2, "undoing the lifting forbids again"


def test_a_company_is_entered_with_its_names_domains_and_the_ways_to_its_people(
    workspace: Workspace, account: str
) -> None:
    workspace.people.add(account, "Bo Ek", email="bo@nordhafen.example", phone="+49 731 123456")
    other = workspace.naming.name("Bolt AB").account_id
    assert workspace.never.suppress_account(account, STOP) == len(workspace.never.listed()) == 4
    assert sorted(one.kind for one in workspace.never.listed()) == ["company", "domain", "email", "phone"]
    found = workspace.never.of_account(account)
    assert found is not None
    assert (found.account_id, found.name, found.reason) == (account, "Nordhafen Logistik GmbH", STOP)
    assert workspace.never.of_account(other) is None


def test_the_ledger_read_at_once_says_what_stands_in_it(workspace: Workspace, account: str) -> None:
    reader = workspace.store.reader
    assert not Barred(reader)
    assert Barred(reader).why([("email", "bo@acme.example")]) == ""
    workspace.never.suppress("email", "bo@acme.example", STOP)
    workspace.never.suppress_account(account, STOP)
    barred = Barred(reader)
    assert barred
    assert (
        barred.why([("phone", "123456"), ("email", "Bo@Acme.example")])
        == f"the never-contact ledger has this email ({STOP})"
    )
    assert barred.why([("company", "Nordhafen Logistik")]) == f"the never-contact ledger has this company ({STOP})"
    workspace.never.lift(next(one.id for one in workspace.never.listed() if one.kind == "email"), "they wrote again")
    assert Barred(reader).why([("email", "bo@acme.example")]) == "", "what was lifted stands no more"
    assert Barred(reader).why([("domain", "nordhafen.example")])
    assert [len(keys_of("phone", one)) for one in ("123456", "12345", "0012345")] == [1, 0, 0]


def test_the_file_holds_no_text_of_what_was_entered(workspace: Workspace, workspace_path: Path) -> None:
    workspace.never.suppress("email", "zebra.quagga@unseen-domain.example", STOP)
    workspace.close()
    stored = b"".join(one.read_bytes() for one in workspace_path.parent.iterdir() if one.is_file())
    assert b"quagga" not in stored
    assert b"unseen-domain" not in stored


def test_an_account_is_forbidden_by_any_name_or_domain_of_it_or_its_parts(workspace: Workspace) -> None:
    naming, never = workspace.naming, workspace.never
    named = naming.name("Alder Werke GmbH").account_id
    sited = naming.name("Birke Pumpen", domain="birke.example").account_id
    root = naming.name("Ceder Aufzug").account_id
    part = naming.name("Douglas Freight", domain="douglas.example").account_id
    free = naming.name("Esche Labor", domain="esche.example").account_id
    assert [never.of_account(one) for one in (named, sited, root, part, free)] == [None] * 5
    never.suppress("company", "ALDER Werke", "they asked")
    never.suppress("domain", "birke.example", "by law")
    assert never.of_account(named).reason == "they asked"
    assert (never.of_account(sited).kind, never.of_account(sited).reason) == ("domain", "by law")
    assert never.of_account(root) is None
    workspace.merging.merge(root, part)
    never.suppress("company", "Douglas Freight", "a part of it asked")
    assert never.of_account(root).reason == never.of_account(part).reason == "a part of it asked"
    with pytest.raises(Refused, match="a part of it asked"):
        workspace.touches.log(root, "phone", "spoke")
    never.suppress("email", "info@esche.example", "one address alone")
    assert never.of_account(free) is None, "an address is no company"


def test_the_ledger_is_told_newest_first_with_who_entered_what_and_why(
    workspace: Workspace, clock: FrozenClock, account: str
) -> None:
    workspace.never.suppress("phone", "+49 40 123456", "first")
    workspace.never.suppress("email", "bo@acme.example", "second")
    clock.move(days=1)
    workspace.store.actor = "kim"
    workspace.never.suppress_account(account, "third")
    told = [(one.kind, one.reason, one.added_by, one.added_at[:10], one.name) for one in workspace.never.listed()]
    assert told == [
        ("domain", "third", "kim", "2026-06-04", "Nordhafen Logistik GmbH"),
        ("company", "third", "kim", "2026-06-04", "Nordhafen Logistik GmbH"),
        ("email", "second", "robin", "2026-06-03", ""), ("phone", "first", "robin", "2026-06-03", ""),
    ]  # fmt: skip
    salts = {salt for (salt,) in workspace.store.reader.rows("SELECT salt FROM suppression")}
    assert [len(salt) for salt in salts] == [32], "one salt of 16 bytes for all"


def test_what_stands_or_is_erased_can_not_be_lifted_alone_or_at_all(workspace: Workspace, account: str) -> None:
    never = workspace.never
    person = workspace.people.add(account, "Bo Ek", email="bo@nordhafen.example")
    never.suppress("email", "info@nordhafen.example", "by itself")
    never.suppress_account(account, STOP)
    with workspace.store.action("Erased") as action:
        assert enter(action, [("email", "bo@nordhafen.example")], STOP, "robin", account_id=account, erased=True) == 1
        assert enter(action, [("email", "bo@nordhafen.example")], STOP, "robin", erased=True) == 0
    with pytest.raises(NotFound, match="this entry of the never-contact ledger does not stand"):
        never.lift("nothing", "why not")
    erased = next(one for one in never.listed() if one.erased)
    with pytest.raises(Refused, match="what was erased stays erased"):
        never.lift(erased.id, "why not")
    with pytest.raises(Refused, match="lifting it needs a reason: say it in a few words"):
        never.lift(erased.id, " ")
    company = next(one for one in never.listed() if one.kind == "company")
    never.lift(company.id, "they called")
    assert sorted((one.kind, one.reason, one.erased) for one in never.listed()) == [
        ("email", STOP, True), ("email", "by itself", False),
    ]  # fmt: skip
    with pytest.raises(NotFound, match="does not stand"):
        never.lift(company.id, "they called")
    with pytest.raises(Refused, match="writing to Bo Ek is refused: this email was erased on 2026-06-03 and stays so"):
        workspace.drafts.begin(account, person)
    assert never.suppress_account(account, STOP) == 2, "what was lifted can be entered again"
    refuse_erased(workspace.store.reader, [("company", "Nordhafen Logistik")], "naming it")
    with pytest.raises(Refused, match="naming it is refused: this email was erased"):
        refuse_erased(workspace.store.reader, [("email", "BO@nordhafen.example")], "naming it")


def test_ledgers_of_two_files_are_both_asked(workspace: Workspace) -> None:
    with workspace.store.action("Restored") as action:
        for salt, value in (("0a", "bo@acme.example"), ("0b", "ida@acme.example"), ("0c", "ole@acme.example")):
            hashed = digest(salt, "email", value)
            action.append(
                Suppression(kind="email", salt=salt, digest=hashed, reason=value, added_by="robin"), chain="robin"
            )
    for value in ("bo@acme.example", "ida@acme.example", "ole@acme.example"):
        found = workspace.never.check(("email", value))
        assert found is not None
        assert found.reason == value
        assert value in Barred(workspace.store.reader).why([("email", value)])
    assert workspace.never.check(("email", "eve@acme.example")) is None
    assert workspace.never.check() is None


def test_what_is_no_value_says_what_would_be_one(workspace: Workspace) -> None:
    for kind, value, why in (
        ("company", "!!", "“!!” is not a company's name: give at least one letter or digit"),
        ("person", "Bo Ek", "a person is a name at a company: give “Bo Ek” and the company's name"),
        ("domain", "acme", "“acme” is not a company's domain: type it like acme.com"),
        ("email", "bo", "“bo” is not an e-mail address: type it like info@acme.com"),
        ("phone", "123", "“123” is not a phone number: give at least six digits"),
        ("moon", "x", "“moon” can't be suppressed: one of company, person, domain, email, phone"),
    ):
        with pytest.raises(BadInput, match=re.escape(why)):
            workspace.never.suppress(kind, value, STOP)
    with pytest.raises(Refused, match="never contacting somebody needs a reason"):
        workspace.never.suppress("company", "Acme", "")
