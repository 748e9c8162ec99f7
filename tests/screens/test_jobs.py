"""Work beside the event loop, and the screen that goes away under it."""

import ast
import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerFailed

import screens
from screens.jobs import begin


class Board(Screen[None]):
    """Writes into its part after the part is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.came_too_late = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Static("", id="part")

    def on_mount(self) -> None:
        begin(self, self._show, group="show")

    async def _show(self) -> None:
        while self.query("#part"):  # noqa: ASYNC110 - nothing tells that a part is gone
            await asyncio.sleep(0)
        self.came_too_late.set()
        self.query_one("#part", Static).update("read")


async def test_an_answer_that_comes_while_its_screen_is_taken_away_does_not_take_the_app_down():
    app: App[None] = App()
    async with app.run_test() as pilot:
        board = Board()
        await app.push_screen(board)
        await app.pop_screen()
        await board.came_too_late.wait()
        await pilot.pause()
        assert app.is_running


async def test_a_part_that_never_was_is_still_an_error():
    class Wrong(Board):
        async def _show(self) -> None:
            self.query_one("#never")

    async def look() -> None:
        app: App[None] = App()
        async with app.run_test() as pilot:
            await app.push_screen(Wrong())
            await pilot.pause()

    with pytest.raises(WorkerFailed):
        await look()


def test_every_screen_starts_its_work_in_the_one_way():
    folder = Path(screens.__file__).parent
    found = []
    for path in folder.rglob("*.py"):
        if path.name == "jobs.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            by_hand = isinstance(node, ast.Attribute) and node.attr == "run_worker"
            if by_hand or (isinstance(node, ast.ImportFrom) and any(one.name == "work" for one in node.names)):
                found.append(f"{path.relative_to(folder)}: {ast.unparse(node)}")
    assert found == []
