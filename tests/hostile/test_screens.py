"""Every place and every question over it on a workspace whose every text tries something.

The short form opens each question once; `make hostile` presses every key that a screen knows, at three sizes.
"""

import os
import re
from pathlib import Path

import maker
import pytest
from textual.content import Content
from textual.screen import ModalScreen
from walking import walk

import screens.modals
from screens import places

LONG = os.environ.get("HOSTILE") == "long"
SIZES = [(80, 24), (120, 40), (60, 20)] if LONG else [(80, 24)]
OPENED = {
    "today": ("a", "c", "d", "D", "h", "M", "s", "w", "z", "f", "T", "colon"),
    "list": ("I", "L", "v", "E"),
    "account": ("enter", "plus", "greater_than_sign", "i", "underscore", "b", "e", "y"),
    "name": ("ctrl+s",),
    "twins": ("enter",),
    "plan/profile": ("e", "E"),
    "plan/days": ("a",),
    "audit/reps": ("e",),
    "audit/found": ("e",),
    "audit/sample": ("e",),
    "sources/source": ("l",),
    "data/import": ("i", "p"),
    "data/log": ("enter",),
    "data/backup": ("enter",),
}
"""Keys that open a question, by place and part."""


@pytest.mark.parametrize("mode", [one.mode for one in places.PLACES])
async def test_every_place_shows_it_and_does_nothing_of_it(hostile: Path, mode: str) -> None:
    async with walk(hostile, maker.NOW, start=mode) as walked:
        walked.app.choose("account-2")
        await walked.go(mode)
        for part in walked.parts():
            await walked.go(mode, part)
            walked.look()
            for key in OPENED.get(f"{mode}/{part}" if part else mode, ()):
                await walked.press(key)
                walked.look(key)
                await walked.go(mode, part)
        assert walked.wrong == []
        assert walked.app.is_running, "something quit the app"


@pytest.mark.skipif(not LONG, reason="`make hostile` presses every key")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", [one.mode for one in places.PLACES])
async def test_every_key_of_every_place(hostile: Path, mode: str, size: tuple[int, int]) -> None:
    """Press each key of a place, and in what it opens each key of that, from the same beginning."""
    async with walk(hostile, maker.NOW, size, start=mode) as walked:
        walked.app.choose("account-2")
        await walked.go(mode)
        for part in walked.parts():
            await walked.go(mode, part)
            for key in walked.answered():
                await walked.go(mode, part)
                await walked.press(key)
                walked.look(key)
                inner = walked.answered() if isinstance(walked.app.screen, ModalScreen) else []
                for second in inner:
                    await walked.go(mode, part)
                    await walked.press(key, second)
                    walked.look(f"{key} {second}")
        assert walked.wrong == []
        assert walked.app.is_running


async def test_toasts_and_sentences_of_errors_show_it(hostile: Path) -> None:
    import corpus

    async with walk(hostile, maker.NOW) as walked:
        for text in corpus.EVERY[:: 1 if LONG else 8]:
            walked.app.say(text)
            await walked.pilot.pause()
            walked.look(f"toast {text[:20]!r}")
        assert walked.wrong == []


async def test_what_is_typed_and_pasted_shows_it(hostile: Path) -> None:
    import corpus
    from textual import events

    async with walk(hostile, maker.NOW) as walked:
        for mode, keys in (
            ("list", ("slash",)),
            ("today", ("f",)),
            ("name", ()),
            ("today", ("colon",)),
            ("today", ("a",)),
        ):
            await walked.go(mode)
            await walked.press(*keys)
            for text in corpus.STORED[:: 1 if LONG else 15]:
                (walked.app.screen.focused or walked.app.screen).post_message(events.Paste(text))
                await walked.pilot.pause()
                walked.look(f"pasted {text[:20]!r}")
        assert walked.wrong == []


def test_no_text_reaches_a_widget_as_markup() -> None:
    """Read the screens: markup is written nowhere, and what may hold data is never handed over as a plain string."""
    folder = Path(screens.__file__).parent if screens.__file__ else Path("screens")
    told = "\n".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.py"))
    assert re.findall(r"from_markup|textual\.markup|markup=True|\[@click|\.bind\(.*data", told) == []
    assert Content("[b]").plain == "[b]"


def test_every_column_is_filled(tmp_path: Path, fresh_file: Path) -> None:
    """A new text column is hostile by itself; this holds the number of those that are not."""
    import shutil

    path = tmp_path / "filled.db"
    shutil.copyfile(fresh_file, path)
    assert len(maker.fill(path, ("x",))) >= 140
