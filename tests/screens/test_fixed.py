"""A letter paints the line it is typed into, and has nothing laid out anew."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import Screen

from screens.widgets.fixed import FixedInput


class Typed(App[None]):
    def compose(self) -> ComposeResult:
        yield FixedInput(compact=True)


def shown(line: FixedInput) -> str:
    return "".join(segment.text for strip in line.render_lines(line.size.region) for segment in strip).strip()


async def test_a_letter_lays_nothing_out_and_the_newest_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out, lay_out = [], Screen._refresh_layout

    def counted(screen: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.append(size)
        lay_out(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    app = Typed()
    async with app.run_test(size=(40, 5)) as pilot:
        line = app.query_one(FixedInput)
        await pilot.press("a")  # the first one makes it a line that is valid, which may look otherwise
        laid_out.clear()
        await pilot.press(*"bcdefghijklmnopqrstuvwxyz" * 3)
        assert not laid_out
        assert shown(line).endswith("wxyz")
        await pilot.press("home")
        assert shown(line).startswith("abc")
