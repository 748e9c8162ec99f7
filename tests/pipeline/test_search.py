"""Search over everything, and lessons that come back."""

from __future__ import annotations

import pytest

from prospector.clock import FrozenClock
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", domain="nordhafen.example", pain="late trucks").account_id


@pytest.mark.parametrize(
    ("typed", "where"),
    [("nordhafen log", "name"), ("hafen.exam", "domain"), ("LATE truck", "why"), ("berg cfo", "person"), ("budget", "evidence"),
     ("terminal", "why now"), ("drivers", "understood"), ("vendor list", "touch")],
)  # fmt: skip
def test_everything_written_is_found(workspace: Workspace, account: str, typed: str, where: str) -> None:
    workspace.people.add(account, "Anna Berg", role="CFO")
    workspace.qualifying.found(account, "money", "cleared", "budget approved")
    workspace.qualifying.add_why_now(account, "new terminal", happens_on="2026-07-01")
    workspace.qualifying.understand(account, need="drivers")
    workspace.touches.log(account, "phone", "spoke", note="on their vendor list")
    hits = workspace.search(typed)
    assert where in {one.where for one in hits}
    assert all(one.account_id == account for one in hits)


def test_private_notes_are_found_by_their_writer_alone_and_withdrawn_ones_by_nobody(
    workspace: Workspace, account: str
) -> None:
    workspace.touches.log(account, "phone", "spoke", note="he sounded tired", private=True)
    assert [one.where for one in workspace.search("tired")] == ["touch"]
    workspace.store.actor = "kim"
    assert workspace.search("tired") == []
    workspace.store.actor = "robin"
    workspace.undo()
    assert workspace.search("tired") == []


@pytest.mark.parametrize("typed", ["", " ", "n", "%", "_", "nothing like it"])
def test_what_finds_nothing(workspace: Workspace, account: str, typed: str) -> None:
    assert workspace.search(typed) == []


def test_merged_parts_are_found_under_their_root(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("Zebra Quagga", different=True).account_id
    workspace.merging.merge(account, other)
    (hit,) = workspace.search("quagga")
    assert (hit.account_id, hit.name) == (account, "Nordhafen Logistik GmbH")


def test_s0_16_a_lesson_comes_back_with_a_look_alike(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    workspace.naming.drop(account, "no money", "asks for three-year contracts")
    clock.move(days=30)
    (lesson,) = workspace.lessons.like("Nordhafen Logistics")
    assert (lesson.lesson, lesson.code) == ("asks for three-year contracts", "no_money")
    assert workspace.lessons.like("Completely Other") == []
    other = workspace.naming.name("Bergman Pumpar").account_id
    workspace.naming.edit(other, sector="pumps")
    workspace.naming.drop(other, "too hard", "decides in Malmö only")
    (second,) = workspace.lessons.like("Completely Other", sector="Pumps")
    assert (second.name, second.soft) == ("Bergman Pumpar", True)
