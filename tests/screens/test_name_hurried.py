"""Whoever types on while a name is still being taken loses no letter: each lands where it was meant."""

import json
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual import events

from screens.name_draft import ASKING, Draft, load, without_taken


@pytest.fixture
def begun(desk):
    """Return a desk whose owner has been welcomed already."""
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    return desk


def burst(seen, text):
    """Type without waiting for anything, as a terminal hands over what was typed meanwhile."""
    for letter in text:
        key = {"\r": "enter", " ": "space"}.get(letter, letter)
        seen.app.post_message(events.Key(key, letter))


def named(desk):
    with desk.working() as workspace:
        return {row.name: (row.pain, row.why) for row in workspace.list_rows(places=("active", "bench"))}


@pytest.fixture
def slow(monkeypatch):
    """Let naming begin only when the test allows it."""
    go = threading.Event()

    def hold(app):
        taken = app.workspace.naming.name

        def wait(*args, **kwargs):
            go.wait(20)
            return taken(*args, **kwargs)

        monkeypatch.setattr(app.workspace.naming, "name", wait)
        return go

    yield hold
    go.set()


async def test_a_burst_of_names_and_answers_lands_where_it_was_meant(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        burst(seen, "Alder Werke\rold vans\rnear us\rBirke Stahl\r\r\rCeder")
        await seen.shows("Slot 3 of 20")
        await seen.until(lambda: seen.app.screen.company.value == "Ceder", "the name half typed")
    assert named(begun) == {"Alder Werke": ("old vans", "near us"), "Birke Stahl": ("", "")}


async def test_what_is_typed_while_a_name_is_being_taken_goes_into_the_next_one(begun, slow):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        go = slow(seen.app)
        burst(seen, "Alder Werke\rold vans\rnear us\rBirke")
        await seen.until(lambda: seen.app.screen.company.value == "Birke", "the next name")
        go.set()
        await seen.shows("Slot 2 of 20", "✓ Alder Werke stands in slot 1")
        assert seen.app.screen.company.value == "Birke"
        await seen.until(lambda: load(seen.app.memory.get("naming")).name == "Birke")
    assert named(begun) == {"Alder Werke": ("old vans", "near us")}


async def test_a_name_that_is_here_already_comes_back_before_what_was_typed_after_it(firm, slow):
    async with firm.app(start="name") as seen:
        await seen.shows("Slot 5 of 20")
        go = slow(seen.app)
        burst(seen, "Bergman Pumpar, bergman-pumpar.example\rold\rnear\rBirke Stahl\rrust\rcheap\rCed")
        await seen.until(lambda: seen.app.screen.company.value == "Ced", "the third name")
        go.set()
        await seen.shows("entered twice: enter opens it")
        await seen.press("equals_sign")
        await seen.shows("= Not entered twice")
        await seen.until(lambda: seen.app.screen.company.value == "Birke Stahl", "the second name")
        await seen.press("enter")
        await seen.shows("✓ Birke Stahl stands in slot 5", "rust", "cheap")
        await seen.press("enter")
        await seen.until(lambda: seen.app.screen.company.value == "Ced", "the third name")
    assert named(firm)["Birke Stahl"] == ("rust", "cheap")


def test_what_was_typed_ahead_survives_a_restart():
    typed = Draft(name="Alder", pain="p"), Draft(name="Birke", domain="b.example")
    kept = Draft(ahead=typed).dump()
    assert load(kept) == Draft(name="Alder", pain="p", ahead=typed[1:])
    assert load(Draft(ASKING, account_id="1", called="X", ahead=typed).dump()).ahead == typed
    assert load('{"name": "x", "ahead": [1, {"ahead": [{"name": "y"}], "name": 3}]}') == Draft(
        name="x", ahead=(Draft(),)
    )


def test_what_stands_on_the_list_already_is_not_asked_for_again_after_a_kill():
    rows = [
        SimpleNamespace(id="1", name="Alder Werke", pain="p", why=""),
        SimpleNamespace(id="2", name="Birke", pain="", why=""),
    ]
    kept = Draft(ahead=(Draft(name="Birke"), Draft(name="Ceder")))
    assert without_taken(replace(kept, name="Alder werke, a.example"), rows) == Draft(name="Ceder")
    asked = without_taken(replace(kept, name="Alder Werke", why="near"), rows)
    assert (asked.step, asked.account_id, asked.pain, asked.why) == (ASKING, "1", "p", "near")
    assert asked.ahead == kept.ahead[1:]
    assert without_taken(Draft(name="Dogwood"), rows) == Draft(name="Dogwood")


async def test_answers_that_were_kept_just_before_a_kill_are_not_asked_for_again(begun):
    with begun.working() as workspace:
        named = workspace.naming.name("Alder Werke", pain="late vans", why="near the port")
    draft = replace(Draft().asking(named.account_id, "Alder Werke"), pain="late vans", why="near the p")
    place = {"welcomed": "yes", "naming": draft.dump()}
    begun.path.with_suffix(".place.json").write_text(json.dumps(place), encoding="utf-8")
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 2 of 20", "● 1 full", "Company  ")
        await seen.press(*"Birke AG", "enter")
        await seen.shows("Birke AG stands in slot 2", "Which pain")
    with begun.working() as workspace:
        assert {row.name: row.why for row in workspace.list_rows()} == {"Alder Werke": "near the port", "Birke AG": ""}


async def test_a_name_that_is_taken_while_the_slots_are_read_is_not_taken_for_undone(begun):
    async with begun.app(start="name") as seen:
        await seen.shows("Slot 1 of 20")
        screen = seen.app.screen
        before = seen.app.workspace.naming.board(), seen.app.workspace.list_rows()

        def read():
            # What `_ask_pain` does on the loop while this runs in its thread.
            screen.draft = Draft().asking("01newname", "Alder AG")
            return before

        screen._read = read
        await screen.refresh_data()
        assert (screen.draft.step, screen.draft.called) == (ASKING, "Alder AG")
        await screen.refresh_data()
        assert screen.draft.name == "Alder AG", "a name that is not there any more comes back as typed"
