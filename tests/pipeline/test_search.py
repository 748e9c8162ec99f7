"""Search over everything, and lessons that come back."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from prospector.clock import FrozenClock
from prospector.pipeline import shelf
from prospector.pipeline.search import Finding
from prospector.workspace import Workspace
from tests.chance import seeds


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


@pytest.mark.parametrize("place", ["team"], indirect=True)
def test_everything_written_is_found_on_a_teams_database(workspace: Workspace, account: str) -> None:
    workspace.touches.log(account, "phone", "spoke", note="on their vendor list")
    for typed, where in (
        ("nordhafen log", "name"),
        ("hafen.exam", "domain"),
        ("late truck", "why"),
        ("vendor list", "touch"),
    ):
        assert where in {one.where for one in workspace.search(typed)}


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


def test_every_committed_change_is_seen_also_of_another_process(
    workspace: Workspace, account: str, open_again: Callable[[], Workspace]
) -> None:
    assert [one.where for one in workspace.search("nordhafen logis")] == ["name"]
    other = open_again()
    touch = other.touches.log(account, "phone", "spoke", note="quagga on the desk")
    assert [one.text for one in workspace.search("quagga")] == ["quagga on the desk"]
    other.touches.correct(touch.id, note="zebra on the desk")
    assert [one.text for one in workspace.search("on the desk")] == ["zebra on the desk"]
    other.naming.edit(account, name="Südhafen Spedition")
    assert [one.name for one in workspace.search("sudhafen")] == ["Südhafen Spedition"]
    assert not [one for one in workspace.search("nordhafen") if one.where == "name"]
    other.undo()
    assert [one.where for one in workspace.search("nordhafen log")] == ["name"]
    second = other.naming.name("Quagga Pumps", different=True).account_id
    other.merging.merge(account, second)
    assert {one.account_id for one in workspace.search("quagga pumps")} == {account}
    other.undo()
    assert {one.account_id for one in workspace.search("quagga pumps")} == {second}


def test_names_come_best_first_and_letters_in_their_order_only_where_no_name_holds_them(workspace: Workspace) -> None:
    for name in ("Old Pump Works", "Pump", "Trumpum Pumpen", "Xpumpx"):
        workspace.naming.name(name, different=True)
    assert [one.name for one in workspace.search("pump")] == ["Pump", "Old Pump Works", "Trumpum Pumpen", "Xpumpx"]
    assert [one.name for one in workspace.search("opw")] == ["Old Pump Works"]
    assert workspace.search("]-^") == []


def test_a_lesson_is_found_as_one(workspace: Workspace, account: str) -> None:
    workspace.naming.drop(account, "no money", "asks for three-year contracts")
    assert {one.where for one in workspace.search("three-year")} == {"lesson"}


WORDS = ("alder", "birch", "cedar", "éclair")


@pytest.mark.parametrize("seed", seeds(2, 4))
def test_followed_is_the_same_as_read_anew(workspace: Workspace, seed: int) -> None:
    chance, done = Random(seed), 0
    ids = [workspace.naming.name(name, different=True).account_id for name in ("Fir GmbH", "Hazel Ltd")]
    for number in range(10):
        act, key = chance.choice(("touch", "pain", "person", "undo")), chance.choice(ids)
        said = f"{chance.choice(WORDS)} {chance.choice(WORDS)}"
        if act == "touch":
            workspace.touches.log(key, "letter", "sent", note=said, override="a test")
        elif act == "pain":
            workspace.naming.edit(key, pain=f"{said} {number}")
        elif act == "person":
            workspace.people.add(key, f"{said.title()} {number}")
        elif done:
            workspace.undo()
        done += 1 if act != "undo" else -1 if done else 0
        fresh = Finding(workspace.store)
        for word in WORDS:
            assert workspace.search(word) == fresh.find(word, workspace.actor)
        fresh.close()


def test_who_types_on_finds_what_is_found_at_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "BLOCK", 3)
    for number, name in enumerate(
        ("Nordhafen Logistik", "Nordic Lifts", "Hafenlogistik Nord", "Lift & Lager", "Nora Holding") * 3
    ):
        workspace.naming.name(f"{name} {number}", domain=f"firm{number}.example", bench=number > 9, different=True)
    one = Finding(workspace.store)
    for typed in ("nordhafen logistik 1", "nrdhf", "hafenx", "log nord", "lift lager", "no firm1"):
        for length in range(1, len(typed) + 1):
            part = typed[:length]
            assert one.find(part, "robin", 4) == Finding(workspace.store).find(part, "robin", 4), part
