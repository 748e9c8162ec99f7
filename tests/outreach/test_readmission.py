"""What sources say again of those who were erased, and what a restored backup is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.outreach.carrying import carried
from prospector.outreach.readmission import admitted
from prospector.outreach.suppression import enter
from prospector.research.protocol import Claim
from prospector.settings import Settings
from prospector.store.rotation import before
from prospector.workspace import Workspace, open_workspace


def said(field: str, value: object, passage: str = "") -> Claim:
    return Claim(field, value, "https://acme.example", passage, "text", 0.9)


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Acme GmbH").account_id


def test_a_claim_that_names_somebody_erased_at_this_company_is_not_taken_in(workspace: Workspace, account: str) -> None:
    reader = workspace.store.reader
    claims = [
        said("email", "IDA@acme.example"), said("phone", "0049 731 777888"), said("fax", "+49 731 777888"),
        said("description", "led by Ida Berg since 2020"), said("description", "pumps", "call Frau Berg Ida today"),
        said("team", ["Anna Lena Groß-Müller", "Bo Ek"]), said("email", "info@acme.example"), said("social", "0049 731 777888"),
        said("description", "ida berg, a mountain"), said("description", "Ida Bergmann and Ida. Berg"),
        said("revenue", 731777888),
    ]  # fmt: skip
    assert admitted(reader, account, claims) == claims
    with workspace.store.action("Erased") as action:
        pairs = [("email", "ida@acme.example"), ("phone", "+49731777888"), ("person", "Ida Berg@ACME")]
        enter(action, pairs, "", "robin", erased=True)
        enter(action, [("person", "Anna Lena Groß-Müller@Bolt AB")], "", "robin", erased=True)
    assert admitted(reader, account, claims) == [*claims[5:9], claims[10]]
    other = workspace.naming.name("Bolt AB").account_id
    assert admitted(reader, other, claims) == [*claims[3:5], *claims[6:]]
    workspace.merging.merge(account, other)
    assert admitted(reader, account, claims) == [*claims[6:9], claims[10]], "a part's people are its own"


def test_who_is_only_not_to_be_contacted_may_be_named_but_gives_no_way(workspace: Workspace, account: str) -> None:
    workspace.never.suppress("person", "Ida Berg", "asked us", company="Acme")
    workspace.never.suppress("domain", "acme.example", "asked us")
    claims = [said("email", "info@acme.example"), said("description", "led by Ida Berg"), said("email", None)]
    assert admitted(workspace.store.reader, account, claims) == claims[1:]


def test_a_restored_backup_is_told_of_the_ledger_and_erases_again(
    workspace: Workspace, settings: Settings, clock: FrozenClock, tmp_path: Path
) -> None:
    firm = workspace.naming.name("Acme GmbH", domain="acme.example").account_id
    workspace.people.add(firm, "Ida Berg", email="ida@acme.example")
    kept = workspace.naming.name("Bolt AB").account_id
    gone = workspace.naming.name("Cog SA").account_id
    workspace.never.suppress("email", "old@cog.example", "before the backup")
    backup = before(workspace.store, "import")
    assert backup is not None
    copies = [tmp_path / f"{number}.db" for number in range(2)]
    for copy in copies:
        copy.write_bytes(backup.read_bytes())
    assert carried(tmp_path / "none.db", copies[0], settings, clock) == []
    (tmp_path / "broken.db").write_bytes(b"no workspace" * 1_000)
    assert carried(tmp_path / "broken.db", copies[0], settings, clock) == [
        "but the never-contact ledger of the file before could not be read: look who was entered since the backup"
    ]
    assert carried(workspace.path, copies[0], settings, clock) == [], "nothing was entered since"
    workspace.never.suppress_account(kept, "asked us")
    new = workspace.naming.name("Dune SA").account_id
    workspace.never.suppress_account(new, "of a company that the backup does not have")
    workspace.upkeep.erase("ida@acme.example")
    told = carried(workspace.path, copies[1], settings, clock)
    assert told[1:] == ["1 erasure made since the backup were made again"]
    assert told[0].endswith(" entries of the never-contact ledger were carried over")
    restored = open_workspace(copies[1], settings, clock=clock)
    entries = {(one.kind, one.reason, one.account_id, one.erased) for one in restored.never.listed()}
    assert ("company", "asked us", kept, False) in entries
    assert ("company", "of a company that the backup does not have", None, False) in entries
    assert {one[0] for one in entries if one[3]} >= {"email", "person"}
    assert len([one for one in restored.never.listed() if one.reason == "before the backup"]) == 1
    assert [one.name for one in restored.people.of(firm)] == []
    assert restored.never.of_account(gone) is None
    assert len(restored.never.listed()) == len(workspace.never.listed())
    assert b"ida@acme" not in copies[1].read_bytes()
    restored.close()
