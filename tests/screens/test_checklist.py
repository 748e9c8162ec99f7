"""What holds on every screen: where one is, what one can press, what an empty place is for, and that nothing is clipped."""

import ast
import asyncio
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

import screens
from screens import places
from screens.busy import Busy
from screens.keys import classes, own_bindings
from screens.parted import PartedPlace
from screens.widgets.footer import LIMIT
from screens.widgets.rows import GAP, GUTTER, Column, layout

FOLDER = Path(screens.__file__).parent
MODES = [one.mode for one in places.PLACES]
KEY = r"(?:^|[\s“(])(?:[a-zA-Z1-9+=?]|enter|esc|tab|space|ctrl\+[a-z])(?:[\s,.;:)]|$)"
"""A key as hints write it."""


def strings():
    """Yield every text of the screens that is no documentation."""
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docs = {
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                yield path.name, node.value


def test_every_sign_takes_one_cell():
    """Emoji and other wide or joined characters shift columns in one terminal or another."""
    for name, text in strings():
        for letter in text:
            if not letter.isascii() and letter.isprintable():
                assert cell_len(letter) == 1, (name, text, letter)
                assert not 0x1F000 <= ord(letter) <= 0x1FAFF, (name, text)


def test_a_letter_alone_never_destroys():
    """What takes away asks for its reason, or says how it comes back: no other single letter does it."""
    lethal = {one.id for kind in classes() for one in own_bindings(kind)
              if re.search(r"\b(delete|erase|throw|purge)\b", one.description.lower()) and len(one.key) == 1}  # fmt: skip
    assert lethal == {"data.erase", "draft.discard", "drafts.discard"}, "the first asks, drafts come back with u"


def test_the_same_key_means_the_same_everywhere():
    meaning = {"u": {"undo", "take_back"}, "ctrl+r": {"redo"}, "slash": {"filter"}, "question_mark": {"help", "leave"}}
    for kind in classes():
        for one in own_bindings(kind):
            for key in one.key.split(","):
                if key in meaning:
                    assert one.action.removeprefix("app.") in meaning[key], one.id


def test_columns_are_dropped_whole():
    columns = [Column("slot", 4), Column("company", 14, grow=2), Column("next act", 12, drop=1), Column("because", 20)]
    for width in range(8, 120):
        rooms = layout(columns, width)
        assert sum(room for *_, room in rooms) + GAP * (len(rooms) - 1) + GUTTER <= width or len(rooms) == 1
        assert all(room >= column.width for _, column, room in rooms)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_place_says_where_one_is_and_what_to_press(firm, size):
    width, height = size
    async with firm.app(size) as seen:
        for mode in MODES:
            seen.app.go(mode)
            label = next(f"{one.key} {one.label}" for one in places.PLACES if one.mode == mode)
            await seen.until(lambda label=label: label in seen.text.splitlines()[0], f"{mode} in the first line")
            lines = seen.text.split("\n")
            assert len(lines) == height, mode
            assert all(cell_len(line) <= width for line in lines), mode
            assert cell_len(lines[-1].strip()) <= LIMIT, mode
            assert len(re.findall(r"\S+ \S+", lines[-1])) >= 2, lines[-1]


async def test_every_place_in_a_terminal_too_small_is_one_sentence_and_comes_back(firm):
    async with firm.app((59, 24)) as seen:
        for mode in MODES:
            seen.app.go(mode)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode, mode)
            await seen.shows("Prospector needs at least 60x20; this terminal is 59x24.")
            assert len(seen.text.split("\n")) == 24, mode
            assert len([line for line in seen.text.splitlines() if line.strip()]) == 1, "one sentence and nothing else"
        await seen.pilot.resize_terminal(60, 20)
        await seen.until(lambda: len(seen.text.split("\n")) == 20, "the new size")
        assert "needs at least" not in seen.text
        await seen.pilot.resize_terminal(60, 19)
        await seen.shows("Prospector needs at least 60x20; this terminal is 60x19.")


async def test_every_empty_place_teaches(desk):
    """What goes here, why it is empty, which key to press: in every part of the place."""
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    async with desk.app((100, 40)) as seen:
        for mode in (mode for mode in MODES if mode != places.NAME):
            seen.app.go(mode)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode and len(seen.text) > 200, mode)
            place = seen.app.screen
            for _ in range(len(place.PARTS) if isinstance(place, PartedPlace) else 1):
                await seen.pilot.pause()
                body = "\n".join(line for line in seen.text.splitlines()[2:-1] if line.strip())
                assert len(body) > 40, (mode, seen.text)
                assert "▌" in body or re.search(KEY, body), (mode, body)
                if isinstance(place, PartedPlace):
                    await seen.press("right")


async def test_the_focus_comes_back_after_every_question(firm):
    async with firm.app(start="list") as seen:
        await seen.shows("Thornley Pumps")
        before = seen.app.focused
        for key in ("a", "e", "w", "x", "s", "question_mark", "f2", "f", "colon", "y"):
            await seen.press(key)
            await seen.until(lambda key=key: seen.app.screen.is_modal or key == "colon", f"a question after {key}")
            await seen.press("escape")
            await seen.until(lambda: not seen.app.screen.is_modal, f"the list again after {key}")
            await seen.until(lambda: seen.app.focused is before, f"the focus where it was before {key}")


async def test_no_cursor_blinks_and_nothing_slides(firm):
    async with firm.app(start="name") as seen:
        await seen.until(lambda: isinstance(seen.app.focused, Input))
        await seen.until(lambda: not seen.app.focused.cursor_blink)
    for name, text in ((path.name, path.read_text("utf-8")) for path in FOLDER.rglob("*.py")):
        for call in re.finditer(r"\.scroll_(?:to|relative|home|end)\(", text):
            assert "animate=False" in text[call.start() : call.start() + 120], (
                name,
                text[call.start() : call.start() + 120],
            )


async def test_what_takes_long_says_what_and_how_long(firm, monkeypatch):
    monkeypatch.setattr("screens.busy.AFTER", 0.01)
    go = asyncio.Event()
    async with firm.app((120, 30), start="list") as seen:
        with seen.app.busy.during("backing up"):
            await seen.until(lambda: "⋯ backing up, 0 s" in seen.text.splitlines()[0])
        await seen.until(lambda: "backing up" not in seen.text)
        audit = places.modes()["audit"]
        kind = type(audit())
        read = kind.refresh_data

        async def slow(place):
            await go.wait()
            await read(place)

        monkeypatch.setattr(kind, "refresh_data", slow)
        seen.app.go("audit")
        await seen.shows("⋯ reading audit", "esc goes back meanwhile")
        go.set()
        await seen.until(lambda: "reading audit" not in seen.text, "the audit")
    assert Busy(seen.app).summary == ""
