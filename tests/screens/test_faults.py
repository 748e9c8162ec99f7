"""What stands on the screen survives a write that fails: it is said in one sentence, the text stays, the next try is kept."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from prospector.errors import StoreUnusable
from prospector.store.sqlite import driver
from screens.widgets.field import Field

SAID = "written by another program"


@contextlib.contextmanager
def held(seen: Any) -> Iterator[None]:
    """Let another program hold the file, for longer than the app waits here."""
    workspace = seen.app.workspace
    workspace.store.warm_up()
    writing = workspace.store._connected().raw_connection().driver_connection
    with contextlib.closing(driver().connect(workspace.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing.execute("PRAGMA busy_timeout=20")
        yield
        other.execute("ROLLBACK")


async def test_a_typed_name_its_pain_and_why_stay_when_they_can_not_be_written(firm):
    async with firm.app((80, 24), start="name") as seen:
        await seen.shows("Slot 5 of 20")
        with held(seen):
            await seen.press(*"Ostwind", "enter")
            await seen.shows(SAID, "Ostwind")
        await seen.press("enter")
        await seen.shows("Ostwind stands")
        with held(seen):
            await seen.press(*"rust", "enter", *"near", "enter")
            await seen.shows(SAID, "rust", "near")
        await seen.press("enter")
        await seen.until(lambda: ("rust", "near") in pains(firm))


async def test_pain_and_why_come_back_after_what_is_typed_meanwhile(firm, monkeypatch):
    async with firm.app((80, 24), start="name") as seen:
        await seen.shows("Slot 5 of 20")
        await seen.press(*"Ostwind", "enter")
        await seen.shows("Ostwind stands")
        typed = threading.Event()

        def fails(*_given: object, **_named: object) -> None:
            typed.wait(60)
            raise StoreUnusable(f"work.db is being {SAID}: wait a moment and try again")

        with monkeypatch.context() as patch:
            patch.setattr(seen.app.workspace.naming, "edit", fails)
            await seen.press(*"rust", "enter", *"near", "enter", *"Nordwind")
            typed.set()
            await seen.says(SAID)
        assert seen.app.screen.company.value == "Nordwind"
        await seen.press("enter")
        await seen.shows("Nordwind stands")
        await seen.press("enter", "enter")
        await seen.shows("rust", "near")
        await seen.press("enter", "enter")
        await seen.until(lambda: ("rust", "near") in pains(firm))


def pains(desk: Any) -> list[tuple[str, str]]:
    with desk.working() as workspace:
        return [(row.pain, row.why) for row in workspace.list_rows()]


async def test_the_note_of_a_touch_stays_when_it_can_not_be_written(firm):
    async with firm.app((80, 24), start="list") as seen:
        await seen.shows("Bergman Pumpar")
        with held(seen):
            await seen.press("a", "p", "s")
            await seen.shows("enter logs it")
            seen.app.screen.query_one("#note", Field).take_focus()
            await seen.press(*"asked for prices", "enter")
            await seen.shows("asked for prices", SAID)
        await seen.press("enter")
        await seen.until(lambda: "asked for prices" in notes(firm))


def notes(desk: Any) -> list[str]:
    with desk.working() as workspace:
        return [note for (note,) in workspace.store.reader.rows("SELECT note FROM touch")]


async def test_a_reason_for_dropping_stays_when_it_can_not_be_written(firm):
    async with firm.app((80, 24), start="list") as seen:
        await seen.shows("Bergman Pumpar")
        with held(seen):
            await seen.press("x")
            await seen.shows("Why is it not worth another try?")
            await seen.press(*"no money", "enter", *"ask in spring", "enter")
            await seen.says(SAID)
        await seen.press("x")
        await seen.shows("no money", "ask in spring")
        await seen.press("enter", "enter")
        await seen.says("Dropped")


@pytest.mark.parametrize("content", [b"", b"name,domain\nAcme,acme.example\n", bytes(8192)])
async def test_a_file_that_can_not_be_used_is_one_sentence_on_the_whole_screen(desk, content):
    desk.path.write_bytes(content)
    async with desk.app((80, 24)) as seen:
        await seen.shows("The workspace can't be opened", "quits")
        assert "Traceback" not in seen.text
        await seen.press("q")
        await seen.until(lambda: seen.app.return_code == 3)
    assert desk.path.read_bytes() == content


async def test_a_file_exchanged_under_the_app_is_said_and_never_written(firm, firm_file):
    async with firm.app((80, 24), start="name") as seen:
        await seen.shows("Slot 5 of 20")
        firm.path.unlink()
        shutil.copyfile(firm_file, firm.path)
        before = firm.path.read_bytes()
        await seen.press(*"Ostwind", "enter")
        await seen.shows("removed or replaced", "Ostwind")
        assert firm.path.read_bytes() == before
