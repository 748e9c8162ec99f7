"""Whoever types faster than a box opens loses no key, and acts on nothing behind it."""

import pytest
from textual import events

from screens.widgets.table import Table


async def typed_at_once(seen, keys):
    """Type without waiting for anything."""
    for key in keys:
        character = {"enter": "\r"}.get(key, key)
        seen.app.post_message(events.Key(key, character))
    await seen.pilot.pause()


@pytest.fixture
def thornley(firm):
    with firm.working() as workspace:
        return workspace.resolve("Thornley Pumps")


async def on(seen, account):
    seen.app.go("list")
    await seen.shows("Thornley Pumps")
    seen.app.screen.query_one(Table).select(account)
    await seen.until(lambda: seen.app.screen.chosen == account)


async def test_s2_8_four_keys_typed_at_once_log_a_touch(firm, thornley):
    async with firm.app() as seen:
        await on(seen, thornley)
        await typed_at_once(seen, ["a", "c", "n", "enter"])
        await seen.says("Logged phone, no answer: Thornley Pumps")
        assert seen.app.current_mode == "list", "n did not name anybody"


async def test_words_typed_at_once_reach_the_field_of_the_box_in_their_order(firm, thornley):
    async with firm.app() as seen:
        await on(seen, thornley)
        await typed_at_once(seen, ["s", *"fri"])
        await seen.until(lambda: seen.app.screen.query("#day-input"), "the box")
        await seen.until(lambda: seen.app.screen.query_one("#day-input").value == "fri", "every letter")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
        await typed_at_once(seen, ["y", "y"])
        await seen.says("Copied thornley-pumps.example")
        await typed_at_once(seen, ["z", "h", "enter"])
        await seen.says("Put off Thornley Pumps")


async def test_a_key_that_means_nothing_in_a_box_ends_there(firm, thornley):
    async with firm.app() as seen:
        await on(seen, thornley)
        await typed_at_once(seen, ["a", "q", "8", "n", "3"])
        await seen.shows("Touch Thornley Pumps", "a letter picks the channel")
        assert seen.app.current_mode == "list"
        await seen.press("escape")
