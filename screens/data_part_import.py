"""Import: a file or a pasted table comes in; below, the imports there were, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from screens.data_part_log import LogPart, act_line
from screens.jobs import begin
from screens.plan_parts import BLANK, Line, empty, heading
from screens.show import clip

if TYPE_CHECKING:
    from prospector.workspace import Workspace

FILE, PASTE = "file", "paste"
_LOOKED_THROUGH = 2_000
"""Newest acts among which imports are looked for."""
_TITLE = "Import "


class ImportPart(LogPart):
    """What comes in."""

    KEY = "import"
    LABEL = "Import"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("i", "bring a file"),
        ("p", "paste"),
        ("enter", "what it wrote"),
        ("x", "take back"),
    )

    def read(self, workspace: Workspace) -> None:
        """Read the imports among the newest acts."""
        acts = workspace.history(_LOOKED_THROUGH)
        self.rows = [one for one in acts if one.kind == "do" and one.title.startswith(_TITLE)]

    @property
    def headline(self) -> Content:
        """Say what happens."""
        return Content.assemble(
            ("In from anywhere", "bold $text-accent"),
            ("   what becomes of each row is shown before it is written", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return the ways in, and what came in."""
        shown: list[Line] = [
            (FILE, _way("i", "Bring a file", "CSV, TSV, Excel, JSON lines, one name a line", width)),
            (PASTE, _way("p", "Paste a table", "cells copied in a spreadsheet, a list of names", width)),
            BLANK,
            heading(" Came in so far"),
        ]
        if not self.rows:
            return [*shown, empty("Nothing yet: each import stands here as one act, with the way back.", width)]
        return [*shown, *((one.id, act_line(one, width)) for one in self.rows)]

    def aside(self, key: str, width: int) -> Content:
        """Say how it goes."""
        if key in (FILE, PASTE):
            return Content(
                "Encoding, delimiter and columns are recognised and said; you correct what is wrong. Doubtful rows come "
                "back as a file: mend it and bring that."
            )
        return super().aside(key, width)

    def edit(self, key: str) -> None:
        """Bring a table in, or show what an import wrote."""
        if key not in (FILE, PASTE):
            super().edit(key)
        elif not self.place.prospector.is_open:
            self.place.prospector.say("The workspace is still being opened: once more in a moment")
        elif key == FILE:
            begin(self.place, self._file, group="bring", exclusive=True)
        else:
            begin(self.place, self._paste, group="bring", exclusive=True)

    async def _file(self) -> None:
        from screens.modals.file import FileBox

        chosen = await self.place.prospector.push_screen_wait(FileBox("Bring a file", self._start()))
        if chosen:
            await self._bring_file(chosen)

    def pasted(self, text: str) -> None:
        """Bring in what was pasted over the place: a table, or the path of a file that was dropped on the terminal."""
        path = text.strip().strip("'\"")
        if not self.place.prospector.is_open or not path:
            return
        if "\n" not in path and (path.startswith(("/", "~/")) or _is_file(path)):
            begin(self.place, partial(self._bring_file, str(Path(path).expanduser())), group="bring", exclusive=True)
        else:
            begin(self.place, partial(self._bring_text, text), group="bring", exclusive=True)

    async def _paste(self) -> None:
        from screens.modals.paste_table import PasteTableBox

        text = await self.place.prospector.push_screen_wait(PasteTableBox())
        if text:
            await self._bring_text(text)

    async def _bring_file(self, path: str) -> None:
        from screens.bringing import bring

        self.place.prospector.remember("data.file", path)
        await bring(self.place, partial(_open_file, path), path)

    async def _bring_text(self, text: str) -> None:
        from screens.bringing import bring

        await bring(self.place, partial(_open_text, text), str(Path.home() / "pasted.csv"))

    def _start(self) -> str:
        """Return where the choice of a file begins: in the folder of the last one."""
        last = self.place.prospector.memory.get("data.file")
        folder = Path(last).parent if last else Path.cwd()
        return f"{folder if folder.is_dir() else Path.home()}/".replace("//", "/")


def _way(key: str, label: str, about: str, width: int) -> Content:
    said = clip(about, max(10, width - 22))
    return Content.assemble((f" {key}  ", "bold $text-accent"), f"{label:<16}", (said, "$text-muted"))


def _is_file(path: str) -> bool:
    try:
        return Path(path).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def _open_file(path: str, sheet: str | None) -> object:
    from prospector.exchange.reading import open_table

    return open_table(path, sheet=sheet)


def _open_text(text: str, _sheet: str | None) -> object:
    from prospector.exchange.reading import open_text

    return open_text(text)
