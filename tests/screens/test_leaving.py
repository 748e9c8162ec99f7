"""Screens that are taken away while something still answers to them."""

import asyncio

import pytest
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from screens.base import Ask
from screens.jobs import begin


class Box(Ask[str]):
    """A question with nothing in it."""

    def compose(self) -> ComposeResult:
        yield Static("?")


class Slow(Static):
    """Answers a message when its neighbour is gone already."""

    def on_mount(self) -> None:
        self.called = asyncio.Event()

    async def late(self) -> None:
        self.called.set()
        while self.screen.query("#neighbour"):  # noqa: ASYNC110 - nothing tells that a part is gone
            await asyncio.sleep(0)
        self.screen.query_one("#neighbour", Static).update("too late")


class Two(Screen[None]):
    """Two parts, one of which writes into the other."""

    def compose(self) -> ComposeResult:
        yield Slow(id="slow")
        yield Static(id="neighbour")


async def open_two(seen):
    screen = Two()
    await seen.app.push_screen(screen)
    return screen, screen.query_one(Slow)


async def test_a_handler_that_comes_too_late_takes_nothing_down(firm):
    async with firm.app() as seen:
        _screen, slow = await open_two(seen)
        slow.call_later(slow.late)
        await slow.called.wait()
        await seen.app.pop_screen()
        await seen.press("2")
        assert seen.app.current_mode == "list"


async def test_a_handler_that_looks_for_what_never_was_still_ends_the_app(desk):
    async def look_for_what_never_was():
        async with desk.app() as seen:
            _screen, slow = await open_two(seen)
            slow.call_later(lambda: slow.query_one("#never"))
            await seen.until(lambda: not seen.app.is_running, "the app ended")

    with pytest.raises(NoMatches):
        await look_for_what_never_was()


async def test_a_question_is_closed_once(desk):
    answers: list[str | None] = []
    async with desk.app() as seen:
        box = Box()
        await seen.app.push_screen(box, answers.append)
        box.dismiss("first")
        box.dismiss("second")
        await seen.until(lambda: not box.is_running, "the box gone")
        box.dismiss("third")
        await seen.until(lambda: answers, "an answer")
        assert answers == ["first"]
        assert not seen.app.screen.is_modal


async def test_an_answer_under_another_question_waits_for_it(desk):
    answers: list[str | None] = []
    async with desk.app() as seen:
        box, over = Box(), Box()
        await seen.app.push_screen(box, answers.append)
        await seen.app.push_screen(over)
        box.dismiss("done")
        assert seen.app.screen is over
        over.dismiss("over")
        await seen.until(lambda: answers, "an answer")
        assert answers == ["done"]
        assert not seen.app.screen.is_modal


async def test_a_question_whose_asker_was_given_up_can_still_be_closed(desk):
    async with desk.app() as seen:
        box = Box()

        async def ask():
            await seen.app.push_screen_wait(box)

        worker = begin(seen.app, ask, group="ask")
        await seen.until(lambda: seen.app.screen is box, "the box")
        worker.cancel()
        await seen.until(lambda: worker.is_finished, "the asker gone")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal, "the box gone")
