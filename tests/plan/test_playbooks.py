"""Playbooks by sector."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, NotFound
from prospector.workspace import Workspace


def test_s3_9_changing_the_sector_swaps_the_card_and_targets_without_one_are_listed(workspace: Workspace, make) -> None:
    strategy = workspace.strategy
    strategy.playbooks.save("Pump makers", opener="About your pumps", channel="phone", hours="before eight")
    strategy.playbooks.save("Lifts", opener="About your lifts", channel="in person")
    account, other = make("Alder AG"), make("Birke AB")
    assert strategy.playbook_of(account) is None
    assert strategy.without_playbook() == [account, other]
    workspace.naming.edit(account, sector="pump MAKERS")
    assert strategy.playbook_of(account).opener == "About your pumps"
    assert strategy.without_playbook() == [other]
    workspace.naming.edit(account, sector="lifts")
    assert (strategy.playbook_of(account).opener, strategy.playbook_of(account).channel) == (
        "About your lifts",
        "in_person",
    )
    workspace.undo()
    assert strategy.playbook_of(account).opener == "About your pumps"
    workspace.naming.edit(account, sector="banks")
    assert strategy.playbook_of(account) is None
    assert strategy.without_playbook() == [account, other]


def test_the_industry_that_sources_claim_finds_the_card_until_a_person_says_otherwise(
    workspace: Workspace, make
) -> None:
    workspace.strategy.playbooks.save("kälte", opener="About the cold")
    account = make("Alder AG", ("industry", "Kältetechnik und Klima"))
    assert workspace.strategy.playbook_of(account).opener == "About the cold"
    workspace.naming.edit(account, sector="banks")
    assert workspace.strategy.playbook_of(account) is None


def test_a_playbook_is_changed_renamed_and_taken_away(workspace: Workspace) -> None:
    books = workspace.strategy.playbooks
    books.save("pumps", opener="Hello", body="Dear all\n\nyours")
    books.save("PUMPS", subject="Pumps")
    assert [(one.opener, one.subject, one.body) for one in books.all()] == [("Hello", "Pumps", "Dear all\n\nyours")]
    books.save("lifts")
    with pytest.raises(BadInput, match="there is a playbook for “lifts” already"):
        books.save("pumps", new_sector="lifts")
    with pytest.raises(BadInput, match="unknown channel"):
        books.save("pumps", channel="fax")
    with pytest.raises(BadInput, match="has no “price”"):
        books.save("pumps", price="5")
    with pytest.raises(BadInput, match="needs the sector that it is for"):
        books.save(" ", opener="x")
    assert workspace.strategy.playbook("Pumps").opener == "Hello"
    assert workspace.strategy.playbook("cranes") is None
    books.save("pumps", new_sector="pumps and valves")
    books.remove("pumps and valves")
    with pytest.raises(NotFound):
        books.remove("pumps and valves")
    assert [one.sector for one in books.all()] == ["lifts"]
